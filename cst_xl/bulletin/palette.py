"""The colours of the bulletin: tokens of the Italian public design system, and the role that each series has.

Values are those of the npm package ``design-tokens-italia`` 1.3.3 (BSD-3-Clause). The same role has the same colour on
the sheet, on paper and on the page. A fill lighter than three to one on white gets an outline that isn't, so that its
edge can be seen (WCAG 2.1, 1.4.11); colour never speaks alone, every mark carries its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zlib import crc32


class Colour(StrEnum):
    """The palette; each value is the token named behind it."""

    WHITE = "#ffffff"  # white
    PRIMARY = "#0066cc"  # blue-40
    PRIMARY_DARK = "#004d99"  # blue-30
    PRIMARY_LIGHT = "#bfdfff"  # blue-87
    EMPHASIS = "#17324d"  # slate-20
    SECONDARY = "#2f475e"  # slate-28
    MUTED = "#5c6f82"  # slate-44
    SOFT = "#a3adb7"  # slate-68
    LINE = "#d9dadb"  # slate-85
    TEXT = "#1a1a1a"  # gray-10
    ACCENT = "#077f7b"  # teal-26
    ORANGE = "#b36b00"  # orange-35
    ORANGE_SOFT = "#eecd9a"  # orange-77
    SUCCESS = "#008055"  # emerald-25
    DANGER = "#cc334d"  # red-50


@dataclass(frozen=True)
class Paint:
    """How a mark is drawn.

    Attributes:
        fill: Its colour.
        outline: Colour of its edge; None where the fill shows well enough on white.
        ink: Colour of what is written on it.
    """

    fill: Colour
    outline: Colour | None = None
    ink: Colour = Colour.WHITE

    @property
    def edge(self) -> Colour:
        """A colour that shows on white: for lines, and for words that belong to the mark."""
        return self.outline or self.fill


_BLUE: Final = Paint(Colour.PRIMARY)
_GREY: Final = Paint(Colour.LINE, Colour.MUTED, Colour.TEXT)
_TEAL: Final = Paint(Colour.ACCENT)
_SAND: Final = Paint(Colour.ORANGE_SOFT, Colour.ORANGE, Colour.TEXT)
SEQUENCE: Final = (
    _BLUE,
    _GREY,
    _TEAL,
    _SAND,
    Paint(Colour.EMPHASIS),
    Paint(Colour.PRIMARY_LIGHT, Colour.PRIMARY, Colour.TEXT),
    Paint(Colour.SUCCESS),
    Paint(Colour.DANGER),
)
"""Paints told apart in print and by most colour-blind readers, in the order in which they are handed out."""

_ROLES: Final = {
    "corrente": _BLUE,
    "rilevato": _BLUE,
    "accessi": _BLUE,
    "risolti": _BLUE,
    "precedente": _GREY,
    "atteso": _GREY,
    "non_competenza": _GREY,
    "aperti": _SAND,
    "nuovi": _TEAL,
    "cns": _TEAL,
}


def role_paint(role: str) -> Paint:
    """The paint of a series: always the same for the same role, a known one or not."""
    return _ROLES.get(role) or SEQUENCE[crc32(role.encode()) % len(SEQUENCE)]
