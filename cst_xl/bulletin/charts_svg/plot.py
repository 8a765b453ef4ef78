"""What a chart draws, taken out of its table: names, values, and every number as the table prints it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cst_xl.bulletin.palette import Paint, role_paint
from cst_xl.core.blocks import ChartKind
from cst_xl.core.figures import Figure

if TYPE_CHECKING:
    from cst_xl.core.blocks import Chart, Content, Row, Table
    from cst_xl.core.units import Unit


@dataclass(frozen=True)
class Point:
    """One value of a series; None where it isn't known."""

    value: float | None
    text: str


@dataclass(frozen=True)
class Line:
    """One series."""

    name: str
    paint: Paint
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Plot:
    """A chart, resolved against its table.

    Attributes:
        chart: Titles and kind.
        names: The points' names, from top to bottom of the table.
        lines: The series.
        unit: How numbers on an axis are printed.
        floor: Where the value axis starts.
        whole: The first series in the table's row of totals, as printed; empty without one.
    """

    chart: Chart
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: Unit
    floor: float
    whole: str

    @classmethod
    def of(cls, chart: Chart, table: Table) -> Plot:
        """Resolve a chart; rows without a name and rows of totals aren't points, unless the chart wants totals."""
        places = {column.key: at for at, column in enumerate(table.columns)}
        category = places[chart.category]
        rows = [row for row in table.rows if chart.total or not row.total]
        totals = [row for row in table.rows if row.total]
        lines = tuple(
            Line(
                table.columns[places[one.column]].header,
                role_paint(one.role),
                tuple(_point(row.cells[places[one.column]]) for row in rows),
            )
            for one in chart.series
        )
        first = places[chart.series[0].column]
        unit = table.columns[first].unit
        floor = 0.0 if chart.lowest is None else float(Decimal(str(chart.lowest)) * unit.scale)
        return cls(chart, _names(rows, category), lines, unit, floor, _whole(totals, first))

    @property
    def values(self) -> list[float]:
        """Every value that is known."""
        return [point.value for line in self.lines for point in line.points if point.value is not None]

    @property
    def stacked(self) -> bool:
        """Whether the series are put on top of each other; what is below zero can't be."""
        return self.chart.kind is ChartKind.STACKED and min(self.values, default=0) >= 0

    @property
    def stacks(self) -> list[float]:
        """The height of each stack."""
        return [sum(line.points[at].value or 0 for line in self.lines) for at in range(len(self.names))]

    @property
    def highest(self) -> float:
        """The highest value to show."""
        return max(self.stacks if self.stacked else self.values, default=0)

    @property
    def lowest(self) -> float:
        """The lowest value to show, the start of the axis if nothing is below."""
        return min([self.floor, *self.values])

    @property
    def is_cut(self) -> bool:
        """Whether the axis starts elsewhere than at zero."""
        return self.lowest > 0

    def label(self, value: float) -> str:
        """A number on the axis, or the sum of a stack: in the unit's notation, with the decimals that it has."""
        return self.unit.with_decimals(max(0, -_exponent(value))).text(Decimal(repr(value)))


def _exponent(value: float) -> int:
    return int(Decimal(repr(value)).normalize().as_tuple().exponent)


def _names(rows: list[Row], category: int) -> tuple[str, ...]:
    return tuple(_text(row.cells[category]) for row in rows)


def _whole(totals: list[Row], column: int) -> str:
    return _text(totals[0].cells[column]) if len(totals) == 1 else ""


def _text(content: Content) -> str:
    return content.text if isinstance(content, Figure) else content or ""


def _point(content: Content) -> Point:
    number = content.number if isinstance(content, Figure) else None
    return Point(None if number is None else float(number), _text(content))
