"""Percentages, and printing numbers as the office does."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core import durations, numerals, quantities
from cst_xl.core.errors import BadValueError
from cst_xl.core.quantities import (
    decimals_of,
    format_number,
    format_percent,
    number,
    percent,
    round_half_up,
)
from tests.strategies import decimals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("99,00%", "99.00"),
        ("98,985%", "98.985"),
        ("100,00%", "100.00"),
        ("0,485%", "0.485"),
        ("1,50%", "1.50"),
        ("50%", "50"),
        ("12,5 %", "12.5"),
        ("12,5\u00a0%", "12.5"),
        ("+25,9%", "25.9"),
        ("99,00", "99.00"),
        ("0", "0"),
        ("0%", "0"),
        ("0,99%", "0.99"),
    ],
)
def test_italian_percentages_are_read_without_remark(text, value):
    read = percent(text)
    assert (str(read.value), read.note) == (value, "")


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("98.985%", "98.985", "98,985%"),
        ("100.000%", "100.000", "100,000%"),
        ("99.969%", "99.969", "99,969%"),
        ("99.5%", "99.5", "99,5%"),
        ("0.485%", "0.485", "0,485%"),
    ],
)
def test_percentages_of_programs_are_read_and_remarked_on(text, value, shown):
    read = percent(text)
    assert str(read.value) == value
    assert read.note == f"«{text}» è scritto all'inglese: letto come {shown}."


@pytest.mark.parametrize(
    ("cell", "value"),
    [(0.99, "99"), (0.98985, "98.985"), (1, "100"), (1.0, "100"), (0, "0"), (99.0, "99.0"), (98.5, "98.5")],
)
def test_a_number_cell_up_to_one_is_a_fraction_as_excel_stores_it(cell, value):
    read = percent(cell)
    assert (read.value, read.note) == (Decimal(value), "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("260,2%", "260.2"), ("−1,7%", "-1.7"), (-0.017, "-1.7"), ("-100%", "-100"), ("1.260,2%", "1260.2")],
)
def test_differences_have_no_limits(cell, value):
    read = percent(cell, lowest=None, highest=None)
    assert (read.value, read.note) == (Decimal(value), "")


def test_a_difference_above_one_in_a_number_cell_is_remarked_on():
    """Excel keeps 260,2% as 2,602; without limits nothing tells it from 2,602%."""
    read = percent(2.602, lowest=None, highest=None)
    assert read.value == Decimal("2.602")
    assert "se è 260,2%, scrivilo con il segno %" in read.note


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        (989.85, "Forse 98,985%?"),
        ("98985%", "Forse 98,985%?"),
        ("98.985", "Forse 98,985%?"),
        ("98.5", "Forse 98,5%?"),
        ("9900%", "Forse 99,00%?"),
        ("-1,7%", ""),
        (-0.5, ""),
        ("0,99", "Scrivi 99% oppure 0,99%: senza segno non si capisce."),
        ("0.99", "Scrivi 99% oppure 0,99%: senza segno non si capisce."),
        ("1", "Scrivi 100% oppure 1%: senza segno non si capisce."),
        ("n.d.", "Manca il valore."),
        (None, "Manca il valore."),
        (True, "È un valore logico."),
        ("99%%", "Il segno % va scritto una volta sola."),
        ("%", "Manca il valore."),
        ("boh%", ""),
        (
            date(2016, 4, 1),
            "C'è una data o un'ora al posto di un numero: formatta la cella come testo e riscrivilo.",
        ),
    ],
)
def test_other_percentages_are_refused(cell, hint):
    with pytest.raises(BadValueError, match="serve una percentuale") as caught:
        percent(cell)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("lowest", "highest", "limits"),
    [
        (Decimal(90), Decimal(100), "fra 90% e 100%"),
        (Decimal("0.5"), None, "da 0,5% in su"),
        (None, Decimal(0), "fino a 0%"),
    ],
)
def test_the_message_names_the_limits(lowest, highest, limits):
    with pytest.raises(BadValueError, match=limits):
        percent("0,1%", lowest, highest)


def test_a_value_too_low_by_a_hundred_gets_a_proposal():
    with pytest.raises(BadValueError, match=r"Forse 99%\?"):
        percent("0,99%", lowest=Decimal(90))


@given(decimals("0", "100"))
def test_the_percentage_that_italians_write_is_read_exactly(value):
    assert percent(format_percent(value, 0, 6)) == (value, "")


@given(st.integers(0, 100_000))
def test_what_nagios_prints_with_three_decimals_is_never_read_as_thousands(thousandths):
    printed = f"{thousandths / 1000:2.3f}%"
    assert percent(printed).value == Decimal(thousandths).scaleb(-3)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.decimals(), st.dates()))
def test_any_cell_is_a_percentage_within_limits_or_refused_by_our_own_error(cell):
    with suppress(BadValueError):
        assert 0 <= percent(cell).value <= 100


@pytest.mark.parametrize(
    ("printed", "places"),
    [
        ("99,7%", 1),
        ("1%", 0),
        ("1.715", 0),
        ("0,485%", 3),
        ("1,50%", 2),
        ("98.985%", 3),
        ("+25,9%", 1),
        (7, 0),
        (1.5, 1),
        (Decimal("1.50"), 2),
        (Decimal("1E+2"), 0),
    ],
)
def test_printed_precision_is_counted(printed, places):
    assert decimals_of(printed) == places


@pytest.mark.parametrize("printed", ["boh", "", None, "boh%"])
def test_what_is_no_number_has_no_precision(printed):
    with pytest.raises(BadValueError):
        decimals_of(printed)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((1715,), "1.715"),
        ((500362,), "500.362"),
        ((1234567.891, 2), "1.234.567,89"),
        ((Decimal("0.485"), 0, 3), "0,485"),
        ((Decimal("1.50"), 0, 3), "1,5"),
        ((Decimal("1.50"), 2), "1,50"),
        ((Decimal(7), 0, 3), "7"),
        ((Decimal("1.55"), 2, 1), "1,55"),
        ((Decimal("2.5"),), "3"),
        ((Decimal("-2.5"),), "-3"),
        ((Decimal("-0.4"),), "0"),
        ((Decimal("0.4"), 0, None, True), "0"),
        ((Decimal("25.9"), 1, None, True), "+25,9"),
        ((Decimal("-1.7"), 1, None, True), "-1,7"),
        ((1715, 0, None, False, False), "1715"),
        ((0.1 + 0.2, 1), "0,3"),
        ((1e300,), "1" + ".000" * 100),
    ],
)
def test_numbers_are_printed_in_italian(arguments, text):
    assert format_number(*arguments) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("99.746"), "99,7%"), (Decimal(100), "100,0%"), (Decimal("99.866"), "99,9%"), (-1.7, "-1,7%")],
)
def test_percentages_are_printed_with_one_decimal(value, text):
    assert format_percent(value) == text


def test_a_signed_percentage_shows_its_plus():
    assert format_percent(Decimal("25.866"), signed=True) == "+25,9%"


@given(decimals(), st.integers(0, 6), st.booleans())
def test_every_printed_number_is_read_back_rounded(value, places, grouping):
    assert number(format_number(value, places, grouping=grouping)) == round_half_up(value, places)


@given(decimals(), st.booleans())
def test_only_plain_ascii_is_printed_and_zero_has_no_sign(value, signed):
    printed = format_number(value, 1, signed=signed)
    assert printed.isascii()
    assert printed not in {"-0,0", "+0,0"}


def test_the_front_door_offers_numbers_and_times():
    for module, name in [
        (numerals, "count"),
        (numerals, "is_missing"),
        (durations, "Deadline"),
        (durations, "Interval"),
    ]:
        assert getattr(quantities, name) is getattr(module, name)
    assert all(hasattr(quantities, name) for name in quantities.__all__)


def test_importing_it_does_not_load_babel():
    code = "import sys, cst_xl.core.quantities; print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
