"""Cells put into a sheet of the new workbook."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from cst_xl.workbook.keeping.celltext import Revision, shared_strings
from cst_xl.workbook.keeping.formats import Formats
from cst_xl.workbook.keeping.writing import SheetWriter
from cst_xl.workbook.package import Package


@pytest.fixture
def scene(followed, built_example):
    old, new = followed.old.package, Package.open(built_example)
    revision = Revision(Formats(old, new), shared_strings(old), {})
    return new, revision, SheetWriter(old, "Conti miei", new, "Ticket", revision)


def test_a_cell_comes_with_its_format_and_a_formula_with_its_neighbours(scene):
    new, revision, writer = scene
    writer.put((2, 2), (50, 30))
    writer.put((5, 2), (53, 30), "SUM(B2:B4)")
    writer.close()
    revision.formats.close()
    sheet = load_workbook(BytesIO(new.content()))["Ticket"]
    assert sheet["AD50"].value == 12.5
    assert sheet["AD50"].number_format == '0.00" pezzi"'
    assert sheet["AD53"].value == "=SUM(AD50:AD52)"


def test_nothing_put_leaves_the_sheet_as_it_is(scene):
    new, _, writer = scene
    before = new.part(new.sheet_part("Ticket"))
    writer.put((900, 900), (1, 1))
    writer.close()
    assert new.part(new.sheet_part("Ticket")) is before or new.part(new.sheet_part("Ticket")) == before


def test_a_cell_takes_the_place_of_what_was_there(scene):
    new, revision, writer = scene
    writer.put((2, 1), (1, 2))
    writer.close()
    revision.formats.close()
    assert load_workbook(BytesIO(new.content()))["Ticket"]["B1"].value == "aprile"
