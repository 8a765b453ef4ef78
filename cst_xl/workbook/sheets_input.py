"""The sheets that people fill: one unmistakable paper to paste on, text before anything arrives, help at every cell.

Whole columns are formatted as text, not cells: so 100,000 rows can be pasted and a new workbook stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.parameters import PARAMETERS, PARAMETERS_TABLE, QUARTER
from cst_xl.core.periods import Period
from cst_xl.core.tables import HEADER_ROW, RawTable, letter
from cst_xl.workbook import layout, validation
from cst_xl.workbook.drafting import link, merged
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height, pixels, row_height, text_pixels
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, Colour, Style, put, put_text, style_column

Rows = Sequence[Sequence[str]]
"""Rows of texts, headers first."""

_WRAPPED: Final = Alignment("left", "center", wrap_text=True)
_TITLE_ROW, _HINT_ROW, _HOW_ROW, _LINK_ROW = 1, 2, 3, 4
_BLANK_ROWS: Final = 25
_FIXED: Final = frozenset({"voce", "nota"})
"""Columns of the parameters that aren't filled in: what a parameter is called, and what it is for."""


def write_sheet(
    book: Workbook, name: str, tables: Sequence[tuple[RawTable, Rows]], quarter: Period | None
) -> None:
    """Write a sheet of raw tables, side by side, with the rows that are known already.

    Args:
        book: The workbook; the named styles are registered.
        name: The sheet.
        tables: The tables on it, each with its rows, headers first.
        quarter: The quarter that the workbook is made for.
    """
    sheet = book.create_sheet(name)
    sheet.sheet_properties.tabColor = Colour.ORANGE.value
    for table, rows in tables:
        ordered = _in_template_order(table, rows)
        _write_table(sheet, table, ordered)
        if table.key == PARAMETERS_TABLE.key:
            _add_prompts(sheet, table, ordered, quarter)
    _cut_head(sheet, [table for table, _ in tables])
    link(sheet, _LINK_ROW, 1, layout.HOME, f"‹ {layout.HOME}")
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    for selection in sheet.sheet_view.selection:  # whoever opens the sheet can paste at once
        selection.activeCell = selection.sqref = f"A{HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet_page(sheet, landscape=True, repeat=f"{_TITLE_ROW}:{HEADER_ROW}")


def text_areas(table: RawTable) -> str:
    """Where numbers are text on purpose."""
    area = layout.range_area(table)
    return Area(area.sheet, area.row + 1, area.column, area.rows - 1, area.columns).local


def _in_template_order(table: RawTable, rows: Rows) -> list[list[str]]:
    """The data rows with their values under the template's headers; a header unknown here keeps its place."""
    if not rows:
        return []
    places = {column.header: at for at, column in enumerate(table.columns)}
    targets = [places.get(header, at) for at, header in enumerate(rows[0])]
    ordered = []
    for row in rows[1:]:
        texts = [""] * len(table.columns)
        for target, text in zip(targets, row, strict=False):
            texts[target] = text
        ordered.append(texts)
    return ordered


def _write_table(sheet: Worksheet, table: RawTable, rows: list[list[str]]) -> None:
    _write_head(sheet, table)
    for at, column in enumerate(table.columns):
        number = table.first_column + at
        style = Style.LABEL if _is_fixed(table, column.key) else Style.INPUT
        dimension = sheet.column_dimensions[letter(number)]
        dimension.width = column.width
        style_column(dimension, style)
        put(sheet.cell(HEADER_ROW, number), column.header, Style.INPUT_HEADER)
        for down in range(max(len(rows), _BLANK_ROWS)):
            text = rows[down][at] if down < len(rows) else ""
            cell = sheet.cell(HEADER_ROW + 1 + down, number)
            put_text(cell, text, style)
            if text_pixels(text, BODY) > pixels(column.width) - 6:
                cell.alignment = _WRAPPED
        if table.key != PARAMETERS_TABLE.key:
            rule = validation.for_column(column)
            rule.add(Area(sheet.title, HEADER_ROW + 1, number, table.capacity).local)
            sheet.add_data_validation(rule)
    for down, row in enumerate(rows):
        cells = [(text, pixels(column.width)) for text, column in zip(row, table.columns, strict=True)]
        _grow(sheet, HEADER_ROW + 1 + down, row_height(cells, BODY))
    _add_excel_table(sheet, table, max(len(rows), 1))


def _is_fixed(table: RawTable, key: str) -> bool:
    return table.key == PARAMETERS_TABLE.key and key in _FIXED


def _grow(sheet: Worksheet, row: int, height: float) -> None:
    """Make a row as high as the tables on the sheet need it; tables side by side share rows."""
    sheet.row_dimensions[row].height = max(height, sheet.row_dimensions[row].height or 0)


def _add_prompts(sheet: Worksheet, table: RawTable, rows: list[list[str]], quarter: Period | None) -> None:
    """One prompt a parameter."""
    by_label = {parameter.label: parameter for parameter in PARAMETERS}
    for down, row in enumerate(rows):
        at = HEADER_ROW + 1 + down
        if (parameter := by_label.get(row[0])) is not None:
            fixed = quarter if parameter.kind is QUARTER else None
            rule = validation.for_quarter(fixed) if fixed else validation.for_parameter(parameter)
            rule.add(f"{letter(table.first_column + 1)}{at}")
            sheet.add_data_validation(rule)


def _write_head(sheet: Worksheet, table: RawTable) -> None:
    first, last = table.first_column, table.last_column
    merged(sheet, _TITLE_ROW, first, last, table.title, Style.TITLE)
    merged(sheet, _HINT_ROW, first, last, table.hint, Style.BODY)
    merged(sheet, _HOW_ROW, first, last, _how(table), Style.NOTE)
    merged(sheet, _LINK_ROW, first, last, None, Style.NOTE)


def _how(table: RawTable) -> str:
    """How to fill it, one line for every raw table."""
    if table.key == PARAMETERS_TABLE.key:
        return "Si scrive soltanto nella colonna «Valore»."
    first = letter(table.first_column)
    return (
        f"Incollare in {first}{HEADER_ROW + 1}, oppure in {first}{HEADER_ROW} se si copiano anche le intestazioni: "
        "l'ordine delle colonne non conta. Le celle sono in formato testo, così Excel non converte nulla."
    )


def _cut_head(sheet: Worksheet, tables: Sequence[RawTable]) -> None:
    """Heights of the head's rows, for the table that needs most."""
    widths = {table.key: sum(pixels(column.width) for column in table.columns) for table in tables}
    sheet.row_dimensions[_TITLE_ROW].height = line_height(LARGE) + 4
    sheet.row_dimensions[_HINT_ROW].height = row_height([(t.hint, widths[t.key]) for t in tables], BODY)
    sheet.row_dimensions[_HOW_ROW].height = row_height([(_how(t), widths[t.key]) for t in tables], BODY)
    headers = [(column.header, pixels(column.width) - 18) for t in tables for column in t.columns]
    sheet.row_dimensions[HEADER_ROW].height = row_height(headers, BODY, bold=True, pad=8)


def _add_excel_table(sheet: Worksheet, table: RawTable, rows: int) -> None:
    area = Area(table.sheet, HEADER_ROW, table.first_column, rows + 1, len(table.columns))
    made = ExcelTable(displayName=layout.table_name(table), ref=area.local)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(made)
