"""The lookups against counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.timeline import Timeline

STEP = 3
LINES = st.lists(st.booleans(), min_size=1, max_size=30)


@given(LINES)
def test_worked_counts_the_open_seconds_before_a_place(cells):
    seconds = [is_open for is_open in cells for _ in range(STEP)]
    line = Timeline(np.array(cells), STEP)
    expected = [sum(seconds[:place]) for place in range(len(seconds) + 1)]
    assert [line.worked(place) for place in range(line.length + 1)] == expected
    assert line.worked_many(np.arange(line.length + 1)).tolist() == expected
    assert (line.length, line.total) == (len(seconds), sum(seconds))


@given(LINES)
def test_reached_is_the_first_place_with_so_much_worked(cells):
    line = Timeline(np.array(cells), STEP)
    wanted = range(1, line.total + 1)
    expected = [min(p for p in range(line.length + 1) if line.worked(p) == worked) for worked in wanted]
    assert [line.reached(worked) for worked in wanted] == expected
    assert line.reached_many(np.array(wanted, np.int64)).tolist() == expected


@given(LINES)
def test_open_is_the_second_that_starts_at_a_place(cells):
    line = Timeline(np.array(cells), STEP)
    assert [line.is_open(place) for place in range(line.length)] == [
        cell for cell in cells for _ in range(STEP)
    ]
    assert not line.is_open(line.length)


@pytest.mark.parametrize("is_open", [True, False])
def test_thirty_years_of_seconds_are_counted_to_the_last(is_open):
    days = 365 * 30 + 8
    line = Timeline(np.full(days * 24, is_open), 3600)
    assert line.worked(line.length) == line.total == is_open * days * 86_400
    assert line.worked_many(np.array([line.length])).tolist() == [line.total]
