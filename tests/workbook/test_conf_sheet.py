"""The sheet that tells xlwings how to run Python."""

from __future__ import annotations

from openpyxl import Workbook

from cst_xl.workbook import conf_sheet, styles
from cst_xl.workbook.xlwings_conf import CONF_SHEET


def rows(own=None):
    book = Workbook()
    styles.register(book)
    conf_sheet.write(book, own)
    return [[cell.value for cell in row] for row in book[CONF_SHEET].iter_rows()], book[CONF_SHEET]


def test_keys_and_values_stand_in_the_first_two_columns_without_a_gap():
    values, _ = rows()
    settings = {row[0]: row[1] for row in values}
    assert settings["UDF MODULES"] == "cst_xl.hosts.excel"
    assert settings["USE UDF SERVER"] == "True"
    assert all(row[0] for row in values)


def test_values_are_text_so_that_excel_doesn_t_translate_them():
    _, sheet = rows()
    assert {cell.number_format for cell in sheet["B"]} == {"@"}


def test_a_person_s_own_settings_win_and_none_is_lost():
    values, _ = rows({"SHOW CONSOLE": "True", "INTERPRETER_WIN": "C:\\Python\\pythonw.exe", "MIO": "x"})
    settings = {row[0]: row[1] for row in values}
    assert settings["SHOW CONSOLE"] == "True"
    assert settings["INTERPRETER_WIN"] == "C:\\Python\\pythonw.exe"
    assert settings["MIO"] == "x"
