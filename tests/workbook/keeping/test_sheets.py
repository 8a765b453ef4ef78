"""A sheet of a person's, whole, in the next workbook."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook


@pytest.fixture(scope="module")
def mine(followed):
    return load_workbook(followed.path)["Conti miei"]


def test_cells_and_formulas_are_there(mine, followed):
    old = load_workbook(followed.source)["Conti miei"]
    for row in old.iter_rows():
        for cell in row:
            if cell.coordinate != "B8":
                assert mine[cell.coordinate].value == cell.value, cell.coordinate
    assert mine["B8"].value == "=COUNTA(Categorie!A6:A20)"


def test_formats_widths_and_merged_cells_are_those_of_before(mine):
    assert mine["A2"].fill.fgColor.rgb == "FFFFFF00"
    assert mine["B2"].number_format == '0.00" pezzi"'
    assert (mine["A10"].font.name, mine["A10"].font.bold) == ("Comic Sans MS", True)
    assert mine.column_dimensions["C"].width == 33
    assert str(mine.merged_cells) == "A12:C12"


def test_notes_rules_tables_and_charts_hang_on_it(mine):
    assert mine["A2"].comment.text == "da rivedere con il capo"
    (area,) = mine.conditional_formatting
    assert str(area.sqref) == "B2:B4"
    assert area.rules[0].dxf.fill.bgColor.rgb == "FFFF0000"
    assert mine.data_validations.dataValidation[0].formula1 == '"sì,no"'
    assert mine.tables["mia_tabella"].ref == "A1:C4"
    assert len(mine._charts) == 1


def test_a_table_has_a_number_that_no_other_has(followed):
    tables = [table for sheet in load_workbook(followed.path) for table in sheet.tables.values()]
    assert len({table.id for table in tables}) == len(tables)


def test_a_hidden_sheet_stays_hidden_and_the_first_one_open(followed):
    book = load_workbook(followed.path)
    assert book["Appunti nascosti"].sheet_state == "hidden"
    assert book.active.title == "Istruzioni"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Istruzioni"]
