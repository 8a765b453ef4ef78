"""The sheet that lists what stayed behind."""

from __future__ import annotations

from openpyxl import load_workbook

from cst_xl.workbook.keeping.left_sheet import SHEET


def test_each_thing_is_listed_with_its_address_and_why(followed):
    rows = list(load_workbook(followed.path)[SHEET].iter_rows(min_row=5, values_only=True))
    assert len(rows) == len(followed.kept.left) + len(followed.kept.recheck)
    assert rows[[row[2] for row in rows].index("Ticket!C9")][:4] == (
        "non riportato",
        "cella",
        "Ticket!C9",
        "999",
    )
    assert all(row[4] for row in rows)


def test_it_says_which_workbook_has_them(followed):
    assert followed.source.name in load_workbook(followed.path)[SHEET]["A2"].value


def test_there_is_none_when_there_is_nothing_to_list(untouched):
    assert SHEET not in untouched.new.sheets()
