"""Native charts: what is seen of them."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, DoughnutChart, LineChart

from cst_xl.bulletin.palette import SEQUENCE, role_paint
from cst_xl.core.blocks import Chart, ChartKind, Series
from cst_xl.core.units import AVAILABILITY, count
from cst_xl.sections import SECTIONS
from cst_xl.workbook.chart_source import ChartSource, SeriesSource
from cst_xl.workbook.charts import add_chart, draw, wanted_height

TICKETS = count("ticket")


def source(
    kind=ChartKind.COLUMNS,
    values=((3, 2, 1),),
    names=("A", "B", "C"),
    unit=TICKETS,
    lowest=None,
    roles=("corrente",),
):
    chart = Chart(
        "prova",
        kind,
        "Titolo, 2016",
        "t",
        "c",
        tuple(Series(r, r) for r in roles),
        "Mese",
        "Ticket",
        lowest=lowest,
    )
    series = tuple(
        SeriesSource(role, "F!$B$1", "F!$B$2:$B$4", unit, tuple(float(v) for v in now))
        for role, now in zip(roles, values, strict=True)
    )
    return ChartSource(chart, "F!$A$2:$A$4", series, names)


def fill(series):
    return series.graphicalProperties.solidFill.srgbClr


def test_a_role_has_one_colour_whatever_the_chart():
    one = draw(source(roles=("precedente", "corrente"), values=((1, 2, 3), (3, 2, 1))), 500, 270)
    other = draw(source(kind=ChartKind.BARS, roles=("corrente",)), 500, 270)
    assert fill(one.series[1]) == fill(other.series[0]) != fill(one.series[0])


def test_the_colours_are_those_of_the_bulletin():
    made = draw(source(roles=("cns",)), 500, 270)
    assert fill(made.series[0]).lower() == role_paint("cns").fill.lstrip("#")


def test_a_fill_too_light_for_white_paper_has_an_edge():
    made = draw(source(roles=("precedente",)), 500, 270)
    edge = made.series[0].graphicalProperties.line.solidFill.srgbClr
    assert edge.lower() == role_paint("precedente").outline.lstrip("#")


def test_the_roles_of_one_chart_differ_in_colour(geometry):
    for section in SECTIONS:
        for chart in geometry.charts[section.key]:
            fills = [role_paint(series.role).fill for series in chart.series]
            assert len(set(fills)) == len(fills), chart.key


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        (ChartKind.COLUMNS, BarChart),
        (ChartKind.STACKED, BarChart),
        (ChartKind.BARS, BarChart),
        (ChartKind.LINE, LineChart),
        (ChartKind.DOUGHNUT, DoughnutChart),
    ],
)
def test_every_kind_is_drawn_with_its_title(kind, drawn):
    made = draw(source(kind=kind), 500, 270)
    assert isinstance(made, drawn)
    assert made.title.tx.rich.p[0].r[0].t == "Titolo, 2016"


def test_axes_are_there_with_their_titles():
    made = draw(source(), 500, 270)
    assert not made.x_axis.delete
    assert not made.y_axis.delete
    assert [axis.title.tx.rich.p[0].r[0].t for axis in (made.x_axis, made.y_axis)] == ["Mese", "Ticket"]


def test_bars_start_at_zero():
    assert draw(source(values=((98, 99, 100),)), 500, 270).y_axis.scaling.min == 0


def test_an_axis_with_values_below_zero_is_left_to_the_program():
    assert draw(source(values=((-4, 2, 1),)), 500, 270).y_axis.scaling.min is None


def test_shares_near_the_whole_end_at_the_whole():
    axis = draw(source(values=((0.99, 1, 0.985),), unit=AVAILABILITY, lowest=0.97), 500, 270).y_axis
    assert (axis.scaling.min, axis.scaling.max) == (0.97, 1.0)


def test_a_share_above_the_whole_is_not_cut_off():
    axis = draw(source(values=((0.99, 1.2, 0.985),), unit=AVAILABILITY, lowest=0.97), 500, 270).y_axis
    assert axis.scaling.max is None


def test_columns_lie_down_where_their_names_do_not_fit():
    names = ("Attivi al 31/12/2015 senza doppioni", "Nuovi servizi", "Disattivazioni")
    assert draw(source(names=names), 300, 200).type == "bar"
    assert draw(source(), 300, 200).type == "col"


def test_lying_bars_read_from_the_top_like_their_table():
    made = draw(source(kind=ChartKind.BARS), 500, 270)
    assert made.x_axis.scaling.orientation == "maxMin"
    assert made.y_axis.crosses == "max"


def test_numbers_stand_at_the_points_where_there_is_room_and_replace_the_grid():
    roomy, narrow = (
        draw(source(values=((1234, 5678, 9),)), 500, 270),
        draw(source(values=((1234, 5678, 9),)), 150, 270),
    )
    assert roomy.series[0].dLbls.showVal
    assert roomy.y_axis.majorGridlines is None
    assert narrow.series[0].dLbls is None
    assert narrow.y_axis.majorGridlines is not None


def test_a_stack_has_numbers_only_in_series_that_are_high_enough():
    made = draw(
        source(kind=ChartKind.STACKED, roles=("risolti", "aperti"), values=((363, 626, 398), (1, 0, 1))),
        500,
        270,
    )
    assert (made.grouping, made.overlap) == ("stacked", 100)
    assert made.series[0].dLbls is not None
    assert made.series[1].dLbls is None


def test_one_series_needs_no_legend_and_two_do():
    assert draw(source(), 500, 270).legend is None
    two = source(roles=("precedente", "corrente"), values=((1, 2, 3), (3, 2, 1)))
    assert draw(two, 500, 270).legend.position == "b"
    assert draw(two, 760, 160).legend.position == "r"


def test_a_doughnut_gives_every_point_a_colour():
    made = draw(source(kind=ChartKind.DOUGHNUT), 500, 270)
    fills = [point.spPr.solidFill.srgbClr for point in made.series[0].dPt]
    assert len(set(fills)) == 3


def test_many_bars_want_a_higher_chart():
    many = source(kind=ChartKind.BARS, values=(tuple(range(30)),), names=tuple(map(str, range(30))))
    assert wanted_height(many, 500, 270) > 270
    assert wanted_height(source(), 500, 270) == 270


def test_a_chart_stands_at_its_cell_in_its_size():
    sheet = Workbook().active
    add_chart(sheet, source(), (6, 4), (500, 270), inset=10)
    [chart] = sheet._charts
    corner, extent = chart.anchor._from, chart.anchor.ext
    assert (corner.row, corner.col, corner.colOff) == (5, 3, 10 * 9525)
    assert (extent.width, extent.height) == (490 * 9525, 270 * 9525)


def test_the_numbers_of_a_doughnut_can_be_read_on_their_parts():
    made = draw(source(kind=ChartKind.DOUGHNUT), 500, 270)
    inks = [label.txPr.p[0].pPr.defRPr.solidFill.srgbClr for label in made.series[0].dLbls.dLbl]
    assert [ink.lower() for ink in inks] == [paint.ink.lstrip("#") for paint in SEQUENCE[:3]]
