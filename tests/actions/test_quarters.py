"""Workbooks made new."""

from __future__ import annotations

import pytest

from cst_xl.actions import quarters
from cst_xl.core.errors import CstError, WorkbookInUseError
from cst_xl.core.periods import Period
from cst_xl.workbook.file import FileBook


def test_a_new_template_has_its_catalogues_and_no_raw_data(tmp_path):
    made = quarters.new_template(Period.quarter(2016, 3), tmp_path / "nuovo" / "Focus_2016-T3.xlsx")
    book = FileBook.open(made.path)
    edition = book.edition()
    assert str(edition.period) == "2016-T3"
    assert len(edition.tables["catalogo_sla"]) == 11
    assert len(edition.tables["ticket_mensili"]) == 0
    assert not [one for one in edition.findings if one.severity == "error"]


def test_the_same_raw_data_make_the_same_bytes(tmp_path, built_example):
    again = quarters.demo(tmp_path / "ancora.xlsx").path
    assert again.read_bytes() == built_example.read_bytes()


def test_the_next_workbook_has_settings_history_and_no_data(example_book, tmp_path):
    book = example_book(path=tmp_path / "Focus_2016-T2.xlsx")
    book.answers.agree = True
    made = quarters.next_quarter(book)
    following = FileBook.open(made)
    edition = following.edition()
    assert made.name == "Focus_2016-T3.xlsx"
    assert str(edition.period) == "2016-T3"
    assert len(edition.tables["storico"]) > 150
    assert len(edition.tables["ticket_mensili"]) == 0
    assert not [one for one in edition.findings if one.severity == "error"]


def test_a_workbook_with_macros_is_followed_by_one_with_macros(example_book, tmp_path):
    book = example_book(path=tmp_path / "Focus_2016-T2.xlsm", name="Focus_2016-T2.xlsm")
    book.answers.agree = True
    made = quarters.next_quarter(book)
    assert made.name == "Focus_2016-T3.xlsm"
    assert "xl/vbaProject.bin" in FileBook.open(made).package.names
    assert [one.name for one in tmp_path.iterdir()] == [made.name]


def test_errors_keep_it_from_being_made_unless_the_person_insists(example_book, tmp_path):
    book = example_book(path=tmp_path / "Focus_2016-T2.xlsx")
    assert quarters.next_quarter(book) is None
    assert list(tmp_path.iterdir()) == []
    assert "non è stata creata" in book.told[-1][1]


def test_a_workbook_file_is_followed_by_the_quarter_that_is_asked_for_and_stays_as_it_was(workbook, tmp_path):
    before = workbook.read_bytes()
    made = quarters.from_previous(
        workbook, Period.quarter(2016, 3), tmp_path / "sotto" / "Focus_2016-T3.xlsx"
    )
    assert workbook.read_bytes() == before
    assert made.source == workbook
    assert str(made.edition.period) == "2016-T3"
    assert len(made.edition.tables["storico"]) > 150
    assert FileBook.open(made.path).edition().period == made.edition.period


def test_a_quarter_left_out_is_told(workbook, tmp_path):
    made = quarters.from_previous(workbook, Period.quarter(2017, 1), tmp_path / "Focus_2017-T1.xlsx")
    assert any("3° trimestre 2016, 4° trimestre 2016" in remark for remark in made.remarks)


@pytest.mark.parametrize("number", [1, 2])
def test_going_backwards_or_nowhere_is_refused(number, workbook, tmp_path):
    out = tmp_path / "indietro.xlsx"
    with pytest.raises(CstError, match="trimestre successivo"):
        quarters.from_previous(workbook, Period.quarter(2016, number), out)
    assert not out.exists()


def test_an_open_source_is_refused_with_the_name_of_who_holds_it(workbook, tmp_path):
    lock = workbook.with_name(f".~lock.{workbook.name}#")
    lock.write_text("Utente Uno,utente1,pc-7,22.11.2016 10:15,file:///profilo;", encoding="utf-8")
    with pytest.raises(WorkbookInUseError, match="Utente Uno"):
        quarters.from_previous(workbook, Period.quarter(2016, 3), tmp_path / "poi.xlsx")


def test_the_source_is_never_its_own_successor(workbook):
    with pytest.raises(CstError, match="cartella di partenza"):
        quarters.from_previous(workbook, Period.quarter(2016, 3), workbook)
