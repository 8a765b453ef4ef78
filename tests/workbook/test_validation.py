"""Help and lists at raw cells: within Excel's limits, in Italian, closed only where a list is closed."""

from __future__ import annotations

import pytest

from cst_xl.core import kinds
from cst_xl.core.edition import raw_tables
from cst_xl.core.parameters import PARAMETERS
from cst_xl.core.periods import Period
from cst_xl.core.tables import Column
from cst_xl.sections import SECTIONS
from cst_xl.workbook import validation

COLUMNS = [column for table in raw_tables(SECTIONS) for column in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_prompt_keeps_within_what_excel_reads(column):
    rule = validation.for_column(column)
    assert len(rule.promptTitle or "") <= 32
    assert len(rule.prompt or "") <= 255
    assert len(rule.error or "") <= 255
    assert len(rule.formula1 or "") <= 257


def test_a_closed_list_is_offered_and_enforced_with_an_italian_message():
    rule = validation.for_column(
        Column("tipo", "Tipo", kinds.one_of("media", "massimo"), help="Quale valore.")
    )
    assert (rule.type, rule.formula1) == ("list", '"media,massimo"')
    assert rule.errorStyle == "stop"
    assert "«media», «massimo»" in rule.error


def test_yes_and_no_are_offered():
    assert validation.choices(kinds.YES_NO) == ("sì", "no")


def test_a_list_whose_words_hold_commas_is_not_offered():
    assert validation.choices(kinds.one_of("sì, sempre", "no")) == ()


def test_a_list_too_long_for_excel_is_not_offered():
    assert validation.choices(kinds.one_of(*(f"voce numero {at}" for at in range(40)))) == ()


def test_numbers_are_never_enforced_since_the_cells_are_text():
    rule = validation.for_column(Column("n", "Gestiti", kinds.COUNT, required=True, help="Quanti."))
    assert rule.type is None
    assert not rule.showErrorMessage
    assert rule.prompt == "Quanti. Serve un numero intero, per esempio 1.715. Obbligatorio."


def test_a_column_without_help_still_says_what_it_needs():
    rule = validation.for_column(Column("n", "Gestiti", kinds.COUNT))
    assert rule.prompt == "Serve un numero intero, per esempio 1.715."


def test_a_free_text_without_help_says_nothing():
    assert not validation.for_column(Column("nota", "Nota", kinds.TEXT)).showInputMessage


def test_a_parameter_says_what_holds_when_it_is_empty():
    parameter = next(one for one in PARAMETERS if one.key == "sla3_statistica")
    rule = validation.for_parameter(parameter)
    assert rule.type == "list"
    assert "Se è vuoto vale «massimo»." in rule.prompt


def test_the_quarter_of_a_workbook_takes_no_other_value():
    rule = validation.for_quarter(Period.quarter(2016, 2))
    assert (rule.type, rule.formula1, rule.allow_blank) == ("list", '"2016-T2"', False)
    assert "2° trimestre 2016" in rule.error
    assert len(rule.error) <= 255
