"""Cells as they go into another sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from xlsxwriter import Workbook

from cst_xl.workbook.keeping.celltext import Revision, shared_strings
from cst_xl.workbook.keeping.formats import Formats
from cst_xl.workbook.markup import parsed
from cst_xl.workbook.package import Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def revision(followed):
    old = followed.old.package
    return Revision(
        Formats(old, followed.new.package), shared_strings(old), {"Categorie nostre": "Categorie"}
    )


def cell(xml: str):
    return parsed(f'<c xmlns="{MAIN}" r="A1" {xml}'.encode(), "cell")


@pytest.mark.parametrize(
    ("formula", "revised"),
    [
        ("SUM('Categorie nostre'!A1:A3)", "SUM(Categorie!A1:A3)"),
        ("'Altre Categorie nostre'!A1", "'Altre Categorie nostre'!A1"),
        ("Ticket!A1", "Ticket!A1"),
    ],
)
def test_formulas_follow_a_sheet_that_has_its_name_back(formula, revised, revision):
    assert revision.formula(formula) == revised


def test_a_formula_comes_without_the_result_of_the_old_quarter(revision):
    one = cell('t="str"><f>1+1</f><v>2</v></c>')
    revision.cell(one)
    assert [child.tag.rpartition("}")[2] for child in one] == ["f"]
    assert one.get("t") is None


def test_a_shared_text_is_written_out_with_its_formats(revision, tmp_path):
    book = Workbook(tmp_path / "altra.xlsx")
    sheet = book.add_worksheet()
    sheet.write_string("A1", "primo")
    sheet.write_rich_string("A2", "in ", book.add_format({"bold": True}), "grassetto")
    book.close()
    texts = shared_strings(Package.open(tmp_path / "altra.xlsx"))
    one = cell('t="s"><v>1</v></c>')
    replace(revision, strings=texts).cell(one)
    assert one.get("t") == "inlineStr"
    assert "".join(one.itertext()) == "in grassetto"
    assert len(list(one.iter(f"{{{MAIN}}}b"))) == 1
