"""What earlier layouts said, held against workbooks that have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cst_xl.workbook import versions
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.keeping import said_before

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("version", range(versions.FIRST, versions.CURRENT))
def test_the_list_of_an_earlier_layout_is_what_its_workbook_says(version):
    book = FileBook.open(ROOT / f"tests/data/layouts/modello-{version}.xlsx")
    listed = "".join(f"{sheet}\t{essence}\n" for sheet, essence in said_before.listed(book, book.edition()))
    file = ROOT / f"cst_xl/workbook/keeping/layout_{version}.tsv"
    assert file.read_text(encoding="utf-8") == listed


def test_a_sheet_knows_its_own_words_only():
    assert any("unafrase" in essence for essence in said_before.said_before("Frasi"))
    assert said_before.said_before("Un foglio mio") == frozenset()
