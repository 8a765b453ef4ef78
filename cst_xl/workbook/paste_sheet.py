"""The sheet *Incolla*: room for an export as it is, in text format, without headers of ours."""

from __future__ import annotations

from typing import Final

from openpyxl import Workbook

from cst_xl.core import paste_area
from cst_xl.core.tables import letter
from cst_xl.workbook import layout
from cst_xl.workbook.drafting import link, merged
from cst_xl.workbook.measure import line_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import LARGE, Colour, Style, put_text, style_column

_WIDTH: Final = 16.0
_HEAD_COLUMNS: Final = 8
_BLANK_ROWS: Final = 25
_HINT: Final = "Facoltativo: qui si incolla in A5 un'esportazione così com'è, con le sue intestazioni; poi si preme Importa…."
_HOW: Final = (
    "Le righe passano nei fogli giusti e qui si possono cancellare. Le celle sono in formato testo, così Excel non "
    "converte nulla."
)


def write(book: Workbook) -> None:
    """Write the sheet."""
    sheet = book.create_sheet(layout.PASTE)
    sheet.sheet_properties.tabColor = Colour.ORANGE.value
    sheet.sheet_view.showGridLines = False
    for column in range(1, paste_area.COLUMNS + 1):
        dimension = sheet.column_dimensions[letter(column)]
        dimension.width = _WIDTH
        style_column(dimension, Style.INPUT)
        for down in range(_BLANK_ROWS):
            put_text(sheet.cell(paste_area.FIRST_ROW + down, column), "", Style.INPUT)
    for row, text, style in (
        (1, layout.PASTE, Style.TITLE),
        (2, _HINT, Style.BODY),
        (3, _HOW, Style.NOTE),
        (4, None, Style.NOTE),
    ):
        merged(sheet, row, 1, _HEAD_COLUMNS, text, style)
    link(sheet, paste_area.FIRST_ROW - 1, 1, layout.HOME, f"‹ {layout.HOME}")
    sheet.row_dimensions[1].height = line_height(LARGE) + 4
    sheet.freeze_panes = sheet.cell(paste_area.FIRST_ROW, 1)
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = f"A{paste_area.FIRST_ROW}"
    sheet_page(sheet, landscape=True, repeat=f"1:{paste_area.FIRST_ROW - 1}")
