"""The contract of every book, on a document that is open in a real LibreOffice, and what is this adapter's own.

The book asks its questions of the component's ``documents.py``, as it does through the worker's pipe; a driver at the
other end stands for the pipe, and answers the dialogs.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cst_xl.core.errors import CstError
from cst_xl.hosts.libreoffice.book import OfficeBook, OfficeRefusedError
from cst_xl.workbook import layout, versions
from cst_xl.workbook.file import FileBook
from tests.contract import test_book as contract
from tests.contract.adapters import UPDATED, Adapter

pytestmark = pytest.mark.office


class OpenDocument(Adapter):
    """A document in the office, and the person in front of it."""

    def __init__(self, session, path: Path) -> None:
        file = FileBook.open(path)
        file.package.set_defined_names({layout.UPDATED_NAME: UPDATED})
        file.save()
        self.path = path
        self._session = session
        self.document = session.open(path)
        self.document.unprotect()
        self.document.recalculate()  # stored blanks are spaces, computed ones are empty
        super().__init__(OfficeBook(self._ask), prints=True)
        self.sit_down()

    def sit_down(self):
        """A person who has seen nothing yet."""
        self.document.book(pythonpath=str(self._session.extension / "pythonpath"))

    def start_over(self):
        """The document as it was opened."""
        self.document.undo_everything()
        self.book._read.clear()
        self.sit_down()

    def _ask(self, method, *arguments):
        try:
            answer = self._session.ask("question", method=method, arguments=arguments)
        except RuntimeError as failure:
            raise OfficeRefusedError(str(failure)) from failure
        return tuple(answer) if isinstance(answer, list) else answer

    def answer(self, *, file=None, agree=False):
        self._session.ask("person", agree=agree, file=str(file or ""))

    def _boxes(self):
        return self._session.ask("boxes")[0]

    def told(self):
        return [(title, text) for title, text, question in self._boxes() if not question]

    def questions(self):
        return [text for _, text, question in self._boxes() if question]

    def bar(self):
        return self._session.ask("boxes")[1]

    def spoil(self, sheet, ref):
        self.document.formula(sheet=sheet, cell=ref, text="=NA()")
        self.book._read.clear()


class TestCells(contract.TestCells):
    """Cells, on one document that is put back after each test."""

    def test_a_block_changes_its_own_cells_and_no_other(self, book):
        """In a program computed cells follow at once, so only the cells that people fill are compared."""

        def filled():
            found = contract.contents(book).items()
            return {place: value for place, value in found if place[0].startswith(("Dati", "Parametri"))}

        before = filled()
        book.write("Dati Servizi", "H60", [["a", "b", "c"], ["d"]])
        written = {(59, 7): "a", (59, 8): "b", (59, 9): "c", (60, 7): "d"}
        assert filled() == before | {("Dati Servizi", *at): text for at, text in written.items()}


class TestPerson(contract.TestPerson):
    """Dialogs and status bar, on the same document."""


class TestCommands(contract.TestCommands):
    """Commands, each on a document of its own."""


class TestFailure(contract.TestFailure):
    """Failures, each on a document of its own."""


@pytest.fixture(scope="module")
def shared(office, built_example, tmp_path_factory):
    path = tmp_path_factory.mktemp("aperta") / "Focus 2016-T2 è mio.xlsx"
    opened = OpenDocument(office, Path(shutil.copy(built_example, path)))
    yield opened
    opened.document.close()


@pytest.fixture
def workbook(request, shared, built_example, tmp_path):
    if request.cls in {TestCommands, TestFailure}:
        return Path(shutil.copy(built_example, tmp_path / "Focus 2016-T2 è mio.xlsx"))
    return shared.path


@pytest.fixture
def adapter(request, office, shared, workbook):
    if workbook == shared.path:
        shared.sit_down()
        yield shared
        shared.start_over()
    else:
        opened = OpenDocument(office, workbook)
        yield opened
        opened.document.close()


@pytest.fixture
def book(adapter):
    return adapter.book


def test_a_protected_sheet_is_refused_by_name(adapter, book):
    adapter.document.protect(sheet="SLA")
    with pytest.raises(CstError, match="Nel foglio SLA non si può scrivere a partire dalla cella B9"):
        book.write("SLA", "B9", [["x"]])


def test_a_sheet_that_is_not_there_cannot_be_printed(book, tmp_path):
    with pytest.raises(CstError, match="non c'è il foglio Nessuno"):
        book.export_pdf("Nessuno", tmp_path / "x.pdf")


def test_a_pdf_that_cannot_be_written_is_a_sentence(book, tmp_path):
    with pytest.raises(CstError, match="LibreOffice non ha potuto scrivere"):
        book.export_pdf("Focus", tmp_path)  # a folder


def test_a_constant_name_gives_its_text(book):
    assert book.named("cst_versione_modello") == f'"{versions.CURRENT}"'


def test_rows_of_different_widths_leave_the_cells_beside_them_alone(book):
    book.write("Dati Servizi", "H60", [["a", "b"], ["c", "d"], ["e", "f"]])
    book.write("Dati Servizi", "H60", [["1"], [], ["2", None]])
    rows = [list(row[7:9]) for row in book.values("Dati Servizi")[59:62]]
    assert rows == [["1", "b"], ["c", "d"], ["2", ""]]
