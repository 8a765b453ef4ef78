"""The sheets of the release: who released what and when, and every released value beside the present one.

What the program writes there at a release is raw data like any other; beside it, by reference to the sheet of
calculation, stands where the release is and what has changed since.
"""

from __future__ import annotations

from typing import Final, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.releases import RELEASED, RELEASES, items
from cst_xl.core.section import Edition
from cst_xl.core.tables import HEADER_ROW, letter
from cst_xl.functions import release_formula, released_formula
from cst_xl.workbook import layout, marks, validation
from cst_xl.workbook.drafting import link, merged, show_block
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, Style, put

_GAP: Final = 2.0
_ONE_LINE: Final = Alignment("left", "center")
_STATE_WIDTHS: Final = (30.0, 44.0)
_STATE_ROWS: Final = 5
_STATE_TITLE: Final = "Stato del rilascio"
_STATE_HOW: Final = (
    "Un Focus si rilascia quando nel foglio Controlli non ci sono errori. Il nome di chi lo rilascia si scrive nel foglio "
    "Parametri."
)
_VALUE_WIDTHS: Final = (("Valore di oggi", 30.0), ("Esito", 24.0))
_VALUE_TITLE: Final = "Oggi"
_VALUE_HOW: Final = (
    "Una voce cambiata dopo il rilascio tiene fermo il Focus finché il dato torna com'era, o finché qualcuno scrive il "
    "valore di oggi in «Nuovo valore visto»."
)
_LEAST_ROWS: Final = 320
_SPARE_ROWS: Final = 60
_PRINTED_ROWS: Final = 30


def complete(book: Workbook, edition: Edition) -> None:
    """Add to the raw sheets, which are written already, what is computed beside them."""
    _complete_releases(cast("Worksheet", book[RELEASES.sheet]), edition)
    _complete_values(cast("Worksheet", book[RELEASED.sheet]), edition)


def _complete_releases(sheet: Worksheet, edition: Edition) -> None:
    area = Area(sheet.title, HEADER_ROW + 1, 1, _STATE_ROWS, len(_STATE_WIDTHS))
    for column, width in enumerate(_STATE_WIDTHS, 1):
        sheet.column_dimensions[letter(column)].width = width
    sheet.column_dimensions[letter(RELEASES.first_column - 1)].width = _GAP
    put(sheet.cell(1, 1), _STATE_TITLE, Style.TITLE)
    merged(sheet, 2, 1, 2, _STATE_HOW, Style.NOTE)
    _grow(sheet, 2, _STATE_HOW, _STATE_WIDTHS)
    for column, text in enumerate(("Che cosa", "Come sta"), 1):
        put(sheet.cell(HEADER_ROW, column), text, Style.HEADER)
    for down in range(area.rows):
        put(sheet.cell(area.row + down, 1), None, Style.LABEL)
        put(sheet.cell(area.row + down, 2), None, Style.STATE)
    show_block(sheet, area, release_formula(area.rows))
    sheet.add_data_validation(validation.untouched(area, _STATE_TITLE))
    _tell_how(sheet, RELEASES.first_column, "Qui non si scrive: lo fa il programma a ogni rilascio.")
    _print(sheet, RELEASES.last_column, len(edition.tables[RELEASES.key]) if edition.tables else 0)


def _complete_values(sheet: Worksheet, edition: Edition) -> None:
    first = RELEASED.last_column + 2
    rows = max(_LEAST_ROWS, len(items(edition.results, edition.figures)) + _SPARE_ROWS)
    area = Area(sheet.title, HEADER_ROW + 1, first, rows, len(_VALUE_WIDTHS))
    sheet.column_dimensions[letter(first - 1)].width = _GAP
    for right, (header, width) in enumerate(_VALUE_WIDTHS):
        sheet.column_dimensions[letter(first + right)].width = width
        put(sheet.cell(HEADER_ROW, first + right), header, Style.HEADER)
    put(sheet.cell(1, first), _VALUE_TITLE, Style.TITLE)
    merged(sheet, 2, first, area.last_column, _VALUE_HOW, Style.NOTE)
    _grow(sheet, 2, _VALUE_HOW, tuple(width for _, width in _VALUE_WIDTHS))
    for down in range(rows):
        for right, style in enumerate((Style.LIST, Style.LIST_STATE)):
            put(sheet.cell(area.row + down, first + right), None, style)
            sheet.cell(area.row + down, first + right).alignment = _ONE_LINE
    show_block(sheet, area, released_formula(rows))
    marks.outcomes(sheet, area.column_of(1, rows))
    sheet.add_data_validation(validation.untouched(area, _VALUE_TITLE))
    link(sheet, 4, first, layout.FINDINGS, f"Che cosa va rivisto: foglio {layout.FINDINGS}")
    _tell_how(
        sheet,
        1,
        "Si scrive soltanto in «Nuovo valore visto» e «Visto da»; il resto lo scrive il programma al rilascio.",
    )
    _print(sheet, area.last_column, len(edition.tables[RELEASED.key]) if edition.tables else 0)


def _tell_how(sheet: Worksheet, column: int, text: str) -> None:
    """Say on the third row how the table is filled, in place of the usual words about pasting."""
    sheet.cell(3, column).value = text
    sheet.row_dimensions[3].height = line_height(BODY) + 3


def _grow(sheet: Worksheet, row: int, text: str, widths: tuple[float, ...]) -> None:
    wanted = row_height([(text, sum(map(pixels, widths)))], BODY)
    sheet.row_dimensions[row].height = max(wanted, sheet.row_dimensions[row].height or 0)


def _print(sheet: Worksheet, last_column: int, rows: int) -> None:
    last = HEADER_ROW + max(rows, _PRINTED_ROWS)
    sheet_page(
        sheet, landscape=True, repeat=f"1:{HEADER_ROW}", area=Area(sheet.title, 1, 1, last, last_column).local
    )
