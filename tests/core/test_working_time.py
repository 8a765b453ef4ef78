"""The door to working time: the quarter that the bulletin prints, and calendars that remember and reach far enough."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest
import workclock
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core import working_time
from cst_xl.core.clock import ROME
from cst_xl.core.errors import BadValueError
from cst_xl.core.working_time import PatronDay, ServiceHours, calendar, calendar_for, italian_holidays

OFFICE = ServiceHours.parse("lun-ven 08:00-18:00")
FIRST, LAST = date(2016, 4, 1), date(2016, 6, 30)


@pytest.mark.parametrize(("province", "days"), [("FI", 62), (None, 63)])
def test_the_second_quarter_of_2016_has_62_working_days_with_the_patron_of_florence_and_63_without(
    province, days
):
    assert calendar_for(OFFICE, FIRST, LAST, province=province).working_days(FIRST, LAST) == days


def test_its_months_have_20_22_and_20():
    year = calendar_for(OFFICE, FIRST, LAST, province="FI")
    edges = [
        (date(2016, 4, 1), date(2016, 4, 30)),
        (date(2016, 5, 1), date(2016, 5, 31)),
        (date(2016, 6, 1), LAST),
    ]
    assert [year.working_days(*month) for month in edges] == [20, 22, 20]


def test_it_has_620_hours():
    year = calendar_for(OFFICE, FIRST, LAST, province="FI")
    assert year.minutes_between(datetime(2016, 4, 1), datetime(2016, 7, 1)) == 620 * 60


@pytest.mark.parametrize(
    "closed", [date(2016, 3, 28), date(2016, 4, 25), date(2016, 6, 2), date(2016, 6, 24)]
)
def test_holidays_on_working_days_do_not_count(closed):
    assert closed.weekday() < 5
    year = calendar_for(OFFICE, FIRST, LAST, province="FI")
    assert year.working_days(closed, closed) == 0
    assert not year.is_open(datetime(closed.year, closed.month, closed.day, 10))


def test_saint_francis_2027_is_the_first_of_its_kind_on_a_working_day():
    year = calendar_for(OFFICE, date(2024, 1, 1), date(2027, 12, 31))
    assert year.working_days(date(2024, 10, 4), date(2024, 10, 4)) == 1
    assert year.working_days(date(2027, 10, 4), date(2027, 10, 4)) == 0


def test_a_calendar_holds_the_deadlines_of_its_last_day():
    year = calendar_for(OFFICE, FIRST, date(2016, 12, 31))
    assert year.deadline(datetime(2016, 12, 30, 17), 6 * 3600) == datetime(2017, 1, 2, 13)
    assert (year.first, year.last) == (date(2016, 1, 1), date(2017, 12, 31))


def test_it_takes_moments_as_well_as_days():
    """On the last evening of 2015 in UTC it is already 2016 in Italy."""
    year = calendar_for(OFFICE, datetime(2015, 12, 31, 23, 30, tzinfo=UTC), datetime(2016, 6, 30, 12))
    assert year.first == date(2016, 1, 1)


def test_further_closures_are_kept_and_give_their_reasons():
    closures = {date(2016, 6, 3): "Ponte", date(2016, 6, 2): "Festa", date(2016, 4, 25): ""}
    year = calendar_for(OFFICE, FIRST, LAST, province="FI", closures=closures)
    assert year.working_days(FIRST, LAST) == 61
    assert year.days_closed[date(2016, 6, 3)] == "Ponte"
    assert year.days_closed[date(2016, 6, 2)] == "Festa"
    assert year.days_closed[date(2016, 4, 25)] == "Anniversario della Liberazione"


def test_a_given_patron_is_kept():
    year = calendar_for(OFFICE, FIRST, LAST, province="FI", patron=PatronDay(5, 20, "San Bernardino"))
    assert year.working_days(FIRST, LAST) == 62
    assert year.days_closed[date(2016, 5, 20)] == "San Bernardino"


def test_calendars_are_compiled_once():
    closures = italian_holidays([2016])
    assert calendar(OFFICE, FIRST, LAST, closures) is calendar(OFFICE, FIRST, LAST, dict(closures))
    assert calendar_for(OFFICE, FIRST, LAST) is calendar_for(OFFICE, date(2016, 1, 1), date(2016, 2, 1))
    assert calendar_for(OFFICE, FIRST, LAST) is not calendar_for(OFFICE, FIRST, LAST, province="FI")


def test_a_calendar_without_closures_works_on_holidays():
    assert calendar(OFFICE, FIRST, LAST).working_days(FIRST, LAST) == 65


def test_a_year_typed_wrong_is_refused_before_anything_is_compiled():
    with pytest.raises(BadValueError, match=r"al più 30 anni.*scritto male"):
        calendar_for(OFFICE, FIRST, date(2096, 6, 30))


def test_the_last_year_of_all_can_be_asked_for():
    assert calendar_for(OFFICE, date(2100, 1, 1), date(2100, 12, 31)).last == date(2100, 12, 31)


def test_the_door_offers_what_it_names():
    assert all(hasattr(working_time, name) for name in working_time.__all__)


def test_importing_it_loads_neither_numpy_nor_holidays():
    """Staff wait on every click."""
    code = "import sys, cst_xl.core.working_time; print(*{'numpy', 'holidays', 'pandas'} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert not run.stdout.strip()


# Real holidays, against an oracle that knows no package: Easter by arithmetic, every minute looked at


PATRONS = {
    "FI": (6, 24),
    "MI": (12, 7),
    "BO": (10, 4),
    "BA": (12, 6),
    "NA": (9, 19),
    "RM": (6, 29),
    None: None,
}
FIXED = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)]
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def easter(year):
    """Easter Sunday (Butcher's algorithm, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def is_holiday(day, province):
    """National holidays, Easter and its Monday, the patron, 4 October from 2026 (law 151 of 2025).

    And the first Sunday of November, to which law 54 of 1977 moved the fourth.
    """
    sunday = easter(day.year)
    own = (day.month, day.day)
    return (
        own in FIXED
        or day in (sunday, sunday + DAY)
        or (day.year >= 2026 and own == (10, 4))
        or (day.month == 11 and day.weekday() == 6 and day.day <= 7)
        or own == PATRONS[province]
    )


def worked_slowly(hours, province, start, end):
    """Seconds of service between two moments on the wall, minute by minute; hours away from the changes of the clock."""
    if end < start:
        return -worked_slowly(hours, province, end, start)
    total, here = 0, start
    while here < end:
        there = min(here.replace(second=0) + MINUTE, end)
        minute = here.hour * 60 + here.minute
        is_open = any(first <= minute < last for first, last in hours.week[here.weekday()])
        total += (there - here).seconds * (is_open and not is_holiday(here.date(), province))
        here = there
    return total


HOURS = st.sampled_from(
    [
        OFFICE,
        ServiceHours.parse("lun-ven 8:30-13:00, 14:00-17:30; sab 8-13"),
        ServiceHours.parse("tutti i giorni 04:00-24:00"),
    ]
)
NEAR_HOLIDAYS = st.builds(
    lambda year, at: [easter(year), *(date(year, *one) for one in [*FIXED, (6, 24), (10, 4), (12, 31)])][at],
    st.integers(2015, 2030),
    st.integers(0, 13),
)
DAYS = NEAR_HOLIDAYS | st.dates(date(2015, 1, 2), date(2030, 12, 20))
SECONDS = st.integers(0, 86_399) | st.sampled_from([0, 28_800, 64_800, 86_399])


@st.composite
def intervals(draw):
    """Two moments around a holiday or anywhere, in either order, at times the same."""
    day = datetime.combine(draw(DAYS), datetime.min.time())
    start = day + timedelta(days=draw(st.integers(-2, 0)), seconds=draw(SECONDS))
    end = day + timedelta(days=draw(st.integers(-1, 4)), seconds=draw(SECONDS))
    return draw(st.sampled_from([(start, end), (end, start), (start, start)]))


@given(HOURS, st.sampled_from(list(PATRONS)), intervals())
@settings(deadline=None, max_examples=150)
def test_working_time_over_italian_holidays_is_that_of_an_oracle_without_packages(hours, province, interval):
    start, end = interval
    working = calendar_for(hours, min(interval), max(interval), province=province)
    assert working.seconds_between(start, end) == worked_slowly(hours, province, start, end)


@given(HOURS, st.sampled_from(list(PATRONS)), intervals())
@settings(deadline=None)
def test_working_time_over_italian_holidays_agrees_with_workclock(hours, province, interval):
    start, end = (moment.replace(tzinfo=ROME) for moment in sorted(interval))
    closed = [day for at in range(-3, 12) if is_holiday(day := start.date() + at * DAY, province)]
    rules = [
        workclock.WorkDay(time(*divmod(first, 60)), time(*divmod(last % 1440, 60)), days=[weekday])
        for weekday, windows in enumerate(hours.week)
        for first, last in windows
    ]
    peer = workclock.Schedule([*rules, workclock.Holidays(closed)], time_zone="Europe/Rome")
    working = calendar_for(hours, start, end, province=province)
    expected = peer.between(start.astimezone(UTC), end.astimezone(UTC))
    assert timedelta(seconds=working.seconds_between(start, end)) == expected


@pytest.mark.parametrize("year", range(2015, 2031))
@pytest.mark.parametrize("province", PATRONS)
def test_every_holiday_of_every_year_is_known_and_no_other(year, province):
    days = [date(year, 1, 1) + at * DAY for at in range(366)]
    expected = {day for day in days if day.year == year and is_holiday(day, province)}
    assert set(italian_holidays([year], province)) == expected
