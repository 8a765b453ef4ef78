"""Computed cells without a result are found wherever they are, and nowhere else."""

from __future__ import annotations

import pytest

from cst_xl.core.book import MemoryBook
from cst_xl.core.errors import CstError
from cst_xl.core.kinds import CellError
from cst_xl.sections import SECTIONS
from cst_xl.workbook.results import refuse_failed

SHEET = SECTIONS[0].sheet


@pytest.mark.parametrize("value", [CellError("#NAME?"), "#CST! Calcolo non riuscito"])
def test_an_error_or_the_message_of_a_function_is_no_result(value):
    book = MemoryBook.of({SHEET: [["titolo"], [1, value], [value]]})
    with pytest.raises(
        CstError, match=rf"2 celle calcolate non hanno un risultato: nel foglio {SHEET} la cella B2"
    ):
        refuse_failed(book)


def test_one_cell_is_told_in_the_singular():
    with pytest.raises(CstError, match="1 cella calcolata non ha"):
        refuse_failed(MemoryBook.of({SHEET: [[CellError("#N/A")]]}))


def test_results_and_blanks_pass():
    refuse_failed(MemoryBook.of({SHEET: [["testo", 1.5, None, ""], ["# nota", True]]}))


def test_errors_that_people_pasted_or_keep_on_sheets_of_their_own_are_not_ours():
    refuse_failed(MemoryBook.of({"Dati SLA": [[CellError("#N/A")]], "Appunti": [["#CST! a mano"]]}))
