"""Conditional formats: which cells they speak of, and that they are comparisons only."""

from __future__ import annotations

import re

import pytest
from openpyxl import Workbook

from cst_xl.core.findings import Severity
from cst_xl.core.progress import State
from cst_xl.workbook import marks
from cst_xl.workbook.layout import Area


@pytest.fixture
def sheet():
    return Workbook().active


def rules(sheet):
    return [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]


def test_no_conditional_format_of_the_workbook_calls_a_function(built):
    formulas = [f for sheet in built.worksheets for _, rule in rules(sheet) for f in rule.formula]
    assert formulas
    assert not [formula for formula in formulas if re.search(r"[A-Za-z_]\w*\(", formula)]


def test_a_total_row_is_told_by_its_first_cell(sheet, geometry):
    area = Area(sheet.title, 8, 2, 6, 11)
    marks.table_rows(sheet, area, geometry.tables["ticket"], ())
    formulas = {rule.formula[0]: where for where, rule in rules(sheet)}
    assert formulas['$B8="Totale"'] == "B8:L13"


def test_a_total_row_with_a_name_of_its_own_is_told_as_well(sheet, geometry):
    marks.table_rows(sheet, Area(sheet.title, 8, 2, 7, 2), geometry.tables["servizi"], ())
    formulas = [rule.formula[0] for _, rule in rules(sheet)]
    assert any("Saldo rispetto al" in formula for formula in formulas)


def test_arrows_come_first_because_libreoffice_shows_one_format_only(sheet, geometry):
    marks.table_rows(sheet, Area(sheet.title, 8, 2, 13, 7), geometry.tables["sla"], [2])
    assert [rule.formula[0] for _, rule in rules(sheet)][:3] == ['B8="↑"', 'B8="="', 'B8="↓"']


def test_every_state_and_every_severity_has_a_mark_with_its_word(sheet):
    marks.states(sheet, Area(sheet.title, 1, 1))
    marks.severities(sheet, Area(sheet.title, 6, 1, 10, 6))
    formulas = " ".join(rule.formula[0] for _, rule in rules(sheet))
    assert all(f'"{state.value}"' in formulas for state in State)
    assert all(f'"{severity.mark} {severity.label}"' in formulas for severity in Severity)


def test_what_is_left_out_is_shown_only_when_there_is_something(sheet):
    marks.left_out(sheet, Area(sheet.title, 5, 20))
    [(where, rule)] = rules(sheet)
    assert where == "T5"
    assert rule.formula == ['(T5<>"")*(T5<>" ")']
    assert "manca" in rule.dxf.numFmt.formatCode


def test_a_blank_result_stored_as_a_space_does_not_count_as_filled():
    assert marks.filled_cell("$B8") == '($B8<>"")*($B8<>" ")'
