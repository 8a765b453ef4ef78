"""A PDF as the command line has it made: the task in a file, the outcome in the same file; in a real office."""

from __future__ import annotations

import json
import zipfile

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from cst_xl.hosts.libreoffice.component import names, printing
from cst_xl.hosts.libreoffice.office import Office

pytestmark = pytest.mark.office


@pytest.fixture
def printed(office_program, extension_file, tmp_path):
    """Has a task done; gives the file that the outcome was written to."""
    unpacked = tmp_path / "estensioni" / "cst_xl.oxt"
    with zipfile.ZipFile(extension_file) as archive:
        archive.extractall(unpacked)
    office = Office(
        office_program, tmp_path / "profilo", options=(f"-env:BUNDLED_EXTENSIONS={unpacked.parent.as_uri()}",)
    )

    def run(cartella, foglio=""):
        path = tmp_path / "compito è mio.json"
        pdf = tmp_path / "stampa.pdf"
        path.write_text(
            json.dumps({"cartella": str(cartella), "foglio": foglio, "pdf": str(pdf)}), encoding="utf-8"
        )
        office.run(f"service:{names.COMMANDS}?{printing.EVENT}{path.as_uri()}", seconds=120)
        return json.loads(path.read_text(encoding="utf-8"))["esito"], pdf

    return run


@pytest.fixture
def book(tmp_path):
    workbook = Workbook()
    workbook.worksheets[0].append(["=cst_diff(10,12)"])
    workbook.create_sheet("Altro").append(["altro"])
    path = tmp_path / "è mia.xlsx"
    workbook.save(path)
    return path


def test_it_is_computed_before_it_is_printed_and_the_program_ends(printed, book):
    outcome, pdf = printed(book)
    assert outcome == ""
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    assert len(pages) == 2
    assert "0,2" in pages[0] or "0.2" in pages[0]


def test_one_sheet_is_one_sheet(printed, book):
    outcome, pdf = printed(book, "Altro")
    assert outcome == ""
    assert [page.extract_text().strip() for page in PdfReader(pdf).pages] == ["altro"]


def test_what_can_not_be_done_is_said(printed, book, tmp_path):
    assert printed(book, "Manca")[0] == "non c'è il foglio «Manca»"
    text = tmp_path / "lettera.txt"
    text.write_text("Gentile utente,")
    assert printed(text)[0] == "il file non si apre come cartella di lavoro"
    assert printed(tmp_path / "non c'è.xlsx")[0]
