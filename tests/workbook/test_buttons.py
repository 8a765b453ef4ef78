"""Form-control buttons: told in four places that agree, in the order that Excel insists on."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import openpyxl
import pytest

from cst_xl.core.errors import CstError, WorkbookError
from cst_xl.workbook import buttons
from cst_xl.workbook.commands import COMMANDS, Command
from cst_xl.workbook.layout import Area
from cst_xl.workbook.package import Package
from tests.workbook.sample_books import rich

SHEET = "Pulsanti"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML = "{urn:schemas-microsoft-com:vml}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
EMU = 9525


def place(label):
    at = [command.label for command in COMMANDS].index(label)
    return Area(SHEET, 2 + at, 3, 1, 2)


def bare(sheet):
    """Leave the sheet as it is."""


def anywhere(label):
    """A place for a button of any label."""
    return Area(SHEET, 1, 1 + len(label))


def book_with(tmp_path, dress=bare):
    """A workbook whose second sheet is for the buttons, dressed with what the test is about."""
    path = rich(tmp_path / "libro.xlsx")
    book = openpyxl.load_workbook(path)
    dress(book.create_sheet(SHEET, 1))
    book.save(path)
    return Package.open(path)


@pytest.fixture
def package(tmp_path):
    made = book_with(tmp_path)
    buttons.add(made, COMMANDS, place)
    return made


def sheet_of(package):
    return ET.fromstring(package.part(package.sheet_part(SHEET)))


def target(package, link):
    return next(one.part for one in package.relationships(package.sheet_part(SHEET)) if one.id == link)


def listed(package):
    """The sheet's own entries: shape id, name, macro, tip, anchor, part of the properties."""
    found = []
    for control in sheet_of(package).iterfind(".//{*}control"):
        properties = control.find("{*}controlPr")
        anchor = [int(number.text) for number in properties.find("{*}anchor").iter() if number.text]
        found.append(
            (
                control.get("shapeId"),
                control.get("name"),
                properties.get("macro"),
                properties.get("altText"),
                anchor,
                target(package, control.get(f"{R}id")),
            )
        )
    return found


def drawn_in_vml(package):
    """Shape id, caption, macro, tip, anchor of each VML shape."""
    link = sheet_of(package).find("{*}legacyDrawing").get(f"{R}id")
    root = ET.fromstring(package.part(target(package, link)))
    return [
        (
            shape.get("id"),
            shape.find(f"{VML}textbox/div/font").text,
            shape.find(f"{EXCEL}ClientData/{EXCEL}FmlaMacro").text,
            shape.get("alt"),
            [int(number) for number in shape.find(f"{EXCEL}ClientData/{EXCEL}Anchor").text.split(",")],
        )
        for shape in root.iter(f"{VML}shape")
    ]


def hidden(package):
    """Shape id, name, caption, tip, anchor, VML id of each hidden shape of the drawing."""
    link = sheet_of(package).find("{*}drawing").get(f"{R}id")
    root = ET.fromstring(package.part(target(package, link)))
    found = []
    for choice in root.iterfind(".//{*}Choice"):
        anchor = choice.find("{*}twoCellAnchor")
        numbers = [int(n.text) for corner in ("from", "to") for n in anchor.find(f"{{*}}{corner}")]
        named = anchor.find("{*}sp/{*}nvSpPr/{*}cNvPr")
        assert named.get("hidden") == "1"
        spid = next(named.iterfind(".//{*}compatExt")).get("spid")
        caption = next(anchor.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")).text
        found.append((named.get("id"), named.get("name"), caption, named.get("descr"), numbers, spid))
    return found


def test_every_command_is_a_button_with_its_caption_macro_and_tip(package):
    assert [(caption, macro, tip) for _, caption, macro, tip, _ in drawn_in_vml(package)] == [
        (command.label, f"[0]!{command.macro}", command.tip) for command in COMMANDS
    ]


def test_the_four_places_agree_on_every_button(package):
    for control, vml, shape, command in zip(
        listed(package), drawn_in_vml(package), hidden(package), COMMANDS, strict=True
    ):
        assert vml[0] == shape[5] == f"_x0000_s{control[0]}"
        assert shape[0] == control[0]
        assert shape[1] == control[1]
        assert shape[2] == vml[1] == command.label
        assert control[2] == vml[2]
        assert control[3] == shape[3] == vml[3]
        assert control[4] == shape[4]
        assert [number * EMU if at % 2 else number for at, number in enumerate(vml[4])] == control[4]
        assert ET.fromstring(package.part(control[5])).attrib == {"objectType": "Button", "lockText": "1"}


def test_a_button_covers_the_cells_of_its_place(package):
    """Columns and rows count from 0; a button ends where the cell after its last begins."""
    first = listed(package)[0][4]
    assert first == [2, 3 * EMU, 1, 3 * EMU, 4, 0, 2, 0]


def test_shape_ids_lie_in_the_block_of_the_sheet(package):
    ids = [int(control[0]) for control in listed(package)]
    assert ids == list(range(2 * 1024 + 1, 2 * 1024 + 7))
    link = sheet_of(package).find("{*}legacyDrawing").get(f"{R}id")
    assert b'data="2"' in package.part(target(package, link))


def test_drawing_vml_and_controls_stand_between_the_page_setup_and_the_tables(tmp_path):
    def dress(sheet):
        from openpyxl.worksheet.table import Table

        sheet.append(["a", "b"])
        sheet.append([1, 2])
        sheet.add_table(Table(displayName="tblProva", ref="A1:B2"))

    package = book_with(tmp_path, dress)
    buttons.add(package, COMMANDS, place)
    tags = [child.tag.rpartition("}")[2] for child in sheet_of(package)]
    assert tags[tags.index("pageMargins") + 1 :] == [
        "drawing",
        "legacyDrawing",
        "AlternateContent",
        "tableParts",
    ]


def test_controls_stand_in_a_choice_that_only_readers_of_the_extensions_look_at(package):
    part = package.part(package.sheet_part(SHEET)).decode()
    assert re.search(
        r'<worksheet [^>]*xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"', part
    )
    assert re.search(r'<worksheet [^>]*xmlns:xdr="', part)
    assert part.count('<mc:Choice Requires="x14">') == 1 + len(COMMANDS)


def test_a_chart_on_the_sheet_keeps_its_drawing_which_the_buttons_join(tmp_path):
    def dress(sheet):
        from openpyxl.chart import BarChart, Reference

        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
        sheet.add_chart(chart, "H2")

    package = book_with(tmp_path, dress)
    part = package.sheet_part(SHEET)
    (before,) = [link for link in package.relationships(part) if link.kind == "drawing"]
    buttons.add(package, COMMANDS, place)
    (after,) = [link for link in package.relationships(part) if link.kind == "drawing"]
    assert after == before
    assert b"graphicFrame" in package.part(after.part)
    assert len(hidden(package)) == len(COMMANDS)


def test_captions_and_tips_may_hold_what_xml_reserves(tmp_path):
    package = book_with(tmp_path)
    odd = Command('Dati & «note» <1°>"', "dati", "Dati", "Help", 'Più di 3 > 2 & "così" d\'un fiato.')
    buttons.add(package, [odd], anywhere)
    assert drawn_in_vml(package)[0][1::2] == (odd.label, odd.tip)
    assert hidden(package)[0][2:4] == (odd.label, odd.tip)


def test_a_sheet_with_comments_is_refused(tmp_path):
    def dress(sheet):
        from openpyxl.comments import Comment

        sheet["A1"].comment = Comment("Nota", "Ufficio")

    package = book_with(tmp_path, dress)
    with pytest.raises(CstError, match="ha già legacyDrawing"):
        buttons.add(package, COMMANDS, place)


def test_buttons_are_not_added_twice(package):
    with pytest.raises(CstError, match="ha già AlternateContent, legacyDrawing"):
        buttons.add(package, COMMANDS, place)


def test_a_workbook_without_the_sheet_is_refused(tmp_path):
    with pytest.raises(WorkbookError, match="non c'è il foglio «Pulsanti»"):
        buttons.add(Package.open(rich(tmp_path / "libro.xlsx")), COMMANDS, place)


def test_buttons_on_several_sheets_are_refused(tmp_path):
    package = book_with(tmp_path)
    with pytest.raises(CstError, match="tutti su un foglio"):
        buttons.add(package, COMMANDS, lambda label: Area(label, 1, 1))


def test_openpyxl_reads_the_sheet_and_its_cells(package, tmp_path):
    package.save(tmp_path / "fatto.xlsx")
    assert SHEET in openpyxl.load_workbook(tmp_path / "fatto.xlsx").sheetnames
