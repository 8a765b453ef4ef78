"""The diagnosis speaks of what LibreOffice needs."""

from __future__ import annotations

from dataclasses import replace

from cst_xl.core.book import MemoryBook
from cst_xl.hosts.doctor.checks import Outcome
from cst_xl.hosts.libreoffice import diagnosis
from tests.hosts.doctor.pcs import healthy


def outcomes(pc, workbook):
    return {check.key: check.outcome for check in diagnosis.examine(pc, workbook)}


def test_on_a_healthy_computer_nothing_is_wrong_with_a_workbook_without_macros(tmp_path, workbook):
    assert set(outcomes(healthy(tmp_path), workbook).values()) == {Outcome.FINE}


def test_excel_is_not_spoken_of(tmp_path, workbook):
    found = " ".join(check.told() for check in diagnosis.examine(healthy(tmp_path), workbook))
    assert "Excel" not in found
    assert "macro" not in found


def test_a_python_that_is_too_old_is_a_problem(tmp_path):
    pc = replace(healthy(tmp_path), python=(3, 9, 0))
    assert Outcome.PROBLEM in outcomes(pc, None).values()


def test_a_file_that_only_libreoffice_reads_is_a_warning(tmp_path):
    path = tmp_path / "Focus.ods"
    path.write_bytes(b"PK\3\4 non proprio")
    (told,) = [
        check.told() for check in diagnosis.examine(healthy(tmp_path), path) if check.key == "cartella"
    ]
    assert told.startswith("▲")
    assert "in formato .xlsx o .xlsm" in told


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path, workbook):
    pc = healthy(tmp_path)
    pc.read_only.add(workbook.parent)
    assert outcomes(pc, workbook)["permessi"] is Outcome.PROBLEM


def test_a_person_gets_one_message():
    book = MemoryBook.of({})
    diagnosis.diagnose(book)
    assert [title for title, _ in book.told] == ["Diagnostica"]
