"""Native charts out of the blocks that sections declare: editable in Excel, calm, the same role in the same colour.

openpyxl's defaults are those of no Excel (hidden axes, styled frames, no fonts), so everything that is seen is said
here. A chart has no cached values: Excel and LibreOffice draw it from the cells.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32

from openpyxl.chart import BarChart, DoughnutChart, LineChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.blocks import ChartKind
from cst_xl.workbook.chart_text import rich_text, title
from cst_xl.workbook.layout import ChartSource, SeriesSource
from cst_xl.workbook.measure import text_pixels
from cst_xl.workbook.styles import BODY, SEQUENCE, Colour

_EMU_PER_POINT: Final = 12_700
_MAX_LABELS: Final = {ChartKind.COLUMNS: 14, ChartKind.STACKED: 15, ChartKind.BARS: 30, ChartKind.LINE: 12}
_BAR_PIXELS: Final = 13
_AROUND_PIXELS: Final = 90
"""Height of title, axis and legend together."""

_LEAST_SHARE: Final = 0.05
"""Part of the highest stack below which a number doesn't fit into its segment."""

_FLAT: Final = 2.5
"""Ratio of width to height from which a legend on the right leaves more room than one below."""

_WHOLE: Final = 1.0
_NOTHING: Final = ";;;"
"""The number format that shows nothing; an axis without labels would lose its title as well."""

_DARK: Final = frozenset({Colour.PRIMARY, Colour.ACCENT, Colour.EMPHASIS, Colour.SUCCESS, Colour.DANGER})
_ROLES: Final = {
    "corrente": Colour.PRIMARY,
    "precedente": Colour.SOFT,
    "rilevato": Colour.PRIMARY,
    "atteso": Colour.SOFT,
    "accessi": Colour.PRIMARY,
    "risolti": Colour.PRIMARY,
    "non_competenza": Colour.SOFT,
    "aperti": Colour.ORANGE,
    "nuovi": Colour.ACCENT,
    "cns": Colour.ACCENT,
}


def role_colour(role: str) -> Colour:
    """The colour of a series: always the same for the same role, a known one or not."""
    return _ROLES.get(role) or SEQUENCE[crc32(role.encode()) % len(SEQUENCE)]


def wanted_height(source: ChartSource, least: int) -> int:
    """Pixels that a chart should be high: bars need room for each of them."""
    if source.chart.kind is not ChartKind.BARS:
        return least
    return max(least, source.points * len(source.series) * _BAR_PIXELS + _AROUND_PIXELS)


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
    corner = AnchorMarker(col=place[1] - 1, colOff=pixels_to_EMU(inset), row=place[0] - 1)
    made.anchor = OneCellAnchor(_from=corner, ext=XDRPositiveSize2D(pixels_to_EMU(width), pixels_to_EMU(height)))
    sheet.add_chart(made)


def draw(source: ChartSource, width: int, height: int) -> ChartBase:
    """Make the native chart for a size in pixels; columns whose names wouldn't fit below them lie down as bars."""
    made: ChartBase
    kind = source.chart.kind
    if kind is ChartKind.DOUGHNUT:
        made = _doughnut(source)
    elif kind is ChartKind.LINE:
        made = _line(source)
    else:
        lying = kind is ChartKind.BARS or (kind is ChartKind.COLUMNS and not _names_fit(source, width))
        made = _bars(source, lying=lying)
    made.title = title(source.chart.title, Colour.EMPHASIS, bold=True)
    made.roundedCorners = False
    made.graphical_properties = GraphicalProperties(solidFill=Colour.WHITE, ln=_no_line())
    made.legend = _legend(source, flat=width > _FLAT * height)
    return made


def _names_fit(source: ChartSource, width: int) -> bool:
    """Whether the names of the points fit below their columns in at most two lines."""
    room = (width - 80) / max(source.points, 1)
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


def _bars(source: ChartSource, *, lying: bool) -> BarChart:
    made = BarChart()
    made.type = "bar" if lying else "col"
    made.gapWidth = 60
    stacked = source.chart.kind is ChartKind.STACKED
    made.grouping, made.overlap = ("stacked", 100) if stacked else ("clustered", 0)
    labelled = _labelled(source, ChartKind.BARS if lying else source.chart.kind)
    for order, one in enumerate(source.series):
        series = _series(order, one, source.categories)
        series.graphicalProperties = GraphicalProperties(solidFill=role_colour(one.role), ln=_no_line())
        series.invertIfNegative = False
        series.dLbls = _bar_labels(source, one) if labelled else None
        made.series.append(series)
    _set_axes(made, source, labelled=labelled and not stacked)
    if lying:
        made.x_axis.scaling.orientation = "maxMin"  # the first row of the table on top
        made.y_axis.crosses = "max"
    return made


def _bar_labels(source: ChartSource, one: SeriesSource) -> DataLabelList | None:
    on_bar = Colour.WHITE if role_colour(one.role) in _DARK else Colour.TEXT
    if source.chart.kind is ChartKind.STACKED:
        stacks = zip(*(each.now for each in source.series), strict=True)
        highest = max((sum(value or 0 for value in stack) for stack in stacks), default=0)
        fits = all((value or 0) >= _LEAST_SHARE * highest for value in one.now)
        return _labels(one, "ctr", on_bar) if fits else None
    return _labels(one, "inEnd", on_bar) if _capped(source) else _labels(one, "outEnd", Colour.TEXT)


def _line(source: ChartSource) -> LineChart:
    made = LineChart()
    for order, one in enumerate(source.series):
        series = _series(order, one, source.categories)
        colour = role_colour(one.role)
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=2 * _EMU_PER_POINT))
        series.marker = Marker("circle", 6, GraphicalProperties(solidFill=colour, ln=_no_line()))
        series.smooth = False
        labelled = _labelled(source, ChartKind.LINE)
        series.dLbls = _labels(one, "t", Colour.TEXT) if labelled else None
        made.series.append(series)
    _set_axes(made, source, labelled=False)
    return made


def _doughnut(source: ChartSource) -> DoughnutChart:
    made = DoughnutChart()
    made.holeSize = 55
    for order, one in enumerate(source.series):
        series = _series(order, one, source.categories)
        white = LineProperties(solidFill=Colour.WHITE, w=2 * _EMU_PER_POINT)
        series.dPt = [
            DataPoint(point, spPr=GraphicalProperties(solidFill=SEQUENCE[point % len(SEQUENCE)], ln=white))
            for point in range(source.points)
        ]
        series.dLbls = _labels(one, None, Colour.WHITE, bold=True)
        made.series.append(series)
    return made


def _series(order: int, one: SeriesSource, categories: str) -> Series:
    series = Series(idx=order, order=order, tx=SeriesLabel(strRef=StrRef(one.name)))
    series.cat = AxDataSource(strRef=StrRef(categories))
    series.val = NumDataSource(numRef=NumRef(one.values))
    return series


def _labelled(source: ChartSource, drawn: ChartKind) -> bool:
    """Whether there is room for a number at every point, drawn in that way."""
    return source.points * len(source.series) <= _MAX_LABELS[drawn]


def _labels(one: SeriesSource, place: str | None, colour: Colour, *, bold: bool = False) -> DataLabelList:
    labels = DataLabelList(
        numFmt=one.unit.number_format,
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        dLblPos=place,
    )
    labels.txPr = rich_text(colour, bold=bold)
    return labels


def _set_axes(made: BarChart | LineChart, source: ChartSource, *, labelled: bool) -> None:
    """Axes with titles; where every point has its number, the value axis needs neither numbers nor grid."""
    chart, category, value = source.chart, made.x_axis, made.y_axis
    for axis, text in ((category, chart.x_title), (value, chart.y_title)):
        axis.delete = False
        axis.majorTickMark = "none"
        axis.txPr = rich_text()
        axis.title = title(text, Colour.MUTED) if text else None
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
    elif min(source.numbers, default=0) >= 0:  # by itself Excel may start an axis elsewhere, and bars would lie
        made.y_axis.scaling.min = 0


def _capped(source: ChartSource) -> bool:
    """Whether the axis ends at 100%: it starts near it, and no share is above."""
    shares = all(one.unit.scale > 1 for one in source.series)
    return shares and source.chart.lowest is not None and max(source.numbers, default=0) <= _WHOLE


def _stroke(colour: Colour) -> LineProperties:
    return LineProperties(solidFill=colour, w=_EMU_PER_POINT * 3 // 4)


def _no_line() -> LineProperties:
    return LineProperties(noFill=True)
