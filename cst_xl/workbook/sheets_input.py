"""The sheets that people fill: one unmistakable paper to paste on, text before anything arrives, help at every cell.

Whole columns are formatted as text, not cells: so 100,000 rows can be pasted and a new workbook stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.parameters import PARAMETERS, PARAMETERS_TABLE
from cst_xl.core.tables import HEADER_ROW, RawTable, letter
from cst_xl.workbook import layout, validation
from cst_xl.workbook.drafting import link, merged
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, Colour, Style, put, put_text, style_column

Rows = Sequence[Sequence[str]]
"""Rows of texts, headers first."""

_TITLE_ROW, _HINT_ROW, _HOW_ROW, _LINK_ROW = 1, 2, 3, 4
_BLANK_ROWS: Final = 25
_FIXED: Final = frozenset({"voce", "nota"})
"""Columns of the parameters that aren't filled in: what a parameter is called, and what it is for."""


def write_sheet(book: Workbook, name: str, tables: Sequence[tuple[RawTable, Rows]]) -> None:
    """Write a sheet of raw tables, side by side, with the rows that are known already.

    Args:
        book: The workbook; the named styles are registered.
        name: The sheet.
        tables: The tables on it, each with its rows, headers first.
    """
    sheet = book.create_sheet(name)
    sheet.sheet_properties.tabColor = Colour.ORANGE.value
    for table, rows in tables:
        _write_table(sheet, table, _in_template_order(table, rows))
    _cut_head(sheet, [table for table, _ in tables])
    link(sheet, _LINK_ROW, 1, layout.HOME, f"‹ {layout.HOME}")
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
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
            put_text(sheet.cell(HEADER_ROW + 1 + down, number), text, style)
        if table.key != PARAMETERS_TABLE.key:
            rule = validation.for_column(column)
            rule.add(Area(sheet.title, HEADER_ROW + 1, number, table.capacity).local)
            sheet.add_data_validation(rule)
    if table.key == PARAMETERS_TABLE.key:
        _write_parameters(sheet, table, rows)
    _add_excel_table(sheet, table, max(len(rows), 1))


def _is_fixed(table: RawTable, key: str) -> bool:
    return table.key == PARAMETERS_TABLE.key and key in _FIXED


def _write_parameters(sheet: Worksheet, table: RawTable, rows: list[list[str]]) -> None:
    """One prompt a parameter, and rows high enough for what it decides."""
    by_label = {parameter.label: parameter for parameter in PARAMETERS}
    note = table.columns[-1]
    for down, row in enumerate(rows):
        at = HEADER_ROW + 1 + down
        sheet.row_dimensions[at].height = row_height([(row[-1], pixels(note.width))], BODY, pad=6)
        if (parameter := by_label.get(row[0])) is not None:
            rule = validation.for_parameter(parameter)
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
