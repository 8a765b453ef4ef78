"""What a recalculation in Excel costs: how many calls cross to Python, and what xlwings' converters add to one of them.

The converters are xlwings' own: those of the classic add-in, which staff use, over stand-ins for pywin32; then those of
its server, in a process of its own (the licence key for tests is set only there). What crossing from program to program
costs shows on Windows only. Both sides compute ever new cells, so that neither is answered from memory.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.compute import tickets
from benchmarks.timing import ratio, report

ROWS = 10_000
FUNCTION = "cst_ticket"
_CALL = re.compile(r"\bcst_\w+\s*\(", re.IGNORECASE)
_SERVER_MODE = {"XLWINGS_ON_SERVER": "true", "XLWINGS_LICENSE_KEY": "noncommercial"}


def calls(path: Path) -> int:
    """Calls of functions of ours in all formulas of a workbook; an array formula is one call."""
    from cst_xl.workbook.file import FileBook

    return sum(len(_CALL.findall(formula.text)) for formula in FileBook.open(path).formulas())


def arguments() -> Iterator[list[list[list[object]]]]:
    """Ranges for one call after the other: the example's, and tickets whose first number is always another."""
    from cst_xl.core.edition import raw_tables
    from cst_xl.functions import BY_NAME
    from cst_xl.sections import SECTIONS
    from cst_xl.workbook import example, resources

    raw = example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")
    tables = {table.key: table for table in raw_tables(SECTIONS)}
    rows = tickets(ROWS)
    for number in count():
        fresh = [[f"{number:06d}", *rows[0][1:]], *rows[1:]]
        yield [
            [[column.header for column in tables[key].columns], *fresh]
            if key == "ticket"
            else raw.get(key, [[]])
            for key in (argument.name for argument in BY_NAME[FUNCTION].arguments if argument.table)
        ]


def bare() -> Callable[[], object]:
    """The function called directly."""
    from cst_xl.functions import BY_NAME, invoke

    given = arguments()
    return lambda: invoke(BY_NAME[FUNCTION], [*next(given), 10])


def classic(call: Callable[..., object]) -> Callable[[], object]:
    """The function called as a cell of Excel calls it, its cells converted by xlwings on their way in and out."""
    given = ([tuple(map(tuple, rows)) for rows in ranges] for ranges in arguments())
    return lambda: call(FUNCTION, *next(given), 10)


def server() -> Callable[[], object]:
    """The function called as xlwings' server calls it (0.37.8 looks for a module of Pyodide at every cell)."""
    import xlwings  # noqa: TID251 - its converters are what is measured
    import xlwings.server  # noqa: TID251

    from cst_xl.hosts import excel

    given = arguments()
    asked = {
        "client": "Office.js",
        "func_name": FUNCTION,
        "caller_address": "[prova.xlsx]Foglio1!A1",
        "culture_info_name": "it-IT",
        "date_format": "gg/mm/aaaa",
        "version": xlwings.__version__,
        "runtime": "1.4",
    }
    return lambda: asyncio.run(
        xlwings.server.custom_functions_call(asked | {"args": [*next(given), [[10]]]}, excel)
    )


def compare_classic() -> None:
    """Print the ratio of the classic path."""
    from tests.hosts.excel.classic import served

    with served() as call:
        measured = ratio(classic(call), bare(), 7)
    report(
        f"{FUNCTION} on {ROWS:,} tickets through xlwings' converters",
        "the bare function",
        measured,
        "under 3x",
    )


def compare_server() -> None:
    """Print the ratio of the server path; only in server mode."""
    measured = ratio(server(), bare(), 1)
    report(f"{FUNCTION} on {ROWS:,} tickets through xlwings' server", "the bare function", measured)


def main() -> None:
    """Print both."""
    from cst_xl.actions import quarters

    with tempfile.TemporaryDirectory() as folder:
        found = calls(quarters.demo(Path(folder) / "Focus.xlsx").path)
    print(
        f"Calls of cell functions in a full recalculation of the example: {found}   (aim: under 60)",
        flush=True,
    )
    compare_classic()
    program = "from benchmarks.excel import compare_server; compare_server()"
    subprocess.run([sys.executable, "-c", program], check=True, env=os.environ | _SERVER_MODE)


if __name__ == "__main__":
    main()
