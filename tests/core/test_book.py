"""Addresses, and what the double that ships does beyond the contract (tests/contract)."""

from __future__ import annotations

import pytest

from cst_xl.core.book import Answers, MemoryBook, address, located, place
from cst_xl.core.errors import CstError


@pytest.mark.parametrize(
    ("text", "numbers"), [("A1", (1, 1)), ("B7", (7, 2)), ("AA10", (10, 27)), ("$C$3", (3, 3))]
)
def test_an_address_is_a_row_and_a_column(text, numbers):
    assert place(text) == numbers
    assert address(*numbers) == text.replace("$", "")


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Istruzioni!$H$14", ("Istruzioni", "H14")),
        ("='Dati SLA'!$A$5:$F$205", ("Dati SLA", "A5")),
        ("'L''altro'!$B$2", ("L'altro", "B2")),
    ],
)
def test_a_reference_names_a_sheet_and_its_first_cell(reference, expected):
    assert located(reference) == expected


def test_writing_grows_a_sheet_and_makes_one_that_isn_t_there():
    book = MemoryBook()
    book.write("Nuovo", "B2", [["x"]])
    assert book.cells == {"Nuovo": [[], [None, "x"]]}


def test_recalculating_calls_the_hook():
    seen = []
    MemoryBook(on_recalculate=seen.append).recalculate()
    assert len(seen) == 1


def test_without_a_hook_nothing_can_print(tmp_path):
    with pytest.raises(CstError, match="foglio Focus serve un programma"):
        MemoryBook().export_pdf("Focus", tmp_path / "f.pdf")


def test_nobody_there_means_no_and_what_was_asked_is_remembered():
    answers = Answers()
    assert answers.ask("Va bene?") is False
    assert answers.questions == ["Va bene?"]
