"""Lines: true points, gaps, names that don't touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.charts_svg.lines import lines
from cst_xl.bulletin.charts_svg.plot import Plot
from cst_xl.core.blocks import ChartKind
from tests import strategies  # noqa: F401 - its profile
from tests.bulletin.charts_svg.reading import SVG, finished, texts, tree
from tests.bulletin.making import chart, table


def drawn(data, width=720, series=1):
    """The finished drawing."""
    return finished(lines(Plot.of(chart(ChartKind.LINE, series), data), width))


def points(drawing):
    """The centres of the dots."""
    return [(float(one.get("cx")), float(one.get("cy"))) for one in tree(drawing).iter(f"{SVG}circle")]


@given(st.lists(st.integers(0, 99_999), min_size=2, max_size=12))
def test_higher_values_stand_higher_from_left_to_right(values):
    found = points(drawn(table([f"t{at}" for at in range(len(values))], values)))
    assert [x for x, _ in found] == sorted(x for x, _ in found)
    ranked = sorted(zip(values, (y for _, y in found), strict=True))
    assert [y for _, y in ranked] == sorted((y for _, y in ranked), reverse=True)


def test_points_stand_at_their_values():
    (_, low), (_, middle), (_, high) = points(drawn(table(["a", "b", "c"], [0, 50, 100])))
    assert middle == pytest.approx((low + high) / 2, abs=0.02)
    assert low - high == pytest.approx(165, abs=0.02)


def test_a_value_that_isn_t_known_breaks_the_line():
    drawing = drawn(table(["a", "b", "c", "d"], [1, 2, None, 4]))
    (path,) = tree(drawing).iter(f"{SVG}path")
    assert path.get("d").count("M") == 2
    assert len(points(drawing)) == 3


def test_the_axis_has_italian_numbers():
    assert {"0", "20.000"} <= set(texts(drawn(table(["a", "b"], [1_000, 20_000]))))


def test_numbers_are_left_out_where_they_would_touch():
    close = texts(drawn(table(["a", "b"], [1_000, 2_000], [1_001, 2_001]), series=2))
    apart = texts(drawn(table(["a", "b"], [1_000, 2_000], [6_000, 9_000]), series=2))
    assert "1.001" not in close
    assert {"6.000", "9.000"} <= set(apart)


def test_on_a_phone_only_some_names_are_written():
    data = table([f"2° trim. {year}" for year in range(2000, 2020)], list(range(20)))
    wide, narrow = (sum("trim." in one for one in texts(drawn(data, width))) for width in (900, 300))
    assert 0 < narrow < wide <= 20


def test_one_point_is_a_line_too():
    assert len(points(drawn(table(["a"], [5])))) == 1
