"""Conditional formats: what a computed cell looks like depends on what it says, since rows may move within a block.

Formulas are comparisons with texts and nothing else; each mark is a word or a sign, and colour only underlines it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.findings import Severity
from cst_xl.core.progress import State
from cst_xl.core.releases import Since
from cst_xl.core.revisions import Outcome
from cst_xl.core.tables import letter
from cst_xl.workbook.geometry import TablePlace
from cst_xl.workbook.layout import Area
from cst_xl.workbook.styles import Colour, filled, line

_FIRST_OWN_FORMAT: Final = 164
TOTAL_WORD: Final = "Totale"
_RULE: Final = Border(bottom=line("thin", Colour.LINE))
_ARROWS: Final = {"↑": Colour.SUCCESS, "=": Colour.MUTED, "↓": Colour.DANGER}
_STATES: Final = {State.DONE: Colour.SUCCESS, State.CHECK: Colour.WARNING, State.TODO: Colour.MUTED}
_OUTCOMES: Final[Mapping[StrEnum, Colour]] = {
    Since.SAME: Colour.MUTED,
    Since.MOVED: Colour.DANGER,
    Since.GONE: Colour.DANGER,
    Since.REVIEWED: Colour.SUCCESS,
    Since.FOLLOWS: Colour.SECONDARY,
    Outcome.IN_FORCE: Colour.SUCCESS,
    Outcome.SAME: Colour.SECONDARY,
    Outcome.DOUBTFUL: Colour.WARNING,
    Outcome.CONTRADICTED: Colour.DANGER,
    Outcome.STALE: Colour.WARNING,
    Outcome.UNKNOWN: Colour.WARNING,
    Outcome.INCOMPLETE: Colour.MUTED,
}
_SEVERITIES: Final = {
    Severity.ERROR: (Colour.DANGER, Colour.DANGER_LIGHT),
    Severity.WARNING: (Colour.WARNING, Colour.WARNING_LIGHT),
    Severity.INFO: (Colour.SECONDARY, Colour.PRIMARY_LIGHTER),
}


def table_rows(sheet: Worksheet, area: Area, place: TablePlace, symbols: Iterable[int]) -> None:
    """Colour arrows, set apart total rows, rule filled rows.

    The order matters: where several formats apply, LibreOffice shows the first one only.

    Args:
        sheet: The sheet.
        area: The cells that show the table there, its first column first.
        place: The table.
        symbols: Sheet columns that show outcome signs.
    """
    for column in symbols:
        _colour_arrows(sheet, Area(area.sheet, area.row, column, area.rows))
    first = f"${letter(area.column)}{area.row}"
    total = DifferentialStyle(
        font=_words(Colour.EMPHASIS),
        fill=filled(Colour.PRIMARY_LIGHTER),
        border=Border(top=line("thin", Colour.EMPHASIS)),
    )
    for word in _total_words(place):
        _add(sheet, area.local, f'{first}="{word}"', total)
    _add(sheet, area.local, filled_cell(first), DifferentialStyle(border=_RULE))


def _colour_arrows(sheet: Worksheet, area: Area) -> None:
    for sign, colour in _ARROWS.items():
        look = DifferentialStyle(font=_words(colour), border=_RULE)
        _add(sheet, area.local, f'{_corner(area)}="{sign}"', look)


def states(sheet: Worksheet, area: Area) -> None:
    """Colour the states of steps."""
    for state, colour in _STATES.items():
        _add(sheet, area.local, f'{_corner(area)}="{state.value}"', DifferentialStyle(font=_words(colour)))


def outcomes(sheet: Worksheet, area: Area) -> None:
    """Colour what became of something by the words that say it."""
    for outcome, colour in _OUTCOMES.items():
        _add(sheet, area.local, f'{_corner(area)}="{outcome.value}"', DifferentialStyle(font=_words(colour)))


def severities(sheet: Worksheet, area: Area) -> None:
    """Colour the rows of findings by the mark and word in their first column."""
    first = f"${letter(area.column)}{area.row}"
    mark = area.column_of(0, area.rows)
    for severity, (colour, fill) in _SEVERITIES.items():
        said = f'{first}="{severity.mark} {severity.label}"'
        _add(sheet, mark.local, said, DifferentialStyle(font=_words(colour), fill=filled(fill)))
    _add(sheet, area.local, filled_cell(first), DifferentialStyle(border=_RULE))


def left_out(sheet: Worksheet, area: Area) -> None:
    """Have a cell speak only when it refers to something: what found no room in print is named, in words and red.

    The cell's own format shows nothing. A format for texts alone won't do, since it also shows its words for "".
    """
    speaking = NumberFormat(_FIRST_OWN_FORMAT, ';;;"▲ manca: "@')
    look = DifferentialStyle(font=_words(Colour.DANGER), numFmt=speaking)
    _add(sheet, area.local, filled_cell(_corner(area)), look)


def drafts(sheet: Worksheet, area: Area) -> None:
    """Colour the mark of a draft."""
    _add(sheet, area.local, filled_cell(_corner(area)), DifferentialStyle(font=_words(Colour.DANGER)))


def filled_cell(cell: str) -> str:
    """Formula that is true where a cell says something; blank results are stored as a space (see `file`)."""
    return f'({cell}<>"")*({cell}<>" ")'


def _total_words(place: TablePlace) -> Iterable[str]:
    """What the first cell of a total row says: the usual word, and what this table says now."""
    said = [
        content if isinstance(content, str) else getattr(content, "text", "")
        for content in _total_cells(place)
    ]
    return dict.fromkeys([TOTAL_WORD, *(word.replace('"', '""') for word in said if word)])


def _total_cells(place: TablePlace) -> Iterable[object]:
    return [row.cells[0] for row in place.sample.rows if row.total and row.cells]


def _add(sheet: Worksheet, ref: str, formula: str, look: DifferentialStyle) -> None:
    sheet.conditional_formatting.add(ref, Rule(type="expression", dxf=look, formula=[formula]))


def _words(colour: Colour) -> Font:
    return Font(bold=True, color=f"FF{colour}")


def _corner(area: Area) -> str:
    return f"{letter(area.column)}{area.row}"
