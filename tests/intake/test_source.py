"""From bytes to cells: any dialect, any program, nothing converted, nothing evaluated."""

from __future__ import annotations

import hashlib

import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import containers, source
from cst_xl.intake.dialect import Dialect
from tests.intake.samples import HOURS, as_paste, as_workbook

GRID = [["Voce", "Valore"], ["perché", "1.715"], ["due\nrighe", "=1+1"]]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_dialect_gives_the_same_cells(separator, encoding):
    text = "\r\n".join(separator.join(f'"{value}"' for value in row) for row in GRID)
    (sheet,) = source.read("a.csv", text.encode(encoding)).sheets
    assert sheet.grid == GRID


def test_a_paste_and_a_workbook_give_the_same_cells_too():
    assert source.pasted(as_paste(GRID)).sheets[0].grid == GRID
    assert source.read("a.xlsx", as_workbook(GRID[:2])).sheets[0].grid == GRID[:2]


def test_a_workbook_is_known_by_its_first_bytes_and_not_by_its_name():
    assert source.read("esportazione.csv", as_workbook(GRID)).sheets[0].grid[0] == GRID[0]


def test_a_text_that_begins_like_a_formula_stays_one():
    (sheet,) = source.read("a.csv", b"a;b\n=cmd|'/c calc'!A1;+1\n@x;-1\n").sheets
    assert sheet.grid[1:] == [["=cmd|'/c calc'!A1", "+1"], ["@x", "-1"]]


def test_how_a_text_was_read_is_said_and_can_be_overridden():
    assert (
        source.read("a.csv", b"a;b\n1,5;x\n").sheets[0].how
        == "codifica UTF-8, separatore «;», decimali con la virgola"
    )
    given = Dialect("cp1252", ",", ".")
    (sheet,) = source.read("a.csv", "a;b,c\nperò,1".encode("cp1252"), given).sheets
    assert sheet.grid == [["a;b", "c"], ["però", "1"]]
    assert sheet.decimal == "."


def test_the_digest_is_of_the_file():
    content = HOURS.read_bytes()
    assert source.read(HOURS.name, content).sha256 == hashlib.sha256(content).hexdigest()


def test_an_empty_file_has_no_sheets():
    assert source.read("a.csv", b"").sheets == ()
    assert source.pasted(" \n").sheets == source.pasted("").sheets == () or source.pasted("").sheets == ()


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(source, "MOST_BYTES", 10)
    with pytest.raises(CstError, match="troppo grande"):
        source.read("a.csv", b"x" * 11)
    with pytest.raises(CstError, match="troppo grande"):
        source.pasted("x" * 11)


def test_a_million_columns_are_refused():
    with pytest.raises(CstError, match="colonne"):
        source.read("a.csv", b"a;" * (containers.MOST_COLUMNS + 1))


def test_a_field_without_end_is_refused():
    with pytest.raises(CstError, match="non è un file di testo con colonne"):
        source.read("a.csv", b'a;b\n"' + b"x" * 200_000)


@pytest.mark.parametrize("content", [b"PK\x03\x04 rotto", b"\xd0\xcf\x11\xe0 rotto"])
def test_a_damaged_workbook_is_refused(content):
    with pytest.raises(CstError, match="danneggiato"):
        source.read("a.xls", content)
