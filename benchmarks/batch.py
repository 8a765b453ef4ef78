"""Forty institutions' workbooks in one batch, beside forty single commands and beside XlsxWriter writing as many."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import rewriting
from benchmarks.timing import process, report, seconds

_INSTITUTIONS = 40
_SINGLE = 4  # single commands that are timed; forty take ten times as long


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        previous = folder / "2016-T2.xlsm"
        process("-m", "cst_xl", "demo", "--out", str(folder))()
        (folder / "Focus_2016-T2.xlsm").rename(previous)
        lines = [f"2016-T3;2016-T2.xlsm;fatte/{at}.xlsx" for at in range(_INSTITUTIONS)]
        listed = folder / "elenco.csv"
        listed.write_text("\n".join(["Periodo;Origine;Uscita", *lines]), encoding="utf-8")
        batch = seconds(process("-m", "cst_xl", "template", "--batch", str(listed)))
        single = sum(
            seconds(process("-m", "cst_xl", "template", "2016-T3", "--from", str(previous), "--out", str(folder / f"{at}.xlsx")))
            for at in range(_SINGLE)
        ) * (_INSTITUTIONS / _SINGLE)  # fmt: skip
        report("40 workbooks in a batch", "40 single commands", (batch, single, batch / single), "0.4x")
        kept = folder / "celle.json"
        rewriting.describe(folder / "0.xlsx", kept)
        again = [str(folder / f"di nuovo {at}.xlsx") for at in range(_INSTITUTIONS)]
        written = seconds(process("-c", rewriting.WRITE, str(kept), *again))
        report(
            "40 workbooks in a batch", "XlsxWriter writing the same", (batch, written, batch / written), "2x"
        )
