"""The calendar against an oracle too simple to be wrong: it walks the interval minute by minute and looks at the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
import workclock
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cst_xl.core.clock import ROME, WallClock, clock_deadline, elapsed_seconds, wall
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.service_hours import ServiceHours
from cst_xl.core.working_calendar import WorkingCalendar

OFFICE = ServiceHours.parse("lun-ven 08:00-18:00")
LUNCH = ServiceHours.parse("lun-ven 8:30-13:00, 14:00-17:30; sab 8-13")
ALWAYS = ServiceHours.parse("24x7")
NIGHTS = ServiceHours.parse("tutti i giorni 00:00-06:00, 22:00-24:00")
ODD = ServiceHours.parse("lun-dom 01:59-02:31, 02:59-03:01, 07:07-23:59")
YEARS = range(2015, 2031)
MINUTE = timedelta(minutes=1)


# The oracle


def is_open_slowly(hours, closures, moment):
    """Look at the Italian clock at an aware moment."""
    rome = moment.astimezone(ROME)
    minute = rome.hour * 60 + rome.minute
    return rome.date() not in closures and any(
        start <= minute < end for start, end in hours.week[rome.weekday()]
    )


def minutes_slowly(start):
    """Yield the UTC moments from `start` on at which a minute begins, `start` first."""
    yield start
    start = start.replace(second=0) + MINUTE
    while True:
        yield start
        start += MINUTE


def in_utc(moment):
    return (moment if moment.tzinfo else moment.replace(tzinfo=ROME)).astimezone(UTC)


def seconds_slowly(hours, closures, start, end):
    """Add up the open seconds of every minute."""
    start, end = in_utc(start), in_utc(end)
    if end < start:
        return -seconds_slowly(hours, closures, end, start)
    total = 0
    walk = minutes_slowly(start)
    here = next(walk)
    while here < end:
        there = min(next(walk), end)
        total += (there - here).seconds * is_open_slowly(hours, closures, here)
        here = there
    return total


def deadline_slowly(hours, closures, start, seconds):
    """Spend the seconds minute by minute; UTC."""
    walk = minutes_slowly(in_utc(start))
    here = next(walk)
    while seconds:
        there = next(walk)
        spent = min((there - here).seconds, seconds) if is_open_slowly(hours, closures, here) else 0
        seconds -= spent
        here = here + timedelta(seconds=spent) if not seconds else there
    return here


# Random calendars and moments


def last_sunday(year, month):
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


CLOCK_CHANGES = [last_sunday(year, month) for year in YEARS for month in (3, 10)]
DAYS = st.sampled_from(CLOCK_CHANGES) | st.dates(date(2015, 1, 15), date(2030, 12, 1))
SECONDS_OF_DAY = st.integers(0, 86_399) | st.sampled_from(
    [0, 3599, 3600, 7199, 7200, 9000, 10799, 10800, 14400, 28800, 64799, 64800, 86399]
)


@st.composite
def weeks(draw):
    """Service hours whose edges lie on whole minutes, quarters or hours."""
    grain = draw(st.sampled_from([1, 15, 30, 60]))
    days = []
    for _ in range(7):
        edges = draw(st.sets(st.integers(0, 1440 // grain), max_size=6).map(sorted))
        days.append(tuple((edges[i] * grain, edges[i + 1] * grain) for i in range(0, len(edges) // 2 * 2, 2)))
    assume(any(days))
    return ServiceHours(tuple(days))


HOURS = st.sampled_from([OFFICE, LUNCH, ALWAYS, NIGHTS, ODD]) | weeks()


@st.composite
def moments(draw, day):
    """A moment on or soon after a day, naive with either fold, or aware."""
    naive = datetime.combine(day, time()) + timedelta(
        days=draw(st.integers(0, 3)), seconds=draw(SECONDS_OF_DAY)
    )
    zone = draw(st.sampled_from([None, None, ROME, UTC, ZoneInfo("Asia/Tokyo")]))
    return naive.replace(tzinfo=zone, fold=draw(st.integers(0, 1)))


@st.composite
def cases(draw):
    """A calendar of a few weeks around a day, its closures, and two moments."""
    hours, day = draw(HOURS), draw(DAYS)
    shut = draw(st.sets(st.integers(-1, 6), max_size=3))
    closures = {day + timedelta(days=offset): "Chiusura" for offset in shut}
    first, last = day - timedelta(days=draw(st.integers(2, 9))), day + timedelta(days=30)
    calendar = WorkingCalendar(hours, first, last, closures)
    return calendar, draw(moments(day)), draw(moments(day))


@st.composite
def batches(draw):
    """A calendar and naive moments that `datetime64` can hold: without fold."""
    calendar, _, _ = draw(cases())
    day = calendar.last - timedelta(days=30)
    pairs = draw(st.lists(st.tuples(moments(day), moments(day)), min_size=1, max_size=20))
    return calendar, [[wall(moment).replace(fold=0) for moment in pair] for pair in pairs]


def as_array(moments_):
    return np.array(moments_, dtype="datetime64[s]")


@given(cases())
@settings(deadline=None, max_examples=200)
def test_seconds_are_those_of_a_minute_by_minute_walk(case):
    calendar, start, end = case
    assert calendar.seconds_between(start, end) == seconds_slowly(
        calendar.hours, calendar.days_closed, start, end
    )


@given(cases(), st.integers(0, 100_000))
@settings(deadline=None, max_examples=200)
def test_a_deadline_is_where_a_minute_by_minute_walk_ends(case, seconds):
    calendar, start, _ = case
    end = datetime.combine(calendar.last, time())
    assume(seconds <= calendar.seconds_between(start, end))
    expected = deadline_slowly(calendar.hours, calendar.days_closed, start, seconds)
    assert in_utc(calendar.deadline(start, seconds)) == expected


@given(cases(), st.integers(1, 200_000))
@settings(deadline=None)
def test_a_deadline_is_the_first_moment_at_which_the_time_is_up(case, seconds):
    """Until the deadline exactly the given time passes; one second before, one second is missing."""
    calendar, start, _ = case
    assume(seconds <= calendar.seconds_between(start, datetime.combine(calendar.last, time())))
    deadline = calendar.deadline(start, seconds)
    assert calendar.seconds_between(start, deadline) == seconds
    assert calendar.seconds_between(start, clock_deadline(deadline, -1)) == seconds - 1


@given(cases())
@settings(deadline=None)
def test_reversed_intervals_change_sign_and_none_is_zero(case):
    calendar, start, end = case
    assert calendar.seconds_between(start, end) == -calendar.seconds_between(end, start)
    assert calendar.seconds_between(start, start) == 0


@given(cases())
@settings(deadline=None)
def test_open_is_when_the_next_second_counts(case):
    calendar, moment, _ = case
    assert calendar.is_open(moment) == (calendar.seconds_between(moment, clock_deadline(moment, 1)) == 1)


@given(batches())
@settings(deadline=None)
def test_many_intervals_are_measured_as_one_by_one(batch):
    calendar, pairs = batch
    seconds, known = calendar.seconds_between_many(
        as_array([a for a, _ in pairs]), as_array([b for _, b in pairs])
    )
    assert seconds.tolist() == [calendar.seconds_between(a, b) for a, b in pairs]
    assert known.all()


@given(batches(), st.data())
@settings(deadline=None)
def test_many_deadlines_are_found_as_one_by_one(batch, data):
    calendar, pairs = batch
    starts = [start for start, _ in pairs]
    end = datetime.combine(calendar.last, time())
    allowed = [data.draw(st.integers(0, max(0, calendar.seconds_between(start, end)))) for start in starts]
    found = calendar.deadline_many(as_array(starts), np.array(allowed))
    expected = [
        calendar.deadline(start, seconds).replace(fold=0)
        for start, seconds in zip(starts, allowed, strict=True)
    ]
    assert found.tolist() == expected


@given(DAYS.flatmap(lambda day: st.tuples(moments(day), moments(day))))
@settings(deadline=None)
def test_a_service_that_never_closes_works_the_time_that_passes(pair):
    start, end = pair
    calendar = WorkingCalendar(
        ALWAYS, wall(start).date() - timedelta(days=9), wall(start).date() + timedelta(days=9), {}
    )
    assert calendar.seconds_between(start, end) == elapsed_seconds(start, end)


@pytest.mark.parametrize("day", [date(2016, 3, 27), date(2016, 10, 30)])
@pytest.mark.parametrize("hours", ["0-1", "1-2", "2-3", "3-4", "4-5", "1:30-2:30", "2:15-2:45", "2:30-3:30"])
def test_every_quarter_of_an_hour_around_a_clock_change_is_right(day, hours):
    """Naive times that no clock showed and both of the doubled ones included."""
    calendar = WorkingCalendar(ServiceHours.parse(f"dom {hours}"), day, day, {})
    midnight = datetime.combine(day, time())
    for quarter in range(24):
        for fold in (0, 1):
            moment = (midnight + quarter * 15 * MINUTE).replace(fold=fold)
            expected = seconds_slowly(calendar.hours, {}, midnight, moment)
            assert calendar.seconds_between(midnight, moment) == expected, moment


# The peer: a Rust engine written by others


def workclock_schedule(hours, closures):
    """The same calendar for `workclock`: its shift that ends at 00:00 is ours that ends at 24:00.

    It moves an opening at 2:31 in the hour that March skips to 3:31, where the clock already shows more: no hours
    whose edges lie inside that hour are compared.
    """
    assume(not any(120 < edge < 180 for windows in hours.week for window in windows for edge in window))
    rules = [
        workclock.WorkDay(time(*divmod(start, 60)), time(*divmod(end % 1440, 60)), days=[day])
        for day, windows in enumerate(hours.week)
        for start, end in windows
    ]
    return workclock.Schedule([*rules, workclock.Holidays(list(closures))], time_zone="Europe/Rome")


@given(cases())
@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_seconds_agree_with_workclock(case):
    calendar, start, end = case
    start, end = in_utc(start), in_utc(end)
    peer = workclock_schedule(calendar.hours, calendar.days_closed).between(start, end)
    assert timedelta(seconds=calendar.seconds_between(start, end)) == peer


@given(cases(), st.integers(1, 100_000))
@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_deadlines_agree_with_workclock(case, seconds):
    calendar, start, _ = case
    start = in_utc(start)
    assume(seconds <= calendar.seconds_between(start, datetime.combine(calendar.last, time())))
    peer = workclock_schedule(calendar.hours, calendar.days_closed).add(start, seconds=seconds)
    # Two zones never compare equal in a doubled hour (PEP 495): both go to UTC first.
    assert in_utc(calendar.deadline(start, seconds)) == in_utc(peer)


# Figures known beforehand


@pytest.fixture
def office():
    """08-18 on working days of 2016, with two closures in June."""
    closures = {date(2016, 6, 24): "San Giovanni Battista", date(2016, 6, 2): "Festa della Repubblica"}
    return WorkingCalendar(OFFICE, date(2016, 1, 1), date(2016, 12, 31), closures)


def test_a_night_between_two_days_does_not_count(office):
    assert office.seconds_between(datetime(2016, 4, 4, 17), datetime(2016, 4, 5, 9)) == 2 * 3600


def test_a_weekend_and_a_closure_do_not_count(office):
    """From Wednesday 1 June at 17 over a holiday, Friday and a weekend to Monday at 9."""
    assert office.seconds_between(datetime(2016, 6, 1, 17), datetime(2016, 6, 6, 9)) == 12 * 3600


def test_minutes_are_decimal(office):
    assert office.minutes_between(datetime(2016, 4, 4, 9), datetime(2016, 4, 4, 9, 0, 45)) == Decimal("0.75")


def test_a_count_used_up_at_closing_time_ends_there(office):
    assert office.deadline(datetime(2016, 4, 4, 17), 3600) == datetime(2016, 4, 4, 18)


def test_one_more_second_ends_after_the_next_opening(office):
    assert office.deadline(datetime(2016, 4, 4, 17), 3601) == datetime(2016, 4, 5, 8, 0, 1)


def test_outside_hours_the_count_begins_at_the_next_opening(office):
    assert office.deadline(datetime(2016, 4, 1, 20), 6 * 3600) == datetime(2016, 4, 4, 14)


def test_a_deadline_without_time_is_its_start(office):
    start = datetime(2016, 4, 3, 3, 0, 0, 7)
    assert office.deadline(start, 0) == start


def test_a_naive_start_has_a_naive_deadline_and_an_aware_one_an_aware(office):
    start = datetime(2016, 4, 4, 7, tzinfo=UTC)
    assert office.deadline(wall(start), 3600).tzinfo is None
    assert office.deadline(start, 3600) == datetime(2016, 4, 4, 8, tzinfo=UTC)
    assert office.deadline(start, 0).tzinfo is ROME


def test_a_deadline_in_a_doubled_hour_tells_which_one():
    always = WorkingCalendar(ALWAYS, date(2016, 10, 1), date(2016, 11, 30), {})
    saturday = datetime(2016, 10, 29, 23, 30)
    assert [always.deadline(saturday, hours * 3600).fold for hours in (3, 4)] == [0, 1]
    assert (
        always.deadline(saturday, 3 * 3600)
        == always.deadline(saturday, 4 * 3600)
        == datetime(2016, 10, 30, 2, 30)
    )


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2016, 3, 27), 23), (date(2016, 10, 30), 25), (date(2016, 4, 3), 24)]
)
def test_the_days_of_clock_change_have_23_and_25_hours(day, hours):
    always = WorkingCalendar(ALWAYS, date(2016, 1, 1), date(2016, 12, 31), {})
    midnight = datetime.combine(day, time())
    assert always.seconds_between(midnight, midnight + timedelta(days=1)) == hours * 3600


def test_excel_dates_that_miss_the_second_are_rounded(office):
    """The 09:00:00 of a spreadsheet comes back as 08:59:59.999997."""
    assert office.seconds_between(datetime(2016, 4, 4, 8, 59, 59, 999_997), datetime(2016, 4, 4, 10)) == 3600
    assert office.seconds_between(datetime(2016, 4, 4, 9, 0, 0, 499_999), datetime(2016, 4, 4, 10)) == 3600


def test_opening_time_is_open_and_closing_time_is_shut(office):
    assert office.is_open(datetime(2016, 4, 4, 8))
    assert office.is_open(datetime(2016, 4, 4, 17, 59, 59))
    assert not office.is_open(datetime(2016, 4, 4, 18))
    assert not office.is_open(datetime(2016, 4, 4, 7, 59, 59))


def test_working_days_leave_out_weekends_and_closures(office):
    assert office.working_days(date(2016, 6, 1), date(2016, 6, 30)) == 20
    assert office.working_days(date(2016, 6, 24), date(2016, 6, 26)) == 0
    assert office.working_days(date(2016, 6, 23), date(2016, 6, 23)) == 1


def test_days_closed_are_those_of_the_range_in_order(office):
    assert list(office.days_closed.items()) == [
        (date(2016, 6, 2), "Festa della Repubblica"),
        (date(2016, 6, 24), "San Giovanni Battista"),
    ]
    assert not WorkingCalendar(OFFICE, date(2016, 7, 1), date(2016, 7, 31), office.days_closed).days_closed


def test_office_hours_stay_on_the_wall_and_nights_do_not(office):
    """The fast line is taken whenever it is right, not only when nobody works on Sundays."""
    sundays = ServiceHours.parse("dom 4-24")
    year = date(2016, 1, 1), date(2016, 12, 31)
    clocks = [WorkingCalendar(hours, *year, {})._clock for hours in (OFFICE, sundays, NIGHTS, ALWAYS)]
    assert [isinstance(clock, WallClock) for clock in clocks] == [True, True, False, False]


def test_a_closure_on_the_day_of_change_leaves_the_wall_right():
    shut = {date(2016, 3, 27): "Pasqua"}
    calendar = WorkingCalendar(ALWAYS, date(2016, 3, 1), date(2016, 3, 31), shut)
    assert isinstance(calendar._clock, WallClock)
    assert calendar.seconds_between(datetime(2016, 3, 26), datetime(2016, 3, 29)) == 48 * 3600


# Arrays


def test_missing_moments_are_unknown_and_no_error(office):
    starts = np.array(["2016-04-04T09", "NaT", "2016-04-04T09"], dtype="datetime64[s]")
    ends = np.array(["2016-04-04T10", "2016-04-04T10", "NaT"], dtype="datetime64[s]")
    seconds, known = office.seconds_between_many(starts, ends)
    assert seconds.tolist() == [3600, 0, 0]
    assert known.tolist() == [True, False, False]


def test_missing_moments_are_unknown_on_a_calendar_in_utc_too():
    always = WorkingCalendar(ALWAYS, date(2016, 1, 1), date(2016, 12, 31), {})
    starts = np.array(["2016-04-04T09", "NaT"], dtype="datetime64[s]")
    seconds, known = always.seconds_between_many(starts, as_array([datetime(2016, 4, 4, 10)] * 2))
    assert (seconds.tolist(), known.tolist()) == ([3600, 0], [True, False])


def test_the_deadline_of_a_missing_start_is_missing_whatever_its_time(office):
    starts = np.array(["2016-04-04T09", "NaT"], dtype="datetime64[s]")
    assert office.deadline_many(starts, np.array([3600, 10**12])).tolist() == [datetime(2016, 4, 4, 10), None]


def test_one_working_time_serves_for_all_starts(office):
    starts = as_array([datetime(2016, 4, 4, 9), datetime(2016, 4, 4, 17)])
    assert office.deadline_many(starts, 7200).tolist() == [datetime(2016, 4, 4, 11), datetime(2016, 4, 5, 9)]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_pandas_columns_of_any_unit_are_measured(office, unit):
    starts = pd.Series(pd.to_datetime(["2016-04-04 09:00", "2016-04-04 17:00"])).astype(f"datetime64[{unit}]")
    ends = pd.Series(pd.to_datetime(["2016-04-04 10:00", None])).astype(f"datetime64[{unit}]")
    seconds, known = office.seconds_between_many(starts, ends)
    assert (seconds.tolist(), known.tolist()) == ([3600, 0], [True, False])


def test_fractions_in_arrays_are_rounded_as_in_single_moments(office):
    starts = np.array(["2016-04-04T08:59:59.999997"], dtype="datetime64[us]")
    ends = np.array(["2016-04-04T10:00:00.4"], dtype="datetime64[ms]")
    assert office.seconds_between_many(starts, ends).seconds.tolist() == [3600]


def test_a_batch_longer_than_a_chunk_is_measured_whole(office):
    starts = np.full(40_000, "2016-04-04T09", dtype="datetime64[s]")
    ends = starts + np.arange(40_000) % 3600
    assert (office.seconds_between_many(starts, ends).seconds == np.arange(40_000) % 3600).all()
    assert (office.deadline_many(starts, np.arange(40_000) % 3600) == ends).all()


def test_an_empty_batch_gives_an_empty_result(office):
    nothing = as_array([])
    assert office.seconds_between_many(nothing, nothing).seconds.size == 0
    assert office.deadline_many(nothing, 60).size == 0


def test_a_batch_leaves_its_inputs_as_they_were(office):
    starts = np.array(["2016-04-04T09", "NaT"], dtype="datetime64[s]")
    before = starts.copy()
    office.seconds_between_many(starts, starts)
    office.deadline_many(starts, 3600)
    assert np.array_equal(starts, before, equal_nan=True)


@pytest.mark.parametrize("wrong", [[1.5, 2.5], [datetime(2016, 4, 4)], [["2016-04-04"]], ["2016-04-04"]])
def test_what_is_no_datetime64_is_refused(office, wrong):
    with pytest.raises(TypeError, match="datetime64"):
        office.seconds_between_many(wrong, wrong)


def test_starts_and_ends_must_pair_up(office):
    two = as_array([datetime(2016, 4, 4)] * 2)
    with pytest.raises(ValueError, match="pair up"):
        office.seconds_between_many(two, two[:1])


def test_fractions_of_working_seconds_are_refused(office):
    with pytest.raises(TypeError, match="whole"):
        office.deadline_many(as_array([datetime(2016, 4, 4)]), 1.5)


# The edges of a calendar


def test_both_midnights_are_covered_and_nothing_beyond(office):
    assert office.seconds_between(datetime(2016, 1, 1), datetime(2017, 1, 1)) == (261 - 2) * 36_000
    with pytest.raises(BadValueError, match=r"01/01/2017 00:00.*copre il 2016 "):
        office.seconds_between(datetime(2016, 1, 1), datetime(2017, 1, 1, 0, 0, 1))
    with pytest.raises(BadValueError, match="31/12/2015 23:59"):
        office.deadline(datetime(2015, 12, 31, 23, 59), 60)


def test_nobody_knows_whether_the_service_is_open_after_the_last_day(office):
    with pytest.raises(BadValueError, match="dal 01/01/2016 al 31/12/2016"):
        office.is_open(datetime(2017, 1, 1))


@pytest.mark.parametrize("hours", [OFFICE, ALWAYS])
def test_one_moment_of_a_batch_outside_the_calendar_is_named(hours):
    calendar = WorkingCalendar(hours, date(2015, 1, 1), date(2016, 12, 31), {})
    good = as_array([datetime(2016, 4, 4)] * 2)
    bad = as_array([datetime(2016, 4, 4), datetime(2106, 4, 4, 9)])
    for starts, ends in ((good, bad), (bad, good)):
        with pytest.raises(BadValueError, match=r"04/04/2106 09:00.*copre il 2015-2016"):
            calendar.seconds_between_many(starts, ends)


@pytest.mark.parametrize("hours", [OFFICE, ALWAYS])
def test_a_batch_is_covered_from_midnight_to_midnight_and_not_a_second_beyond(hours):
    calendar = WorkingCalendar(hours, date(2016, 1, 1), date(2016, 12, 31), {})
    edges = as_array([datetime(2016, 1, 1), datetime(2017, 1, 1)])
    total = calendar.seconds_between(datetime(2016, 1, 1), datetime(2017, 1, 1))
    assert calendar.seconds_between_many(edges, edges[::-1]).seconds.tolist() == [total, -total]
    for beyond in (edges - np.array([1, 0]), edges + np.array([0, 1])):
        with pytest.raises(BadValueError, match=r"31/12/2015 23:59|01/01/2017 00:00"):
            calendar.seconds_between_many(edges, beyond)


def test_a_deadline_beyond_the_calendar_is_an_error_not_a_date(office):
    with pytest.raises(CstError, match="oltre il calendario"):
        office.deadline(datetime(2016, 12, 30, 17), 3601)
    assert office.deadline(datetime(2016, 12, 30, 17), 3600) == datetime(2016, 12, 30, 18)
    with pytest.raises(CstError, match="oltre il calendario"):
        office.deadline_many(as_array([datetime(2016, 12, 30, 17)] * 2), np.array([3600, 3601]))
    with pytest.raises(CstError, match="oltre il calendario"):
        office.deadline_many(as_array([datetime(2016, 1, 1)]), 2**62)


def test_a_calendar_that_never_opens_has_no_deadlines():
    weekend = WorkingCalendar(OFFICE, date(2016, 4, 2), date(2016, 4, 3), {})
    assert weekend.seconds_between(datetime(2016, 4, 2), datetime(2016, 4, 4)) == 0
    assert weekend.deadline_many(as_array([datetime(2016, 4, 2)]), 0).tolist() == [datetime(2016, 4, 2)]
    with pytest.raises(CstError, match="oltre il calendario"):
        weekend.deadline(datetime(2016, 4, 2), 1)


def test_negative_working_time_is_refused(office):
    with pytest.raises(BadValueError, match="non negativo"):
        office.deadline(datetime(2016, 4, 4), -1)
    with pytest.raises(BadValueError, match="non negativo"):
        office.deadline_many(as_array([datetime(2016, 4, 4)] * 2), np.array([1, -1]))


def test_working_days_outside_or_backwards_are_refused(office):
    with pytest.raises(BadValueError, match="01/01/2017"):
        office.working_days(date(2016, 12, 1), date(2017, 1, 1))
    with pytest.raises(BadValueError, match="dopo l'inizio"):
        office.working_days(date(2016, 4, 2), date(2016, 4, 1))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2016, 4, 2), date(2016, 4, 1)),
        (date(1989, 12, 31), date(1990, 1, 31)),
        (date(2100, 1, 1), date(2101, 1, 1)),
        (date(2016, 1, 1), date(2046, 1, 1)),
    ],
)
def test_a_range_no_calendar_can_cover_is_refused(first, last):
    with pytest.raises(BadValueError, match="un periodo"):
        WorkingCalendar(OFFICE, first, last, {})


def test_the_longest_calendar_counts_to_its_last_second():
    """Thirty years of seconds stay within the 32 bits of the tables, on the finest cells."""
    calendar = WorkingCalendar(ODD, date(2015, 1, 1), date(2044, 12, 31), {})
    days = (date(2045, 1, 1) - date(2015, 1, 1)).days
    per_day = (32 + 2 + 16 * 60 + 52) * 60
    # A change in March skips 31 + 1 of the open minutes, one in October repeats them.
    assert calendar.seconds_between(datetime(2015, 1, 1), datetime(2045, 1, 1)) == days * per_day
    assert calendar.deadline(datetime(2015, 1, 1), days * per_day) == datetime(2044, 12, 31, 23, 59)


def test_a_calendar_shows_what_it_covers(office):
    assert repr(office) == "WorkingCalendar('lun-ven 08:00-18:00', 2016-01-01, 2016-12-31, 2 closures)"
