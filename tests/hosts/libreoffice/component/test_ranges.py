"""Where a range is read and what numbers in it are told to be, without an office; then what a real Calc says."""

# ruff: noqa: N802 - UNO's names

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl import Workbook

from cst_xl.hosts.libreoffice.component.ranges import Table, plain, read, read_sheet
from tests.hosts.libreoffice.stand_ins import Sheet

SHEET = Sheet(
    [["titolo", "", ""], ["", 42461.0, None], ["", "x", 1.0]],
    dates={(1, 1)},
    booleans={(2, 2)},
    errors={(1, 2): 532},
)


def test_marks_are_counted_from_the_corner_of_the_range():
    table = read(SHEET.cells(1, 1, 2, 2))
    assert table == Table(
        "table", ((42461.0, None), ("x", 1.0)), ((0, 0, 0, 0),), ((1, 1, 1, 1),), ((0, 1, 532),)
    )


def test_a_range_ends_where_the_sheet_is_used():
    """A whole column would be a million rows."""
    assert read(SHEET.cells(1, 1, 1_048_575, 16_383)).rows == ((42461.0, None), ("x", 1.0))


def test_a_range_beside_everything_is_one_empty_cell():
    assert read(SHEET.cells(7, 7, 20, 9)) == Table("table", (("",),))


def test_a_sheet_is_read_from_its_first_cell_and_an_empty_one_has_no_rows():
    class Empty(Sheet):
        def getSpreadsheet(self):
            return self

        def getCellRangeByPosition(self, left, top, right, bottom):
            return self.cells(top, left, bottom, right)

    assert read_sheet(Empty([[""]])).rows == ()
    assert read_sheet(Empty([["a"]])).rows == (("a",),)


def test_an_array_becomes_rows_that_nobody_can_change():
    assert plain([[1.0], ["a"]]) == Table("table", ((1.0,), ("a",)))


@pytest.mark.office
def test_calc_says_what_is_a_date_a_truth_value_and_an_error(office, tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["testo", 1.5, date(2016, 4, 1), True])
    sheet.append([None, "=1/0", datetime(2016, 4, 1, 8, 30), False])
    sheet.append(["=B1*2", "=NA()", 42461, "=B1>1"])
    path = tmp_path / "celle.xlsx"
    book.save(path)
    document = office.open(path)
    document.book(pythonpath=str(office.extension / "pythonpath"))
    table = Table(*office.ask("question", method="values", arguments=["Sheet"]))
    document.close()
    day = 42461.0
    assert table.kind == "table"
    half_past_eight = pytest.approx(day + 8.5 / 24, abs=1e-9)
    assert table.rows == [
        ["testo", 1.5, day, 1.0],
        ["", None, half_past_eight, 0.0],
        [3.0, None, day, 1.0],
    ]
    assert _cells(table.dates) == {(0, 2), (1, 2)}
    assert _cells(table.booleans) == {(0, 3), (1, 3), (2, 3)}
    assert sorted(map(tuple, table.errors)) == [(1, 1, 532), (2, 1, 32767)]


def _cells(rectangles):
    return {
        (row, column)
        for top, left, bottom, right in rectangles
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
