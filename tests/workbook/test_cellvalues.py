"""Values leave as the shortest exact text, and what a cell would change is refused."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import CellError
from cst_xl.workbook.cellvalues import MAX_TEXT, Stored, needs_preserving, number, serial, stored, text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (-3, "-3"),
        (1715, "1715"),
        (10**15, "1000000000000000"),
        (Decimal("0.485"), "0.485"),
        (Decimal("0.4850"), "0.485"),
        (Decimal(1000), "1000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "0"),
        (Decimal("1E+30"), "1E+30"),
        (Decimal("1E-30"), "1E-30"),
        (Decimal("12345678901234567890123456789012345.67"), "12345678901234567890123456789012345.67"),
        (Decimal(1) / 3, "0.3333333333333333333333333333"),
        (0.485, "0.485"),
        (0.1 + 0.2, "0.30000000000000004"),
        (5.0, "5"),
        (1e22, "1E+22"),
        (1.5e-7, "1.5E-07"),
        (Fraction(1, 8), "0.125"),
    ],
)
def test_a_number_is_its_shortest_exact_text(value, expected) -> None:
    assert number(value) == expected


@given(st.decimals(Decimal("-1E+100"), Decimal("1E+100"), allow_nan=False))
def test_a_decimal_reads_back_exactly(value) -> None:
    assert Decimal(number(value)) == value


@given(st.floats(-9.99e307, 9.99e307))
def test_a_float_reads_back_exactly(value) -> None:
    assert float(number(value)) == value


def test_numbers_of_numpy_and_pandas_are_written_as_numbers() -> None:
    import numpy as np

    assert [number(value) for value in (np.float64(0.485), np.int64(1715), np.float32(0.5))] == [
        "0.485",
        "1715",
        "0.5",
    ]


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1E+308"),
        1e308,
        10**309,
        Fraction(10**400),
        "5",
        [],
        1j,
    ],
)
def test_what_is_no_finite_number_is_refused(value) -> None:
    with pytest.raises(BadValueError):
        number(value)


def test_a_whole_number_that_excel_would_round_is_refused_with_a_cure() -> None:
    with pytest.raises(BadValueError, match="Un codice più lungo va dato come testo"):
        number(12345678901234567891)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (date(1900, 1, 1), "1"),
        (date(1900, 2, 28), "59"),
        (date(1900, 3, 1), "61"),
        (date(2016, 6, 30), "42551"),
        (datetime(2016, 6, 30, 12, 0), "42551.5"),
        (datetime(2016, 4, 1, 8, 30), "42461.354166666664"),
        (time(6, 0), "0.25"),
        (time(0, 0), "0"),
        (timedelta(days=1, hours=12), "1.5"),
        (timedelta(minutes=-30), "-0.020833333333333332"),
    ],
)
def test_a_moment_is_excels_serial_number(moment, expected) -> None:
    assert serial(moment) == expected


@settings(deadline=None)
@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_serial_numbers_are_those_that_openpyxl_reads(day) -> None:
    from openpyxl.utils.datetime import from_excel

    assert from_excel(int(serial(day))).date() == day


@pytest.mark.parametrize(("day", "expected"), [(date(1904, 1, 1), "0"), (date(2016, 6, 30), "41089")])
def test_old_mac_workbooks_count_from_1904(day, expected) -> None:
    assert serial(day, counts_from_1904=True) == expected


def test_a_date_before_the_calendar_is_refused() -> None:
    with pytest.raises(BadValueError, match="una data dal 1900 in poi"):
        serial(date(1899, 12, 31))
    with pytest.raises(BadValueError, match="una data dal 1904 in poi"):
        serial(date(1903, 12, 31), counts_from_1904=True)


@pytest.mark.parametrize("moment", [datetime(2016, 6, 30, tzinfo=UTC), time(8, tzinfo=UTC)])
def test_a_time_zone_is_refused_instead_of_dropped(moment) -> None:
    with pytest.raises(BadValueError, match="senza fuso orario"):
        serial(moment)


def test_a_missing_date_of_pandas_is_refused() -> None:
    import pandas as pd

    with pytest.raises(BadValueError):
        stored(pd.NaT)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, Stored("str", "")),
        ("", Stored("str", "")),
        ("98,5%", Stored("str", "98,5%")),
        (True, Stored("b", "1")),
        (False, Stored("b", "0")),
        (CellError("#N/A"), Stored("e", "#N/A")),
        (1, Stored(None, "1")),
        (Decimal("0.485"), Stored(None, "0.485")),
        (date(2016, 6, 30), Stored(None, "42551")),
    ],
)
def test_every_kind_of_value_has_its_type_letter(value, expected) -> None:
    assert stored(value) == expected


@pytest.mark.parametrize("code", ["#SPILL!", "#NOME?", "N/A", ""])
def test_an_error_that_the_format_does_not_know_is_refused(code) -> None:
    with pytest.raises(BadValueError, match="un errore di Excel"):
        stored(CellError(code))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\r\nb\tc", "a_x000D_\nb\tc"),
        ("\0\x1f", "_x0000__x001F_"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x41_ _xyz", "_x41_ _xyz"),
        ("\ufffe\ud800", "_xFFFE__xD800_"),
        ("è € 😀", "è € 😀"),
    ],
)
def test_what_xml_cannot_hold_is_escaped_as_excel_does(value, expected) -> None:
    assert text(value) == expected


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_reads_back(value) -> None:
    from openpyxl.utils.escape import unescape

    assert unescape(text(value)) == value


def test_a_text_may_be_as_long_as_a_cell_and_no_longer() -> None:
    assert text("x" * MAX_TEXT) == "x" * MAX_TEXT
    for longer in ("x" * (MAX_TEXT + 1), "😀" * (MAX_TEXT // 2 + 1)):
        with pytest.raises(BadValueError, match="al massimo 32767 caratteri"):
            text(longer)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a b", False), (" a", True), ("a ", True), ("a\nb", True), ("\u00a0", True), ("", False)],
)
def test_blanks_at_the_ends_need_preserving(value, expected) -> None:
    assert needs_preserving(value) is expected
