"""Lines over time: every point marked, every series named at its end, an axis where numbers would touch."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.charts_svg.canvas import LEADING, Box, Canvas, text_width, wrapped
from cst_xl.bulletin.charts_svg.scale import Scale, ticks
from cst_xl.bulletin.markup import amount
from cst_xl.bulletin.palette import Colour
from cst_xl.bulletin.typeface import SEMIBOLD

if TYPE_CHECKING:
    from cst_xl.bulletin.charts_svg.plot import Line, Plot

_HEIGHT: Final = 165
_INSET: Final = 14


def lines(plot: Plot, width: int) -> Canvas:
    """Draw lines; a value that isn't known leaves a gap."""
    return _Lines(plot, width).drawn()


class _Lines:
    """One drawing: the geometry that its steps share."""

    def __init__(self, plot: Plot, width: int) -> None:
        self.plot = plot
        self.canvas = Canvas(width)
        self.marks = ticks(plot.lowest, plot.highest)
        self.left = max(text_width(plot.label(mark)) for mark in self.marks) + 10
        self.top = self.canvas.heading(plot, 0.0) + LEADING
        self.scale = Scale(self.marks[0], self.marks[-1], self.top + _HEIGHT, self.top)
        self.step = (width - self.left - 2 * _INSET) / max(len(plot.names) - 1, 1)

    def drawn(self) -> Canvas:
        self._grid()
        for line in self.plot.lines:
            self._line(line)
        self._numbers()
        self._names()
        return self.canvas

    def _x(self, at: int) -> float:
        return self.left + _INSET + self.step * at

    def _grid(self) -> None:
        for mark in self.marks:
            y = self.scale.at(mark)
            self.canvas.rule((self.left, y), (self.canvas.width, y))
            self.canvas.text(self.left - 8, y + 5, self.plot.label(mark), anchor="end", colour=Colour.MUTED)

    def _line(self, line: Line) -> None:
        steps, draws = [], False
        for at, point in enumerate(line.points):
            if point.value is None:
                draws = False
                continue
            x, y = self._x(at), self.scale.at(point.value)
            steps.append(f"{'L' if draws else 'M'}{amount(x)} {amount(y)}")
            draws = True
            self.canvas.dot(x, y, line.paint)
        if steps:
            self.canvas.path("".join(steps), line.paint, thick=2.5)

    def _numbers(self) -> None:
        """A number above every point, unless two of them would touch: then the axis has to do."""
        placed: list[tuple[float, float, str, Colour]] = []
        for line in self.plot.lines:
            for at, point in enumerate(line.points):
                if point.value is not None:
                    placed.append((self._x(at), self.scale.at(point.value) - 9, point.text, line.paint.edge))
        boxes = [
            Box(x - text_width(t, SEMIBOLD) / 2, y - 11, x + text_width(t, SEMIBOLD) / 2, y + 3)
            for x, y, t, _ in placed
        ]
        if any(one.touches(other) for one, other in combinations(boxes, 2)):
            return
        for x, y, text, colour in placed:
            half = text_width(text, SEMIBOLD) / 2
            inside = min(max(x, self.left + half), self.canvas.width - half)
            self.canvas.text(inside, y, text, anchor="middle", colour=colour, weight=SEMIBOLD)

    def _names(self) -> None:
        """Names below their points; where they would touch, every second one, every third..."""
        every, deepest = 1, 0
        while every < len(self.plot.names) and self._crowded(every):
            every += 1
        for at in range(0, len(self.plot.names), every):
            broken = wrapped(self.plot.names[at], self.step * every - 6)
            deepest = max(deepest, len(broken))
            for down, text in enumerate(broken):
                half = text_width(text) / 2
                x = min(max(self._x(at), self.left + half), self.canvas.width - half)
                y = self.top + _HEIGHT + LEADING * (down + 1)
                self.canvas.text(x, y, text, anchor="middle")
        if self.plot.chart.x_title:
            y = self.top + _HEIGHT + LEADING * (deepest + 1) + 5
            middle = (self.left + self.canvas.width) / 2
            self.canvas.text(middle, y, self.plot.chart.x_title, anchor="middle", colour=Colour.MUTED)

    def _crowded(self, every: int) -> bool:
        shown = self.plot.names[::every]
        words = [word for name in shown for word in name.split(" ")]
        return max(map(text_width, words), default=0.0) > self.step * every - 6
