"""Installing, opening and printing: with a small program in the office's place, and with the real one."""

from __future__ import annotations

import os

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from cst_xl.core.errors import CstError, WriteRefusedError
from cst_xl.hosts.libreoffice import install
from cst_xl.hosts.libreoffice.component import names
from cst_xl.hosts.libreoffice.office import Office, find
from tests.hosts.libreoffice.test_office import program

LISTED = "user/uno_packages/cache/uno_packages.pmap"
NOBODY = 65534


@pytest.fixture
def office(tmp_path):
    """An office that writes down what it is asked, run as somebody who may install extensions."""
    folder = tmp_path / "programma"
    folder.mkdir()
    program(folder, "exit 0")
    program(folder, f'printf "%s " "$@" >>"{tmp_path}/detto"; echo >>"{tmp_path}/detto"', "unopkg")
    for path in (tmp_path, *tmp_path.parents[:3]):
        path.chmod(0o755)
    (tmp_path / "detto").touch(0o666)
    (tmp_path / "detto").chmod(0o666)
    user = NOBODY if os.geteuid() == 0 else None
    return Office(folder / "soffice", tmp_path / "profilo", user=user)


def said(tmp_path):
    return (tmp_path / "detto").read_text(encoding="utf-8").splitlines()


def as_installed(office):
    path = office.profile / LISTED
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\0" + names.EXTENSION.encode() + b"\0vnd.sun.star")


def test_the_extension_is_added_in_place_of_an_older_one(office, tmp_path):
    install.install(office)
    (line,) = said(tmp_path)
    assert line.startswith("add -env:UserInstallation=")
    assert " --force --suppress-license " in line
    assert line.rstrip().endswith("/cst_xl.oxt")


def test_it_is_removed_by_its_identifier(office, tmp_path):
    as_installed(office)
    assert install.is_installed(office)
    install.uninstall(office)
    assert said(tmp_path)[0].rstrip().endswith(f" {names.EXTENSION}")


def test_what_is_not_installed_can_not_be_removed(office, tmp_path):
    with pytest.raises(CstError, match="non è installata in LibreOffice: non c'è nulla da togliere"):
        install.uninstall(office)
    assert said(tmp_path) == []


def test_the_offices_refusal_is_told_in_its_words(office):
    program(office.program.parent, "echo 'ERROR: profile locked' >&2; exit 1", "unopkg")
    with pytest.raises(CstError, match=r"non è stata installata\. LibreOffice dice: ERROR: profile locked"):
        install.install(office)


def test_a_refusal_without_words_is_told_by_its_code(office):
    program(office.program.parent, "exit 7", "unopkg")
    with pytest.raises(CstError, match="LibreOffice è terminato con il codice 7"):
        install.install(office)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused")
@pytest.mark.parametrize("action", [install.install, install.uninstall])
def test_root_is_told_to_be_somebody_else(office, action):
    with pytest.raises(CstError, match="per l'utente root"):
        action(Office(office.program, office.profile))


def test_the_extension_can_be_written_as_a_file(tmp_path):
    path = tmp_path / "cst_xl.oxt"
    install.write_extension(path)
    assert path.read_bytes()[:2] == b"PK"
    with pytest.raises(WriteRefusedError):
        install.write_extension(tmp_path / "manca" / "cst_xl.oxt")


def test_a_workbook_is_opened_only_where_its_cells_can_compute(office, tmp_path, workbook):
    with pytest.raises(CstError, match="eseguire prima «cst-xl libreoffice install»"):
        install.open_workbook(office, workbook)
    as_installed(office)
    with pytest.raises(CstError, match=r"manca\.xlsx» non esiste"):
        install.open_workbook(office, tmp_path / "manca.xlsx")


def test_an_office_that_prints_nothing_is_told_as_such(office, tmp_path, workbook):
    target = tmp_path / "Focus.pdf"
    with pytest.raises(CstError, match="LibreOffice non ha stampato «Focus"):
        install.print_pdf(office.program, workbook, target)
    assert not target.exists()


@pytest.mark.office
def test_a_sheet_is_printed_with_numbers_as_italians_write_them_whatever_the_computer_speaks(
    office_program, workbook, tmp_path, monkeypatch
):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    target = tmp_path / "Focus è mio.pdf"
    before = workbook.read_bytes()
    install.print_pdf(found(office_program), workbook, target, "Focus")
    text = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert "98,985%" in text
    assert "98.985%" not in text
    assert workbook.read_bytes() == before


@pytest.mark.office
def test_without_the_name_of_a_sheet_all_of_them_are_printed(office_program, tmp_path):
    book = Workbook()
    for number, title in enumerate(("Uno", "Due", "Tre")):
        book.create_sheet(title).append([number, '=cst_periodo("2016-T2")'])
    book.save(tmp_path / "Tre fogli.xlsx")
    target = tmp_path / "Tre fogli.pdf"
    install.print_pdf(found(office_program), tmp_path / "Tre fogli.xlsx", target)
    texts = [page.extract_text() for page in PdfReader(target).pages]
    assert ["2° trimestre 2016" in text for text in texts] == [True] * 3


@pytest.mark.office
def test_a_sheet_that_is_not_there_is_named_and_an_older_pdf_stays(office_program, workbook, tmp_path):
    target = tmp_path / "Focus.pdf"
    target.write_bytes(b"%PDF-vecchio")
    with pytest.raises(CstError, match="non c'è il foglio «Fokus»"):
        install.print_pdf(found(office_program), workbook, target, "Fokus")
    assert target.read_bytes() == b"%PDF-vecchio"


def found(office_program):
    return find({**os.environ, "CST_SOFFICE": str(office_program)})
