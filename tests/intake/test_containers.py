"""Crafted workbooks are refused with a sentence before any library opens them; honest ones pass."""

from __future__ import annotations

import io
import zipfile

import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import containers
from tests.intake.samples import as_workbook

SPREADSHEET = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    "<table:table>{}</table:table></office:spreadsheet></office:body></office:document-content>"
)
CELL = '<table:table-cell table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def sheet(*cells: str) -> bytes:
    return archive(
        xl__worksheets__sheet1_xml="".join(f'<c r="{cell}"><v>1</v></c>' for cell in cells).encode()
    )


def open_document(rows: str) -> bytes:
    return archive(content_xml=SPREADSHEET.format(rows).encode())


def test_an_honest_workbook_passes():
    containers.check("a.xlsx", as_workbook([["a", "b"], [1, 2]]))
    containers.check("a.csv", b"a;b")


def test_what_inflates_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(containers, "MOST_INFLATED", 10**6)
    with pytest.raises(CstError, match="supera"):
        containers.check("a.xlsx", archive(xl__a_xml=b"0" * 2 * 10**6))


def test_a_declared_size_isn_t_believed(monkeypatch):
    """The directory of the archive says one byte; the part inflates to two million."""
    content = bytearray(archive(xl__a_xml=b"0" * 2 * 10**6))
    size = (2 * 10**6).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1).to_bytes(4, "little")
    monkeypatch.setattr(containers, "MOST_INFLATED", 10**6)
    with pytest.raises(CstError):
        containers.check("a.xlsx", bytes(content))


@pytest.mark.parametrize(
    "declaration", [b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', b'<!ENTITY e "x">']
)
def test_entities_are_refused(declaration):
    with pytest.raises(CstError, match="dichiarazioni XML"):
        containers.check(
            "a.xlsx", archive(xl__workbook_xml=b"<?xml version='1.0'?>" + declaration + b"<a>&e;</a>")
        )


def test_entities_in_another_encoding_are_refused_too():
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'
    with pytest.raises(CstError, match="dichiarazioni XML"):
        containers.check("a.ods", archive(content_xml=text.encode("utf-16")))


@pytest.mark.parametrize(
    ("cells", "why"),
    [(("A1", "ALM2"), "colonne"), (("A1", "XFD1048576"), "colonne"), (("A1", "CV1048576"), "righe")],
)
def test_cells_at_far_corners_are_refused(cells, why):
    with pytest.raises(CstError, match=why):
        containers.check("a.xlsx", sheet(*cells))


def test_a_long_narrow_sheet_passes():
    containers.check("a.xlsx", sheet("A1", "I1048576"))


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row>{CELL.format(1_000_000)}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="1048576">{CELL.format(900)}</table:table-row>',
    ],
)
def test_repeated_cells_of_an_open_document_are_counted(rows):
    with pytest.raises(CstError, match="non si apre"):
        containers.check("a.ods", open_document(rows))


def test_the_empty_rest_of_an_open_document_doesn_t_count():
    rest = (
        '<table:table-row table:number-rows-repeated="1048500">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    containers.check("a.ods", open_document(f"<table:table-row>{CELL.format(3)}</table:table-row>{rest}"))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, archive(content_xml=b"<a")]
)
def test_what_is_damaged_is_refused(content):
    with pytest.raises(CstError, match="danneggiato"):
        containers.check("a.ods", content)
