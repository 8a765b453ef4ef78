"""The home sheet: who, when, what next, what matters, where to."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from cst_xl.functions import state_formula
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.geometry import plan
from cst_xl.workbook.measure import pixels
from cst_xl.workbook.styles import Style


@pytest.fixture(scope="module")
def home(built):
    return built[layout.HOME]


def test_it_is_the_first_sheet_and_the_open_one(built, home):
    assert built.worksheets[0] is home
    assert built.active is home
    assert [sheet.title for sheet in built.worksheets if sheet.sheet_view.tabSelected] == [layout.HOME]


def test_it_fits_a_screen_of_1366_by_768(home):
    used = max(cell.row for row in home.iter_rows() for cell in row if cell.has_style)
    height = sum(home.row_dimensions[row].height or 15 for row in range(1, used + 1)) * 96 / 72
    width = sum(pixels(home.column_dimensions[c.column_letter].width) for c in home[1])
    assert height <= 600
    assert width <= 1316


def test_institution_and_quarter_are_those_of_the_parameters(home):
    assert home["K1"].value == "=cst_periodo(Parametri!$B$8)"
    assert home["B2"].value == "=Parametri!$B$6"


def test_an_institution_that_is_not_given_shows_nothing_instead_of_a_zero(home):
    _positive, _negative, zero, text = home["B2"].number_format.split(";")
    assert zero == ""
    assert text == "@"


def test_the_steps_are_read_from_the_workbook(built, home, geometry):
    area = geometry.state
    block = f"={state_formula(area.rows)}"
    hidden = built[layout.ENGINE]
    assert block in {
        c.value.text for row in hidden.iter_rows() for c in row if isinstance(c.value, ArrayFormula)
    }
    assert home.cell(area.row, area.column).value.startswith(f"={layout.ENGINE}!")


def test_every_step_leads_to_its_sheets(built, home, geometry):
    targets = {
        cell.hyperlink.location.rpartition("!")[0].strip("'")
        for row in home.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert {section.sheet for section in SECTIONS} <= targets
    assert {section.raw[0].sheet for section in SECTIONS} <= targets
    assert {layout.FOCUS, layout.FINDINGS, layout.SENTENCES} <= targets
    assert targets <= set(built.sheetnames)


def test_every_button_has_its_cells(home):
    for label in layout.BUTTONS:
        area = layout.button_area(label)
        assert home.cell(area.row, area.column).value == label
        assert area.local in {str(one) for one in home.merged_cells.ranges}


def test_only_the_line_that_says_when_it_was_updated_can_be_written(home):
    unlocked = [
        c.coordinate for row in home.iter_rows() for c in row if c.has_style and not c.protection.locked
    ]
    legend = [c.coordinate for row in home.iter_rows() for c in row if c.style == Style.INPUT.value]
    updated = layout.updated_area()
    assert set(unlocked) - set(legend) == {f"{column}{updated.row}" for column in "HIJK"}


def test_figures_that_matter_are_those_of_the_block_that_fills_when_the_workbook_is_computed(home, geometry):
    block = geometry.key_figures
    shown = [cell.value for row in home.iter_rows() for cell in row]
    for down in range(len(SECTIONS)):
        assert f"={block.cell(down, 0).reference}" in shown
        assert f"={block.cell(down, 1).reference}" in shown


def test_a_blank_quarter_has_room_for_every_figure_that_matters(next_edition, edition, geometry):
    blank = plan(next_edition, SECTIONS, like=edition)
    assert blank.key_figures.rows == geometry.key_figures.rows == len(SECTIONS)


def test_every_style_of_the_legend_is_told_in_itself(home):
    legend = {c.style: c.value for row in home.iter_rows() for c in row if c.value}
    assert "Dato" in legend[Style.INPUT.value]
    assert "Totale" in legend[Style.TOTAL.value]
    assert "Errore" in legend[Style.LEGEND_ERROR.value]
