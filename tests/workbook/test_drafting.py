"""The moves that all sheet writers make."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from cst_xl.core.blocks import OutColumn
from cst_xl.workbook import layout
from cst_xl.workbook.drafting import (
    columns_for,
    group_stretches,
    height_of,
    link,
    merged,
    protect,
    quarter_formula,
    reaching,
    row_below,
    ruled,
    show_block,
    width_of,
)
from cst_xl.workbook.layout import Area
from cst_xl.workbook.styles import Style, register


@pytest.fixture
def sheet():
    book = Workbook()
    register(book)
    book.active.title = "Foglio"
    return book.active


def test_every_cell_under_a_merged_one_has_its_style(sheet):
    merged(sheet, 3, 2, 5, "Titolo", Style.HEADING)
    assert sheet["B3"].value == "Titolo"
    assert [sheet.cell(3, column).style for column in range(2, 6)] == [Style.HEADING.value] * 4
    assert [str(area) for area in sheet.merged_cells.ranges] == ["B3:E3"]


def test_one_cell_is_not_merged(sheet):
    merged(sheet, 3, 2, 2, "Titolo", Style.BODY)
    assert not sheet.merged_cells.ranges


def test_a_rule_goes_on_beyond_its_text(sheet):
    ruled(sheet, 1, 2, 4, "Capitolo", Style.HEADING)
    assert [sheet.cell(1, column).value for column in range(2, 5)] == ["Capitolo", None, None]
    assert sheet["D1"].border.bottom.style == "medium"


def test_a_link_leads_into_the_workbook(sheet):
    link(sheet, 1, 1, "Dati SLA", "Dati SLA")
    assert sheet["A1"].hyperlink.location == "'Dati SLA'!A1"
    assert sheet["A1"].hyperlink.target is None


def test_a_block_is_shown_by_references_to_a_hidden_one(sheet):
    show_block(sheet, Area("Foglio", 8, 2, 3, 2), "cst_prova(dati_prova,3)")
    hidden = sheet.parent[layout.ENGINE]
    assert hidden.sheet_state == "hidden"
    block = next(cell for row in hidden.iter_rows() for cell in row if isinstance(cell.value, ArrayFormula))
    assert block.value.text == "=cst_prova(dati_prova,3)"
    first, last = block.value.ref.split(":")
    assert sheet["B8"].value == f"={layout.ENGINE}!$A${hidden[first].row}"
    assert sheet["C10"].value == f"={layout.ENGINE}!$B${hidden[last].row}"
    assert all(hidden.cell(row, column).has_style for row in range(3, 6) for column in (1, 2))


def test_hidden_blocks_do_not_touch(sheet):
    show_block(sheet, Area("Foglio", 1, 1, 3, 2), "cst_uno()")
    show_block(sheet, Area("Foglio", 10, 1, 3, 2), "cst_due()")
    hidden = sheet.parent[layout.ENGINE]
    refs = [c.value.ref for row in hidden.iter_rows() for c in row if isinstance(c.value, ArrayFormula)]
    assert refs == ["A3:B5", "A7:B9"]


def test_the_quarter_is_written_out_by_a_function_of_ours():
    assert quarter_formula(Area("Parametri", 8, 2)) == "cst_periodo(Parametri!$B$8)"


def test_columns_are_counted_until_they_are_wide_enough():
    widths = {1: 2.0, 2: 10.0, 3: 10.0, 4: 10.0}
    assert reaching(widths, 2, 100) == 3
    assert reaching(widths, 2, 5000) == 4
    assert width_of(widths, 2, 3) == 140
    assert columns_for(500) == 8


def test_a_chart_ends_above_the_first_row_that_lies_wholly_below_it(sheet):
    sheet.row_dimensions[5].height = 60
    assert row_below(sheet, 5, 80) == 6
    assert row_below(sheet, 5, 81) == 7
    assert height_of(sheet, 5, 6) == 100


def test_neighbouring_columns_share_a_group_header():
    columns = [OutColumn(str(at), "", group=group) for at, group in enumerate(("", "A", "A", "B", ""))]
    assert list(group_stretches(columns)) == [(0, 0, ""), (1, 2, "A"), (3, 3, "B"), (4, 4, "")]


def test_a_computed_sheet_is_protected_without_a_password_and_its_look_is_free(sheet):
    protect(sheet)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.formatColumns
    assert not sheet.protection.formatRows
