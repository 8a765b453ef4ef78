"""No print hides a breach."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.quantities import Deadline, Interval
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.sla_units import deviation_unit, measure_unit, telling, threshold_unit
from cst_xl.core.units import AVAILABILITY, POINTS

percentages = st.decimals(0, 100, places=5)


@given(percentages, percentages)
def test_a_measure_is_never_printed_like_a_threshold_that_it_misses(expected, measured):
    unit = measure_unit(SlaKind.AVAILABILITY, measured, expected)
    printed = unit.text(measured)
    assert (printed == unit.text(expected)) == (measured == expected)
    assert (printed == "100,00%") == (measured == 100)


@pytest.mark.parametrize(
    ("measured", "printed"),
    [
        ("98.4996", "98,4996%"),
        ("98.985", "98,985%"),
        ("100", "100,00%"),
        ("99.99996", "99,99996%"),
        ("97.12345", "97,123%"),
    ],
)
def test_decimals_widen_only_where_rounding_would_mislead(measured, printed):
    value = Decimal(measured)
    assert measure_unit(SlaKind.AVAILABILITY, value, Decimal("98.50")).text(value) == printed


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        (SlaKind.AVAILABILITY, "98.50", "98,50%"),
        (SlaKind.AVAILABILITY, "99.9995", "99,9995%"),
        (SlaKind.UPPER_BOUND, "7", "7\u00a0ms"),
        (SlaKind.UPPER_BOUND, "7.5", "7,5\u00a0ms"),
    ],
)
def test_a_threshold_is_printed_with_the_digits_of_the_contract(kind, value, printed):
    assert threshold_unit(kind, Decimal(value)).text(Decimal(value)) == printed


@pytest.mark.parametrize(
    ("kind", "gap", "printed"),
    [
        (SlaKind.AVAILABILITY, "0.485", "+0,485\u00a0p.p."),
        (SlaKind.AVAILABILITY, "-0.0004", "-0,0004\u00a0p.p."),
        (SlaKind.FREQUENCY, "50", "+50%"),
        (SlaKind.DEADLINE, "0", "0%"),
        (SlaKind.DEADLINE, "-0.014", "-0,01%"),
        (SlaKind.UPPER_BOUND, "-7.142857", "-7,1%"),
    ],
)
def test_a_deviation_is_never_printed_as_nothing(kind, gap, printed):
    value = Decimal(gap)
    assert deviation_unit(kind, value).text(value) == printed


def test_words_have_no_unit():
    assert threshold_unit(SlaKind.DEADLINE, Deadline(60)).text("entro 60'") == "entro 60'"
    assert measure_unit(SlaKind.FREQUENCY, Interval(3)).text("Ogni 3 mesi") == "Ogni 3 mesi"
    assert deviation_unit(SlaKind.AVAILABILITY, None) == POINTS


def test_widening_stops_where_the_values_are_equal():
    assert telling(AVAILABILITY, Decimal("98.5"), Decimal("98.50")) == AVAILABILITY
