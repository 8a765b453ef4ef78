"""Deadlines over arrays, against counting minute by minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core.clock import elapsed_seconds
from cst_xl.core.deadlines import Stopwatch, stopwatch_or_reason
from cst_xl.core.parameters import PARAMETERS_TABLE, read_parameters
from cst_xl.core.quantities import Deadline
from cst_xl.core.tables import read
from tests.core.test_working_time import OFFICE, worked_slowly

FIRST, LAST = date(2016, 4, 1), date(2016, 6, 30)


def parameters(**given):
    rows = [[] for _ in range(4)] + [["Voce", "Valore"], ["periodo", "2016-T2"], *map(list, given.items())]
    return read_parameters(read(PARAMETERS_TABLE, rows))


def watch(text, **given):
    return Stopwatch.of(Deadline.parse(text), parameters(**given), FIRST, LAST)


def moments(*texts):
    return np.array([text or "NaT" for text in texts], "datetime64[s]")


def test_a_case_within_service_hours_is_late_by_the_minutes_over():
    verdicts = watch("entro 1h lavorativa").judge(moments("2016-04-01T09:00"), moments("2016-04-01T10:20"))
    assert verdicts.late.tolist() == [True]
    assert verdicts.overrun.tolist() == [20 * 60]
    assert verdicts.due.tolist() == [datetime(2016, 4, 1, 10)]


def test_exactly_at_the_deadline_is_in_time():
    verdicts = watch("entro 1h lavorativa").judge(moments("2016-04-01T09:00"), moments("2016-04-01T10:00"))
    assert verdicts.late.tolist() == [False]


def test_the_night_and_the_weekend_don_t_count_for_working_hours():
    verdicts = watch("entro 6h lavorative").judge(moments("2016-04-01T17:00"), moments("2016-04-04T13:00"))
    assert verdicts.elapsed.tolist() == [6 * 3600]
    assert verdicts.due.tolist() == [datetime(2016, 4, 4, 13)]


def test_a_holiday_doesn_t_count_and_the_clock_ignores_it():
    start, end = moments("2016-04-25T10:00"), moments("2016-04-26T08:30")
    assert watch("entro 1h lavorativa").judge(start, end).elapsed.tolist() == [30 * 60]
    assert watch("entro 2h dalla comunicazione").judge(start, end).elapsed.tolist() == [81_000]


def test_the_patron_s_day_counts_only_where_it_isn_t_kept():
    start, end = moments("2016-06-24T10:00"), moments("2016-06-24T12:00")
    assert watch("entro 1h lavorativa").judge(start, end).late.tolist() == [True]
    assert watch("entro 1h lavorativa", provincia="FI").judge(start, end).late.tolist() == [False]


def test_the_hour_that_march_skips_doesn_t_pass_by_the_clock():
    q1 = Stopwatch.of(
        Deadline.parse("entro 2h dalla comunicazione"), parameters(), date(2016, 1, 1), date(2016, 3, 31)
    )
    verdicts = q1.judge(moments("2016-03-27T01:30"), moments("2016-03-27T04:00"))
    assert verdicts.elapsed.tolist() == [5400]


def test_waiting_for_the_user_moves_the_deadline_on():
    judged = watch("entro 1h lavorativa").judge(
        moments("2016-04-01T09:00"), moments("2016-04-01T11:00"), [3600]
    )
    assert judged.late.tolist() == [False]
    assert judged.due.tolist() == [datetime(2016, 4, 1, 11)]


def test_a_pause_longer_than_the_case_can_t_make_time_negative():
    judged = watch("entro 1h lavorativa").judge(
        moments("2016-04-01T09:00"), moments("2016-04-01T09:10"), [10**9]
    )
    assert judged.elapsed.tolist() == [0]


def test_a_missing_moment_or_one_that_goes_backwards_isn_t_judged():
    judged = watch("entro 1h lavorativa").judge(
        moments("2016-04-01T09:00", "", "2016-04-01T09:00"),
        moments("", "2016-04-01T12:00", "2016-03-01T09:00"),
    )
    assert not judged.known.any()
    assert not judged.late.any()


def test_a_province_that_isn_t_one_is_a_reason_not_a_traceback():
    made, why = stopwatch_or_reason(
        Deadline.parse("entro 1h lavorativa"), parameters(provincia="XX"), FIRST, LAST
    )
    assert made is None
    assert "XX" in why


def open_minutes(start: datetime, end: datetime) -> int:
    """Minutes of Monday to Friday, 8 to 18, one by one, without holidays (none falls in the days drawn)."""
    minutes, now = 0, start
    while now < end:
        minutes += now.weekday() < 5 and 8 <= now.hour < 18
        now += timedelta(minutes=1)
    return minutes


@given(st.integers(0, 5 * 1440), st.integers(0, 3 * 1440), st.integers(0, 600), st.integers(1, 900))
def test_verdicts_agree_with_counting_minutes(offset, length, pause, allowed):
    start = datetime(2016, 5, 9) + timedelta(minutes=offset)
    end = start + timedelta(minutes=length)
    judged = Stopwatch.of(Deadline(allowed, working=True), parameters(), FIRST, LAST).judge(
        np.array([start], "datetime64[s]"), np.array([end], "datetime64[s]"), [pause * 60]
    )
    passed = open_minutes(start, end)
    elapsed = passed - min(pause, passed)
    assert judged.elapsed.tolist() == [elapsed * 60]
    assert judged.overrun.tolist() == [max(elapsed - allowed, 0) * 60]
    due = judged.due.tolist()[0]
    assert open_minutes(start, due) == allowed + min(pause, passed)
    assert judged.late.tolist() == [elapsed > allowed]


def test_a_moment_outside_the_calendar_is_refused():
    with pytest.raises(ValueError, match="calendario"):
        watch("entro 1h lavorativa").judge(moments("2050-04-01T09:00"), moments("2050-04-01T10:20"))


CHANGES = st.sampled_from([datetime(2016, 3, 26, 22), datetime(2016, 10, 29, 22), datetime(2027, 3, 27, 22)])
STARTS = CHANGES | st.datetimes(datetime(2015, 1, 2), datetime(2030, 11, 1)).map(
    lambda m: m.replace(microsecond=0)
)


@given(STARTS, st.integers(-3600, 5 * 86_400), st.integers(0, 7200), st.integers(1, 1500), st.booleans())
@settings(deadline=None, max_examples=150)
def test_verdicts_agree_with_an_oracle_over_clock_changes_holidays_and_intervals_backwards(
    start, length, pause, allowed, working
):
    """Working time looks at every minute; time by the clock is what passes in UTC."""
    end = start + timedelta(seconds=length)
    deadline = Deadline(allowed, working=working)
    judged = Stopwatch.of(deadline, parameters(provincia="FI"), start.date(), start.date()).judge(
        np.array([start], "datetime64[s]"), np.array([end], "datetime64[s]"), [pause]
    )
    assert judged.known.tolist() == [length >= 0]
    if length < 0:
        assert (judged.elapsed.tolist(), judged.late.tolist()) == ([0], [False])
        return
    passed = worked_slowly(OFFICE, "FI", start, end) if working else elapsed_seconds(start, end)
    elapsed = passed - min(pause, passed)
    assert judged.elapsed.tolist() == [elapsed]
    assert judged.overrun.tolist() == [max(0, elapsed - allowed * 60)]
    due = judged.due.tolist()[0]
    waited = allowed * 60 + min(pause, passed)
    gone = worked_slowly(OFFICE, "FI", start, due) if working else elapsed_seconds(start, due)
    assert gone == waited or (
        not working and due.hour in (2, 3)
    )  # an hour that October doubles has no fold here
