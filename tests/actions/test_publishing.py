"""Publishing from a button."""

from __future__ import annotations

import pytest

from cst_xl.actions import publishing
from cst_xl.core.book import MemoryBook
from cst_xl.core.errors import CstError


def test_a_pdf_of_that_name_is_replaced_only_when_the_person_says_so(example_book, tmp_path):
    path = tmp_path / "Focus_2016-T2.pdf"
    path.write_bytes(b"firmato")
    printed = []
    book = example_book(path=tmp_path / "Focus.xlsm", on_print=lambda *given: printed.append(given))
    book.confirm = lambda _, question: "esiste già" not in question
    assert publishing.publish(book) is None
    assert printed == []
    assert "è rimasto com'era" in book.told[-1][1]
    book.confirm = lambda *_: True
    assert publishing.publish(book) == path
    assert printed == [("Focus", path)]


def test_a_pdf_with_errors_in_the_findings_says_so_in_its_message(example_book, tmp_path):
    book = example_book(path=tmp_path / "Focus.xlsm", on_print=lambda *_: None)
    book.answers.agree = True
    publishing.publish(book)
    assert "Attenzione: " in book.told[-1][1]


def test_a_workbook_on_no_disk_has_no_place_for_the_pdf(example_book):
    with pytest.raises(CstError, match="non è salvata in una cartella di questo PC"):
        publishing.publish(example_book())


def test_without_a_quarter_there_is_no_focus():
    with pytest.raises(CstError, match="Manca il periodo"):
        publishing.publish(MemoryBook())


def test_a_pdf_that_can_t_be_replaced_is_told_before_anything_is_printed(example_book, tmp_path):
    (tmp_path / "Focus_2016-T2.pdf").mkdir()  # like a file that another program holds: it can't be written
    book = example_book(path=tmp_path / "Focus.xlsm", on_print=lambda *_: None)
    book.answers.agree = True
    with pytest.raises(CstError, match="aperto in un altro programma"):
        publishing.publish(book)
