"""The sheet ``xlwings.conf``: what the workbook tells xlwings, as text that an IT department may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from openpyxl import Workbook

from cst_xl.core.tables import letter
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import Colour, Style, put
from cst_xl.workbook.xlwings_conf import CONF_SHEET, conf_rows

_WIDTHS: Final = (34, 44, 90)
_STYLES: Final = (Style.BODY, Style.INPUT, Style.NOTE)


def write(book: Workbook, own: Mapping[str, object] | None) -> None:
    """Write the sheet; settings that a person has made in an earlier workbook win over ours."""
    sheet = book.create_sheet(CONF_SHEET)
    sheet.sheet_properties.tabColor = Colour.SOFT.value
    sheet.sheet_view.showGridLines = False
    for at, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[letter(at)].width = width
    for row, values in enumerate(conf_rows(own), start=1):
        for column, (value, style) in enumerate(zip(values, _STYLES, strict=True), start=1):
            put(sheet.cell(row, column), value, style, "@")
    sheet_page(sheet, landscape=True, tall=1, area=sheet.dimensions)
