"""The sheet of rewritten sentences: where one types, and beside every row what the figures say.

The rows that people fill are a raw table like any other; on their right, by reference to the sheet of calculation,
stand the automatic sentence of the chosen code and what becomes of the new one. So whoever writes has the sentence
before their eyes, and nothing typed is in the way of a recalculation.
"""

from __future__ import annotations

from typing import Final, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.revisions import REVISIONS, Revision, read_revisions
from cst_xl.core.section import Edition
from cst_xl.core.tables import HEADER_ROW, letter
from cst_xl.functions import codes_formula, revisions_formula
from cst_xl.workbook import layout, marks, validation
from cst_xl.workbook.drafting import engine_block, link, merged, show_block
from cst_xl.workbook.geometry import Geometry
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, Style, put

_GAP: Final = 2.0
_SHOWN: Final = (("La frase automatica", 52.0), ("Esito", 24.0))
_LINES: Final = 3
_PRINTED_ROWS: Final = 12
_TOP: Final = Alignment("left", "top", wrap_text=True)
_HEADING: Final = "Che cosa dicono le cifre"
_HOW: Final = (
    "Il codice si sceglie dall'elenco, il trimestre è quello del bollettino. A destra, nella stessa riga, compaiono la "
    "frase automatica e l'esito del confronto con le cifre; i dettagli sono nel foglio Controlli."
)


def complete(book: Workbook, edition: Edition, geometry: Geometry) -> None:
    """Add to the raw sheet, which is written already, what is computed beside it and the list of codes."""
    sheet = cast("Worksheet", book[REVISIONS.sheet])
    first = REVISIONS.last_column + 2
    area = Area(sheet.title, HEADER_ROW + 1, first, REVISIONS.capacity, len(_SHOWN))
    sheet.column_dimensions[letter(first - 1)].width = _GAP
    for right, (header, width) in enumerate(_SHOWN):
        sheet.column_dimensions[letter(first + right)].width = width
        put(sheet.cell(HEADER_ROW, first + right), header, Style.HEADER)
    _write_head(sheet, area)
    _write_rows(sheet, edition, area)
    show_block(sheet, area, revisions_formula(area.rows))
    marks.outcomes(sheet, area.column_of(1, area.rows))
    sheet.add_data_validation(validation.untouched(area, _HEADING))
    _offer_codes(sheet, book, geometry)
    last = max([row.row + 2 for row in _typed(edition)] + [HEADER_ROW + _PRINTED_ROWS])
    printed = Area(sheet.title, 1, 1, min(last, area.last_row), area.last_column).local
    sheet_page(sheet, landscape=True, repeat=f"1:{HEADER_ROW}", area=printed)


def _write_head(sheet: Worksheet, area: Area) -> None:
    put(sheet.cell(1, area.column), _HEADING, Style.TITLE)
    merged_row = 3
    sheet.cell(merged_row, 1).value = _HOW
    wide = sum(pixels(column.width) for column in REVISIONS.columns)
    sheet.row_dimensions[merged_row].height = row_height([(_HOW, wide)], BODY)
    merged(sheet, 2, area.column, area.last_column, "Si calcola da solo: qui non si scrive.", Style.NOTE)
    link(
        sheet,
        4,
        area.column,
        layout.SENTENCES,
        f"Tutte le frasi con il loro codice: foglio {layout.SENTENCES}",
    )


def _write_rows(sheet: Worksheet, edition: Edition, area: Area) -> None:
    """Rows high enough for a sentence, higher where a longer one stands already."""
    texts = {row.row: row.text for row in _typed(edition)}
    wide = pixels(REVISIONS.column("testo").width)
    for row in range(area.row, area.last_row + 1):
        for column in range(1, REVISIONS.last_column + 1):
            cell = sheet.cell(row, column)
            put(cell, None, Style.INPUT)
            cell.alignment = _TOP
        for right in range(area.columns):
            put(sheet.cell(row, area.column + right), None, Style.LABEL)
            sheet.cell(row, area.column + right).alignment = _TOP
        text = texts.get(row, "")
        sheet.row_dimensions[row].height = max(
            _LINES * line_height(BODY) + 5, row_height([(text, wide)], BODY)
        )


def _typed(edition: Edition) -> tuple[Revision, ...]:
    table = edition.tables.get(REVISIONS.key)
    return () if table is None else read_revisions(table)


def _offer_codes(sheet: Worksheet, book: Workbook, geometry: Geometry) -> None:
    """Have the column of codes offer those of the quarter's sentences; another one can be kept after a question."""
    codes = engine_block(book, geometry.sentence_slots, 1, codes_formula(geometry.sentence_slots))
    first = f"A{HEADER_ROW + 1}:"
    rule = next(one for one in sheet.data_validations.dataValidation if str(one.sqref).startswith(first))
    rule.type, rule.formula1 = "list", codes.reference
    rule.showErrorMessage, rule.errorStyle, rule.errorTitle = True, "warning", "Codice della frase"
    rule.error = (
        "Questo codice non è fra quelli delle frasi di questo trimestre: la frase non verrebbe stampata."
    )
