"""A person's workbook is edited part by part; everything else in it is as it was."""

from __future__ import annotations

import os
import zipfile

import pytest

from cst_xl.core.errors import BadValueError, NotAWorkbookError, WorkbookError, WriteRefusedError
from cst_xl.workbook.package import Package
from tests.workbook.office_reader import sheets_shown
from tests.workbook.sample_books import (
    XLSX_TYPE,
    crafted,
    entries,
    excel_workbook,
    links,
    parts,
    raw_entries,
    rich,
    zipped,
)

XLSM_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
EMPTY_SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)


@pytest.fixture
def book(tmp_path):
    return rich(tmp_path / "libro.xlsx")


def made(path, contents):
    path.write_bytes(zipped(contents))
    return path


def changed_entries(before, after) -> set[str]:
    old, new = raw_entries(before), raw_entries(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def test_sheets_come_in_the_order_of_the_tabs_whatever_their_files_are_called(tmp_path) -> None:
    contents = parts(EMPTY_SHEET)
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace(
        b'<sheet name="Foglio" sheetId="1" r:id="rId1"/>',
        b'<sheet name="Primo" sheetId="7" r:id="rId9"/><sheet name="Secondo &amp; ultimo" sheetId="2" r:id="rId1"/>',
    )
    contents["xl/_rels/workbook.xml.rels"] = links(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "worksheet", "/xl/altro/Foglio%20strano.xml")
    )
    contents["xl/altro/foglio strano.xml"] = EMPTY_SHEET

    sheets = Package.open(made(tmp_path / "a.xlsx", contents)).sheets

    assert list(sheets.items()) == [
        ("Primo", "xl/altro/foglio strano.xml"),
        ("Secondo & ultimo", "xl/worksheets/sheet1.xml"),
    ]


def test_the_workbook_part_is_found_by_its_relationship_not_its_name(tmp_path) -> None:
    contents = {name.replace("xl/", "dati/"): part for name, part in parts(EMPTY_SHEET).items()}
    contents["_rels/.rels"] = links(("rId3", "officeDocument", "dati/workbook.xml"))
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(b"/xl/", b"/dati/")

    assert Package.open(made(tmp_path / "a.xlsx", contents)).sheets == {
        "Foglio": "dati/worksheets/sheet1.xml"
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r:id="rId1"', b'r:id="rId8"'),
        (
            b'<sheet name="Foglio" sheetId="1" r:id="rId1"/>',
            b'<sheet name="Foglio" sheetId="1" r:id="rId1"/>' * 2,
        ),
    ],
)
def test_a_list_of_sheets_that_does_not_add_up_is_damage(tmp_path, old, new) -> None:
    contents = parts(EMPTY_SHEET)
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace(old, new)
    package = Package.open(made(tmp_path / "a.xlsx", contents))

    with pytest.raises(NotAWorkbookError, match="l'elenco dei fogli non torna"):
        _ = package.sheets


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(book) -> None:
    with pytest.raises(WorkbookError, match=r"non c'è il foglio «Sla»: ci sono «Dati SLA», «SLA»"):
        Package.open(book).sheet_part("Sla")


def test_relationships_outside_the_package_have_no_part(tmp_path) -> None:
    contents = parts(EMPTY_SHEET)
    contents["xl/worksheets/_rels/sheet1.xml.rels"] = links(
        ("rId1", "hyperlink", "file:///etc/passwd")
    ).replace(b' Target="file', b' TargetMode="External" Target="file')
    package = Package.open(made(tmp_path / "a.xlsx", contents))

    (link,) = package.relationships("xl/worksheets/sheet1.xml")

    assert (link.id, link.kind, link.part) == ("rId1", "hyperlink", "")


def test_an_unchanged_package_is_saved_as_the_same_file(book, tmp_path) -> None:
    Package.open(book).save(tmp_path / "copia.xlsx")

    assert (tmp_path / "copia.xlsx").read_bytes() == book.read_bytes()


def test_only_the_replaced_part_differs(book, tmp_path) -> None:
    package = Package.open(book)
    package.replace("xl/styles.xml", package.part("xl/styles.xml") + b"<!-- nota -->")

    package.save(tmp_path / "dopo.xlsx")

    assert changed_entries(book, tmp_path / "dopo.xlsx") == {"xl/styles.xml"}
    assert entries(tmp_path / "dopo.xlsx")["xl/styles.xml"].endswith(b"<!-- nota -->")


def test_the_same_bytes_again_are_no_change(book, tmp_path) -> None:
    package = Package.open(book)
    package.replace("xl/styles.xml", package.part("xl/styles.xml"))

    package.save(tmp_path / "dopo.xlsx")

    assert (tmp_path / "dopo.xlsx").read_bytes() == book.read_bytes()


def test_a_part_reads_as_it_was_last_replaced(book) -> None:
    package = Package.open(book)

    package.replace("xl/styles.xml", b"<uno/>")
    package.replace("xl/styles.xml", b"<due/>")

    assert package.part("xl/styles.xml") == b"<due/>"


def test_a_part_put_back_is_copied_as_it_came(book) -> None:
    package = Package.open(book)
    original = package.part("xl/styles.xml")
    package.replace("xl/styles.xml", b"<uno/>")

    package.replace("xl/styles.xml", original)

    assert package.content() == book.read_bytes()


@pytest.mark.parametrize("method", ["part", "replace"])
def test_a_part_that_is_not_there_is_told(book, method) -> None:
    arguments = ("xl/nessuna.xml",) if method == "part" else ("xl/nessuna.xml", b"")

    with pytest.raises(NotAWorkbookError, match=r"Nel file «libro\.xlsx» manca la parte «xl/nessuna\.xml»"):
        getattr(Package.open(book), method)(*arguments)


def test_an_added_part_is_declared_and_saved_last(book, tmp_path) -> None:
    package = Package.open(book)

    package.add("customXml/item1.xml", b"<dati/>", "application/xml")
    package.add("xl/nota.bin", b"\0", "application/x-nota")
    package.save(tmp_path / "dopo.xlsx")

    after = entries(tmp_path / "dopo.xlsx")
    assert list(after)[-2:] == ["customXml/item1.xml", "xl/nota.bin"]
    types = after["[Content_Types].xml"]
    assert b'PartName="/xl/nota.bin" ContentType="application/x-nota"' in types
    assert b"item1.xml" not in types, "the default for .xml already says so"
    assert changed_entries(book, tmp_path / "dopo.xlsx") == {
        "[Content_Types].xml",
        "customXml/item1.xml",
        "xl/nota.bin",
    }
    assert package.names[-2:] == ("customXml/item1.xml", "xl/nota.bin")


def test_a_part_is_not_added_over_another_whatever_its_case(book) -> None:
    with pytest.raises(WorkbookError, match="c'è già una parte"):
        Package.open(book).add("XL/Styles.xml", b"", "application/xml")


def test_names_are_read_updated_and_added_and_the_others_stay(book, tmp_path) -> None:
    package = Package.open(book)
    assert package.defined_names() == {"dati_sla": "'Dati SLA'!$A$1:$C$4", "Zona": "SLA!$A$1"}

    package.set_defined_names({"Zona": "SLA!$B$3", "sla.1": "SLA!$A$5"})
    package.save(tmp_path / "dopo.xlsx")

    from openpyxl import load_workbook

    after = load_workbook(tmp_path / "dopo.xlsx")
    assert {name: item.attr_text for name, item in after.defined_names.items()} == {
        "dati_sla": "'Dati SLA'!$A$1:$C$4",
        "sla.1": "SLA!$A$5",
        "Zona": "SLA!$B$3",
    }
    assert after.defined_names["Zona"].comment == "di prova"
    assert after["SLA"].defined_names["locale"].attr_text == "SLA!$A$3"
    assert after["SLA"].print_area == "'SLA'!$A$1:$H$20"
    after.close()
    assert changed_entries(book, tmp_path / "dopo.xlsx") == {"xl/workbook.xml"}


def test_a_bad_name_changes_nothing(book) -> None:
    package = Package.open(book)

    with pytest.raises(BadValueError):
        package.set_defined_names({"buono": "SLA!$A$1", "non buono": "SLA!$A$1"})

    assert package.content() == book.read_bytes()


def test_calculation_is_set_in_the_workbook_part_only(book, tmp_path) -> None:
    package = Package.open(book)

    package.set_calculation()
    package.save(tmp_path / "dopo.xlsx")

    part = entries(tmp_path / "dopo.xlsx")["xl/workbook.xml"]
    assert b'calcId="191029"' in part
    assert b"fullCalcOnLoad" not in part
    assert b"microsoft.com:LAMBDA_WF" in part
    assert changed_entries(book, tmp_path / "dopo.xlsx") == {"xl/workbook.xml"}


def test_a_macro_workbook_keeps_its_macros_byte_for_byte(tmp_path) -> None:
    package = Package.open(excel_workbook())
    package.set_calculation()
    package.set_defined_names({"zona": "Sheet1!$A$1"})

    package.save(tmp_path / "macro.xlsm")

    assert changed_entries(excel_workbook(), tmp_path / "macro.xlsm") == {"xl/workbook.xml"}


def test_the_same_changes_give_the_same_file(book, tmp_path) -> None:
    for name in ("uno.xlsx", "due.xlsx"):
        package = Package.open(book)
        package.set_calculation()
        package.save(tmp_path / name)

    assert (tmp_path / "uno.xlsx").read_bytes() == (tmp_path / "due.xlsx").read_bytes()


def test_the_content_is_what_would_be_saved(book, tmp_path) -> None:
    package = Package.open(book)
    package.set_calculation()

    package.save(tmp_path / "dopo.xlsx")

    assert package.content() == (tmp_path / "dopo.xlsx").read_bytes()


def test_a_package_can_be_saved_over_its_own_file_again_and_again(book) -> None:
    package = Package.open(book)

    package.set_calculation()
    package.save(book)
    package.set_defined_names({"zona2": "SLA!$A$1"})
    package.save(book)

    assert Package.open(book).defined_names()["zona2"] == "SLA!$A$1"


def test_a_backup_of_the_old_file_is_kept_when_asked_for(book) -> None:
    before = book.read_bytes()
    package = Package.open(book)
    package.set_calculation()

    kept = package.save(book, backup=1)

    assert kept is not None
    assert kept.read_bytes() == before


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(book) -> None:
    package = Package.open(book)
    package.set_calculation()
    rich(book)
    os.utime(book, (1, 1))
    theirs = book.read_bytes()

    with pytest.raises(WriteRefusedError, match="modificato da qualcun altro"):
        package.save(book)

    assert book.read_bytes() == theirs


def test_the_file_is_closed_after_opening(book) -> None:
    """Windows can neither replace nor remove an open file."""
    package = Package.open(book)
    book.unlink()

    assert package.part("xl/styles.xml").startswith(b"<styleSheet")


@pytest.mark.parametrize("name", ["dopo.xlsm", "dopo.zip", "dopo"])
def test_an_extension_that_excel_would_refuse_is_refused(book, tmp_path, name) -> None:
    with pytest.raises(WriteRefusedError, match=rf"Non salvo «{name}»: il contenuto è di tipo \.xlsx"):
        Package.open(book).save(tmp_path / name)

    assert not (tmp_path / name).exists()


def test_a_signed_workbook_is_not_changed(tmp_path) -> None:
    path = made(tmp_path / "firmato.xlsx", parts(EMPTY_SHEET) | {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    package = Package.open(path)
    package.save(tmp_path / "copia.xlsx")
    package.set_calculation()

    with pytest.raises(WriteRefusedError, match="firmato digitalmente"):
        package.save(path)


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(WorkbookError, match="non c'è: controlla il nome"):
        Package.open(tmp_path / "niente.xlsx")


def test_a_folder_is_not_a_workbook(tmp_path) -> None:
    with pytest.raises(WorkbookError, match="non si può leggere"):
        Package.open(tmp_path)


def test_an_encrypted_workbook_says_what_to_do(tmp_path) -> None:
    path = tmp_path / "segreto.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"))

    with pytest.raises(NotAWorkbookError, match="protetto da password: aprilo in Excel, togli la password"):
        Package.open(path)


def test_an_old_xls_says_what_to_do(tmp_path) -> None:
    path = tmp_path / "vecchio.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))

    with pytest.raises(NotAWorkbookError, match=r"vecchio formato di Excel \(\.xls\)"):
        Package.open(path)


def test_an_opendocument_sheet_says_what_it_is(tmp_path) -> None:
    path = made(tmp_path / "foglio.xlsx", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})

    with pytest.raises(NotAWorkbookError, match="è un foglio OpenDocument"):
        Package.open(path)


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    ],
)
def test_a_document_of_another_kind_is_refused(tmp_path, kind) -> None:
    path = made(tmp_path / "altro.xlsx", parts(EMPTY_SHEET, kind=kind))

    with pytest.raises(NotAWorkbookError, match="non è una cartella di lavoro di Excel"):
        Package.open(path)


@pytest.mark.parametrize("missing", ["_rels/.rels", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_package_without_a_vital_part_is_refused(tmp_path, missing) -> None:
    contents = parts(EMPTY_SHEET)
    del contents[missing]

    with pytest.raises(NotAWorkbookError, match=r"file «a\.xlsx»"):
        Package.open(made(tmp_path / "a.xlsx", contents))


def test_a_broken_content_types_part_is_refused(tmp_path) -> None:
    contents = parts(EMPTY_SHEET) | {"[Content_Types].xml": b"<Types>"}

    with pytest.raises(NotAWorkbookError, match="non è XML ben formato"):
        Package.open(made(tmp_path / "a.xlsx", contents))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path) -> None:
    path = tmp_path / "enorme.xlsx"
    with path.open("wb") as out:
        out.truncate(300 * 2**20)

    with pytest.raises(NotAWorkbookError, match="troppo grande: al massimo 256 MB"):
        Package.open(path)


def test_a_csv_renamed_to_xlsx_is_refused(tmp_path) -> None:
    path = tmp_path / "dati.xlsx"
    path.write_text("SLA;Valore\nSLA.1;98,5\n")

    with pytest.raises(
        NotAWorkbookError, match=r"«dati\.xlsx» è danneggiato, oppure non è un \.xlsx o \.xlsm"
    ):
        Package.open(path)


def test_workbook_types_are_told_by_their_declaration(tmp_path) -> None:
    for kind, name in ((XLSX_TYPE, "a.xlsx"), (XLSM_TYPE, "a.xlsm")):
        path = made(tmp_path / name, parts(EMPTY_SHEET, kind=kind))
        Package.open(path).save(tmp_path / f"copia-{name}")
        assert zipfile.is_zipfile(tmp_path / f"copia-{name}")


def test_dates_are_known_to_count_from_1904(tmp_path) -> None:
    path = crafted(tmp_path / "mac.xlsx", "<sheetData/>", book_extra='<workbookPr date1904="1"/>')

    assert Package.open(path).counts_from_1904


@pytest.mark.office
@pytest.mark.parametrize("descriptors", [False, True], ids=["openpyxl", "data descriptors"])
def test_libreoffice_opens_what_was_saved(book, tmp_path, descriptors) -> None:
    if descriptors:
        book.write_bytes(_streamed(entries(book)))
    package = Package.open(book)
    package.set_calculation()
    package.set_defined_names({"nuovo": "'Dati SLA'!$B$2"})
    package.add("customXml/item1.xml", b"<dati/>", "application/xml")
    package.save(tmp_path / "dopo.xlsx")

    shown = sheets_shown(tmp_path / "dopo.xlsx", tmp_path)

    assert shown["Dati SLA"][:2] == [["SLA", "Atteso", "Rilevato"], ["SLA.1", "0.99", "0.985"]]
    assert shown["SLA"][2][0] == "8.94"


def _streamed(contents: dict[str, bytes]) -> bytes:
    from tests.workbook.test_archive import Unseekable

    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return out.getvalue()
