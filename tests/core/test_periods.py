"""Periods: what they hold, how they are ordered, read and printed."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cst_xl.core.errors import BadValueError
from cst_xl.core.periods import Mention, Period, Span, mentions
from tests.strategies import PERIODS_IN_A_YEAR, periods

T2 = Period.quarter(2016, 2)
S1 = Period.semester(2016, 1)
APRIL = Period.month(2016, 4)
YEAR = Period.of_year(2016)


@pytest.mark.parametrize(
    ("period", "code", "label", "short", "name"),
    [
        (T2, "2016-T2", "2° trimestre 2016", "2° trim. 2016", "2° trimestre"),
        (S1, "2016-S1", "1° semestre 2016", "1°sem 2016", "1° semestre"),
        (APRIL, "2016-04", "aprile 2016", "apr 2016", "aprile"),
        (YEAR, "2016", "anno 2016", "2016", "anno"),
    ],
)
def test_it_prints_a_code_and_three_italian_names(period, code, label, short, name):
    assert (str(period), period.label, period.short, period.name) == (code, label, short, name)


@pytest.mark.parametrize(
    ("period", "start", "end", "days"),
    [
        (T2, date(2016, 4, 1), date(2016, 6, 30), 91),
        (S1, date(2016, 1, 1), date(2016, 6, 30), 182),
        (Period.month(2016, 2), date(2016, 2, 1), date(2016, 2, 29), 29),
        (Period.month(2015, 2), date(2015, 2, 1), date(2015, 2, 28), 28),
        (Period.quarter(2016, 4), date(2016, 10, 1), date(2016, 12, 31), 92),
        (YEAR, date(2016, 1, 1), date(2016, 12, 31), 366),
    ],
)
def test_it_knows_its_first_and_last_day(period, start, end, days):
    assert (period.start, period.end, period.days) == (start, end, days)


def test_minutes_are_those_of_whole_days_whatever_the_clock_change():
    """The first quarter has a day of 23 hours in Italy; contracts count 1.440 minutes all the same."""
    assert Period.quarter(2016, 1).minutes == 91 * 1440


def test_months_are_listed_in_order():
    assert T2.months == (APRIL, Period.month(2016, 5), Period.month(2016, 6))
    assert APRIL.months == (APRIL,)
    assert len(YEAR.months) == 12


def test_neighbours_cross_the_year():
    assert Period.quarter(2016, 1).previous == Period.quarter(2015, 4)
    assert Period.semester(2016, 2).next == Period.semester(2017, 1)
    assert T2.year_before == Period.quarter(2015, 2)


@pytest.mark.parametrize(
    ("inner", "span", "outer"),
    [
        (APRIL, Span.QUARTER, T2),
        (T2, Span.SEMESTER, S1),
        (Period.month(2016, 7), Span.SEMESTER, Period.semester(2016, 2)),
        (S1, Span.YEAR, YEAR),
        (T2, Span.QUARTER, T2),
    ],
)
def test_it_finds_the_longer_period_that_contains_it(inner, span, outer):
    assert inner.containing(span) == outer


def test_a_shorter_period_contains_nothing():
    with pytest.raises(BadValueError, match="più corto"):
        YEAR.containing(Span.MONTH)


def test_both_ends_belong_to_it():
    assert date(2016, 4, 1) in T2
    assert date(2016, 6, 30) in T2
    assert date(2016, 3, 31) not in T2
    assert date(2016, 7, 1) not in T2


def test_the_last_minute_of_its_last_day_belongs_to_it():
    assert datetime(2016, 6, 30, 23, 59) in T2
    assert datetime(2016, 7, 1, tzinfo=UTC) not in T2


def test_they_are_ordered_by_start_then_end():
    jumbled = [Period.of_year(2015), Period.month(2016, 2), YEAR, T2, S1, Period.month(2016, 1), APRIL]
    expected = ["2015", "2016-01", "2016-S1", "2016", "2016-02", "2016-04", "2016-T2"]
    assert [str(period) for period in sorted(jumbled)] == expected


def test_they_can_be_keys():
    assert {T2: "x"}[Period.parse("2016-T2")] == "x"


def test_they_have_no_order_with_other_things():
    with pytest.raises(TypeError):
        _ = T2 < "2016-T3"
    assert T2 != "2016-T2"


@given(periods(first_year=1991, last_year=2099))
def test_next_and_previous_are_adjacent_and_undo_each_other(period):
    assert period.next.start == period.end + timedelta(days=1)
    assert period.next.previous == period == period.previous.next
    assert period.previous < period < period.next


@given(periods(), periods())
def test_order_agrees_with_the_days(one, other):
    assert (one < other) == ((one.start, one.end) < (other.start, other.end))
    assert (one == other) == ((one.start, one.end) == (other.start, other.end))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(Span))
def test_the_period_around_a_day_has_it(day, span):
    assert day in Period.around(day, span)


@given(periods(), st.sampled_from(Span))
def test_what_contains_a_period_has_its_ends(period, span):
    assume(PERIODS_IN_A_YEAR[span] <= PERIODS_IN_A_YEAR[period.span])
    outer = period.containing(span)
    assert period.start in outer
    assert period.end in outer


@given(periods())
def test_its_months_fill_it_exactly(period):
    assert period.months[0].start == period.start
    assert sum(month.days for month in period.months) == period.days


@pytest.mark.parametrize(
    ("year", "span", "number"),
    [
        (1989, Span.YEAR, 1),
        (2101, Span.YEAR, 1),
        (2016, Span.MONTH, 13),
        (2016, Span.QUARTER, 5),
        (2016, Span.SEMESTER, 0),
        (2016, Span.YEAR, 2),
    ],
)
def test_impossible_periods_are_refused(year, span, number):
    with pytest.raises(BadValueError):
        Period(year, span, number)


def test_the_last_period_has_no_next():
    with pytest.raises(BadValueError, match="fra 1990 e 2100"):
        _ = Period.quarter(2100, 4).next


@pytest.mark.parametrize("form", [str, lambda period: period.label, lambda period: period.short])
@given(period=periods())
def test_everything_printed_is_read_back(form, period):
    assert Period.parse(form(period)) == period


@given(periods())
def test_a_name_without_year_is_read_back_in_the_default_year(period):
    assert Period.parse(period.name, default_year=period.year) == period


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        (2016, YEAR),
        (2016.0, YEAR),
        (Decimal(2016), YEAR),
        (date(2016, 4, 1), APRIL),
        (datetime(2016, 4, 1), APRIL),
        (T2, T2),
    ],
)
def test_cell_values_are_read(cell, period):
    assert Period.parse(cell) == period


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        True,
        2016.5,
        1989,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        date(2016, 4, 2),
        datetime(2016, 4, 1, 8),
        ["2016"],
        "boh",
        "trimestre",
        "31/12/2015",
        "2016-04-05",
    ],
)
def test_anything_else_is_refused_with_examples(cell):
    with pytest.raises(BadValueError, match="serve un periodo, per esempio «2016-T2»"):
        Period.parse(cell)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Magio", "maggio"),
        ("Magio 2016", "maggio 2016"),
        ("Febraio 2016", "febbraio 2016"),
        ("2° trimetre 2016", "2° trimestre 2016"),
        ("primo semetre", "primo semestre"),
    ],
)
def test_a_slip_of_the_pen_gets_a_proposal(text, nearest):
    with pytest.raises(BadValueError) as caught:
        Period.parse(text, default_year=2016)
    assert caught.value.hint == f"Forse «{nearest}»?"


def test_a_wording_without_year_needs_a_default():
    with pytest.raises(BadValueError, match=r"con il suo anno.*«2° trimestre 2016»"):
        Period.parse("2° trimestre")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("5° trimestre 2016", "tanti sono i trimestri"),
        ("2016-T0", "tanti sono i trimestri"),
        ("3° semestre 2016", "tanti sono i semestri"),
        ("13/2016", "tanti sono i mesi"),
        ("anno 2150", "fra 1990 e 2100"),
        ("T2 1985", "fra 1990 e 2100"),
    ],
)
def test_a_number_out_of_range_is_named_in_its_own_words(text, why):
    with pytest.raises(BadValueError, match=why) as caught:
        Period.parse(text)
    assert caught.value.found == text


def test_a_day_that_excel_shows_as_a_number_is_recognised():
    with pytest.raises(BadValueError, match="è il giorno 01/04/2016"):
        Period.parse(42461)


@pytest.mark.parametrize(("serial", "hinted"), [(32873, False), (32874, True), (73415, True), (73416, False)])
def test_only_serial_days_of_the_known_years_are_recognised(serial, hinted):
    with pytest.raises(BadValueError) as caught:
        Period.parse(serial)
    assert bool(caught.value.hint) is hinted


def test_mentions_quote_the_words_and_their_place():
    sentence = "Il servizio erogato NEI PRIMI 3 MESI del 2016 ha registrato"
    assert mentions(sentence) == (
        Mention(Period.quarter(2016, 1), "PRIMI 3 MESI del 2016", 24, 45, dated=True),
    )


def test_mentions_without_a_year_take_the_default_and_say_so():
    (mention,) = mentions("Focus 2° trimestre", default_year=2016)
    assert (mention.period, mention.dated) == (T2, False)


def test_mentions_without_a_year_are_left_out_without_a_default():
    assert mentions("Focus 2° trimestre") == ()


@given(st.text(), periods(), st.sampled_from(["", "Nel ", "«"]))
def test_a_label_is_found_in_any_sentence(after, period, before):
    assume(not after[:1].isalnum() and not any(letter.isdigit() for letter in after))
    assume(not after.lstrip(" ").startswith(("%", "€", "_")))
    sentence = f"{before}{period.label} {after}"
    assert mentions(sentence)[0].period == period


@given(st.text())
def test_any_text_is_searched_without_failing_and_quoted_right(text):
    for mention in mentions(text, default_year=2016):
        assert text[mention.start : mention.end] == mention.text


@given(st.text())
def test_any_text_is_a_period_or_refused_by_our_own_error(text):
    with suppress(BadValueError):
        assert isinstance(Period.parse(text, 2016), Period)


def test_importing_it_loads_no_third_party_package():
    code = (
        "import sys; before = set(sys.modules); import cst_xl.core.periods; print(*set(sys.modules) - before)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    tops = {name.partition(".")[0] for name in loaded}
    assert tops <= {*sys.stdlib_module_names, "cst_xl"}
