"""Raw sheets: what a person sees, pastes on and is told."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from cst_xl.core.edition import raw_tables
from cst_xl.core.parameters import PARAMETERS, PARAMETERS_TABLE
from cst_xl.core.periods import Period
from cst_xl.core.tables import HEADER_ROW, letter
from cst_xl.sections import SECTIONS
from cst_xl.workbook import sheets_input
from cst_xl.workbook.styles import Style, register

TABLES = raw_tables(SECTIONS)


def table(key):
    return next(one for one in TABLES if one.key == key)


@pytest.fixture
def book():
    book = Workbook()
    register(book)
    return book


def sheet_of(book, key, rows=()):
    one = table(key)
    sheets_input.write_sheet(book, one.sheet, [(one, rows)], Period.quarter(2016, 2))
    return book[one.sheet]


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.key)
def test_headers_stand_at_their_row_above_cells_for_text(built, one):
    sheet = built[one.sheet]
    for at, column in enumerate(one.columns):
        number = one.first_column + at
        assert sheet.cell(HEADER_ROW, number).value == column.header
        assert sheet.cell(HEADER_ROW + 1, number).number_format in {"@", "General"}
        far = sheet.column_dimensions[letter(number)]
        assert far.number_format in {"@", "General"}
        assert far.width == column.width


@pytest.mark.parametrize(
    "one", [one for one in TABLES if one is not PARAMETERS_TABLE], ids=lambda one: one.key
)
def test_every_column_that_people_fill_is_unlocked_text_down_to_its_end(built, one):
    sheet = built[one.sheet]
    for number in range(one.first_column, one.last_column + 1):
        column = sheet.column_dimensions[letter(number)]
        assert column.number_format == "@"
        assert not column.protection.locked


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.key)
def test_an_excel_table_covers_headers_and_rows(built, raw, one):
    found = built[one.sheet].tables[f"tbl_{one.key}"]
    rows = max(len(raw.get(one.key, [])) - 1, 1)
    first, last = letter(one.first_column), letter(one.last_column)
    assert found.ref == f"{first}{HEADER_ROW}:{last}{HEADER_ROW + rows}"


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.key)
def test_prefilled_rows_are_the_texts_that_were_given(built, raw, one):
    sheet = built[one.sheet]
    for down, row in enumerate(raw.get(one.key, [])[1:], 1):
        found = [sheet.cell(HEADER_ROW + down, one.first_column + at).value or "" for at in range(len(row))]
        assert found == row


def test_values_follow_their_headers_into_the_template_s_order(book):
    rows = [["Rilevato", "Codice"], ["99,5%", "SLA.1"]]
    sheet = sheet_of(book, "sla", rows)
    headers = {sheet.cell(HEADER_ROW, at).value: sheet.cell(HEADER_ROW + 1, at).value for at in (1, 2)}
    assert headers == {"Codice": "SLA.1", "Rilevato": "99,5%"}


def test_a_text_that_looks_like_a_formula_stays_text(book):
    sheet = sheet_of(book, "sla", [["Codice"], ["=SLA.1"]])
    cell = sheet.cell(HEADER_ROW + 1, 1)
    assert (cell.value, cell.data_type) == ("=SLA.1", "s")


def test_a_text_wider_than_its_column_is_wrapped_in_a_row_that_is_high_enough(built):
    sheet = built["Catalogo SLA"]
    wrapped = [row for row in range(6, 17) if sheet.cell(row, 2).alignment.wrap_text]
    assert wrapped
    assert all(sheet.row_dimensions[row].height > 20 for row in wrapped)


def test_headers_stay_in_sight(built):
    assert all(built[one.sheet].freeze_panes == f"A{HEADER_ROW + 1}" for one in TABLES)


def test_raw_sheets_are_not_protected(built):
    assert not any(built[one.sheet].protection.sheet for one in TABLES)


def test_every_column_of_a_raw_table_helps_whoever_selects_it(built):
    for one in TABLES:
        if one is PARAMETERS_TABLE:
            continue
        validations = built[one.sheet].data_validations.dataValidation
        covered = {str(validation.sqref) for validation in validations}
        for at in range(len(one.columns)):
            column = letter(one.first_column + at)
            assert f"{column}{HEADER_ROW + 1}:{column}{HEADER_ROW + one.capacity}" in covered


def test_of_the_parameters_only_the_value_is_to_be_written(built):
    sheet = built[PARAMETERS_TABLE.sheet]
    assert sheet["B6"].style == Style.INPUT.value
    assert sheet["A6"].style == sheet["C6"].style == Style.LABEL.value


def test_every_parameter_has_its_own_help(built):
    titles = {v.promptTitle for v in built[PARAMETERS_TABLE.sheet].data_validations.dataValidation}
    assert {parameter.label[:31] for parameter in PARAMETERS} <= {title[:31] for title in titles if title}


def test_the_quarter_can_only_be_that_of_the_workbook(built):
    rules = built[PARAMETERS_TABLE.sheet].data_validations.dataValidation
    assert any(rule.formula1 == '"2016-T2"' for rule in rules)


def test_an_empty_table_still_has_a_row_to_paste_on(book):
    sheet = sheet_of(book, "ticket")
    assert sheet.tables["tbl_ticket"].ref.endswith(str(HEADER_ROW + 1))
    assert sheet.max_row < 60


def test_text_areas_cover_the_capacity_below_the_headers():
    assert sheets_input.text_areas(table("sla")) == f"A6:F{HEADER_ROW + table('sla').capacity}"


def test_the_first_cell_to_paste_on_is_selected(built):
    for one in TABLES:
        assert {selection.activeCell for selection in built[one.sheet].sheet_view.selection} == {"A6"}
