"""Scales and ticks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.charts_svg.scale import Scale, ticks
from tests import strategies  # noqa: F401 - its profile

AMOUNTS = st.floats(0, 1e9, allow_nan=False).map(lambda one: round(one, 3))


@given(AMOUNTS, AMOUNTS)
def test_ticks_reach_over_the_values_in_equal_round_steps(low, high):
    low, high = sorted((low, high))
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert len(found) <= 8
    steps = {f"{after - before:.6g}" for before, after in pairwise(found)}
    assert len(steps) <= 1


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(97, 100, [97, 98, 99, 100]), (0, 647, [0, 200, 400, 600, 800])]
)
def test_ticks_are_round(low, high, expected):
    assert ticks(low, high) == expected


def test_a_scale_maps_its_ends_and_the_middle():
    scale = Scale(0, 10, 200, 100)
    assert [scale.at(one) for one in (0, 5, 10)] == [200, 150, 100]


def test_what_lies_beyond_is_put_at_the_end():
    scale = Scale(97, 100, 200, 100)
    assert [scale.at(one) for one in (50, 120)] == [200, 100]


def test_an_axis_of_one_value_has_no_slope():
    assert Scale(5, 5, 200, 100).at(5) == 200
