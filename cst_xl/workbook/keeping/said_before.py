"""What cells and rules of earlier layouts said: nobody typed it, although today's template doesn't say it any more.

One file a layout, ``layout_1.tsv``: template sheet and essence, a line each; written by `listed` when a layout is left.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from cst_xl.core.section import Edition
from cst_xl.workbook import versions
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.keeping import alike, rules
from cst_xl.workbook.keeping.tables import standing


@cache
def said_before(sheet: str) -> frozenset[str]:
    """Essences of cells, and signatures of rules, that a sheet had in layouts before the current one."""
    return frozenset(
        essence
        for version in range(versions.FIRST, versions.CURRENT)
        for name, essence in _lines(version)
        if name == sheet
    )


def listed(book: FileBook, edition: Edition) -> list[tuple[str, str]]:
    """What an untouched workbook of the example says outside its data: the lines of its layout's file.

    Args:
        book: The workbook.
        edition: Its quarter, computed.
    """
    tables = standing(edition, book.values, {})
    found = set()
    for sheet in book.sheets():
        data = tables.get(sheet, ())
        for cell, content in alike.contents(book, sheet).items():
            if isinstance(content, str | alike.Formula) and not any(one.holds(cell) for one in data):
                found.add((sheet, alike.essence(content)))
        found |= {(sheet, signature) for signature in rules.signatures(book.package, sheet)}
    return sorted(found)


def _lines(version: int) -> list[tuple[str, str]]:
    file = resources.files("cst_xl.workbook.keeping").joinpath(f"layout_{version}.tsv")
    lines = (line.split("\t", 1) for line in file.read_text(encoding="utf-8").splitlines())
    return [(sheet, essence) for sheet, essence in lines]
