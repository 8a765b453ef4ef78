"""The home sheet: who and when, what is to be done and how far it is, the buttons, the figures that matter, the way.

It fits one screen of 1366 by 768 at 100%: whoever opens the workbook sees at once whose it is, what is next, and
whether anything is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Final, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.parameters import PARAMETERS_TABLE
from cst_xl.core.published import PUBLISHED
from cst_xl.core.releases import RELEASES
from cst_xl.core.revisions import REVISIONS
from cst_xl.core.tables import letter
from cst_xl.functions import state_formula
from cst_xl.workbook import layout, marks
from cst_xl.workbook.drafting import (
    HIDE_ZERO,
    Head,
    link,
    merged,
    protect,
    quarter_formula,
    ruled,
    show_block,
)
from cst_xl.workbook.geometry import Geometry
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, MIDDLE, Colour, Style, put

if TYPE_CHECKING:
    from openpyxl.styles import Border

_WIDTHS: Final = (2.0, 41.0, 16.0, 22.0, 18.0, 14.0, 2.0, 12.0, 12.0, 12.0, 12.0)
_LEFT, _LEFT_END, _RIGHT, _RIGHT_END = 2, 6, 8, 11
_DATA_LINK, _SHEET_LINK = 5, 6
_BAND_ROW, _OWNER_ROW, _WHAT_ROW = 1, 2, 3
_INSET: Final = Alignment("right", "center", indent=1)
_ROW_HEIGHT: Final = 16.25
_WHAT: Final = (
    "Questa cartella prepara il Focus, il bollettino trimestrale del centro servizi: si incollano i dati nei fogli "
    "arancioni, i fogli blu si calcolano da soli, il foglio Controlli dice che cosa non torna e il foglio Focus si "
    "stampa. Le cifre si correggono nei dati, mai nei fogli calcolati."
)
_WHAT_LINES: Final = 2
_SHEETS: Final = (
    (layout.FOCUS, "Il bollettino del trimestre, pronto da stampare."),
    (layout.FINDINGS, "Tutto ciò che non torna o manca, con la cella da correggere."),
    (layout.SENTENCES, "Le frasi del bollettino, fatte dalle cifre."),
    (REVISIONS.sheet, "Per riscrivere una frase: accanto c'è quella automatica, e se torna con le cifre."),
    (layout.PASTE, "Facoltativo: un'esportazione incollata così com'è, da passare con Importa…."),
    (RELEASES.sheet, "Chi ha rilasciato il Focus e quando, con l'impronta di ogni file."),
    (PUBLISHED.sheet, "Facoltativo: valori già stampati, da confrontare con quelli calcolati."),
    (layout.TRENDS, "Le cifre principali trimestre per trimestre, dal foglio Storico."),
)
_LEGEND: Final = (
    (Style.INPUT, "Dato: qui si incolla o si scrive"),
    (Style.LEGEND_COMPUTED, "Calcolo: lo fa il programma, non si scrive"),
    (Style.TOTAL, "Totale: sempre calcolato dalle righe"),
    (Style.LEGEND_ERROR, "✖ Errore   ▲ Avviso   ● Nota: v. Controlli"),
)


def write(book: Workbook, geometry: Geometry, head: Head) -> None:
    """Write the home sheet; it becomes the first one and the one that is open."""
    sheet = book.create_sheet(layout.HOME, 0)
    sheet.sheet_properties.tabColor = Colour.EMPHASIS.value
    sheet.sheet_view.showGridLines = False
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[letter(column)].width = width
    _write_band(sheet, head)
    _write_steps(sheet, geometry)
    _write_buttons(sheet)
    row = _write_figures(sheet, geometry)
    below = geometry.state.last_row + 2
    last = max(_write_sheets(sheet, below), _write_legend(sheet, max(row + 1, below)))
    protect(sheet)
    sheet_page(sheet, landscape=True, tall=1, area=Area(sheet.title, 1, 1, last, _RIGHT_END).local)


def _write_band(sheet: Worksheet, head: Head) -> None:
    for row in (_BAND_ROW, _OWNER_ROW):
        for column in range(1, _RIGHT_END + 1):
            put(sheet.cell(row, column), None, Style.BAND)
    put(sheet.cell(_BAND_ROW, _LEFT), "Focus trimestrale", Style.BAND_TITLE)
    put(sheet.cell(_BAND_ROW, _RIGHT_END), f"={quarter_formula(head.quarter)}", Style.BAND_TITLE)
    put(sheet.cell(_OWNER_ROW, _LEFT), f"={head.institution.reference}", Style.BAND, HIDE_ZERO)
    put(sheet.cell(_OWNER_ROW, _RIGHT_END), f"={head.centre.reference}", Style.BAND, HIDE_ZERO)
    for row in (_BAND_ROW, _OWNER_ROW):
        sheet.cell(row, _RIGHT_END).alignment = _INSET
    merged(sheet, _WHAT_ROW, _LEFT, _RIGHT_END, _WHAT, Style.BODY)
    sheet.row_dimensions[_WHAT_ROW].height = _WHAT_LINES * line_height(BODY) + 8
    sheet.row_dimensions[_BAND_ROW].height = line_height(LARGE) + 8
    sheet.row_dimensions[_OWNER_ROW].height = line_height(MIDDLE) + 5
    for row in range(_WHAT_ROW + 1, layout.HOME_HEADING_ROW):
        sheet.row_dimensions[row].height = 4


def _write_steps(sheet: Worksheet, geometry: Geometry) -> None:
    area = geometry.state
    _heading(sheet, layout.HOME_HEADING_ROW, _LEFT, _LEFT_END, "I passi del trimestre")
    link(sheet, layout.HOME_HEADING_ROW, _LEFT_END, layout.GUIDE, "Guida: come si fa ›")
    sheet.cell(layout.HOME_HEADING_ROW, _LEFT_END).alignment = _INSET
    ruled_cell = sheet.cell(layout.HOME_HEADING_ROW, _LEFT)
    sheet.cell(layout.HOME_HEADING_ROW, _LEFT_END).border = cast("Border", copy(ruled_cell.border))
    for column, text in zip(
        range(_LEFT, _LEFT_END + 1), ("Passo", "Stato", "Dettaglio", "Dati", "Calcolo"), strict=True
    ):
        put(sheet.cell(area.row - 1, column), text, Style.LIST_HEADER)
    sheet.row_dimensions[area.row - 1].height = _ROW_HEIGHT
    for down, (data, computed) in enumerate(_step_sheets(geometry)):
        row = area.row + down
        for right, style in enumerate((Style.LIST, Style.LIST_STATE, Style.LIST)):
            put(sheet.cell(row, area.column + right), None, style)
        for column, target in ((_DATA_LINK, data), (_SHEET_LINK, computed)):
            if target:
                link(sheet, row, column, target, target)
                sheet.cell(row, column).style = Style.LIST_LINK.value
            else:
                put(sheet.cell(row, column), None, Style.LIST)
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    show_block(sheet, area, state_formula(area.rows))
    marks.states(sheet, area.column_of(1, area.rows))


def _step_sheets(geometry: Geometry) -> Iterator[tuple[str, str]]:
    """The sheet with the data of each step and the sheet that it leads to, in the order of `core.progress.steps`."""
    yield PARAMETERS_TABLE.sheet, ""
    for section in geometry.sections:
        yield section.raw[0].sheet, section.sheet
    yield "", layout.FINDINGS


def _write_buttons(sheet: Worksheet) -> None:
    """Room for the buttons; the line below them is overwritten when one is used, so it isn't locked."""
    _heading(sheet, layout.HOME_HEADING_ROW, _RIGHT, _RIGHT_END, "Comandi")
    for label in layout.BUTTONS:
        area = layout.button_area(label)
        merged(sheet, area.row, area.column, area.last_column, label, Style.RESERVED)
    said = layout.updated_area()
    merged(
        sheet,
        said.row,
        _RIGHT,
        _RIGHT_END,
        "Sono pulsanti nella cartella con le macro (.xlsm).",
        Style.REMARK,
    )


def _write_figures(sheet: Worksheet, geometry: Geometry) -> int:
    """One figure a section, out of the block that fills when the workbook is computed; gives the last row."""
    row = layout.button_area(layout.BUTTONS[-1]).row + 2
    _heading(sheet, row, _RIGHT, _RIGHT_END, "Le cifre che contano")
    for down in range(geometry.key_figures.rows):
        row += 1
        label, value = (geometry.key_figures.cell(down, right) for right in (0, 1))
        merged(sheet, row, _RIGHT, _RIGHT_END - 1, f"={label.reference}", Style.LIST)
        put(sheet.cell(row, _RIGHT_END), f"={value.reference}", Style.FIGURE)
    return row


def _write_sheets(sheet: Worksheet, row: int) -> int:
    """The sheets that no step leads to; gives the last row."""
    _heading(sheet, row, _LEFT, _LEFT_END, "Gli altri fogli")
    for target, what in _SHEETS:
        row += 1
        link(sheet, row, _LEFT, target, target)
        sheet.cell(row, _LEFT).style = Style.LIST_LINK.value
        merged(sheet, row, _LEFT + 1, _LEFT_END, what, Style.LIST)
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    return row


def _write_legend(sheet: Worksheet, row: int) -> int:
    """What the styles mean, each told in itself; gives the last row."""
    _heading(sheet, row, _RIGHT, _RIGHT_END, "Legenda")
    for style, text in _LEGEND:
        row += 1
        merged(sheet, row, _RIGHT, _RIGHT_END, text, style)
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    return row


def _heading(sheet: Worksheet, row: int, first: int, last: int, text: str) -> None:
    ruled(sheet, row, first, last, text, Style.HEADING)
    sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, line_height(MIDDLE) + 5)
