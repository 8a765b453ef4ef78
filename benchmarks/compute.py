"""How `compute` grows with the pasted tickets, beside python-calamine reading the same file, imports aside."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.timing import ratio, report

SIZES = (1_000, 10_000, 100_000)


def tickets(count: int) -> list[list[object]]:
    """Plausible tickets of the quarter, in the template's columns, as text."""
    from cst_xl.sections import tickets as section

    table = next(one for one in section.SECTION.raw if one.key == "ticket")
    chance = random.Random(2016)
    start = datetime(2016, 4, 1, 8)
    rows = []
    for number in range(count):
        opened = start + timedelta(seconds=chance.randrange(90 * 86400))
        known = {
            "numero_ticket": f"2016{number:010d}",
            "canale": chance.choice(("mail", "mail", "mail", "telefono")),
            "stato": chance.choice(("risolto", "risolto", "risolto", "aperto", "nuovo")),
            "aperto": f"{opened:%Y-%m-%d %H:%M:%S}",
            "preso_in_carico": f"{opened + timedelta(minutes=chance.randrange(60)):%Y-%m-%d %H:%M:%S}",
            "prima_risposta": f"{opened + timedelta(minutes=chance.randrange(300)):%Y-%m-%d %H:%M:%S}",
            "chiuso": f"{opened + timedelta(hours=chance.randrange(200)):%Y-%m-%d %H:%M:%S}",
            "coda": chance.choice(("Servizi CST::Help Desk", "Servizi CST::Help Desk::Telefono")),
            "titolo": f"Segnalazione {number}",
        }
        rows.append([known.get(column.key, "") for column in table.columns])
    return rows


def main() -> None:
    """Print one line for each size."""
    from python_calamine import CalamineWorkbook

    from cst_xl.actions import checking, quarters
    from cst_xl.workbook.file import FileBook

    with tempfile.TemporaryDirectory() as folder:
        base = quarters.demo(Path(folder) / "base.xlsx").path
        for size in SIZES:
            path = Path(shutil.copy(base, Path(folder) / f"{size}.xlsx"))
            book = FileBook.open(path)
            book.write("Dati Ticket", "A6", tickets(size))
            book.save()

            def read(path: Path = path) -> None:
                workbook = CalamineWorkbook.from_path(str(path))
                for name in workbook.sheet_names:
                    workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)

            measured = ratio(lambda path=path: checking.compute_file(path), read, 3)
            report(f"compute, {size:,} tickets", "calamine reading the file", measured, "at most 2x")
