"""A document in a real Calc, asked what the worker asks; the contract of the whole book is in ``test_book.py``."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from cst_xl.hosts.libreoffice.component.documents import Answers, Document

DAY, QUARTER_PAST = {"date": 42461.0, "time": False}, {"date": 42461.25, "time": True}


class Open:
    """A small workbook that is open in Calc."""

    def __init__(self, office, path):
        self._office = office
        self.path = path
        self.calc = office.open(path)
        self.calc.book(pythonpath=str(office.extension / "pythonpath"))

    def ask(self, method, *arguments):
        return self._office.ask("question", method=method, arguments=arguments)


@pytest.fixture
def document(request, tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Primo foglio"
    sheet.append(["uno", 2.5])
    book.create_sheet("Vuoto")
    for name, text in {
        "Dati_Prova": "'Primo foglio'!$A$1:$B$1",
        "versione": '"1"',
        "altrove": "Vuoto!$C$3",
    }.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    path = tmp_path / "è mia 100%.xlsx"
    book.save(path)
    opened = Open(request.getfixturevalue("office"), path)
    yield opened
    opened.calc.close()


@pytest.mark.office
def test_it_knows_its_file_and_its_sheets(document):
    assert document.ask("path") == str(document.path)
    assert document.ask("name") == "è mia 100%.xlsx"
    assert document.ask("sheets") == ["Primo foglio", "Vuoto"]


@pytest.mark.office
def test_a_document_that_was_never_saved_has_a_name_and_no_path(office):
    calc = office.new()
    calc.book(pythonpath=str(office.extension / "pythonpath"))
    assert office.ask("question", method="path", arguments=[]) == ""
    assert office.ask("question", method="name", arguments=[])
    calc.close()


@pytest.mark.office
def test_a_name_is_found_whatever_its_capitals_and_told_by_what_it_refers_to(document):
    assert document.ask("named", "dati_prova") == ["Primo foglio", 0, 0, 0, 1]
    assert document.ask("named", "Altrove") == ["Vuoto", 2, 2, 2, 2]
    assert document.ask("named", "versione") == '"1"'
    assert document.ask("named", "manca") is None


@pytest.mark.office
def test_every_kind_of_value_is_written_as_what_it_is(document):
    block = [["=1+1", "1.715", 3, 2.5, True, DAY, QUARTER_PAST, None], ["'", "", 0, -1, False, DAY, DAY, "x"]]
    document.ask("write", "Vuoto", 1, 1, block)
    kind, rows, dates, booleans, errors = document.ask("values", "Vuoto")
    assert kind == "table"
    assert rows[1][1:] == ["=1+1", "1.715", 3.0, 2.5, 1.0, 42461.0, 42461.25, ""]
    assert rows[2][1:] == ["'", "", 0.0, -1.0, 0.0, 42461.0, 42461.0, "x"]
    assert dates
    assert booleans
    assert errors == []
    shown = document.calc.shown("Vuoto", ["B2", "F2", "I2"])
    assert shown[0] == "=1+1"  # a text, not a formula
    assert shown[1] not in {"1", "1.0"}
    assert shown[2] == ""


@pytest.mark.office
@pytest.mark.parametrize("rows", [1, 2, 7])
def test_writing_can_be_undone_to_what_was_there_empty_cells_included(document, rows):
    document.calc.undo_everything()
    before = document.calc.all_shown()
    document.ask("write", "Primo foglio", 0, 0, [["x", 1.0, None]] * rows)
    assert document.calc.all_shown() != before
    document.calc.undo_everything()
    assert document.calc.all_shown() == before


@pytest.mark.office
def test_one_sheet_is_printed_or_all_of_them(document, tmp_path):
    document.ask("write", "Vuoto", 0, 0, [["pieno"]])
    one, every = tmp_path / "è uno.pdf", tmp_path / "tutti.pdf"
    document.ask("export_pdf", "Vuoto", str(one))
    document.ask("export_pdf", "", str(every))
    assert (_pages(one), _pages(every)) == (1, 2)


def _pages(path):
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


def test_without_a_person_questions_have_their_answers_beforehand():
    """Nothing is shown: neither a document nor a program is there."""
    agreeing, refusing = Document(None, None, Answers(agree=True, file="x.csv")), Document(None, None, Answers(agree=False))  # fmt: skip
    assert agreeing.answer("confirm", ["Titolo", "Domanda?"]) is True
    assert agreeing.answer("ask_file", ["Titolo", ["*.csv"]]) == "x.csv"
    assert refusing.answer("confirm", ["Titolo", "Domanda?"]) is False
    assert refusing.answer("ask_file", ["Titolo", ["*.csv"]]) == ""
    agreeing.answer("tell", ["Titolo", "Fatto."])
    assert agreeing.told == ["Fatto."]


@pytest.mark.parametrize("method", ["_write", "answer", "__init__", "elimina"])
def test_the_worker_can_ask_nothing_but_the_questions(method):
    with pytest.raises(KeyError):
        Document(None, None).answer(method, [])
