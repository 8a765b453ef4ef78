"""Formulas that call our functions, saved by a real Calc under names that Excel understands."""

from __future__ import annotations

import zipfile

import pytest
from lxml import etree
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from cst_xl.hosts.libreoffice.component import names
from tests.end_to_end.office_session import ODS, XLSX

pytestmark = pytest.mark.office

TYPED = {
    "B1": "=CST_DIFF(10;12)",
    "B2": '=IF(CST_DIFF(A1;A2)>0;"più "&CST_QUASI(CST_DIFF(A1;A2));"IT.CST.XL.FUNZIONI.")',
    "B3": "=SUM(A1:A2)",
}


@pytest.fixture
def typed(office, tmp_path):
    """A document with formulas from a file and formulas that a person typed."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([10])
    sheet.append([12])
    sheet["C1"] = "=cst_diff(A1,A2)"
    sheet["C2"] = ArrayFormula("C2:C3", "=cst_diff(A1,A2)*{1;2}")
    path = tmp_path / "formule.xlsx"
    book.save(path)
    document = office.open(path)
    for cell, formula in TYPED.items():
        document.formula(sheet="Sheet", cell=cell, text=formula)
    document.array_formula(sheet="Sheet", cells="D1:D2", text="=CST_DIFF(A1;A2)*{1|2}")
    yield document
    document.close()


CELLS = ["B1", "B2", "B3", "C1", "C2", "C3", "D1", "D2"]


def formulas(path):
    """Text of the formula of each cell of the first sheet."""
    with zipfile.ZipFile(path) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    namespace = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return {
        cell.get("r"): cell.findtext(f"{namespace}f")
        for cell in sheet.iter(f"{namespace}c")
        if cell.find(f"{namespace}f") is not None
    }


def test_no_service_name_is_in_the_file_and_every_formula_still_is(typed, tmp_path):
    path = tmp_path / "salvata.xlsx"
    before = typed.shown("Sheet", CELLS)
    typed.save(url=path.as_uri(), kind=XLSX)
    saved = formulas(path)
    assert set(saved) >= {"B1", "B2", "B3", "C1", "C2", "D1"}
    assert saved["B1"].lower() == "cst_diff(10,12)"
    assert saved["B2"].lower().count("cst_diff(a1,a2)") == 2
    prefixed = [text for text in saved.values() if names.FUNCTIONS.lower() in text.replace('IT.CST.XL.FUNZIONI."', "").lower()]  # fmt: skip
    assert prefixed == []
    assert typed.shown("Sheet", CELLS) == before


def test_a_text_that_looks_like_the_service_stays_a_text(typed, tmp_path):
    path = tmp_path / "salvata.xlsx"
    typed.save(url=path.as_uri(), kind=XLSX)
    assert '"IT.CST.XL.FUNZIONI."' in formulas(path)["B2"]


@pytest.mark.parametrize(("kind", "suffix"), [(XLSX, ".xlsx"), (ODS, ".ods")])
def test_opened_again_the_cells_show_the_same(typed, office, tmp_path, kind, suffix):
    path = tmp_path / f"salvata{suffix}"
    before = typed.shown("Sheet", CELLS)
    typed.save(url=path.as_uri(), kind=kind)
    again = office.open(path)
    again.recalculate()
    shown = again.shown("Sheet", CELLS)
    again.close()
    assert shown == before
    assert not any(text.startswith("#") for text in shown)
