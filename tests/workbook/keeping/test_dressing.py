"""Formats that a person changed."""

from __future__ import annotations

from openpyxl import load_workbook


def test_a_catalogues_row_keeps_its_colour(followed):
    book = load_workbook(followed.path)
    assert book["Catalogo SLA"]["A7"].fill.fgColor.rgb == "FFFFFF00"
    assert book["Catalogo SLA"]["A8"].fill.fgColor.rgb != "FFFFFF00"


def test_a_cell_of_a_computed_sheet_keeps_it_while_its_row_is_the_same(followed):
    assert load_workbook(followed.path)["Ticket"]["B8"].fill.fgColor.rgb == "FFFFFF00"


def test_formats_are_listed_by_stretches_of_cells(followed):
    found = [item.where for item in followed.kept.carried if item.what == "formato"]
    assert found == ["Catalogo SLA!A7", "Ticket!B8"]
