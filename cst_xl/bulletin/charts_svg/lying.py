"""Bars that lie, side by side or stacked: for names that need room, and for columns that don't fit a phone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.charts_svg.canvas import LEADING, Box, Canvas, text_width, value_width, wrapped
from cst_xl.bulletin.charts_svg.scale import Scale
from cst_xl.bulletin.palette import Colour
from cst_xl.bulletin.typeface import SEMIBOLD

if TYPE_CHECKING:
    from cst_xl.bulletin.charts_svg.plot import Plot, Point

_THICK: Final = 14
_GAP: Final = 2
_BETWEEN: Final = 9
_BESIDE_FROM: Final = 345
"""Width from which names stand beside their bars; below, above them."""

_NAMES: Final = 0.34
"""Most of the width that names may take."""


def lying(plot: Plot, width: int) -> Canvas:
    """Draw bars, the first row of the table on top."""
    return _Bars(plot, width).drawn()


class _Bars:
    """One drawing: the geometry that its steps share."""

    def __init__(self, plot: Plot, width: int) -> None:
        self.plot = plot
        self.canvas = Canvas(width)
        self.beside = width >= _BESIDE_FROM
        widest = max((text_width(name) for name in plot.names), default=0.0)
        heading = text_width(plot.chart.x_title)
        self.left = min(max(widest, heading), width * _NAMES) + 12 if self.beside else 0.0
        self.scale = self._scaled()
        self.base = self.scale.at(max(plot.lowest, 0.0))
        self.y = 0.0

    def drawn(self) -> Canvas:
        category = self.plot.chart.x_title if self.beside else ""
        self.y = self.canvas.heading(self.plot, self.left, category=category) + 6
        for at, name in enumerate(self.plot.names):
            self._point(at, name)
        if self.plot.is_cut:
            start = f"L'asse dei valori comincia da {self.plot.label(self.plot.floor)}"
            self.canvas.text(self.left, self.y + 8, start, colour=Colour.MUTED)
        return self.canvas

    def _scaled(self) -> Scale:
        """An axis that leaves room for the numbers behind its longest bars."""
        texts = [point.text for line in self.plot.lines for point in line.points]
        if self.plot.stacked:
            texts = [self.plot.label(stack) for stack in self.plot.stacks]
        room = max((value_width(text) for text in texts), default=0.0) + 6
        low = self.plot.lowest
        start = self.left + (room if low < 0 else 0)
        return Scale(low, max(self.plot.highest, low, 0.0), start, self.canvas.width - room)

    def _point(self, at: int, name: str) -> None:
        rows = 1 if self.plot.stacked else len(self.plot.lines)
        bars = rows * _THICK + (rows - 1) * _GAP
        lines = wrapped(name, self.left - 12 if self.beside else self.canvas.width)
        words = len(lines) * LEADING
        height = max(bars, words) if self.beside else bars
        if not self.beside:
            self._name(lines, self.y + LEADING - 4)
            self.y += words + 1
        else:
            self._name(lines, self.y + (height - words) / 2 + LEADING - 4)
        top = self.y + (height - bars) / 2
        self.canvas.rule((self.base, top - 4), (self.base, top + bars + 4), Colour.MUTED)
        (self._stack if self.plot.stacked else self._group)(at, top)
        self.y += height + _BETWEEN

    def _name(self, lines: tuple[str, ...], y: float) -> None:
        for down, line in enumerate(lines):
            self.canvas.text(0, y + down * LEADING, line)

    def _group(self, at: int, top: float) -> None:
        for line in self.plot.lines:
            point = line.points[at]
            if point.value is not None:
                x = self.scale.at(point.value)
                self.canvas.bar(Box(min(x, self.base), top, max(x, self.base), top + _THICK), line.paint)
                self._number(x, top, point)
            top += _THICK + _GAP

    def _number(self, x: float, top: float, point: Point) -> None:
        """The number behind the end of a bar, on the side that it points to."""
        if (point.value or 0) >= 0:
            self.canvas.text(x + 5, top + _THICK - 3, point.text, weight=SEMIBOLD)
        else:
            self.canvas.text(x - 5, top + _THICK - 3, point.text, anchor="end", weight=SEMIBOLD)

    def _stack(self, at: int, top: float) -> None:
        reached = [0.0]
        for line in self.plot.lines:
            reached.append(reached[-1] + (line.points[at].value or 0))
        edges = [self.scale.at(one) for one in reached]
        for line, (left, right) in zip(self.plot.lines, pairwise(edges), strict=True):
            if right > left:
                text = line.points[at].text
                self.canvas.bar(Box(left, top, right, top + _THICK), line.paint)
                if value_width(text) + 8 <= right - left:
                    middle = (left + right) / 2
                    ink = line.paint.ink
                    self.canvas.text(
                        middle, top + _THICK - 3, text, anchor="middle", colour=ink, weight=SEMIBOLD
                    )
        if reached[-1]:
            whole = self.plot.label(reached[-1])
            self.canvas.text(edges[-1] + 5, top + _THICK - 3, whole, weight=SEMIBOLD)
