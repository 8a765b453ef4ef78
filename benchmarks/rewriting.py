"""The same workbook written by XlsxWriter alone: its cells, formulas, styles, merged ranges, widths and heights.

Charts, conditional formats, validation, macros and buttons are left out: it is a lower bound of the work.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

WRITE = """
import json, sys, xlsxwriter
described = json.load(open(sys.argv[1], encoding='utf-8'))
for path in sys.argv[2:]:
    book = xlsxwriter.Workbook(path)
    formats = [book.add_format(one) for one in described['formats']]
    for name, facts in described['sheets'].items():
        sheet = book.add_worksheet(name)
        for column, width in facts['widths']:
            sheet.set_column(column, column, width)
        for row, height in facts['heights']:
            sheet.set_row(row, height)
        for row, column, kind, value, style in facts['cells']:
            form = formats[style]
            if kind == 'array':
                sheet.write_array_formula(value[0], value[1], form)
            elif kind == 'formula':
                sheet.write_formula(row, column, value, form)
            elif kind == 'blank':
                sheet.write_blank(row, column, None, form)
            else:
                sheet.write(row, column, value, form)
        for area in facts['merged']:
            sheet.merged_cells_table = {}
            sheet.merge.append(area)
    book.close()
"""


def describe(workbook: Path, kept: Path) -> None:
    """Write down what a workbook holds, for `WRITE`."""
    import openpyxl

    book = openpyxl.load_workbook(workbook)
    formats: dict[str, int] = {}
    sheets = {sheet.title: _sheet(sheet, formats) for sheet in book.worksheets}
    content = {"formats": [json.loads(one) for one in formats], "sheets": sheets}
    kept.write_text(json.dumps(content), encoding="utf-8")


def _sheet(sheet: Worksheet, formats: dict[str, int]) -> dict[str, Any]:
    from openpyxl.utils import column_index_from_string

    return {
        "widths": [
            (column_index_from_string(one) - 1, d.width) for one, d in sheet.column_dimensions.items()
        ],
        "heights": [(row - 1, d.height) for row, d in sheet.row_dimensions.items() if d.height],
        "merged": [
            (r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges
        ],
        "cells": [
            _cell(cell, formats) for row in sheet.iter_rows() for cell in row if cell.has_style or cell.value
        ],
    }


def _cell(cell: Any, formats: dict[str, int]) -> tuple[int, int, str, object, int]:
    value, kind = cell.value, "value"
    if value is None:
        kind = "blank"
    elif hasattr(value, "ref"):
        kind, value = "array", (value.ref, value.text)
    elif cell.data_type == "f":
        kind = "formula"
    elif not isinstance(value, (int, float, str)):
        value = str(value)
    style = formats.setdefault(json.dumps(_format(cell)), len(formats))
    return cell.row - 1, cell.column - 1, kind, value, style


def _format(cell: Cell) -> dict[str, object]:
    said = {
        "font_name": cell.font.name,
        "font_size": cell.font.sz,
        "bold": bool(cell.font.b),
        "num_format": cell.number_format,
        "text_wrap": bool(cell.alignment.wrap_text),
        "locked": bool(cell.protection.locked),
        "border": int(bool(cell.border.bottom and cell.border.bottom.style)),
    }
    if cell.fill.fill_type and isinstance(cell.fill.fgColor.rgb, str):
        said["bg_color"] = f"#{cell.fill.fgColor.rgb[2:]}"
    return said
