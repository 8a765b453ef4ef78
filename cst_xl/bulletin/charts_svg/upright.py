"""Columns, side by side or stacked, each with its number; given up where names or numbers would touch."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.charts_svg.canvas import LEADING, Anchor, Box, Canvas, text_width, value_width, wrapped
from cst_xl.bulletin.charts_svg.scale import Scale, ticks
from cst_xl.bulletin.palette import Colour
from cst_xl.bulletin.typeface import SEMIBOLD

if TYPE_CHECKING:
    from cst_xl.bulletin.charts_svg.plot import Plot, Point

_HEIGHT: Final = 165
_WIDEST: Final = 64
_GROUP: Final = 0.9
"""Part of a point's room that its columns take."""

_STACK: Final = 0.42
_GAP: Final = 2
_MOST_LINES: Final = 3
_LEAST_INSIDE: Final = 17
"""Height of a segment that has room for its number."""

_LEADER: Final = 12


def upright(plot: Plot, width: int) -> Canvas | None:
    """Draw columns; None when the width is too small for their names and numbers."""
    return _Columns(plot, width).drawn()


class _Columns:
    """One drawing: the geometry that its steps share."""

    def __init__(self, plot: Plot, width: int) -> None:
        self.plot = plot
        self.canvas = Canvas(width)
        self.marks = _axis_marks(plot)
        self.left = max((text_width(plot.label(one)) + 8 for one in self.marks), default=0.0)
        self.room = (width - self.left) / max(len(plot.names), 1)
        top = self.canvas.heading(plot, 0.0) + LEADING + 4
        high = self.marks[-1] if self.marks else max(plot.highest, 0.0)
        low = self.marks[0] if self.marks else plot.lowest
        self.scale = Scale(low, high, top + _HEIGHT - (LEADING if low < 0 else 0), top)
        self.base = self.scale.at(max(low, 0.0))
        self.bottom = top + _HEIGHT
        self.bars: list[Box] = []
        self.labels: list[Box] = []

    def drawn(self) -> Canvas | None:
        names = [wrapped(name, self.room - 8) for name in self.plot.names]
        if not all(_fits(lines, self.room - 4) for lines in names):
            return None
        self._grid()
        for at in range(len(names)):
            (self._stack if self.plot.stacked else self._group)(at)
        if self._touching():
            return None
        self.canvas.rule((self.left, self.base), (self.canvas.width, self.base), Colour.MUTED)
        self._names(names)
        return self.canvas

    def _centre(self, at: int) -> float:
        return self.left + self.room * (at + 0.5)

    def _grid(self) -> None:
        for mark in self.marks:
            y = self.scale.at(mark)
            self.canvas.rule((self.left, y), (self.canvas.width, y))
            self.canvas.text(self.left - 8, y + 5, self.plot.label(mark), anchor="end", colour=Colour.MUTED)

    def _group(self, at: int) -> None:
        count = len(self.plot.lines)
        wide = min((self.room * _GROUP - _GAP * (count - 1)) / count, _WIDEST)
        left = self._centre(at) - (wide * count + _GAP * (count - 1)) / 2
        for order, line in enumerate(self.plot.lines):
            point = line.points[at]
            if point.value is not None:
                y = self.scale.at(point.value)
                box = Box(left, min(y, self.base), left + wide, max(y, self.base))
                self.canvas.bar(box, line.paint)
                self.bars.append(box)
                self._above(box, point, order)
            left += wide + _GAP

    def _above(self, box: Box, point: Point, order: int) -> None:
        """The number at the end of a column; one wider than the column leans out of a pair, off its neighbour."""
        y = box.top - 5 if (point.value or 0) >= 0 else box.bottom + LEADING - 3
        places: tuple[tuple[float, Anchor], ...] = ((box.right, "end"), (box.left, "start"))
        if len(self.plot.lines) == len(places) and value_width(point.text) > box.right - box.left:
            x, anchor = places[order]
            self._number(x, y, point.text, anchor)
        else:
            self._number((box.left + box.right) / 2, y, point.text)

    def _stack(self, at: int) -> None:
        wide = min(self.room * _STACK, 2 * _WIDEST)
        left, y, reached = self._centre(at) - wide / 2, self.base, 0.0
        outside: list[tuple[float, str]] = []
        for line in self.plot.lines:
            point = line.points[at]
            if not point.value:
                continue
            reached += point.value
            box = Box(left, self.scale.at(reached), left + wide, y)
            self.canvas.bar(box, line.paint)
            middle = (box.top + box.bottom) / 2
            if y - box.top >= _LEAST_INSIDE and value_width(point.text) < wide:
                self._number(left + wide / 2, middle + 5, point.text, colour=line.paint.ink)
            else:
                outside.append((middle, point.text))
            y = box.top
        self._beside(outside, left + wide)
        if reached:
            self._number(left + wide / 2, y - 5, self.plot.label(reached))

    def _beside(self, outside: list[tuple[float, str]], right: float) -> None:
        """Numbers of segments too thin for them, pulled apart on the right, each with a hairline to its segment."""
        lowest = self.base - 2
        for middle, text in outside:
            y = min(middle, lowest - LEADING / 2)
            self.canvas.rule((right + 2, middle), (right + _LEADER, y), Colour.MUTED)
            self._number(right + _LEADER + 3, y + 5, text, anchor="start")
            lowest = y - LEADING / 2

    def _number(
        self, x: float, y: float, text: str, anchor: Anchor = "middle", colour: Colour = Colour.TEXT
    ) -> None:
        self.labels.append(self.canvas.text(x, y, text, anchor=anchor, colour=colour, weight=SEMIBOLD))

    def _touching(self) -> bool:
        """Whether a number touches another, a column, or the edge of the drawing."""
        on_bars = any(label.touches(bar) for label in self.labels for bar in self.bars)
        across = any(one.left < -1 or one.right > self.canvas.width + 1 for one in self.labels)
        return across or on_bars or any(one.touches(other) for one, other in combinations(self.labels, 2))

    def _names(self, names: list[tuple[str, ...]]) -> None:
        for at, lines in enumerate(names):
            for down, line in enumerate(lines):
                self.canvas.text(self._centre(at), self.bottom + LEADING * (down + 1), line, anchor="middle")
        below = self.bottom + LEADING * (max(map(len, names), default=0) + 1) + 5
        title = self.plot.chart.x_title
        if self.plot.is_cut:
            start = f"l'asse dei valori comincia da {self.plot.label(self.plot.floor)}"
            title = f"{title} ({start})" if title else start
        if title:
            middle = (self.left + self.canvas.width) / 2
            self.canvas.text(middle, below, title, anchor="middle", colour=Colour.MUTED)


def _axis_marks(plot: Plot) -> list[float]:
    """Numbers on the axis: only of one that doesn't start at zero, because columns can't be compared by length there."""
    if not plot.is_cut:
        return []
    share = plot.unit.scale > 1 and plot.highest <= plot.unit.scale
    return ticks(plot.lowest, float(plot.unit.scale) if share else plot.highest)


def _fits(lines: tuple[str, ...], room: float) -> bool:
    return len(lines) <= _MOST_LINES and all(text_width(line) <= room for line in lines)
