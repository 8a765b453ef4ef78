"""Italian holidays: movable and fixed ones, patrons, and what the law of 2025 changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cst_xl.core.closures import PatronDay, italian_holidays
from cst_xl.core.errors import BadValueError


def test_the_holidays_of_the_second_quarter_of_2016_have_italian_names():
    quarter = {day: name for day, name in italian_holidays([2016], "FI").items() if day.month in {4, 5, 6}}
    assert quarter == {
        date(2016, 4, 25): "Anniversario della Liberazione",
        date(2016, 5, 1): "Festa del Lavoro",
        date(2016, 6, 2): "Festa della Repubblica",
        date(2016, 6, 24): "San Giovanni Battista",
    }


def easter(year):
    """Reckon Gregorian Easter by the computus of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2015, 2031))
def test_easter_monday_is_the_day_after_easter(year):
    assert "Lunedì dell'Angelo" in italian_holidays([year])[easter(year) + timedelta(days=1)]


@pytest.mark.parametrize(("year", "is_holiday"), [(2015, False), (2025, False), (2026, True), (2027, True)])
def test_saint_francis_is_national_from_2026(year, is_holiday):
    assert (date(year, 10, 4) in italian_holidays([year])) is is_holiday


def test_without_a_province_there_is_no_patron():
    for nowhere in (None, "", "  "):
        assert date(2016, 6, 24) not in italian_holidays([2016], nowhere)


def test_the_code_of_a_province_may_be_written_small():
    assert italian_holidays([2016], " fi ") == italian_holidays([2016], "FI")


@pytest.mark.parametrize("wrong", ["XX", "Firenze", "Forli"])
def test_what_is_no_province_is_refused(wrong):
    with pytest.raises(BadValueError, match="la sigla di una provincia"):
        italian_holidays([2016], wrong)


def test_a_given_patron_stands_instead_of_the_province_s():
    patron = PatronDay.parse("26 luglio", "Sant'Anna")
    days = italian_holidays([2016], "FI", patron)
    assert days[date(2016, 7, 26)] == "Sant'Anna"
    assert date(2016, 6, 24) not in days


def test_a_wrong_province_is_refused_even_where_a_patron_is_given():
    with pytest.raises(BadValueError, match="la sigla di una provincia"):
        italian_holidays([2016], "XX", PatronDay(6, 24))


def test_a_patron_on_a_national_holiday_shares_the_day():
    assert italian_holidays([2016], patron=PatronDay(4, 25, "San Marco"))[date(2016, 4, 25)] == (
        "Anniversario della Liberazione; San Marco"
    )


def test_several_years_come_in_order_of_date_and_no_other():
    days = italian_holidays([2017, 2015, 2016, 2015])
    assert list(days) == sorted(days)
    assert {day.year for day in days} == {2015, 2016, 2017}


def test_no_years_have_no_holidays():
    assert italian_holidays([]) == {}


@pytest.mark.parametrize("year", [1989, 2101])
def test_years_out_of_range_are_refused(year):
    with pytest.raises(BadValueError, match="un anno fra 1990 e 2100"):
        italian_holidays([2016, year])


@pytest.mark.parametrize("text", ["24/06", "24/6", "24.6", "24-06", "24 giugno", "24 GIU", "24 Giugno "])
def test_a_day_of_the_year_is_read_as_people_write_it(text):
    assert PatronDay.parse(text, "San Giovanni") == PatronDay(6, 24, "San Giovanni")


def test_the_first_of_a_month_may_have_its_degree_sign():
    assert PatronDay.parse("1° settembre") == PatronDay(9, 1)


@pytest.mark.parametrize(
    "text", ["", "24", "giugno", "31/06", "29/02", "0/1", "1/13", "24/06/2016", "24 giugnolo", "24 xyz"]
)
def test_what_is_no_day_of_every_year_is_refused(text):
    with pytest.raises(BadValueError, match="un giorno dell'anno"):
        PatronDay.parse(text)
