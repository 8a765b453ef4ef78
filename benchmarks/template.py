"""How long a cold `template` takes, beside importing openpyxl and beside XlsxWriter writing the same cells."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.timing import process, ratio, report

_WRITE_AGAIN = """
import json, sys, xlsxwriter
sheets = json.load(open(sys.argv[1], encoding='utf-8'))
book = xlsxwriter.Workbook(sys.argv[2])
for name, cells in sheets.items():
    sheet = book.add_worksheet(name)
    for row, column, value in cells:
        sheet.write(row, column, value)
book.close()
"""


def _cells(path: Path) -> dict[str, list[tuple[int, int, object]]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    return {
        name: [
            (row, column, value if isinstance(value, (int, float, str)) else str(value))
            for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for column, value in enumerate(line)
            if value != ""
        ]
        for name in book.sheet_names
    }


def main() -> None:
    """Print the ratios."""
    import json

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"

        def template() -> None:
            path.unlink(missing_ok=True)
            process("-m", "cst_xl", "template", "2016-T3", "--out", str(path))()

        template()
        cells = Path(folder) / "cells.json"
        cells.write_text(json.dumps(_cells(path)), encoding="utf-8")
        report("template, cold", "import openpyxl", ratio(template, process("-c", "import openpyxl")))
        again = process("-c", _WRITE_AGAIN, str(cells), str(Path(folder) / "again.xlsx"))
        report("template, cold", "XlsxWriter writing the same cells, cold", ratio(template, again))
