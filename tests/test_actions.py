"""The actions, on the double that ships and on a file."""

from __future__ import annotations

import pytest

from cst_xl import actions
from cst_xl.core.book import MemoryBook
from cst_xl.core.periods import Period
from cst_xl.workbook import example, resources
from cst_xl.workbook.file import FileBook


@pytest.fixture(params=["memory", "file"])
def book(request, workbook):
    if request.param == "file":
        return FileBook.open(workbook)
    raw = example.read_folder(resources.folder("workbooks") / actions.EXAMPLE)
    return MemoryBook.of(example.grids(raw))


def test_verify_says_how_many_findings_there_are(book):
    edition = actions.verify(book)
    title, message = book.told[-1]
    assert title == "Verifica dati"
    errors = sum(1 for one in edition.findings if one.severity == "error")
    assert message.startswith(f"{errors} errori")


def test_calculate_says_what_was_computed(book):
    actions.calculate(book)
    title, message = book.told[-1]
    assert title == "Calcola"
    assert message.startswith("2° trimestre 2016: ")


def test_calculating_without_a_period_says_so():
    empty = MemoryBook()
    actions.calculate(empty)
    assert "Manca il periodo" in empty.told[-1][1]


def test_a_quiet_edition_is_said_to_be_quiet():
    assert actions.summary(actions.calculate(MemoryBook.of(_only_a_period()))).startswith(("Nessun", "0 errori"))


def _only_a_period():
    return example.grids({"parametri": [["Voce", "Valore"], ["Periodo", "2016-T2"]]})


def test_a_new_template_has_its_catalogues_and_no_raw_data(tmp_path):
    made = actions.new_template(Period.quarter(2016, 3), tmp_path / "nuovo" / "Focus_2016-T3.xlsx")
    book = FileBook.open(made.path)
    edition = book.edition()
    assert str(edition.period) == "2016-T3"
    assert len(edition.tables["catalogo_sla"]) == 11
    assert len(edition.tables["ticket_mensili"]) == 0
    assert not [one for one in edition.findings if one.severity == "error"]


def test_the_same_raw_data_make_the_same_bytes(tmp_path, built_example):
    again = actions.demo(tmp_path / "ancora.xlsx").path
    assert again.read_bytes() == built_example.read_bytes()
