"""Computed sheets: one head, tables from blocks, charts beside or below, sentences, protection."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from cst_xl.core.units import TEXT
from cst_xl.functions import table_formula
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.measure import pixels, text_pixels
from cst_xl.workbook.styles import BODY


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_every_computed_sheet_has_the_same_head(built, section):
    sheet = built[section.sheet]
    assert sheet["B1"].value == section.title
    assert sheet["B2"].value.startswith("=cst_periodo(")
    assert sheet["B3"].value == f"Come si legge: {section.reading}"
    assert sheet["B4"].value.startswith(f"={layout.HOME}!")
    assert not sheet.sheet_view.showGridLines
    assert sheet.protection.sheet


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_every_table_is_filled_by_its_own_function(built, geometry, section):
    hidden = built[layout.ENGINE]
    blocks = {
        c.value.text: c.row for row in hidden.iter_rows() for c in row if isinstance(c.value, ArrayFormula)
    }
    for place in geometry.places(section):
        row = blocks[f"={table_formula(place.table.key, place.area.rows)}"]
        shown = built[section.sheet].cell(place.area.row, place.area.column)
        assert shown.value == f"={layout.ENGINE}!$A${row}"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_every_cell_of_a_block_has_the_format_of_its_column(built, geometry, section):
    for place in geometry.places(section):
        for down in range(place.area.rows):
            for right, column in enumerate(place.columns):
                cell = built[section.sheet].cell(place.area.row + down, place.area.column + right)
                assert cell.number_format == column.unit.number_format
                assert cell.has_style


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_every_number_fits_its_column(built, geometry, section):
    """Else Excel shows ####."""
    sheet = built[section.sheet]
    for place in geometry.places(section):
        for row in place.shown.rows:
            for right, (content, column) in enumerate(zip(row.cells, place.columns, strict=True)):
                if column.unit.name == TEXT.name or content is None or isinstance(content, str):
                    continue
                letter = sheet.cell(1, place.area.column + right).column_letter
                width = pixels(sheet.column_dimensions[letter].width)
                printed = column.unit.text(content.value)
                assert text_pixels(printed, BODY, bold=True) <= width - 6, (place.table.key, printed)


def test_columns_of_one_group_share_a_header(built, geometry):
    place = geometry.tables["ticket"]
    sheet = built[place.area.sheet]
    row = place.header_row - 1
    assert "Ticket da mail" in [sheet.cell(row, column).value for column in range(2, 13)]
    assert any(area.min_row == row and area.size["columns"] > 1 for area in sheet.merged_cells.ranges)


def test_the_sentences_of_a_section_are_shown_on_its_sheet(built, geometry):
    for section in SECTIONS:
        shown = {c.value for row in built[section.sheet].iter_rows(min_col=2, max_col=2) for c in row}
        place = geometry.sentences[section.key]
        assert {f"={place.area.cell(at, 1).reference}" for at in range(place.area.rows)} <= shown


def test_charts_of_a_sheet_come_in_the_order_in_which_they_are_described(built, geometry):
    for section in SECTIONS:
        titles = [chart.title.tx.rich.p[0].r[0].t for chart in built[section.sheet]._charts]
        assert titles == [chart.title for chart in geometry.charts[section.key]]


def test_charts_stand_beside_narrow_tables_and_below_wide_ones(built, geometry):
    beside = built["Servizi"]._charts[0].anchor._from
    assert beside.col > geometry.tables["servizi"].area.last_column
    below = built["Ticket"]._charts[0].anchor._from
    assert below.row >= geometry.tables["ticket"].note_row


def test_a_sheet_is_printed_on_one_page(built):
    for section in SECTIONS:
        setup = built[section.sheet].page_setup
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)
        assert built[section.sheet].print_area
