"""The sheet *Incolla*: text format as far as any export reaches, and nothing in the way."""

from __future__ import annotations

import openpyxl
import pytest

from cst_xl.core import paste_area
from cst_xl.intake import pasted
from cst_xl.workbook import layout


@pytest.fixture(scope="module")
def sheet(built_example):
    return openpyxl.load_workbook(built_example)[layout.PASTE]


def test_every_column_that_an_export_may_have_is_text(sheet):
    widest = max(44, paste_area.COLUMNS)
    assert all(
        sheet.cell(paste_area.FIRST_ROW, column).number_format == "@" for column in range(1, widest + 1)
    )
    formats = {dimension.number_format for dimension in sheet.column_dimensions.values()}
    assert formats == {"@"}


def test_nothing_stands_where_one_pastes(sheet):
    cells = [cell.value for row in sheet.iter_rows(min_row=paste_area.FIRST_ROW) for cell in row]
    assert set(cells) <= {None, ""}
    assert sheet.sheet_view.selection[0].activeCell == f"A{paste_area.FIRST_ROW}"


def test_the_sheet_of_the_template_counts_as_empty(sheet):
    grid = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert pasted.source_of(grid) is None
