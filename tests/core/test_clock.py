"""Time by the clock over both changes; the dates are those of the law: last Sundays of March and October."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.clock import (
    ROME,
    UtcClock,
    WallClock,
    clock_changes,
    clock_deadline,
    elapsed_seconds,
    utc_seconds,
    wall,
    wall_seconds,
    wall_seconds_many,
)

INSTANTS = st.integers(
    int(datetime(2015, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2030, 12, 31, tzinfo=UTC).timestamp())
)
CHANGES = clock_changes(date(2015, 1, 1), date(2030, 12, 31))
NEAR_CHANGES = st.sampled_from(CHANGES).flatmap(
    lambda change: st.integers(-9000, 9000).map(change.instant.__add__)
)


def test_two_hours_after_a_call_in_the_night_of_march_the_wall_shows_three():
    assert clock_deadline(datetime(2016, 3, 27, 1, 30), 2 * 3600) == datetime(2016, 3, 27, 4, 30)


def test_two_hours_after_a_call_in_the_night_of_october_the_wall_shows_one():
    assert clock_deadline(datetime(2016, 10, 30, 1, 30), 2 * 3600) == datetime(2016, 10, 30, 2, 30)
    assert clock_deadline(datetime(2016, 10, 30, 1, 30), 2 * 3600).fold == 1


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (datetime(2016, 3, 27, 1), datetime(2016, 3, 27, 4), 2),
        (datetime(2016, 10, 30, 1), datetime(2016, 10, 30, 4), 4),
        (datetime(2016, 10, 30, 2, 30), datetime(2016, 10, 30, 2, 30, fold=1), 1),
        (datetime(2016, 6, 1, 1), datetime(2016, 6, 1, 4), 3),
        (datetime(2016, 6, 1, 4), datetime(2016, 6, 1, 1), -3),
        (datetime(2016, 6, 1, 4), datetime(2016, 6, 1, 4, tzinfo=UTC), 2),
    ],
)
def test_elapsed_time_is_what_really_passes(start, end, hours):
    assert elapsed_seconds(start, end) == hours * 3600


@given(INSTANTS | NEAR_CHANGES, st.integers(-10_000, 10_000))
def test_a_clock_deadline_is_as_far_as_it_says(instant, seconds):
    start = wall(datetime.fromtimestamp(instant, UTC))
    assert elapsed_seconds(start, clock_deadline(start, seconds)) == seconds


def test_an_aware_start_has_an_aware_deadline():
    assert clock_deadline(datetime(2016, 6, 1, tzinfo=UTC), 60) == datetime(2016, 6, 1, 0, 1, tzinfo=UTC)
    assert clock_deadline(datetime(2016, 6, 1, tzinfo=UTC), 60).tzinfo is ROME


def test_the_wall_of_an_aware_moment_is_that_of_rome():
    assert wall(datetime(2016, 7, 1, 10, tzinfo=UTC)) == datetime(2016, 7, 1, 12)
    assert wall(datetime(2016, 10, 30, 1, 30, tzinfo=UTC)).fold == 1


@pytest.mark.parametrize(
    ("microseconds", "second"),
    [(0, 0), (499_999, 0), (500_000, 1), (999_997, 1), (-499_999, 0), (-500_001, -1)],
)
def test_fractions_go_to_the_nearest_second(microseconds, second):
    zero = datetime(2016, 4, 4)
    moment = zero + timedelta(microseconds=microseconds)
    assert wall_seconds(moment) - wall_seconds(zero) == second
    assert utc_seconds(moment) - utc_seconds(zero) == second
    assert wall_seconds_many(np.array([moment], "datetime64[us]")).tolist() == [wall_seconds(zero) + second]


def test_rounding_keeps_the_second_of_two_doubled_hours():
    late = datetime(2016, 10, 30, 2, 59, 59, 999_999, fold=1)
    assert elapsed_seconds(late, datetime(2016, 10, 30, 3)) == 0


def test_the_changes_are_on_the_last_sundays_of_march_and_october_at_one_utc():
    moments = [datetime.fromtimestamp(change.instant, UTC) for change in CHANGES]
    assert len(moments) == 32
    for moment in moments:
        assert (moment.weekday(), moment.month in {3, 10}, moment.day > 24, moment.hour, moment.minute) == (
            6,
            True,
            True,
            1,
            0,
        )


def test_changes_know_their_offsets():
    march, october = clock_changes(date(2016, 1, 1), date(2016, 12, 31))
    assert (march.before, march.after) == (3600, 7200)
    assert (october.before, october.after) == (7200, 3600)


@pytest.mark.parametrize(("first", "last", "count"), [(26, 26, 0), (27, 27, 1), (28, 28, 0), (26, 28, 1)])
def test_a_change_belongs_to_its_day(first, last, count):
    found = [c for c in clock_changes(date(2016, 3, first), date(2016, 3, last)) if c.instant < 1_459_123_200]
    assert len(found) == count


@given(st.lists(INSTANTS | NEAR_CHANGES, min_size=1))
def test_arrays_go_to_utc_as_single_moments_do(instants):
    """Every naive wall time, those of March that no clock showed included, is read as `zoneinfo` reads it."""
    clock = UtcClock(CHANGES)
    walls = [datetime(1970, 1, 1) + timedelta(seconds=instant) for instant in instants]
    places = clock.from_wall(wall_seconds_many(np.array(walls, "datetime64[s]")))
    assert places.tolist() == [clock.seconds(moment) for moment in walls]


@given(st.lists(INSTANTS | NEAR_CHANGES, min_size=1))
def test_arrays_come_back_from_utc_as_single_moments_do(instants):
    clock = UtcClock(CHANGES)
    walls = clock.to_wall(np.array(instants, np.int64))
    naive = datetime(2016, 1, 1)
    assert walls.tolist() == [wall_seconds(clock.moment(instant, like=naive)) for instant in instants]


def test_the_wall_clock_is_its_own_line():
    clock = WallClock()
    naive, aware = datetime(2016, 7, 1, 12), datetime(2016, 7, 1, 10, tzinfo=UTC)
    seconds = clock.seconds(naive)
    assert clock.seconds(aware) == seconds
    assert clock.moment(seconds, like=naive) == naive
    assert clock.moment(seconds, like=aware) == aware
    line = np.array([seconds], np.int64)
    assert clock.from_wall(line) is clock.to_wall(line) is line


def test_a_missing_moment_keeps_its_number():
    assert wall_seconds_many(np.array(["NaT"], "datetime64[us]")).tolist() == [np.iinfo(np.int64).min]
