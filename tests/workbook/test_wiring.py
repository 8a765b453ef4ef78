"""New parts are tied into a package without disturbing what is there."""

from __future__ import annotations

import pytest

from cst_xl.workbook.package import Package
from cst_xl.workbook.wiring import declare_extension, free_name, relate, retype
from tests.workbook.sample_books import entries, rich

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"


@pytest.fixture
def package(tmp_path):
    return Package.open(rich(tmp_path / "libro.xlsx"))


def test_a_free_name_is_the_first_that_no_part_has_whatever_its_case(package):
    assert free_name(package, "xl/drawings/drawing{}.xml") == "xl/drawings/drawing2.xml"
    assert free_name(package, "XL/Drawings/Drawing{}.XML") == "XL/Drawings/Drawing2.XML"
    assert free_name(package, "xl/altro{}.xml") == "xl/altro1.xml"


def test_a_part_with_relationships_gets_another_with_a_new_id(package):
    part = package.sheet_part("Dati SLA")
    before = package.relationships(part)
    made = relate(package, part, KIND, "xl/drawings/drawing1.xml")
    after = package.relationships(part)
    assert after[:-1] == before
    assert made not in {link.id for link in before}
    assert (after[-1].id, after[-1].kind, after[-1].part) == (made, "drawing", "xl/drawings/drawing1.xml")


def test_a_part_without_relationships_gets_its_first(package):
    package.add("xl/nuova/parte.xml", b"<x/>", "application/xml")
    assert relate(package, "xl/nuova/parte.xml", KIND, "xl/drawings/drawing1.xml") == "rId1"
    (link,) = package.relationships("xl/nuova/parte.xml")
    assert link.part == "xl/drawings/drawing1.xml"
    assert b'Target="../drawings/drawing1.xml"' in package.part("xl/nuova/_rels/parte.xml.rels")


def test_the_package_itself_can_refer_to_a_part(package):
    package.add("customUI/x.xml", b"<x/>", "application/xml")
    relate(package, "", KIND, "customUI/x.xml")
    assert b'Target="customUI/x.xml"' in package.part("_rels/.rels")


def test_a_new_extension_is_declared_before_the_single_parts(package):
    declare_extension(package, "vbx", "application/x-prova")
    types = package.part("[Content_Types].xml").decode()
    assert types.index('Extension="vbx"') < types.index("<Override")


def test_an_extension_that_has_a_type_keeps_it(package):
    before = package.part("[Content_Types].xml")
    declare_extension(package, "xml", "application/x-prova")
    assert package.part("[Content_Types].xml") == before


def test_a_part_gets_another_type_and_the_others_keep_theirs(package, tmp_path):
    retype(package, "xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    package.save(tmp_path / "libro.xlsm")
    before = entries(tmp_path / "libro.xlsx")["[Content_Types].xml"].decode()
    after = entries(tmp_path / "libro.xlsm")["[Content_Types].xml"].decode()
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert after == before.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
