"""Bars: true lengths, a number behind each, room for names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.charts_svg.lying import lying
from cst_xl.bulletin.charts_svg.plot import Plot
from cst_xl.bulletin.palette import role_paint
from cst_xl.core.blocks import ChartKind
from cst_xl.core.units import AVAILABILITY
from tests import strategies  # noqa: F401 - its profile
from tests.bulletin.charts_svg.reading import finished, rects, texts
from tests.bulletin.making import chart, table

BLUE = role_paint("corrente").fill.value


def drawn(made, data, width=720):
    """The finished drawing."""
    return finished(lying(Plot.of(made, data), width))


@given(st.lists(st.integers(1, 999_999), min_size=1, max_size=12), st.sampled_from([240, 340, 720]))
def test_bars_are_as_long_as_their_values(values, width):
    drawing = drawn(chart(ChartKind.BARS), table([f"n{at}" for at in range(len(values))], values), width)
    lengths = [rect.width for rect in rects(drawing, BLUE)]
    assert lengths == pytest.approx([value * max(lengths) / max(values) for value in values], abs=0.02)


@given(st.lists(st.integers(0, 999_999), min_size=1, max_size=12), st.sampled_from([240, 340, 720]))
def test_every_number_is_written_as_the_table_has_it(values, width):
    data = table([f"n{at}" for at in range(len(values))], values)
    written = texts(drawn(chart(ChartKind.BARS), data, width))
    assert all(row.cells[1].text in written for row in data.rows)


@given(st.lists(st.tuples(st.integers(-999_999, 999_999), st.integers(0, 10)), min_size=1, max_size=9))
def test_nothing_leaves_the_paper_not_even_below_zero(pairs):
    first, second = zip(*pairs, strict=True)
    data = table([f"Categoria {at}" for at in range(len(pairs))], first, second)
    drawing = drawn(chart(ChartKind.BARS, 2), data, 360)
    for rect in rects(drawing):
        assert rect.x >= 0
        assert rect.x + rect.width <= 360.01
        assert rect.y + rect.height <= drawing.height


def test_the_first_row_of_the_table_is_on_top():
    one, two = rects(drawn(chart(ChartKind.BARS), table(["a", "b"], [1, 2])), BLUE)
    assert one.y < two.y


def test_names_stand_beside_their_bars_where_there_is_room_and_above_them_on_a_phone():
    data = table(["Contact Center (casi tracciati)"], [10])
    assert rects(drawn(chart(ChartKind.BARS), data, 720), BLUE)[0].x > 100
    assert rects(drawn(chart(ChartKind.BARS), data, 340), BLUE)[0].x == 0


def test_bars_below_zero_point_to_the_left_of_the_base_line():
    up, down = rects(drawn(chart(ChartKind.BARS), table(["a", "b"], [10, -5])), BLUE)
    assert down.x + down.width == pytest.approx(up.x)
    assert up.width == pytest.approx(2 * down.width, abs=0.05)


def test_stacked_bars_say_their_sum_and_the_parts_that_have_room():
    written = texts(drawn(chart(ChartKind.STACKED, 2), table(["a"], [600], [1])))
    assert {"601", "600"} <= set(written)


def test_a_cut_axis_says_where_it_starts():
    made = chart(ChartKind.BARS, lowest=0.97)
    written = texts(drawn(made, table(["a"], [98.5], unit=AVAILABILITY)))
    assert "L'asse dei valori comincia da 97%" in written
