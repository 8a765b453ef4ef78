"""Parts of a whole as a ring, each named beside it with its number; the whole, where the table has it, in the middle."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.charts_svg.canvas import LEADING, Box, Canvas, text_width, value_width, wrapped
from cst_xl.bulletin.markup import amount
from cst_xl.bulletin.palette import SEQUENCE, Colour
from cst_xl.bulletin.typeface import BOLD, SEMIBOLD

if TYPE_CHECKING:
    from cst_xl.bulletin.charts_svg.plot import Plot

_RADIUS: Final = 74
_HOLE: Final = 44
_BESIDE: Final = 24
_TURN: Final = 2 * pi
_SWATCH: Final = 12
_ENTRY: Final = 2 * LEADING + 10
_NEARLY_ALL: Final = 0.9999


def doughnut(plot: Plot, width: int) -> Canvas:
    """Draw a ring from the top on, clockwise; its entries stand on the right, or below where there is no room."""
    canvas = Canvas(width)
    slices = [
        (name, point) for name, point in zip(plot.names, plot.lines[0].points, strict=True) if point.value
    ]
    entries = [(name, point.text) for name, point in slices]
    widest = (
        max((max(text_width(name), value_width(text)) for name, text in entries), default=0) + _SWATCH + 8
    )
    beside = 2 * _RADIUS + _BESIDE + widest <= width
    whole = 2 * _RADIUS + _BESIDE + widest if beside else 2 * _RADIUS
    left = max((width - whole) / 2, 0)
    height = max(2 * _RADIUS, len(entries) * _ENTRY) if beside else 2 * _RADIUS
    centre = (left + _RADIUS, height / 2 + 1)
    _draw_ring(canvas, centre, [point.value or 0 for _, point in slices])
    _draw_whole(canvas, centre, plot)
    if beside:
        _draw_entries(canvas, left + 2 * _RADIUS + _BESIDE, (height - len(entries) * _ENTRY) / 2, entries)
    else:
        _draw_entries(canvas, left, height + 8, entries)
    canvas.height = max(canvas.height, height + 2)
    return canvas


def _draw_ring(canvas: Canvas, centre: tuple[float, float], values: list[float]) -> None:
    whole = sum(values) or 1
    start = 0.0
    for at, value in enumerate(values):
        end = start + value / whole
        canvas.path(_slice(centre, start, min(end, start + _NEARLY_ALL)), SEQUENCE[at % len(SEQUENCE)])
        start = end


def _slice(centre: tuple[float, float], start: float, end: float) -> str:
    """The outline of a slice; ends are parts of a turn from the top. Slices are parted by a white gap."""
    gap = 1.2 if end - start < _NEARLY_ALL else 0.0
    outer = [_on_ring(centre, _RADIUS, at, gap * side) for at, side in ((start, 1), (end, -1))]
    inner = [_on_ring(centre, _HOLE, at, gap * side) for at, side in ((end, -1), (start, 1))]
    large = 1 if end - start > 1 / 2 else 0
    return (
        f"M{outer[0]}A{_RADIUS} {_RADIUS} 0 {large} 1 {outer[1]}"
        f"L{inner[0]}A{_HOLE} {_HOLE} 0 {large} 0 {inner[1]}Z"
    )


def _on_ring(centre: tuple[float, float], radius: float, turn: float, shift: float) -> str:
    """A point on a circle, shifted by some pixels along it."""
    angle = turn * _TURN + shift / radius
    return f"{amount(centre[0] + radius * sin(angle))} {amount(centre[1] - radius * cos(angle))}"


def _draw_whole(canvas: Canvas, centre: tuple[float, float], plot: Plot) -> None:
    if plot.whole:
        canvas.text(centre[0], centre[1] + 1, plot.whole, anchor="middle", weight=BOLD)
        canvas.text(centre[0], centre[1] + LEADING, "totale", anchor="middle", colour=Colour.MUTED)


def _draw_entries(canvas: Canvas, left: float, top: float, entries: list[tuple[str, str]]) -> None:
    y = top + LEADING
    for at, (name, text) in enumerate(entries):
        canvas.bar(Box(left, y - 11, left + _SWATCH, y + 1), SEQUENCE[at % len(SEQUENCE)])
        canvas.text(left + _SWATCH + 8, y, text, weight=SEMIBOLD)
        for line in wrapped(name, canvas.width - left - _SWATCH - 8):
            y += LEADING
            canvas.text(left + _SWATCH + 8, y, line)
        y += _ENTRY - LEADING
