"""Workbooks of earlier layouts, brought to the current one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cst_xl.actions import quarters
from cst_xl.actions.migrating import migrate
from cst_xl.core.book import located, place
from cst_xl.core.errors import CstError
from cst_xl.core.periods import Period
from cst_xl.workbook import layout, versions
from cst_xl.workbook.file import FileBook
from tests.workbook.keeping.scribbles import scribble

LAYOUTS = Path(__file__).parents[1] / "data/layouts"


@pytest.fixture(params=range(versions.FIRST, versions.CURRENT))
def older(request, tmp_path):
    return Path(shutil.copy(LAYOUTS / f"modello-{request.param}.xlsx", tmp_path / "Focus_2016-T2.xlsx"))


def values(edition):
    return {figure.id: str(figure.value) for figure in edition.figures}


def test_an_older_workbook_still_computes_to_the_figures_that_its_cells_show(older):
    book = FileBook.open(older)
    names = book.package.defined_names()
    compared = 0
    for figure in book.edition().figures:
        reference = names.get(layout.figure_name(figure.id))
        if reference is not None and figure.number is not None:
            sheet, cell = located(reference)
            row, column = place(cell)
            shown = book.values(sheet)[row - 1][column - 1]
            exact = float(figure.number) / figure.unit.scale
            assert isinstance(shown, str) or exact == pytest.approx(shown), figure.id
            compared += not isinstance(shown, str)
    assert compared > 100


def test_in_the_current_layout_the_figures_are_the_same_and_the_old_file_is_beside_it(older):
    before = older.read_bytes()
    figures = values(FileBook.open(older).edition())
    made = migrate(older)
    assert values(made.edition) == figures
    assert versions.version_of(FileBook.open(older).package) == versions.CURRENT
    (copy,) = older.parent.glob("*.bak.xlsx")
    assert copy.read_bytes() == before


def test_nobody_having_touched_it_nothing_is_listed(older):
    kept = migrate(older).kept
    assert kept.carried == kept.left == kept.recheck == ()


def test_the_quarter_after_an_older_workbook_has_the_current_layout(older, tmp_path):
    before = older.read_bytes()
    made = quarters.from_previous(older, Period.quarter(2016, 3), tmp_path / "Focus_2016-T3.xlsx")
    assert older.read_bytes() == before
    assert versions.version_of(FileBook.open(made.path).package) == versions.CURRENT
    assert made.kept.left == ()
    assert len(made.edition.tables["storico"]) > 150


def test_what_staff_added_to_an_older_workbook_comes_along(older, tmp_path):
    scribble(older)
    made = migrate(older, tmp_path / "nuovo.xlsx")
    book = load_workbook(made.path)
    assert book["Conti miei"]["A4"].value == "giugno"
    assert book["Catalogo SLA"]["G6"].value == "Ufficio reti"
    assert book["Dati Ticket Mensili"]["L6"].value == "turno A"
    assert book["Dati Ticket Mensili"]["A6"].comment.text == "dato provvisorio"
    assert "Ticket!C9" in {item.where for item in made.kept.left}


def test_a_workbook_of_the_current_layout_is_left_alone(workbook):
    before = workbook.read_bytes()
    with pytest.raises(CstError, match="già il modello attuale"):
        migrate(workbook)
    assert workbook.read_bytes() == before
