"""Charts of the bulletin as SVG, for the PDF and the page alike: drawn once, from the same blocks as the workbook's.

Every mark carries its number as the tables print it, so that no value is read off an axis; where there is no room for
that, an axis appears. A chart is drawn for a width, never scaled to one: on a phone, columns whose names don't fit lie
down. See docs/decisions/0006-charts.md for the libraries that were looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.charts_svg.canvas import Svg
from cst_xl.bulletin.charts_svg.doughnut import doughnut
from cst_xl.bulletin.charts_svg.lines import lines
from cst_xl.bulletin.charts_svg.lying import lying
from cst_xl.bulletin.charts_svg.plot import Plot
from cst_xl.bulletin.charts_svg.upright import upright
from cst_xl.core.blocks import ChartKind

if TYPE_CHECKING:
    from cst_xl.core.blocks import Chart, Table

__all__ = ["HALF", "WIDE", "Svg", "draw", "has_data"]

WIDE: Final = 720
"""Width of a chart that has a whole column of text."""

HALF: Final = 340
"""Width of a chart on a phone, or of one of two side by side."""


def has_data(chart: Chart, table: Table) -> bool:
    """Whether there is anything to draw."""
    return bool(Plot.of(chart, table).values)


def draw(chart: Chart, table: Table, width: int = WIDE, prefix: str = "") -> Svg:
    """Draw a chart.

    Args:
        chart: What to draw; its title and its text alternative become the accessible name and description.
        table: The computed table that it reads.
        width: In pixels, from 240 on; the height follows from what there is to show.
        prefix: Put before the ids inside, for a page that holds several drawings of one chart.
    """
    plot = Plot.of(chart, table)
    match chart.kind:
        case ChartKind.DOUGHNUT:
            canvas = doughnut(plot, width)
        case ChartKind.LINE:
            canvas = lines(plot, width)
        case ChartKind.BARS:
            canvas = lying(plot, width)
        case ChartKind.COLUMNS | ChartKind.STACKED:
            canvas = upright(plot, width) or lying(plot, width)
    return canvas.svg(f"{prefix}svg-{chart.key}", chart.title, chart.alternative)
