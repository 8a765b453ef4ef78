"""From openpyxl to a file: the same bytes every time, and what openpyxl can't write."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from cst_xl.workbook.finish import Extras, save


@pytest.fixture
def book():
    book = Workbook()
    sheet = book.active
    sheet.title = "Dati"
    sheet.append(["Codice", "Valore"])
    sheet.append(["001", "98,5%"])
    sheet["A1"].font = Font(name="Calibri", bold=True, color="FF0066CC", size=12)
    sheet.add_table(Table(displayName="tbl_prova", ref="A1:B2"))
    return book


def saved(book, extras=None):
    out = BytesIO()
    save(book, out, extras or Extras())
    return out.getvalue()


def part(content, name):
    with zipfile.ZipFile(BytesIO(content)) as file:
        return file.read(name).decode()


def test_the_same_workbook_gives_the_same_bytes(book):
    assert saved(book) == saved(book)


def test_the_time_of_saving_is_not_stamped_in(book):
    from datetime import datetime

    book.properties.modified = datetime(2016, 6, 30)
    assert "2016-06-30T00:00:00Z</dcterms:modified>" in part(saved(book), "docProps/core.xml")
    with zipfile.ZipFile(BytesIO(saved(book))) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_content_types_come_first(book):
    with zipfile.ZipFile(BytesIO(saved(book))) as file:
        assert file.namelist()[0] == "[Content_Types].xml"


def test_text_on_purpose_is_not_marked_as_a_mistake(book):
    sheet = part(saved(book, Extras(text_areas={"Dati": ["A2:B200"]})), "xl/worksheets/sheet1.xml")
    assert '<ignoredError sqref="A2:B200" numberStoredAsText="1" twoDigitTextYear="1"/>' in sheet
    assert sheet.index("<ignoredErrors") < sheet.index("<tableParts")


def test_a_sheet_without_such_text_is_left_as_openpyxl_writes_it(book):
    assert "ignoredErrors" not in part(saved(book), "xl/worksheets/sheet1.xml")


def test_the_parts_of_a_font_stand_in_the_order_of_the_standard(book):
    styles = part(saved(book), "xl/styles.xml")
    fonts = re.findall(r"<font>(.*?)</font>", styles, re.DOTALL)
    order = ["b", "i", "strike", "u", "sz", "color", "name", "family", "scheme"]
    for font in fonts:
        tags = [tag for tag in re.findall(r"<(\w+)", font) if tag in order]
        assert tags == sorted(tags, key=order.index)


def test_what_was_saved_can_be_read_again(book):
    from openpyxl import load_workbook

    assert load_workbook(BytesIO(saved(book)))["Dati"]["B2"].value == "98,5%"
