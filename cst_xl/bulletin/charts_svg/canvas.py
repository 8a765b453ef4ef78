"""The paper that charts are drawn on: a few shapes, text in the bulletin's typeface, and an accessible SVG at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from cst_xl.bulletin.markup import Markup, element
from cst_xl.bulletin.palette import Colour, Paint
from cst_xl.bulletin.typeface import FAMILY, REGULAR, SEMIBOLD, face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cst_xl.bulletin.charts_svg.plot import Line, Plot

SIZE: Final = 14
LEADING: Final = 17
_SWATCH: Final = 12
_BETWEEN: Final = 18
_CAP: Final = 10
"""Height of a capital letter above its base line."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Svg:
    """A finished drawing."""

    text: Markup
    width: int
    height: int


@dataclass(frozen=True)
class Box:
    """Where something is drawn, to see whether it touches something else."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass
class Canvas:
    """A drawing in the making; ``height`` grows with what is put on it."""

    width: int
    height: float = 0
    parts: list[Markup] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: Anchor = "start",
        colour: Colour = Colour.TEXT,
        weight: int = REGULAR,
    ) -> Box:
        """Write one line; ``y`` is its base line. Gives where it stands."""
        wide = text_width(text, weight)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        self.parts.append(
            element(
                "text",
                text,
                x=x,
                y=y,
                fill=colour.value,
                text_anchor=None if anchor == "start" else anchor,
                font_weight=None if weight == REGULAR else str(weight),
            )
        )
        self._reach(y + 4)
        return Box(left, y - _CAP - 1, left + wide, y + 3)

    def bar(self, box: Box, paint: Paint) -> None:
        """Fill a box; an outline stays inside of it."""
        inset = 0.5 if paint.outline else 0.0
        self.parts.append(
            element(
                "rect",
                x=box.left + inset,
                y=box.top + inset,
                width=max(box.right - box.left - 2 * inset, 0),
                height=max(box.bottom - box.top - 2 * inset, 0),
                fill=paint.fill.value,
                stroke=paint.outline.value if paint.outline else None,
            )
        )
        self._reach(box.bottom)

    def rule(
        self, start: tuple[float, float], end: tuple[float, float], colour: Colour = Colour.LINE
    ) -> None:
        """Draw a straight hairline."""
        self.parts.append(
            element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=colour.value)
        )
        self._reach(max(start[1], end[1]))

    def path(self, steps: str, paint: Paint, *, thick: float = 0) -> None:
        """Draw a shape; with a thickness only its line."""
        line = paint.edge.value if thick else paint.outline and paint.outline.value
        fill = "none" if thick else paint.fill.value
        self.parts.append(
            element(
                "path", d=steps, fill=fill, stroke=line, stroke_width=thick or None, stroke_linejoin="round"
            )
        )

    def dot(self, x: float, y: float, paint: Paint, radius: float = 4) -> None:
        """Mark a point of a line."""
        self.parts.append(element("circle", cx=x, cy=y, r=radius, fill=paint.edge.value))
        self._reach(y + radius)

    def heading(self, plot: Plot, left: float, *, category: str = "") -> float:
        """Write the legend, where there are several series, and the titles of the axes; gives the height they take."""
        below = self.legend(plot.lines) if len(plot.lines) > 1 else 0.0
        titles = [(0.0, category), (left, plot.chart.y_title)]
        if any(title for _, title in titles):
            below += LEADING
            for x, title in titles:
                if title:
                    self.text(x, below - 4, title, colour=Colour.MUTED)
        return below

    def legend(self, lines: Sequence[Line]) -> float:
        """Name the series beside their colours, in rows; gives the height of these."""
        x, y = 0.0, float(_CAP + 3)
        for line in lines:
            wide = _SWATCH + 6 + text_width(line.name)
            if x and x + wide > self.width:
                x, y = 0.0, y + LEADING + 1
            self.bar(Box(x, y - _CAP - 0.5, x + _SWATCH, y + 1.5), line.paint)
            self.text(x + _SWATCH + 6, y, line.name)
            x += wide + _BETWEEN
        return y + 9

    def svg(self, ident: str, title: str, description: str) -> Svg:
        """Finish the drawing: the title is its name for whoever doesn't see it, the description its content."""
        height = int(self.height + 1)
        told = (
            element("title", title, id=f"{ident}-titolo"),
            element("desc", description, id=f"{ident}-desc"),
        )
        shapes = element("g", *self.parts, font_family=f"'{FAMILY}', sans-serif", font_size=SIZE)
        text = element(
            "svg",
            *told,
            shapes,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.width} {height}",
            width=self.width,
            height=height,
            role="img",
            aria_labelledby=f"{ident}-titolo",
            aria_describedby=f"{ident}-desc",
        )
        return Svg(text, self.width, height)

    def _reach(self, y: float) -> None:
        self.height = max(self.height, y)


def text_width(text: str, weight: int = REGULAR) -> float:
    """Pixels that a text takes in a chart."""
    return face(weight).width(text, SIZE)


def value_width(text: str) -> float:
    """Pixels that a number beside a mark takes."""
    return text_width(text, SEMIBOLD)


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """A name, broken into lines that fit as far as its words do."""
    return face(REGULAR).lines(text, SIZE, room)
