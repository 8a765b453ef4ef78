"""What a chart draws, out of its table."""

from __future__ import annotations

from decimal import Decimal

from cst_xl.bulletin.charts_svg.plot import Plot
from cst_xl.core.blocks import ChartKind
from cst_xl.core.units import AVAILABILITY
from tests.bulletin.making import chart, table


def test_names_values_and_texts_are_those_of_the_table():
    plot = Plot.of(chart(), table(["a", "b"], [1715, None]))
    assert plot.names == ("a", "b")
    assert [(point.value, point.text) for point in plot.lines[0].points] == [(1715.0, "1.715"), (None, "")]


def test_a_row_of_totals_is_no_point_but_the_whole():
    plot = Plot.of(chart(), table(["a", "b"], [1, 2], total=3))
    assert plot.names == ("a", "b")
    assert plot.whole == "3"


def test_a_chart_that_wants_totals_has_them():
    assert Plot.of(chart(total=True), table(["a"], [1], total=1)).names == ("a", "Totale")


def test_the_start_of_the_axis_is_in_the_unit_of_the_figures():
    """Charts say 0.97 as a cell does; figures say 97."""
    plot = Plot.of(chart(lowest=0.97), table(["a"], [98.985], unit=AVAILABILITY))
    assert plot.floor == 97.0
    assert plot.is_cut


def test_an_axis_from_zero_isn_t_cut_even_if_values_are_below():
    assert not Plot.of(chart(), table(["a"], [-3])).is_cut


def test_stacks_are_sums_and_unknown_parts_count_nothing():
    plot = Plot.of(chart(ChartKind.STACKED, 2), table(["a", "b"], [1, 2], [3, None]))
    assert plot.stacks == [4.0, 2.0]
    assert plot.highest == 4.0


def test_what_is_below_zero_isn_t_stacked():
    assert not Plot.of(chart(ChartKind.STACKED, 2), table(["a"], [1], [-1])).stacked


def test_axis_numbers_are_italian_and_exact():
    plot = Plot.of(chart(), table(["a"], [1]))
    assert [plot.label(one) for one in (1000.0, 0.5, 12500.0)] == ["1.000", "0,5", "12.500"]


def test_a_percentage_keeps_its_sign_on_the_axis():
    plot = Plot.of(chart(), table(["a"], [98.5], unit=AVAILABILITY))
    assert plot.label(97.0) == "97%"
    assert plot.lines[0].points[0].value == float(Decimal("98.5"))
