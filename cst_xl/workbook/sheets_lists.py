"""The two lists of the workbook: the sentences of the bulletin, and the findings.

There is no column for a wording of one's own beside a sentence: the sentences move with the figures, and what is typed
beside them would stand beside another one. A wording of one's own has a sheet of its own (`sheets_revisions`).
"""

from __future__ import annotations

from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.revisions import REVISIONS
from cst_xl.core.section import Edition, Section
from cst_xl.core.tables import letter
from cst_xl.functions import findings_formula, key_figures_formula, sentences_formula
from cst_xl.workbook import layout, marks
from cst_xl.workbook.drafting import link, merged, protect, quarter_formula, ruled, show_block
from cst_xl.workbook.geometry import Geometry, SentencePlace
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, MIDDLE, Colour, Style, put

_SENTENCE_WIDTHS: Final = {1: 2.0, 2: 34.0, 3: 112.0, 4: 12.0}
_FINDING_COLUMNS: Final = (
    ("Gravità", 12.0),
    ("Voce", 30.0),
    ("Cella", 22.0),
    ("Trovato", 26.0),
    ("Atteso", 26.0),
    ("Messaggio", 84.0),
)
_PRINTED_ROWS: Final = 60
_TITLE_ROW, _PERIOD_ROW, _READING_ROW, _STATE_ROW = 1, 2, 3, 4
_TOP: Final = Alignment("left", "top", wrap_text=True)


def write_sentences(book: Workbook, geometry: Geometry, quarter: Area) -> None:
    """Write the sheet of sentences: one array block a section, code, text and the mark of a rewritten one."""
    sheet = book.create_sheet(layout.SENTENCES)
    sheet.sheet_properties.tabColor = Colour.PRIMARY_SOFT.value
    for column, width in _SENTENCE_WIDTHS.items():
        sheet.column_dimensions[letter(column)].width = width
    reading = (
        "Una frase c'è soltanto se le cifre la sostengono, e cambia con loro. Il codice dice da quale regola viene; con il "
        "codice la si può riscrivere nel foglio qui sotto."
    )
    _write_head(sheet, "Frasi del Focus", quarter, reading, 2, 4)
    link(sheet, _STATE_ROW, 2, REVISIONS.sheet, f"Riscrivere una frase: foglio «{REVISIONS.sheet}»")
    for section in geometry.sections:
        _write_section(sheet, section, geometry.sentences[section.key])
    _write_key_figures(sheet, geometry.key_figures)
    sheet.freeze_panes = sheet.cell(_STATE_ROW + 1, 1)
    last = geometry.key_figures.last_row
    protect(sheet)
    sheet_page(
        sheet,
        landscape=True,
        repeat=f"{_TITLE_ROW}:{_PERIOD_ROW}",
        area=Area(sheet.title, 1, 1, last, 4).local,
    )


def _write_section(sheet: Worksheet, section: Section, place: SentencePlace) -> None:
    area = place.area
    ruled(sheet, area.row - 1, area.column, area.last_column, section.title, Style.HEADING)
    sheet.row_dimensions[area.row - 1].height = line_height(MIDDLE) + 8
    for down in range(area.rows):
        put(sheet.cell(area.row + down, area.column), None, Style.NOTE)
        put(sheet.cell(area.row + down, area.column + 1), None, Style.BODY)
        put(sheet.cell(area.row + down, area.column + 2), None, Style.STATE)
        for right in (1, 2):
            sheet.cell(area.row + down, area.column + right).alignment = _TOP
        wide = pixels(_SENTENCE_WIDTHS[area.column + 1])
        sheet.row_dimensions[area.row + down].height = row_height([(place.text(down), wide)], BODY)
    formula = sentences_formula(section.key, area.rows)
    show_block(sheet, area, formula)


def _write_key_figures(sheet: Worksheet, area: Area) -> None:
    """The figures that the home sheet shows: its own cells are merged, where no array block may stand."""
    heading = f"Le cifre che contano, nel foglio {layout.HOME}"
    ruled(sheet, area.row - 1, area.column, area.last_column, heading, Style.HEADING)
    sheet.row_dimensions[area.row - 1].height = line_height(MIDDLE) + 8
    for down in range(area.rows):
        for right, style in enumerate((Style.NOTE, Style.BODY)):
            put(sheet.cell(area.row + down, area.column + right), None, style)
        sheet.row_dimensions[area.row + down].height = 2 * line_height(BODY)
    show_block(sheet, area, key_figures_formula(area.rows))


def write_findings(book: Workbook, edition: Edition, geometry: Geometry, quarter: Area) -> None:
    """Write the sheet of findings: one array block, gravest first."""
    sheet = book.create_sheet(layout.FINDINGS)
    sheet.sheet_properties.tabColor = Colour.DANGER.value
    area = geometry.findings
    reading = (
        "✖ Errore: il bollettino non va firmato finché c'è. ▲ Avviso: va guardato. ● Nota: da sapere. Ogni riga dice "
        "dove, che cosa c'è e che cosa serve; sparisce quando il dato è a posto."
    )
    _write_head(sheet, "Controlli", quarter, reading, 1, area.last_column)
    _write_state(sheet, geometry)
    for at, (header, width) in enumerate(_FINDING_COLUMNS):
        sheet.column_dimensions[letter(area.column + at)].width = width
        put(sheet.cell(area.row - 1, area.column + at), header, Style.HEADER)
        sheet.cell(area.row - 1, area.column + at).alignment = Alignment("left", "center", wrap_text=True)
    sheet.row_dimensions[area.row - 1].height = line_height(BODY) + 8
    _write_rows(sheet, edition, area)
    marks.severities(sheet, area)
    sheet.auto_filter.ref = Area(sheet.title, area.row - 1, area.column, area.rows + 1, area.columns).local
    sheet.freeze_panes = sheet.cell(area.row, 1)
    protect(sheet)
    shown = Area(
        sheet.title, 1, 1, area.row + max(len(edition.findings), _PRINTED_ROWS), area.last_column
    ).local
    sheet_page(sheet, landscape=True, repeat=f"1:{area.row - 1}", area=shown)


def _write_rows(sheet: Worksheet, edition: Edition, area: Area) -> None:
    widths = [pixels(width) for _, width in _FINDING_COLUMNS]
    for down in range(area.rows):
        for right in range(area.columns):
            put(sheet.cell(area.row + down, area.column + right), None, Style.BODY)
            sheet.cell(area.row + down, area.column + right).alignment = _TOP
        texts = [""]
        if down < len(edition.findings):
            one = edition.findings[down]
            texts = ["", one.figure or "", one.cell or "", one.found, one.expected, one.message]
        height = row_height(list(zip(texts, widths, strict=False)), BODY, pad=5)
        sheet.row_dimensions[area.row + down].height = max(height, 2 * line_height(BODY) + 5)
    show_block(sheet, area, findings_formula(area.rows))


def _write_state(sheet: Worksheet, geometry: Geometry) -> None:
    state = geometry.state_of_findings
    put(sheet.cell(_STATE_ROW, 1), f"={state.cell().reference}", Style.STATE)
    put(sheet.cell(_STATE_ROW, 3), f"={state.cell(0, 1).reference}", Style.STATE)
    marks.states(sheet, Area(sheet.title, _STATE_ROW, 1))


def _write_head(sheet: Worksheet, title: str, quarter: Area, reading: str, first: int, last: int) -> None:
    sheet.sheet_view.showGridLines = False
    put(sheet.cell(_TITLE_ROW, first), title, Style.TITLE)
    put(sheet.cell(_PERIOD_ROW, first), f"={quarter_formula(quarter)}", Style.SUBTITLE)
    link(sheet, _TITLE_ROW, last, layout.HOME, f"‹ {layout.HOME}")
    sheet.cell(_TITLE_ROW, last).alignment = Alignment("right", "center")
    merged(sheet, _READING_ROW, first, last, reading, Style.NOTE)
    sheet.row_dimensions[_TITLE_ROW].height = line_height(LARGE) + 6
    sheet.row_dimensions[_PERIOD_ROW].height = line_height(MIDDLE) + 3
    sheet.row_dimensions[_READING_ROW].height = line_height(BODY) + 4
    sheet.row_dimensions[_STATE_ROW].height = line_height(BODY) + 6
