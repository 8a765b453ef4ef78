"""Files on disk: every filled sheet is read, what is no table is refused in Italian."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cst_xl.core.errors import CstError
from cst_xl.intake import files, source


def test_every_filled_sheet_of_a_workbook_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Uno"
    book.active.append(["Voce", 1.5])
    book.create_sheet("Vuoto")
    book.create_sheet("Due").append(["x"])
    book.save(tmp_path / "dati.xlsx")
    sheets = files.read(tmp_path / "dati.xlsx").sheets
    assert [sheet.name for sheet in sheets] == ["dati.xlsx, foglio Uno", "dati.xlsx, foglio Due"]
    assert sheets[0].grid[0] == ["Voce", 1.5]


def test_an_opendocument_sheet_is_read(tmp_path):
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="Foglio"><table:table-row><table:table-cell office:value-type="string">'
        "<text:p>Voce</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    path = tmp_path / "dati.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    assert files.read(path).sheets[0].grid == [["Voce"]]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("dati.pdf", b"%PDF", "non si può importare"),
        ("dati.xlsx", b"PK\x03\x04 rotto", "danneggiato"),
        ("dati.xls", b"non un foglio", "danneggiato"),
        ("dati.ods", b"", "danneggiato"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CstError, match=message):
        files.read(path)


def test_a_file_that_isn_t_there_is_a_sentence(tmp_path):
    with pytest.raises(CstError, match="non si può leggere"):
        files.read(tmp_path / "nulla.csv")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MOST_BYTES", 10)
    path = tmp_path / "grande.csv"
    path.write_text("x" * 11, encoding="utf-8")
    with pytest.raises(CstError, match="troppo grande"):
        files.read(path)


def test_an_empty_file_has_no_sheets(tmp_path):
    path = tmp_path / "vuoto.csv"
    path.write_bytes(b"")
    assert files.read(path).sheets == ()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=200), suffix=st.sampled_from([".csv", ".xlsx", ".ods", ".xls"]))
def test_any_bytes_end_in_cells_or_in_a_sentence(tmp_path, content, suffix):
    path = tmp_path / f"caso{suffix}"
    path.write_bytes(content)
    told = ""
    try:
        sheets = files.read(path).sheets
    except CstError as refusal:
        sheets, told = (), str(refusal)
    assert all(sheet.grid for sheet in sheets)
    assert not told or path.name in told
