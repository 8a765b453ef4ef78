"""What a native chart is drawn from: the ranges of its table, and what stands in them now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cst_xl.core.blocks import Chart, Series
from cst_xl.core.units import Unit, Value
from cst_xl.workbook.geometry import TablePlace
from cst_xl.workbook.layout import absolute


@dataclass(frozen=True)
class SeriesSource:
    """Where one series of a chart comes from.

    Attributes:
        role: What decides its colour.
        name: Reference of the cell with its name.
        values: Reference of its values.
        unit: Unit of the values.
        now: What the cells hold now, None where there is no number.
    """

    role: str
    name: str
    values: str
    unit: Unit
    now: tuple[float | None, ...]


@dataclass(frozen=True)
class ChartSource:
    """Where a chart comes from.

    Attributes:
        chart: What the section declares.
        categories: Reference of the cells that name the points.
        series: One a series.
        names: What the points are called now; as many as there are points.
    """

    chart: Chart
    categories: str
    series: tuple[SeriesSource, ...]
    names: tuple[str, ...]

    @property
    def points(self) -> int:
        """How many points there are."""
        return len(self.names)

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number that is drawn now."""
        return tuple(value for one in self.series for value in one.now if value is not None)


def chart_source(chart: Chart, place: TablePlace) -> ChartSource:
    """The ranges of a chart over its table; rows of totals are left out unless it wants them."""
    rows = max(len(place.sample.rows), 1) if chart.total else place.data_rows
    matrix = place.sample.matrix()[:rows]
    blank: list[Value] = [None] * len(place.columns)
    matrix += [blank] * (rows - len(matrix))
    at = _place_of(chart.category, place)
    names = tuple(str(row[at] or "") for row in matrix)
    series = tuple(_series(one, place, matrix) for one in chart.series)
    return ChartSource(chart, place.area.column_of(at, rows).reference, series, names)


def _series(one: Series, place: TablePlace, matrix: list[list[Value]]) -> SeriesSource:
    at = _place_of(one.column, place)
    header = absolute(place.area.sheet, place.header_row, place.area.column + at)
    values = place.area.column_of(at, len(matrix)).reference
    return SeriesSource(
        one.role, header, values, place.columns[at].unit, tuple(_number(row[at]) for row in matrix)
    )


def _place_of(key: str, place: TablePlace) -> int:
    return next(at for at, column in enumerate(place.columns) if column.key == key)


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, (int, Decimal)) else None
