"""One set of outages, three definitions: the figures measured on real tools."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.periods import Period
from cst_xl.intake.availability import Rule, States, Subject, bounds, implausible, seconds_of

QUARTER = 7_862_400
ICMS = States(good=7_782_597, warning=0, bad=79_803, good_scheduled=1_440, bad_scheduled=34_560)


@pytest.mark.parametrize(("planned_counts", "percent"), [(True, "98.985"), (False, "99.422")])
def test_a_planned_stop_moves_the_figure_by_half_a_point(planned_counts, percent):
    value = Rule().percent(ICMS, planned_counts=planned_counts)
    assert value is not None
    assert round(value, 3) == Decimal(percent)


def test_ten_minutes_without_the_daemon_are_a_stop_or_leave_the_period():
    states = States(good=7_781_997, warning=0, bad=79_803, undetermined=600)
    counting, leaving = (
        Rule(undetermined_counts=one).percent(states, planned_counts=True) for one in (True, False)
    )
    assert counting is not None
    assert leaving is not None
    assert round(counting, 3) == Decimal("98.977")
    assert round(leaving, 3) == Decimal("98.985")


def test_time_that_was_all_planned_has_no_availability():
    assert Rule().percent(States(0, 0, 10, bad_scheduled=10), planned_counts=False) is None


def test_a_period_has_the_seconds_that_really_pass():
    assert seconds_of(Period.quarter(2016, 2)) == QUARTER
    assert seconds_of(Period.quarter(2016, 1)) == 91 * 86_400 - 3_600
    assert seconds_of(Period.quarter(2016, 4)) == 92 * 86_400 + 3_600
    assert bounds(Period.quarter(2016, 2)) == (1_459_461_600, 1_467_324_000)


@pytest.mark.parametrize(
    ("states", "why"),
    [
        (States(QUARTER, 0, 0), ""),
        (States(QUARTER + 1, 0, -1), "negativi"),
        (States(QUARTER - 1, 0, 0), "sommano"),
        (States(QUARTER, 0, 0, good_scheduled=QUARTER + 1), "programmato"),
        (States(QUARTER - 80_000, 0, 0, undetermined=80_000), "indeterminato"),
    ],
)
def test_what_can_t_be_is_refused_with_its_reason(states, why):
    found = implausible(Subject("A", "", states), Rule(), QUARTER)
    assert why in found
    assert bool(found) == bool(why)
