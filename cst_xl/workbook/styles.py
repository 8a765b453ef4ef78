"""How the workbook looks, told once: one typeface, three sizes, one palette, a named style for each role of a cell.

Named styles show up in Excel's style gallery under their Italian names, so that a person who extends the workbook can
use them as well. Colours are tokens of the Italian public design system (npm package ``design-tokens-italia`` 1.3.3,
BSD-3-Clause); one tint is derived and says so. Colour never speaks alone: every mark comes with a sign or a word.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.dimensions import ColumnDimension

from cst_xl.core.units import SYMBOL, TEXT, Unit

FACE: Final = "Calibri"
LARGE: Final = 18.0
MIDDLE: Final = 12.0
BODY: Final = 10.0


class Colour(StrEnum):
    """The palette; each value is the token named behind it."""

    WHITE = "FFFFFF"  # white
    PRIMARY = "0066CC"  # blue-40, background-primary
    PRIMARY_DARK = "004D99"  # blue-30, background-primary-hover
    PRIMARY_SOFT = "94C4F5"  # blue-77
    PRIMARY_LIGHT = "BFDFFF"  # blue-87, background-primary-light
    PRIMARY_LIGHTER = "F2F7FC"  # blue-97, background-primary-lighter
    EMPHASIS = "17324D"  # slate-20, background-emphasis
    SECONDARY = "2F475E"  # slate-28, text-secondary
    MUTED = "5C6F82"  # slate-44, text-muted
    SOFT = "A3ADB7"  # slate-68, background-secondary-light
    LINE = "D9DADB"  # slate-85, background-secondary-lighter
    TEXT = "1A1A1A"  # gray-10, text-base
    SUCCESS = "008055"  # emerald-25, text-success
    WARNING = "995C00"  # orange-30, text-warning
    WARNING_LIGHT = "F6E4C8"  # orange-87, background-warning-light
    ORANGE = "CC7A00"  # orange-40
    ORANGE_SOFT = "EECD9A"  # orange-77
    DANGER = "CC334D"  # red-50, text-danger
    DANGER_LIGHT = "FBEFF1"  # red-96, background-danger-light
    ACCENT = "089994"  # teal-32, background-accent
    INPUT = (
        "FDF8F0"  # orange-87 at a quarter of its strength: warm paper to write on, calm over a whole sheet
    )


class Style(StrEnum):
    """Named styles, by role; the value is the name that Excel's gallery shows."""

    TITLE = "Focus Titolo"
    HEADING = "Focus Capitolo"
    SUBTITLE = "Focus Sottotitolo"
    BODY = "Focus Testo"
    NOTE = "Focus Nota"
    STATE = "Focus Stato"
    BAND_TITLE = "Focus Fascia titolo"
    BAND = "Focus Fascia"
    HEADER = "Focus Intestazione"
    HEADER_NUMBER = "Focus Intestazione numeri"
    GROUP = "Focus Gruppo"
    COMPUTED = "Focus Calcolo"
    NUMBER = "Focus Numero"
    SYMBOL = "Focus Simbolo"
    LABEL = "Focus Etichetta"
    LABEL_PLAIN = "Focus Dettaglio"
    INPUT = "Focus Dato"
    INPUT_HEADER = "Focus Intestazione dati"
    LINK = "Focus Collegamento"
    RESERVED = "Focus Pulsante"
    TOTAL = "Focus Totale"
    FIGURE = "Focus Cifra"
    LEAD = "Focus Apertura"
    REMARK = "Focus Osservazione"
    LEFT_OUT = "Focus Frase esclusa"
    CAPTION = "Focus Didascalia"
    RUNNING = "Focus Testatina"
    LIST_HEADER = "Focus Elenco intestazione"
    LIST = "Focus Elenco"
    LIST_STATE = "Focus Elenco stato"
    LIST_LINK = "Focus Elenco collegamento"
    LEGEND_COMPUTED = "Focus Legenda calcolo"
    LEGEND_ERROR = "Focus Legenda errore"


@dataclass(frozen=True)
class _Look:
    """What a named style is made of."""

    size: float = BODY
    bold: bool = False
    colour: Colour = Colour.TEXT
    fill: Colour | None = None
    across: str = "left"
    down: str = "center"
    wrap: bool = True
    indent: int = 0
    bottom: tuple[str, Colour] | None = None
    top: tuple[str, Colour] | None = None
    boxed: Colour | None = None
    locked: bool = True
    underline: bool = False
    number_format: str = "General"

    def named(self, name: str) -> NamedStyle:
        """A style of that name; openpyxl binds each to one workbook."""
        return NamedStyle(
            name,
            font=Font(
                name=FACE,
                size=self.size,
                bold=self.bold,
                color=f"FF{self.colour}",
                underline="single" if self.underline else None,
            ),
            fill=filled(self.fill) if self.fill else PatternFill(),
            border=self._border(),
            alignment=Alignment(self.across, self.down, wrap_text=self.wrap, indent=self.indent),
            number_format=self.number_format,
            protection=Protection(locked=self.locked),
        )

    def _border(self) -> Border:
        if self.boxed:
            side = line("thin", self.boxed)
            return Border(left=side, right=side, top=side, bottom=side)
        return Border(
            top=line(*self.top) if self.top else None, bottom=line(*self.bottom) if self.bottom else None
        )


_RULE: Final = ("thin", Colour.LINE)
_LOOKS: Final = {
    Style.TITLE: _Look(LARGE, bold=True, colour=Colour.PRIMARY_DARK, wrap=False),
    Style.HEADING: _Look(
        MIDDLE, bold=True, colour=Colour.EMPHASIS, wrap=False, down="bottom", bottom=("medium", Colour.PRIMARY)
    ),
    Style.SUBTITLE: _Look(MIDDLE, colour=Colour.SECONDARY, wrap=False),
    Style.BODY: _Look(),
    Style.NOTE: _Look(colour=Colour.MUTED, down="top"),
    Style.STATE: _Look(bold=True, colour=Colour.SECONDARY, wrap=False),
    Style.BAND_TITLE: _Look(LARGE, bold=True, colour=Colour.WHITE, fill=Colour.PRIMARY, wrap=False),
    Style.BAND: _Look(MIDDLE, colour=Colour.WHITE, fill=Colour.PRIMARY, wrap=False),
    Style.HEADER: _Look(bold=True, colour=Colour.WHITE, fill=Colour.PRIMARY, boxed=Colour.WHITE),
    Style.HEADER_NUMBER: _Look(bold=True, colour=Colour.WHITE, fill=Colour.PRIMARY, across="right", boxed=Colour.WHITE),
    Style.GROUP: _Look(
        bold=True, colour=Colour.WHITE, fill=Colour.PRIMARY_DARK, across="center", boxed=Colour.WHITE
    ),
    Style.COMPUTED: _Look(),
    Style.NUMBER: _Look(across="right", wrap=False),
    Style.SYMBOL: _Look(MIDDLE, bold=True, across="center", colour=Colour.MUTED),
    Style.LABEL_PLAIN: _Look(colour=Colour.MUTED, wrap=False),
    Style.LABEL: _Look(fill=Colour.PRIMARY_LIGHTER, boxed=Colour.LINE),
    Style.INPUT: _Look(
        colour=Colour.PRIMARY_DARK, fill=Colour.INPUT, boxed=Colour.ORANGE_SOFT, locked=False, number_format="@", wrap=False
    ),
    Style.INPUT_HEADER: _Look(bold=True, colour=Colour.WHITE, fill=Colour.SECONDARY, across="left"),
    Style.LINK: _Look(colour=Colour.PRIMARY, underline=True, wrap=False),
    Style.RESERVED: _Look(fill=Colour.PRIMARY_LIGHTER, boxed=Colour.PRIMARY_SOFT, across="center", colour=Colour.MUTED),
    Style.TOTAL: _Look(bold=True, fill=Colour.PRIMARY_LIGHTER, top=("thin", Colour.EMPHASIS), colour=Colour.EMPHASIS),
    Style.FIGURE: _Look(MIDDLE, bold=True, across="right", colour=Colour.PRIMARY_DARK, wrap=False, bottom=_RULE),
    Style.REMARK: _Look(colour=Colour.MUTED, wrap=False, locked=False),
    Style.LEAD: _Look(MIDDLE, bold=True, colour=Colour.PRIMARY_DARK),
    Style.LEFT_OUT: _Look(
        across="right", down="bottom", wrap=False, bottom=("medium", Colour.PRIMARY), number_format=";;;"
    ),
    Style.CAPTION: _Look(bold=True, colour=Colour.SECONDARY, down="bottom"),
    Style.RUNNING: _Look(colour=Colour.MUTED, wrap=False, bottom=_RULE),
    Style.LIST_HEADER: _Look(colour=Colour.MUTED, bottom=("thin", Colour.SOFT)),
    Style.LIST: _Look(bottom=_RULE),
    Style.LIST_STATE: _Look(bold=True, colour=Colour.SECONDARY, bottom=_RULE),
    Style.LIST_LINK: _Look(colour=Colour.PRIMARY, underline=True, wrap=False, bottom=_RULE),
    Style.LEGEND_COMPUTED: _Look(boxed=Colour.LINE),
    Style.LEGEND_ERROR: _Look(bold=True, colour=Colour.DANGER, fill=Colour.DANGER_LIGHT, boxed=Colour.LINE),
}  # fmt: skip


def register(book: Workbook) -> None:
    """Put the named styles into a new workbook."""
    for style, look in _LOOKS.items():
        book.add_named_style(look.named(style.value))


AnyCell = Cell | MergedCell
"""A cell, or one that a merged neighbour covers: it has a style, and no value."""


_Made = dict[tuple[Style, str | None], StyleArray]
_made: WeakKeyDictionary[Workbook, _Made] = WeakKeyDictionary()


def apply(cell: AnyCell, style: Style, number_format: str | None = None) -> None:
    """Give a cell a style.

    openpyxl looks a named style up and hashes it for each cell; here each combination is worked out once a workbook.
    """
    styled: Any = cell
    made = _made.setdefault(styled.parent.parent, {})
    known = made.get((style, number_format))
    if known is not None:
        styled._style = copy(known)  # noqa: SLF001 - what its own setter does, without the search
        return
    cell.style = style.value
    if number_format is not None:
        cell.number_format = number_format
    made[style, number_format] = copy(styled._style)  # noqa: SLF001


def put(cell: AnyCell, value: object, style: Style, number_format: str | None = None) -> None:
    """Write a value (or None, for a styled blank cell) in a style."""
    apply(cell, style, number_format)
    if value is not None and isinstance(cell, Cell):
        cell.value = value  # type: ignore[assignment]


def put_text(cell: AnyCell, text: str, style: Style) -> None:
    """Write what a person typed as it is: neither a formula nor a number."""
    apply(cell, style)
    if text and isinstance(cell, Cell):
        cell.value = text
        cell.data_type = "s"


def style_column(column: ColumnDimension, style: Style) -> None:
    """Give a whole column the look of a style; openpyxl can't give it the named style itself."""
    look = _LOOKS[style].named(style.value)
    column.font, column.fill, column.border = look.font, look.fill, look.border
    column.alignment, column.protection = look.alignment, look.protection
    column.number_format = look.number_format


def style_for(unit: Unit) -> Style:
    """The style of a computed column."""
    if unit.name == SYMBOL.name:
        return Style.SYMBOL
    return Style.COMPUTED if unit.name == TEXT.name else Style.NUMBER


def header_for(unit: Unit) -> Style:
    """The style of the header over a computed column: it stands where the column's contents stand."""
    return Style.HEADER_NUMBER if style_for(unit) is Style.NUMBER else Style.HEADER


def filled(colour: Colour) -> PatternFill:
    """A plain fill."""
    return PatternFill("solid", start_color=f"FF{colour}", end_color=f"FF{colour}")


def line(kind: str, colour: Colour) -> Side:
    """One side of a border."""
    return Side(kind, color=f"FF{colour}")  # type: ignore[arg-type]
