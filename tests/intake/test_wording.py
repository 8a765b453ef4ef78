"""Phrases that readers share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.periods import Period
from cst_xl.core.quantities import percent
from cst_xl.intake.wording import days, exact_percent, many, named, span


def test_days_say_a_year_once_unless_it_changes():
    assert span(Period.quarter(2016, 2)) == "1/4–30/6/2016"
    assert days(date(2015, 12, 31), date(2016, 1, 1)) == "31/12/2015–1/1/2016"


def test_a_long_list_is_cut_with_its_rest():
    assert named(["a", "b"]) == "«a», «b»"
    assert named([str(number) for number in range(12)]).endswith("«9» e altri 2")


def test_one_and_many():
    assert (many(1, "riga", "righe"), many(1491, "riga", "righe")) == ("1 riga", "1.491 righe")


@given(st.decimals(0, 100, places=12), st.decimals(0, 100, places=6))
def test_a_percentage_stands_to_any_threshold_as_it_did_before_it_was_written(value, threshold):
    written = percent(exact_percent(value)).value
    assert (written >= threshold) == (value >= threshold)
    assert 0 <= value - written < Decimal("0.000001")
