"""Conditional formats: what a computed cell looks like depends on what it says, since rows may move within a block.

Formulas are comparisons with texts and nothing else; each mark is a word or a sign, and colour only underlines it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import Border, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.findings import Severity
from cst_xl.core.progress import State
from cst_xl.core.tables import letter
from cst_xl.workbook.layout import Area, TablePlace
from cst_xl.workbook.styles import Colour, filled, line

_FIRST_OWN_FORMAT: Final = 164
TOTAL_WORD: Final = "Totale"
_ARROWS: Final = {"↑": Colour.SUCCESS, "=": Colour.MUTED, "↓": Colour.DANGER}
_STATES: Final = {State.DONE: Colour.SUCCESS, State.CHECK: Colour.WARNING, State.TODO: Colour.MUTED}
_SEVERITIES: Final = {
    Severity.ERROR: (Colour.DANGER, Colour.DANGER_LIGHT),
    Severity.WARNING: (Colour.WARNING, Colour.WARNING_LIGHT),
    Severity.INFO: (Colour.SECONDARY, Colour.PRIMARY_LIGHTER),
}


def table_rows(sheet: Worksheet, area: Area, place: TablePlace) -> None:
    """Set apart total rows, rule filled rows, colour arrows.

    Args:
        sheet: The sheet.
        area: The cells that show the table there, its first column first.
        place: The table.
    """
    first = f"${letter(area.column)}{area.row}"
    for word in _total_words(place):
        look = {"font": Font(bold=True, color=_argb(Colour.EMPHASIS)), "fill": filled(Colour.PRIMARY_LIGHTER)}
        _add(sheet, area.local, f'{first}="{word}"', border=Border(top=line("thin", Colour.EMPHASIS)), **look)
    _add(sheet, area.local, f'{first}<>""', border=Border(bottom=line("thin", Colour.LINE)))


def arrows(sheet: Worksheet, area: Area) -> None:
    """Colour the outcome signs of a column."""
    for sign, colour in _ARROWS.items():
        _add(sheet, area.local, f'{_corner(area)}="{sign}"', font=Font(bold=True, color=_argb(colour)))


def states(sheet: Worksheet, area: Area) -> None:
    """Colour the states of steps."""
    for state, colour in _STATES.items():
        _add(sheet, area.local, f'{_corner(area)}="{state.value}"', font=Font(bold=True, color=_argb(colour)))


def severities(sheet: Worksheet, area: Area) -> None:
    """Colour the rows of findings by the mark and word in their first column."""
    first = f"${letter(area.column)}{area.row}"
    mark = area.column_of(0, area.rows)
    for severity, (colour, fill) in _SEVERITIES.items():
        said = f'{first}="{severity.mark} {severity.label}"'
        _add(sheet, mark.local, said, font=Font(bold=True, color=_argb(colour)), fill=filled(fill))
    _add(sheet, area.local, f'{first}<>""', border=Border(bottom=line("thin", Colour.LINE)))


def left_out(sheet: Worksheet, area: Area) -> None:
    """Have a cell speak only when it refers to something: what found no room in print is named, in words and red.

    The cell's own format shows nothing. A format for texts alone won't do, since it also shows its words for "".
    """
    said = DifferentialStyle(
        font=Font(bold=True, color=_argb(Colour.DANGER)), numFmt=NumberFormat(_FIRST_OWN_FORMAT, ';;;"▲ manca: "@')
    )
    rule = Rule(type="expression", dxf=said, formula=[f'{_corner(area)}<>""'])
    sheet.conditional_formatting.add(area.local, rule)


def _total_words(place: TablePlace) -> Iterable[str]:
    """What the first cell of a total row says: the usual word, and what this table says now."""
    said = [content if isinstance(content, str) else getattr(content, "text", "") for content in _total_cells(place)]
    return dict.fromkeys([TOTAL_WORD, *(word.replace('"', '""') for word in said if word)])


def _total_cells(place: TablePlace) -> Iterable[object]:
    return [row.cells[0] for row in place.sample.rows if row.total and row.cells]


def _add(sheet: Worksheet, ref: str, formula: str, **look: object) -> None:
    sheet.conditional_formatting.add(ref, FormulaRule([formula], **look))  # type: ignore[arg-type]


def _corner(area: Area) -> str:
    return f"{letter(area.column)}{area.row}"


def _argb(colour: Colour) -> str:
    return f"FF{colour}"
