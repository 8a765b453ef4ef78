"""Verify, calculate, diagnose, on the double that ships and on a file."""

from __future__ import annotations

from datetime import datetime

import pytest

from cst_xl.actions import checking, quarters
from cst_xl.core.book import MemoryBook
from cst_xl.workbook import example, layout, resources
from cst_xl.workbook.file import FileBook


@pytest.fixture(params=["memory", "file"])
def book(request, workbook):
    if request.param == "file":
        return FileBook.open(workbook)
    raw = example.read_folder(resources.folder("workbooks") / quarters.EXAMPLE)
    return MemoryBook.of(example.grids(raw))


def test_verify_says_how_many_findings_there_are(book):
    edition = checking.verify(book)
    title, message = book.told[-1]
    assert title == "Verifica dati"
    errors = sum(1 for one in edition.findings if one.severity == "error")
    assert message.startswith(f"{errors} errori")


def test_calculate_says_what_was_computed(book):
    checking.calculate(book)
    title, message = book.told[-1]
    assert title == "Calcola"
    assert "2° trimestre 2016: " in message


def test_calculating_without_a_period_says_so():
    empty = MemoryBook()
    checking.calculate(empty)
    assert "Manca il periodo" in empty.told[-1][1]


def test_it_says_when_it_was(example_book):
    book = example_book(names={layout.UPDATED_NAME: "Istruzioni!$B$3"})
    checking.calculate(book, lambda: datetime(2016, 7, 4, 9, 5))
    assert book.cells["Istruzioni"][2][1] == "aggiornato il 04/07/2016 alle 09:05"
    assert book.told[-1][1].startswith("Calcolo aggiornato il 04/07/2016 alle 09:05. 2° trimestre 2016: ")


def test_a_workbook_without_that_cell_is_calculated_all_the_same(example_book):
    book = example_book()
    before = {sheet: [list(row) for row in grid] for sheet, grid in book.cells.items()}
    checking.calculate(book)
    assert book.cells == before


def test_the_diagnosis_is_of_the_workbook_s_own_file(tmp_path):
    book = MemoryBook(path=tmp_path / "Focus.xlsm")
    checking.diagnose(book, lambda path: f"esaminato {path.name}")
    assert book.told == [("Diagnostica", "esaminato Focus.xlsm")]


def test_computing_keeps_the_files_before_up_to_a_number_and_none_when_nothing_changes(workbook):
    checking.compute_file(workbook)
    checking.compute_file(workbook)
    assert len(list(workbook.parent.glob("*.bak.xlsx"))) <= 1
    for number in range(1, 5):
        book = FileBook.open(workbook)
        book.write("Dati Pubblicati", "B6", [[str(number)]])
        book.save()
        checking.compute_file(workbook, backups=2)
    copies = list(workbook.parent.glob("*.bak.xlsx"))
    assert len(copies) == 2
    assert all(FileBook.open(copy).edition().period for copy in copies)
