"""Units: one value, its Italian text, its cell and the cell's number format."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from cst_xl.core import units
from cst_xl.core.units import Unit, count
from tests.strategies import decimals


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        (count("ticket"), 1715, "1.715"),
        (units.RATE, Decimal("99.75"), "99,8%"),
        (units.RATE, Decimal("99.65"), "99,7%"),
        (units.AVAILABILITY, Decimal("98.985"), "98,985%"),
        (units.AVAILABILITY, Decimal(99), "99,00%"),
        (units.AVAILABILITY, Decimal("98.4996"), "98,50%"),
        (units.CHANGE, Decimal("25.8655"), "+25,9%"),
        (units.CHANGE, Decimal("-1.6966"), "-1,7%"),
        (units.CHANGE, Decimal("-0.04"), "0,0%"),
        (units.WHOLE_RATE, Decimal("25.5"), "26%"),
        (units.POINTS, Decimal("0.485"), "+0,485\u00a0p.p."),
        (units.MILLISECONDS, 7, "7\u00a0ms"),
        (units.DATE, date(2015, 12, 31), "31/12/2015"),
        (units.TEXT, "solo 1 categoria", "solo 1 categoria"),
        (units.QUARTER, 2, "2"),
    ],
)
def test_values_are_printed_in_italian_rounded_half_up(unit, value, text):
    assert unit.text(value) == text


def test_nothing_prints_as_nothing():
    assert units.RATE.text(None) == ""
    assert units.RATE.cell(None) is None


def test_a_percent_number_becomes_a_fraction_in_its_cell():
    assert units.RATE.cell(Decimal("99.7")) == Decimal("0.997")
    assert units.RATE.cell(50) == Decimal("0.5")


def test_other_values_stay_what_they_are_in_their_cell():
    assert count("ticket").cell(1715) == 1715
    assert units.DATE.cell(date(2016, 6, 30)) == date(2016, 6, 30)
    assert units.RATE.cell("n.d.") == "n.d."


@pytest.mark.parametrize(
    ("unit", "number_format"),
    [
        (count("ticket"), "#,##0"),
        (units.RATE, "#,##0.0%"),
        (units.AVAILABILITY, "#,##0.00#%"),
        (units.CHANGE, "+#,##0.0%;-#,##0.0%;#,##0.0%"),
        (units.WHOLE_RATE, "#,##0%"),
        (units.MILLISECONDS, '#,##0"\u00a0ms"'),
        (Unit("volte", 2), "#,##0.00"),
    ],
)
def test_the_number_format_prints_like_the_text(unit, number_format):
    assert unit.number_format == number_format


def test_decimals_can_be_fixed():
    assert units.AVAILABILITY.with_decimals(1).text(Decimal("98.985")) == "99,0%"


@given(decimals())
def test_a_fraction_in_a_cell_is_exactly_a_hundredth(value):
    assert units.RATE.cell(value) * 100 == value
