"""Cell values between Calc and the catalogue, and back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.kinds import FIRST_MOMENT, LAST_MOMENT, CellError
from cst_xl.hosts.libreoffice import values
from cst_xl.hosts.libreoffice.component.ranges import Table
from cst_xl.hosts.libreoffice.values import argument, error, moment, rows, serial, shown, written

MORNING = datetime(2016, 4, 1, 8, 30)
MOMENTS = st.datetimes(FIRST_MOMENT, LAST_MOMENT).map(lambda found: found.replace(microsecond=0))


@given(MOMENTS)
def test_a_moment_survives_the_number_that_cells_keep_of_it(found):
    assert moment(serial(found)) == found


def test_the_epoch_is_the_one_of_workbook_files():
    assert serial(datetime(2016, 4, 1)) == 42461
    assert moment(42461.354166666664) == MORNING


@pytest.mark.parametrize("number", [1e300, -1e9, float("inf"), float("nan")])
def test_a_number_outside_the_calendar_stays_a_number(number):
    found = moment(number)
    assert isinstance(found, float)
    assert repr(found) == repr(number)


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        (None, None),
        ("1.715", "1.715"),
        (True, True),
        (0.5, 0.5),
        (("date", 42461.0), datetime(2016, 4, 1)),
        (("error", 532), CellError("#DIV/0!")),
        (tuple(Table("table", ((1.0, ""),))), [[1.0, ""]]),
    ],
)
def test_every_kind_of_argument(packed, value):
    assert argument(packed) == value


def test_a_table_has_moments_truth_values_and_errors_where_it_says_so():
    found = rows(
        ((42461.0, 1.0, None), ("titolo", 0.0, 7.0)),
        dates=((0, 0, 1, 0),),
        booleans=((0, 1, 1, 1),),
        errors=((0, 2, 32767),),
    )
    assert found == [[datetime(2016, 4, 1), True, CellError("#N/A")], ["titolo", False, 7.0]]
    assert [type(row[1]) for row in found] == [bool, bool]


def test_a_mark_may_reach_beyond_the_table():
    """The format of a column goes on where nothing stands any more."""
    assert rows(((1.0,),), booleans=((0, 0, 1_048_575, 16_383),)) == [[True]]


@pytest.mark.parametrize(
    ("code", "text"), [(519, "#VALUE!"), (524, "#REF!"), (532, "#DIV/0!"), (522, "Err:522")]
)
def test_errors_are_named_as_in_workbook_files(code, text):
    assert error(code) == CellError(text)


def test_results_are_numbers_and_texts():
    table = [[None, True, 3, Decimal("98.985"), "è"], [MORNING, date(2016, 4, 1), CellError("#N/A"), 0.1, ""]]
    assert shown(table) == [["", True, 3.0, 98.985, "è"], [serial(MORNING), 42461.0, "#N/A", 0.1, ""]]
    assert shown(Decimal("0.1")) == 0.1
    assert shown(None) == ""


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_decimal_becomes_the_nearest_double(number):
    assert shown(number) == float(str(number))


def test_written_dates_say_what_they_are_so_that_cells_can_show_it():
    assert written(date(2016, 4, 1)) == {"date": 42461.0, "time": False}
    assert written(datetime(2016, 4, 1)) == {"date": 42461.0, "time": False}
    assert written(MORNING) == {"date": serial(MORNING), "time": True}
    assert [written(value) for value in (None, True, 3, "x")] == [None, True, 3.0, "x"]


def test_the_errors_known_are_those_that_the_catalogue_knows():
    assert set(values._ERRORS.values()) <= {
        "#VALUE!",
        "#NUM!",
        "#REF!",
        "#NAME?",
        "#NULL!",
        "#DIV/0!",
        "#N/A",
    }
