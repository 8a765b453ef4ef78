"""Columns: true heights, a number on each, and no drawing where they would touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.charts_svg.plot import Plot
from cst_xl.bulletin.charts_svg.upright import upright
from cst_xl.bulletin.palette import role_paint
from cst_xl.core.blocks import ChartKind
from cst_xl.core.units import AVAILABILITY
from tests import strategies  # noqa: F401 - its profile
from tests.bulletin.charts_svg.reading import finished, rects, texts
from tests.bulletin.making import chart, table

BLUE = role_paint("corrente").fill.value
MONTHS = ["Aprile", "Maggio", "Giugno"]


def drawn(made, data, width=720):
    """The drawing, which must be possible at that width."""
    canvas = upright(Plot.of(made, data), width)
    assert canvas is not None
    return finished(canvas)


@given(st.lists(st.integers(1, 99_999), min_size=1, max_size=6))
def test_columns_are_as_high_as_their_values(values):
    drawing = drawn(chart(), table([f"n{at}" for at in range(len(values))], values))
    heights = [rect.height for rect in rects(drawing, BLUE)]
    assert heights == pytest.approx([value * max(heights) / max(values) for value in values], abs=0.02)


@given(st.lists(st.integers(0, 99_999), min_size=1, max_size=6))
def test_every_number_is_written_as_the_table_has_it(values):
    data = table([f"n{at}" for at in range(len(values))], values)
    written = texts(drawn(chart(), data))
    assert all(row.cells[1].text in written for row in data.rows)


def test_a_value_that_isn_t_known_leaves_a_gap():
    drawing = drawn(chart(), table(MONTHS, [5, None, 7]))
    assert len(rects(drawing, BLUE)) == 2
    assert "Maggio" in texts(drawing)


def test_columns_below_zero_hang_from_the_base_line():
    up, down = rects(drawn(chart(), table(["a", "b"], [10, -5])), BLUE)
    assert up.y + up.height == pytest.approx(down.y)
    assert up.height == pytest.approx(2 * down.height, abs=0.05)


def test_a_cut_axis_has_numbers_and_says_where_it_starts():
    made = chart(lowest=0.97, x_title="SLA")
    written = texts(drawn(made, table(["SLA.1", "SLA.2"], [99, 98.985], unit=AVAILABILITY)))
    assert {"97%", "98%", "99%", "100%"} <= set(written)
    assert "SLA (l'asse dei valori comincia da 97%)" in written


def test_an_axis_of_shares_ends_at_a_hundred():
    made = chart(lowest=0.97)
    assert "101%" not in texts(drawn(made, table(["a"], [100], unit=AVAILABILITY)))


def test_an_axis_from_zero_needs_no_numbers():
    assert texts(drawn(chart(), table(MONTHS, [100, 200, 300]))).count("0") == 0


def test_stacks_are_as_high_as_their_sums_and_say_them():
    made, data = chart(ChartKind.STACKED, 2), table(MONTHS, [100, 200, 300], [50, 20, 10])
    drawing = drawn(made, data)
    assert {"150", "220", "310"} <= set(texts(drawing))
    whole = [
        sum(r.height for r in rects(drawing) if r.x + r.width / 2 == pytest.approx(x))
        for x in (120, 360, 600)
    ]
    # outlined boxes are drawn half a pixel inside on each side
    assert whole == pytest.approx([165 * one / 310 for one in (150, 220, 310)], abs=1.1)


def test_a_segment_too_thin_for_its_number_has_it_beside():
    made, data = chart(ChartKind.STACKED, 3), table(["a"], [600], [2], [1])
    assert {"600", "2", "1", "603"} <= set(texts(drawn(made, data)))


def test_a_segment_of_nothing_isn_t_drawn():
    made, data = chart(ChartKind.STACKED, 2), table(["a"], [10], [0])
    drawing = drawn(made, data)
    assert texts(drawing).count("0") == 0


def test_names_that_don_t_fit_make_it_give_up():
    names = [f"Una categoria dal nome lungo {at}" for at in range(9)]
    assert upright(Plot.of(chart(), table(names, list(range(1, 10)))), 340) is None


def test_numbers_that_would_touch_make_it_give_up():
    data = table([f"{at}" for at in range(12)], [100_000 + at for at in range(12)])
    assert upright(Plot.of(chart(), data), 340) is None


@given(
    st.lists(st.tuples(st.integers(0, 99_999), st.integers(0, 99_999)), min_size=1, max_size=12),
    st.integers(240, 900),
)
def test_whatever_is_drawn_stays_on_the_paper(pairs, width):
    first, second = zip(*pairs, strict=True)
    data = table([f"{2007 + at}" for at in range(len(pairs))], first, second)
    canvas = upright(Plot.of(chart(series=2), data), width)
    if canvas is not None:
        drawing = finished(canvas)
        for rect in rects(drawing):
            assert rect.x >= 0
            assert rect.x + rect.width <= width + 0.01
            assert 0 <= rect.y <= rect.y + rect.height <= drawing.height
