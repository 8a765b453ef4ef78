"""The door to working time: the quarter that the bulletin prints, and calendars that remember and reach far enough."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from cst_xl.core import working_time
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
