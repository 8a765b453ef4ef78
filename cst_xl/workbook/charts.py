"""Native charts out of the blocks that sections declare: editable in Excel, calm, the same role in the same colour.

openpyxl's defaults are those of no Excel (hidden axes, styled frames, no fonts), so everything that is seen is said
here. A chart has no cached values: Excel and LibreOffice draw it from the cells.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeVar

from openpyxl.chart import BarChart, DoughnutChart, LineChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.bulletin.palette import SEQUENCE, Paint, role_paint
from cst_xl.core.blocks import ChartKind
from cst_xl.workbook.chart_source import ChartSource, SeriesSource
from cst_xl.workbook.chart_text import rich_text, title
from cst_xl.workbook.measure import text_pixels
from cst_xl.workbook.styles import BODY, Colour

AnyLabel = TypeVar("AnyLabel", DataLabel, DataLabelList)

_EMU_PER_POINT: Final = 12_700
_EMU_PER_PIXEL: Final = 9_525
_BAR_PIXELS: Final = 15
_LABELLED_BAR: Final = 14
"""Pixels that a bar needs for a number beside it."""

_BESIDE_PLOT: Final = 80
"""Width of the value axis and its title."""

_AROUND_PIXELS: Final = 90
"""Height of title, axis and legend together."""

_LEAST_SHARE: Final = 0.05
"""Part of the highest stack below which a number doesn't fit into its segment."""

_FLAT: Final = 2.5
"""Ratio of width to height from which a legend on the right leaves more room than one below."""

_WHOLE: Final = 1.0
_NOTHING: Final = ";;;"
"""The number format that shows nothing; an axis without labels would lose its title as well."""


def wanted_height(source: ChartSource, width: int, least: int, bar: int = _BAR_PIXELS) -> int:
    """Pixels that a chart of that width should be high: bars need room for each of them."""
    if not _lies(source, width):
        return least
    return max(least, source.points * len(source.series) * bar + _AROUND_PIXELS)


def add_chart(
    sheet: Worksheet, source: ChartSource, place: tuple[int, int], size: tuple[int, int], inset: int = 0
) -> None:
    """Draw a chart on a sheet.

    Args:
        sheet: The sheet.
        source: Its ranges.
        place: Row and column of the cell at its upper left corner, counted from 1.
        size: Width and height, in pixels.
        inset: Pixels left free on its left, within its width.
    """
    width, height = size[0] - inset, size[1]
    made = draw(source, width, height)
    corner = AnchorMarker(col=place[1] - 1, colOff=inset * _EMU_PER_PIXEL, row=place[0] - 1)
    extent = XDRPositiveSize2D(width * _EMU_PER_PIXEL, height * _EMU_PER_PIXEL)
    made.anchor = OneCellAnchor(_from=corner, ext=extent)  # type: ignore[assignment]
    sheet.add_chart(made)


def draw(source: ChartSource, width: int, height: int) -> ChartBase:
    """Make the native chart for a size in pixels; columns whose names wouldn't fit below them lie down as bars."""
    made: ChartBase
    kind = source.chart.kind
    if kind is ChartKind.DOUGHNUT:
        made = _doughnut(source)
    elif kind is ChartKind.LINE:
        made = _line(source, labelled=_labelled(source, width, height))
    else:
        made = _bars(source, lying=_lies(source, width), labelled=_labelled(source, width, height))
    made.title = title(source.chart.title, Colour.EMPHASIS, bold=True)
    made.roundedCorners = False
    made.graphical_properties = GraphicalProperties(solidFill=Colour.WHITE, ln=_no_line())
    made.legend = _legend(source, flat=width > _FLAT * height)
    return made


def _lies(source: ChartSource, width: int) -> bool:
    """Whether the chart is drawn with lying bars."""
    kind = source.chart.kind
    return kind is ChartKind.BARS or (kind is ChartKind.COLUMNS and not _names_fit(source, width))


def _labelled(source: ChartSource, width: int, height: int) -> bool:
    """Whether there is room for a number at every point."""
    count = max(source.points * len(source.series), 1)
    if _lies(source, width):
        return (height - _AROUND_PIXELS) / count >= _LABELLED_BAR
    if source.chart.kind in {ChartKind.STACKED, ChartKind.LINE}:
        count = max(source.points, 1)
    widest = max((text_pixels(text, BODY) for one in source.series for text in _printed(one)), default=0)
    return (width - _BESIDE_PLOT) / count >= widest


def _printed(one: SeriesSource) -> list[str]:
    scaled = (Decimal(repr(value)) * one.unit.scale for value in one.now if value is not None)
    return [one.unit.text(value) for value in scaled]


def _names_fit(source: ChartSource, width: int) -> bool:
    """Whether the names of the points fit below their columns in at most two lines."""
    room = (width - _BESIDE_PLOT) / max(source.points, 1)
    words = [word for name in source.names for word in name.split()]
    widest = max((text_pixels(word, BODY) for word in words), default=0)
    longest = max((text_pixels(name, BODY) for name in source.names), default=0)
    return widest <= room and longest <= 2 * room


def _legend(source: ChartSource, *, flat: bool) -> Legend | None:
    """The legend where there is something to tell apart: below, or on the right of doughnuts and flat charts."""
    doughnut = source.chart.kind is ChartKind.DOUGHNUT
    if not doughnut and len(source.series) == 1:
        return None
    legend = Legend()
    legend.position = "r" if doughnut or flat else "b"
    legend.overlay = False
    legend.txPr = rich_text()
    return legend


def _bars(source: ChartSource, *, lying: bool, labelled: bool) -> BarChart:
    made = BarChart()
    made.type = "bar" if lying else "col"
    made.gapWidth = 60
    stacked = source.chart.kind is ChartKind.STACKED
    made.grouping, made.overlap = ("stacked", 100) if stacked else ("clustered", 0)
    for order, one in enumerate(source.series):
        series = _series(order, one, source.categories)
        series.graphicalProperties = _painted(role_paint(one.role))
        series.invertIfNegative = False
        series.dLbls = _bar_labels(source, one) if labelled else None
        made.series.append(series)
    _set_axes(made, source, labelled=labelled and not stacked)
    if lying:
        made.x_axis.scaling.orientation = "maxMin"  # the first row of the table on top
        made.y_axis.crosses = "max"
    return made


def _bar_labels(source: ChartSource, one: SeriesSource) -> DataLabelList | None:
    on_bar = _hex(role_paint(one.role).ink)
    if source.chart.kind is ChartKind.STACKED:
        stacks = zip(*(each.now for each in source.series), strict=True)
        highest = max((sum(value or 0 for value in stack) for stack in stacks), default=0)
        fits = all((value or 0) >= _LEAST_SHARE * highest for value in one.now)
        return _labels(one, "ctr", on_bar) if fits else None
    return _labels(one, "inEnd", on_bar) if _capped(source) else _labels(one, "outEnd", Colour.TEXT)


def _line(source: ChartSource, *, labelled: bool) -> LineChart:
    made = LineChart()
    for order, one in enumerate(source.series):
        series = _series(order, one, source.categories)
        colour = _hex(role_paint(one.role).edge)
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=colour, w=2 * _EMU_PER_POINT)
        )
        series.marker = Marker("circle", 6, GraphicalProperties(solidFill=colour, ln=_no_line()))
        series.smooth = False
        series.dLbls = _labels(one, "t", Colour.TEXT) if labelled else None
        made.series.append(series)
    _set_axes(made, source, labelled=False)
    return made


def _doughnut(source: ChartSource) -> DoughnutChart:
    made = DoughnutChart()
    made.holeSize = 55
    for order, one in enumerate(source.series):
        series = _series(order, one, source.categories)
        paints = [SEQUENCE[point % len(SEQUENCE)] for point in range(source.points)]
        series.dPt = [DataPoint(point, spPr=_painted(paint)) for point, paint in enumerate(paints)]
        series.dLbls = _labels(one, None, Colour.TEXT)
        series.dLbls.dLbl = [_point_label(one, point, _hex(paint.ink)) for point, paint in enumerate(paints)]
        made.series.append(series)
    return made


def _series(order: int, one: SeriesSource, categories: str) -> Series:
    series = Series(idx=order, order=order, tx=SeriesLabel(strRef=StrRef(one.name)))
    series.cat = AxDataSource(strRef=StrRef(categories))
    series.val = NumDataSource(numRef=NumRef(one.values))
    return series


def _labels(one: SeriesSource, place: str | None, colour: str) -> DataLabelList:
    """Numbers at the points of a series."""
    labels = DataLabelList(numFmt=one.unit.number_format, dLblPos=place, txPr=rich_text(colour))
    return _showing_values_only(labels)


def _point_label(one: SeriesSource, point: int, colour: str) -> DataLabel:
    """The number at one point, in the ink of what is painted there."""
    label = DataLabel(point, numFmt=one.unit.number_format, txPr=rich_text(colour, bold=True))
    return _showing_values_only(label)


def _showing_values_only(labels: AnyLabel) -> AnyLabel:
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    return labels


def _set_axes(made: BarChart | LineChart, source: ChartSource, *, labelled: bool) -> None:
    """Axes with titles; where every point has its number, the value axis needs neither numbers nor grid."""
    chart, category, value = source.chart, made.x_axis, made.y_axis
    for axis, text in ((category, chart.x_title), (value, chart.y_title)):
        axis.delete = False
        axis.majorTickMark = "none"
        axis.txPr = rich_text()
        axis.title = title(text, Colour.MUTED) if text else None
    value.txPr = rich_text(level=True)
    category.graphicalProperties = GraphicalProperties(ln=_stroke(Colour.SOFT))
    category.number_format = "@"
    value.graphicalProperties = GraphicalProperties(ln=_no_line())
    value.majorGridlines = None if labelled else ChartLines(GraphicalProperties(ln=_stroke(Colour.LINE)))
    value.number_format = _NOTHING if labelled else source.series[0].unit.number_format
    value.numFmt.sourceLinked = False
    _set_limits(made, source)


def _set_limits(made: BarChart | LineChart, source: ChartSource) -> None:
    lowest = source.chart.lowest
    if lowest is not None:
        made.y_axis.scaling.min = lowest
        made.y_axis.scaling.max = _WHOLE if _capped(source) else None
    elif chart_begins_at_zero(source):
        # by itself Excel may start an axis elsewhere, and bars would lie
        made.y_axis.scaling.min = 0


def chart_begins_at_zero(source: ChartSource) -> bool:
    """Whether the value axis must begin at zero: bars would lie otherwise, lines show a course."""
    return source.chart.kind is not ChartKind.LINE and min(source.numbers, default=0) >= 0


def _capped(source: ChartSource) -> bool:
    """Whether the axis ends at 100%: it starts near it, and no share is above."""
    shares = all(one.unit.scale > 1 for one in source.series)
    return shares and source.chart.lowest is not None and max(source.numbers, default=0) <= _WHOLE


def _painted(paint: Paint) -> GraphicalProperties:
    edge = _stroke(_hex(paint.outline)) if paint.outline else _no_line()
    return GraphicalProperties(solidFill=_hex(paint.fill), ln=edge)


def _hex(colour: str) -> str:
    """A colour as DrawingML writes it."""
    return colour.lstrip("#").upper()


def _stroke(colour: str) -> LineProperties:
    return LineProperties(solidFill=colour, w=_EMU_PER_POINT * 3 // 4)


def _no_line() -> LineProperties:
    return LineProperties(noFill=True)
