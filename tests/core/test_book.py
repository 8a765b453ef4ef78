"""The book in memory, and addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.book import MemoryBook, address, place


def test_a_book_gives_the_cells_of_its_sheets():
    book = MemoryBook.of({"A": [["x", 1]], "B": []})
    assert book.sheets() == ("A", "B")
    assert book.values("A") == [["x", 1]]


def test_a_sheet_that_is_not_there_has_no_cells():
    assert MemoryBook().values("Dati") == []


def test_what_is_put_in_later_does_not_change_the_cells_it_was_made_of():
    grid = [["x"]]
    MemoryBook.of({"A": grid}).write("A", "A1", [["y"]])
    assert grid == [["x"]]


def test_writing_changes_a_block_and_nothing_else():
    book = MemoryBook.of({"A": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]})
    book.write("A", "B2", [["x"], ["y"]])
    assert book.values("A") == [[1, 2, 3], [4, "x", 6], [7, "y", 9]]


def test_writing_outside_the_used_cells_grows_the_sheet():
    book = MemoryBook()
    book.write("Nuovo", "C3", [[1, 2]])
    assert book.values("Nuovo") == [[], [], [None, None, 1, 2]]


def test_a_book_remembers_what_it_was_told():
    book = MemoryBook()
    book.progress("Leggo")
    book.progress("")
    book.tell("Fatto", "Tutto bene.")
    assert book.steps == ["Leggo", ""]
    assert book.told == [("Fatto", "Tutto bene.")]


def test_recalculating_calls_the_hook():
    seen = []
    MemoryBook(on_recalculate=seen.append).recalculate()
    MemoryBook().recalculate()
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("text", "cell"), [("A1", (1, 1)), ("B7", (7, 2)), ("AB12", (12, 28)), ("$C$3", (3, 3))]
)
def test_addresses_name_cells(text, cell):
    assert place(text.replace("$", "")) == cell


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_an_address_leads_back_to_its_cell(row, column):
    assert place(address(row, column)) == (row, column)
