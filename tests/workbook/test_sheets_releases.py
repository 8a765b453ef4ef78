"""The sheets of the release."""

from __future__ import annotations

from datetime import datetime

import pytest

from cst_xl.core.periods import Period
from cst_xl.core.releases import RELEASED, RELEASES, Release, Since, items, writes
from cst_xl.core.tables import HEADER_ROW
from cst_xl.functions import release_formula, released_formula
from cst_xl.workbook import layout
from cst_xl.workbook.file import FileBook
from tests.workbook.test_sheets_revisions import engine_formulas


def test_where_the_release_stands_is_told_on_the_left_of_what_went_out(built):
    sheet = built[RELEASES.sheet]
    assert f"={release_formula(5)}" in engine_formulas(built)
    assert sheet.cell(1, 1).value == "Stato del rilascio"
    assert sheet.cell(HEADER_ROW + 1, 1).value.startswith(f"={layout.ENGINE}!")
    assert sheet.cell(HEADER_ROW, RELEASES.first_column).value == RELEASES.columns[0].header


def test_every_value_that_the_bulletin_prints_has_room_with_what_became_of_it(built, edition):
    sheet, wanted = built[RELEASED.sheet], len(items(edition.results, edition.figures))
    (rows,) = [
        at for at in range(wanted, RELEASED.capacity) if f"={released_formula(at)}" in engine_formulas(built)
    ]
    column = RELEASED.last_column + 2
    for row in (HEADER_ROW + 1, HEADER_ROW + rows):
        assert sheet.cell(row, column).value.startswith(f"={layout.ENGINE}!")


@pytest.mark.parametrize("table", [RELEASES, RELEASED], ids=lambda table: table.key)
def test_nothing_can_be_typed_over_what_is_computed(built, table):
    rules = built[table.sheet].data_validations.dataValidation
    assert [one.errorStyle for one in rules if one.type == "custom"] == ["stop"]


def test_a_new_quarter_begins_without_releases():
    assert not RELEASES.carried
    assert not RELEASED.carried


def test_in_a_file_every_released_value_stands_beside_the_present_one(workbook):
    book = FileBook.open(workbook)
    edition = book.edition()
    release = Release(Period.quarter(2016, 2), datetime(2016, 7, 15, 10, 30), "Anna", {"a.pdf": "ab" * 32})
    for place in writes(release, edition):
        book.write(*place)
    book.recalculate()
    rows = [row for row in book.values(RELEASED.sheet)[HEADER_ROW:] if row[0]]
    assert len(rows) == len(items(edition.results, edition.figures))
    right = RELEASED.last_column + 1
    assert {row[right + 1] for row in rows} == {Since.SAME.value}
    assert all(row[3] == row[right] for row in rows)
    told = [row[1] for row in book.values(RELEASES.sheet)[HEADER_ROW:]]
    assert "✔ rilasciato il 15/07/2016 alle 10:30, da Anna" in told


def test_without_errors_the_bulletin_says_nothing_of_a_draft(clean_file):
    first = FileBook.open(clean_file).values(layout.FOCUS)[0]
    assert not any("BOZZA" in str(cell) for cell in first)


def test_with_errors_the_line_that_every_page_repeats_says_bozza(workbook, built):
    first = FileBook.open(workbook).values(layout.FOCUS)[0]
    assert "BOZZA: da non pubblicare" in first
    assert built[layout.FOCUS].print_title_rows == "$1:$1"
