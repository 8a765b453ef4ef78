"""How many lines a text takes in a cell: Excel never grows the row of a merged cell, so rows are cut to measure here.

Widths are those of Carlito, which has Calibri's metrics, in 1/2048 of the type size. What isn't listed counts as wide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_EM: Final = 2048
_GROUPS: Final = {
    463: "' \u202f\u00a0", 480: "ijlì", 517: ",.·‘’IÌ", 548: ":;", 627: "()-", 644: "f[]{}", 667: "!Jt", 714: "r°",
    809: "/\\sz", 866: '"“”Lcª', 949: "xvykFS|?", 998: "ZgaàTY", 1020: "EÈÉeèé#*+<=>^_~–−", 1049: "$€0123456789«»",
    1080: "PXKbdhnpquoùò", 1114: "CRB", 1185: "VAÀ○", 1292: "DHG●", 1378: "UÙNOÒQ", 1464: "&…%w", 1751: "mM", 1854: "W@—↑↓→",
}  # fmt: skip
_WIDTHS: Final = {char: width for width, chars in _GROUPS.items() for char in chars}
_WIDEST: Final = 1854
_BOLD: Final = 1.03
_SAFETY: Final = 1.04
"""Excel breaks lines at whole pixels and a little earlier than the metrics say."""

_PADDING: Final = 6
"""Pixels that a cell keeps free, left and right together."""

TALLEST_ROW: Final = 409.0
"""Points of the highest row that Excel has."""

PIXELS_PER_CHARACTER: Final = 7
"""Pixels in one unit of column width, for Calibri 11 as the workbook's normal font."""


@lru_cache(maxsize=8192)  # the same words come back in every quarter's labels
def text_pixels(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text on one line, in pixels at 96 dpi."""
    units = sum(_WIDTHS.get(char, _WIDEST) for char in text)
    return units / _EM * size * 96 / 72 * (_BOLD if bold else 1)


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a wrapped text takes.

    Args:
        text: What stands in the cell; line feeds begin new lines.
        width: Width of the cell, in pixels.
        size: Type size, in points.
        bold: Whether the type is bold.
    """
    room = max(width - _PADDING, size) / _SAFETY
    return sum(_paragraph(paragraph, room, size, bold=bold) for paragraph in text.split("\n"))


def _paragraph(text: str, room: float, size: float, *, bold: bool) -> int:
    count, used = 1, 0.0
    space = text_pixels(" ", size, bold=bold)
    for word in text.split(" "):
        width = text_pixels(word, size, bold=bold)
        if used and used + space + width > room:
            count, used = count + 1, 0.0
        if width > room:  # a word longer than the line is broken anywhere
            count += math.ceil(width / room) - 1
            width %= room
        used += width + (space if used else 0)
    return count


def line_height(size: float) -> float:
    """Height of one line, in points."""
    return math.ceil(size * 1.28 * 4) / 4


def row_height(
    cells: Iterable[tuple[str, float]], size: float, *, bold: bool = False, pad: float = 4
) -> float:
    """Height that a row needs for its wrapped cells, in points.

    Args:
        cells: The text and the width in pixels of each.
        size: Type size, in points.
        bold: Whether the type is bold.
        pad: Points kept free above and below together.
    """
    most = max((lines(text, width, size, bold=bold) for text, width in cells), default=1)
    return min(most * line_height(size) + pad, TALLEST_ROW)


def pixels(width: float) -> float:
    """Pixels of a column of that width."""
    return width * PIXELS_PER_CHARACTER
