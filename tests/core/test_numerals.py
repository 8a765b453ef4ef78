"""Italian numbers: read exactly or refused with the likely cause."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.errors import BadValueError
from cst_xl.core.numerals import (
    as_decimal,
    count,
    english_number,
    is_missing,
    italian_digits,
    number,
    round_half_up,
    shifted,
)
from tests.strategies import decimals

# The texts that people paste, and what they mean in Italian: measured in an office suite under both locales.
PASTED = [
    ("1.715", "1715"),
    ("397.537", "397537"),
    ("500.362", "500362"),
    ("1.254", "1254"),
    ("12.022", "12022"),
    ("6.929", "6929"),
    ("198", "198"),
    ("1\u00a0715", "1715"),
    ("1\u202f715", "1715"),
    ("1\u2009715", "1715"),
    ("1 715", "1715"),
    ("1'715", "1715"),
    ("1\u2019715", "1715"),
    ("1.234,56", "1234.56"),
    ("3,5", "3.5"),
    ("12.000", "12000"),
    ("1.250", "1250"),
    ("1.000.000", "1000000"),
    ("00", "0"),
    ("+25,9", "25.9"),
    ("-1,7", "-1.7"),
    ("\u22121,7", "-1.7"),
    ("\u2013 1,7", "-1.7"),
    ("  1.715\u00a0", "1715"),
    ("1 234 567,8", "1234567.8"),
    ("0,4850000000000000000000000000000001", "0.4850000000000000000000000000000001"),
]


@pytest.mark.parametrize(("text", "value"), PASTED)
def test_italian_text_is_read_exactly(text, value):
    assert str(number(text)) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (7, Decimal(7)),
        (0.1, Decimal("0.1")),
        (2.0, Decimal(2)),
        (Decimal("1.50"), Decimal("1.50")),
        (np.int64(7), Decimal(7)),
        (np.float64(0.1), Decimal("0.1")),
    ],
)
def test_number_cells_are_read_as_people_see_them(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12.5", "forse 12,5?"),
        ("1.71", "forse 1,71?"),
        ("43.2", "forse 43,2?"),
        ("0.485", "forse 0,485?"),
        ("12345.678", "forse 12.345,678?"),
        ("1,234.56", "forse 1.234,56?"),
        ("1.234.56", "servono tre cifre"),
        ("1.2.2016", "servono tre cifre"),
        ("1,234,567", "con il punto, non con la virgola"),
        ("1E5", "notazione scientifica"),
        ("1,5e-3", "notazione scientifica"),
        ("(12)", "segno meno"),
        ("64 7", "spazio di troppo"),
        ("99,00%", "percentuale"),
        ("#DIV/0!", "errore di Excel"),
        ("7 ms", "senza parole"),
        ("1.715 ticket", "senza parole"),
        ("٣", "altro alfabeto"),
        ("²", "altro alfabeto"),
        ("n.d.", "Manca il valore"),
        ("", "Manca il valore"),
        ("1234567890123456", "più di 15 cifre"),
    ],
)
def test_other_text_is_refused_with_its_likely_cause(text, hint):
    with pytest.raises(BadValueError) as caught:
        number(text)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text", ["5,", ",5", "--5", "+-5", "1.234 567", "1..234", "=1+1", "08:00-18:00", "boh", "0h0"]
)
def test_shapes_without_a_likely_cause_are_refused_too(text):
    with pytest.raises(BadValueError, match=r"serve un numero, per esempio 1\.715 o 3,5"):
        number(text)


@pytest.mark.parametrize("cell", [date(2016, 4, 1), datetime(2016, 4, 1), time(8), timedelta(1)])
def test_a_date_or_a_time_is_named_as_such(cell):
    with pytest.raises(BadValueError, match="data o un'ora al posto di un numero"):
        number(cell)


@pytest.mark.parametrize(
    "cell",
    [None, True, False, np.True_, float("nan"), float("inf"), Decimal("NaN"), 1e300, 10**16, [1], b"1"],
)
def test_cells_that_are_no_usable_numbers_are_refused(cell):
    with pytest.raises(BadValueError):
        number(cell)


@pytest.mark.parametrize("piece", ["2016/", "0,", "1° ", "1."])
def test_a_cell_full_of_text_is_refused_at_once(piece):
    before = process_time()
    with pytest.raises(BadValueError):
        number(piece * 10_000)
    assert english_number("0." + "0" * 1000 + "1") is None
    assert process_time() - before < 1


def test_zero_has_no_sign():
    assert str(number("-0")) == "0"
    assert str(number(-0.0)) == "0"


def test_a_whole_number_in_a_cell_has_no_decimals_that_nobody_typed():
    """Every number of a cell is a float: 7 arrives as 7.0."""
    assert [str(number(value)) for value in (7.0, 104.0, -3.0, 7.5)] == ["7", "104", "-3", "7.5"]


@given(decimals())
def test_all_digits_survive_a_round_trip_through_text(value):
    assert number(italian_digits(value)) == value


@given(st.floats(-1e14, 1e14))
def test_a_float_is_the_number_that_it_prints(value):
    assert float(number(value)) == value
    assert number(value) == Decimal(repr(value))


@given(st.text())
def test_any_text_is_a_number_or_refused_by_our_own_error(text):
    with suppress(BadValueError):
        assert number(text).is_finite()


@given(st.from_regex(r"[-+]?[0-9.,' ]{1,12}", fullmatch=True))
def test_digits_with_any_signs_never_change_or_vanish(text):
    """Whatever is read has the very digits that were typed, whichever signs stand between them."""
    with suppress(BadValueError):
        typed = "".join(letter for letter in text if letter.isdigit()).lstrip("0")
        read = number(text)
        assert f"{abs(read):f}".replace(".", "").lstrip("0") == typed


@pytest.mark.parametrize(
    ("cell", "value"), [("1.715", 1715), ("0", 0), (2.0, 2), (397537, 397537), ("2,00", 2), (np.int64(3), 3)]
)
def test_counts_are_whole_numbers(cell, value):
    read = count(cell)
    assert read == value
    assert type(read) is int


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        (397.537, "Forse 397.537, letto come decimale da un Excel in inglese?"),
        (1.25, "Forse 1.250, letto come decimale da un Excel in inglese?"),
        (12.02, "Forse 12.020, letto come decimale da un Excel in inglese?"),
        ("1,715", "Forse 1.715, scritto all'inglese?"),
        ("1,000", "Forse 1.000, scritto all'inglese?"),
        ("1,25", "Ha dei decimali."),
        (0.5, "Ha dei decimali."),
        (1.23456, "Ha dei decimali."),
        (1234567.89, "Ha dei decimali."),
        (-1, "Non può essere negativo."),
        ("-1.715", "Non può essere negativo."),
        (True, "È un valore logico."),
        ("64 7", "C'è uno spazio di troppo, o sono due numeri."),
        (None, "Manca il valore."),
    ],
)
def test_a_count_that_is_not_whole_is_never_rounded(cell, hint):
    with pytest.raises(BadValueError, match=r"serve un numero intero, per esempio 1\.715") as caught:
        count(cell)
    assert caught.value.hint == hint


@given(st.integers(1, 999), st.integers(0, 999))
def test_thousands_that_an_english_excel_took_for_decimals_are_found_or_whole(thousands, rest):
    """«397.537» arrives as the float 397.537; only «12.000» can't be told from 12, which totals must catch."""
    arrived = float(f"{thousands}.{rest:03}")
    if rest == 0:
        assert count(arrived) == thousands
    else:
        with pytest.raises(BadValueError, match=rf"Forse {thousands}\.{rest:03}, letto"):
            count(arrived)


@pytest.mark.parametrize(
    "cell", [None, "", "  ", "\u00a0", "-", "–", "—", "\u2212", "n.d.", "N.D.", "nd", "n/d", "n.a.", "N/A"]
)
def test_cells_that_say_there_is_no_value(cell):
    assert is_missing(cell)


@pytest.mark.parametrize(
    "cell", [0, "0", "-1", "no", "#N/D", False, float("nan"), "Nessuno scostamento rilevato"]
)
def test_cells_that_say_something(cell):
    assert not is_missing(cell)


@pytest.mark.parametrize("value", [True, float("nan"), float("-inf"), Decimal("Infinity"), Decimal("sNaN")])
def test_logical_and_infinite_values_have_no_exact_number(value):
    with pytest.raises(BadValueError):
        as_decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("98.985", "98.985"),
        ("1,234.5", "1234.5"),
        ("-0.5", "-0.5"),
        ("98,985", None),
        ("98", None),
        ("1,23.5", None),
    ],
)
def test_english_numbers_need_a_decimal_point(text, value):
    assert english_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("99.866", 1, "99.9"),
        ("99.841", 1, "99.8"),
        ("98.4996", 2, "98.50"),
        ("2.675", 2, "2.68"),
        ("1250", -2, "1300"),
        ("1E+50", 2, "1" + "0" * 50 + ".00"),
    ],
)
def test_half_goes_away_from_zero(value, places, rounded):
    assert round_half_up(Decimal(value), places) == Decimal(rounded)


@given(decimals(), st.integers(0, 4))
def test_rounding_moves_by_half_a_unit_at_most(value, places):
    assert abs(round_half_up(value, places) - value) <= Decimal("0.5").scaleb(-places)


@given(decimals(), st.integers(-6, 6))
def test_shifting_keeps_all_digits(value, power):
    assert shifted(shifted(value, power), -power) == value
    assert shifted(value, power).as_tuple().exponent <= 0
