"""Cell values on their way between Excel and the catalogue."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.kinds import CellError
from cst_xl.hosts.excel.cells import LONGEST_TEXT, incoming, outgoing, plain, shown

XL_CV_ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!",
}  # fmt: skip
"""Microsoft's XlCVError enumeration."""


def scode(number):
    """How COM carries an error value: VT_ERROR 0x800A0000 + number, as a signed 32-bit number."""
    return (0x800A0000 + number) - 2**32


@pytest.mark.parametrize(("number", "text"), XL_CV_ERRORS.items())
def test_an_error_is_the_same_as_a_number_and_as_a_text(number, text):
    assert plain(scode(number)) == plain(text) == CellError(text)


def test_an_error_that_nobody_knows_is_an_error_all_the_same():
    assert plain(scode(2222)) == CellError("#ERR2222")


@pytest.mark.parametrize(
    "value", [0, 7, -1, 2016, 10**12, True, "#1", "# nota", "testo", "", None, 0.485, -2146826246.0]
)
def test_what_is_no_error_stays_as_it_is(value):
    assert plain(value) is value


def test_a_moment_loses_the_zone_that_pywin32_adds_and_the_rest_that_excel_leaves():
    assert plain(datetime(2016, 4, 1, 9, 29, 59, 999_000, tzinfo=UTC)) == datetime(2016, 4, 1, 9, 30)
    assert plain(datetime(2016, 4, 1, 9, 30, 0, 3)) == datetime(2016, 4, 1, 9, 30)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(-999, 999))
def test_a_moment_a_millisecond_off_is_the_moment(moment, milliseconds_thousandths):
    from datetime import timedelta

    whole = moment.replace(microsecond=0)
    assert plain(whole + timedelta(microseconds=milliseconds_thousandths)) == whole


def test_currency_is_a_number_like_any_other():
    assert plain(Decimal("12.50")) == 12.5
    assert isinstance(plain(Decimal("12.50")), float)


def test_rows_keep_their_shape():
    assert incoming(((None, 1.0), ("x", scode(2042)))) == [[None, 1.0], ["x", CellError("#N/A")]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (Decimal("0.485"), 0.485),
        (1715, 1715),
        (2**31 - 1, 2**31 - 1),
        (-(2**31), float(-(2**31))),
        (True, True),
        (date(2016, 4, 1), datetime(2016, 4, 1)),
        (datetime(2016, 4, 1, 9), datetime(2016, 4, 1, 9)),
        ("testo", "testo"),
    ],
)
def test_a_result_is_of_a_type_that_excel_takes(value, expected):
    assert shown(value) == expected
    assert type(shown(value)) is type(expected)


def test_a_whole_number_beyond_32_bits_leaves_as_a_float():
    assert isinstance(shown(9_999_999_999), float)


def test_a_text_that_would_spoil_the_whole_array_is_cut_and_shows_it():
    assert shown("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    assert shown("x" * 300) == "x" * (LONGEST_TEXT - 1) + "…"


def test_a_table_and_a_value_are_both_results():
    assert outgoing([[None, 1], [Decimal(2), "x"]]) == [["", 1], [2.0, "x"]]
    assert outgoing(Decimal("1.5")) == 1.5
