"""Formats of one workbook in another."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from cst_xl.workbook.keeping.formats import Formats, styles_part
from cst_xl.workbook.markup import parsed
from cst_xl.workbook.package import Package


@pytest.fixture
def dressed(tmp_path):
    """A workbook with one cell in a format of its own."""
    book = Workbook()
    cell = book.active["A1"]
    cell.font = Font(name="Arial", size=13, bold=True, color="FF112233")
    cell.fill = PatternFill("solid", fgColor="FF445566")
    cell.border = Border(top=Side("double", color="FF778899"))
    cell.number_format = '0.0" km"'
    cell.alignment = Alignment("right", wrap_text=True)
    book.save(tmp_path / "mia.xlsx")
    return Package.open(tmp_path / "mia.xlsx")


def format_number(package) -> int:
    root = parsed(package.part(package.sheet_part("Sheet")), "sheet")
    return int(next(cell for cell in root.iter() if cell.get("r") == "A1").get("s"))


def test_a_format_looks_the_same_under_its_new_number(dressed, built_example):
    new = Package.open(built_example)
    formats = Formats(dressed, new)
    number = formats.cell(format_number(dressed))
    formats.close()
    book = load_workbook(BytesIO(new.content()))
    cell = book["Ticket"]["ZZ99"]
    cell._style = book._cell_styles[number]
    assert (cell.font.name, cell.font.size, cell.font.bold, cell.font.color.rgb) == (
        "Arial",
        13,
        True,
        "FF112233",
    )
    assert cell.fill.fgColor.rgb == "FF445566"
    assert cell.border.top.style == "double"
    assert cell.number_format == '0.0" km"'
    assert cell.alignment.horizontal == "right"


def test_equal_formats_are_put_in_once(dressed, built_example):
    new = Package.open(built_example)
    one = Formats(dressed, new)
    number = one.cell(format_number(dressed))
    one.close()
    size = len(new.part(styles_part(new)))
    again = Formats(dressed, new)
    assert again.cell(format_number(dressed)) == number
    again.close()
    assert len(new.part(styles_part(new))) == size


def test_a_format_that_the_old_workbook_does_not_have_is_the_normal_one(dressed, built_example):
    formats = Formats(dressed, Package.open(built_example))
    assert formats.cell(99_999) == 0
    assert formats.mark(99_999) == 0


def test_our_named_styles_are_found(dressed, built_example):
    formats = Formats(dressed, Package.open(built_example))
    assert formats.named("Focus Testo") > 0
    assert formats.named("Stile che non c'è") == 0
