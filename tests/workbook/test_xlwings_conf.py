"""The sheet xlwings.conf: our settings, a person's own on top, in the form that xlwings reads."""

from __future__ import annotations

import pytest

from cst_xl.workbook import macros, xlwings_module
from cst_xl.workbook.xlwings_conf import CONF_SHEET, conf_rows


def settings(own=None):
    return {key: value for key, value, _ in conf_rows(own)}


def test_the_settings_name_our_module_and_keep_python_running():
    assert settings() == {
        "UDF MODULES": "cst_xl.hosts.excel",
        "USE UDF SERVER": "True",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "SHOW CONSOLE": "False",
        "DEBUG UDFS": "False",
        "#INTERPRETER_WIN": "",
    }


def test_the_interpreter_is_left_to_the_user_since_an_empty_row_would_hide_the_users_own_file():
    assert "INTERPRETER_WIN" not in settings()


def test_every_key_is_one_that_the_vba_module_of_xlwings_asks_for():
    source = xlwings_module.source()
    for key in settings():
        assert f'GetConfig("{key.removeprefix("#")}"' in source


def test_the_sheet_has_the_name_that_the_vba_module_looks_for():
    assert 'PROJECT_NAME & ".conf"' in xlwings_module.source()
    assert f"{xlwings_module.NAME}.conf" == CONF_SHEET


def test_a_persons_own_values_win_and_their_other_settings_stay():
    kept = settings({"Show Console": "True", "PYTHONPATH": r"C:\lavoro", "LICENSE_KEY": "abc"})
    assert kept["SHOW CONSOLE"] == "True"
    assert kept["PYTHONPATH"] == r"C:\lavoro"
    assert kept["LICENSE_KEY"] == "abc"
    assert kept["USE UDF SERVER"] == "True"


def test_an_interpreter_that_a_person_set_takes_the_place_of_its_hint():
    kept = settings({"Interpreter_Win": r"C:\Python\pythonw.exe"})
    assert kept["INTERPRETER_WIN"] == r"C:\Python\pythonw.exe"
    assert "#INTERPRETER_WIN" not in kept


@pytest.mark.parametrize(("value", "text"), [(True, "True"), (False, "False"), (None, ""), (3, "3")])
def test_values_leave_as_text_whatever_excel_made_of_them(value, text):
    assert settings({"SHOW CONSOLE": value})["SHOW CONSOLE"] == text


def test_the_rows_survive_a_second_regeneration_unchanged():
    once = conf_rows({"SHOW CONSOLE": True, "PYTHONPATH": "x"})
    again = conf_rows({key: value for key, value, _ in once})
    assert again == once


def test_there_are_no_gaps_and_no_key_twice_in_any_case_since_xlwings_stops_at_both():
    rows = conf_rows({"": "x", "  ": "y", "debug udfs": "True", "Altro": ""})
    keys = [row[0] for row in rows]
    assert all(keys)
    assert len({key.upper() for key in keys}) == len(keys)
    assert all(len(row) == 3 for row in rows)


def test_every_setting_of_ours_is_explained_in_italian():
    assert all(note.endswith(".") or "…" in note for *_, note in conf_rows())


def test_the_rows_are_offered_beside_the_macros():
    assert macros.conf_rows is conf_rows
