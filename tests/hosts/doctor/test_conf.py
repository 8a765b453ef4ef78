"""Where settings come from, and the version of xlwings that a workbook was compiled for."""

from __future__ import annotations

import openpyxl
import pytest
import xlwings

from cst_xl.hosts.doctor.conf import compiled_version, settings


@pytest.fixture
def home(tmp_path):
    (tmp_path / ".xlwings").mkdir()
    (tmp_path / ".xlwings" / "xlwings.conf").write_text(
        '"INTERPRETER_WIN","C:\\Python\\pythonw.exe"\n"UDF MODULES","altro"\n\n', encoding="utf-8"
    )
    return tmp_path


def test_the_workbook_wins_over_the_user_s_file(home, tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("xlwings.conf").append(["UDF Modules", "cst_xl.hosts.excel", "nota"])
    book.save(tmp_path / "x.xlsx")
    found = settings(tmp_path / "x.xlsx", home)
    assert found == {"INTERPRETER_WIN": "C:\\Python\\pythonw.exe", "UDF MODULES": "cst_xl.hosts.excel"}


def test_an_empty_setting_of_the_workbook_hides_the_user_s(home, tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("xlwings.conf").append(["INTERPRETER_WIN", None, "nota"])
    book.save(tmp_path / "x.xlsx")
    assert settings(tmp_path / "x.xlsx", home)["INTERPRETER_WIN"] == ""


def test_nothing_to_read_is_no_settings(tmp_path):
    broken = tmp_path / "rotto.xlsm"
    broken.write_bytes(b"PK rotto")
    assert settings(None, tmp_path) == settings(broken, tmp_path) == {}


def test_a_workbook_of_ours_was_compiled_for_the_installed_xlwings(macro_workbook):
    assert compiled_version(macro_workbook) == xlwings.__version__


def test_a_file_without_macros_or_that_is_no_workbook_has_none(built_example, tmp_path):
    broken = tmp_path / "rotto.xlsm"
    broken.write_bytes(b"niente")
    assert compiled_version(built_example) is None
    assert compiled_version(broken) is None
    assert compiled_version(tmp_path / "nulla.xlsm") is None
