"""What people do to the cells of a workbook file: text as they paste it, and what a spreadsheet program makes of it.

Plain values go in through the file book, as an import would put them. What no import does, but Excel does on a paste
(a formula, a date with a date's format, an error, a header written over), is put into the sheet's XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from lxml import etree

from cst_xl.core.book import address, place
from cst_xl.core.edition import raw_tables
from cst_xl.core.tables import HEADER_ROW, RawTable
from cst_xl.sections import SECTIONS
from cst_xl.workbook.cellvalues import stored
from cst_xl.workbook.file import FileBook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STYLES = "xl/styles.xml"
FORMATS = {"date": "14", "datetime": "22", "time": "20", "percent": "10"}
"""Number formats that every spreadsheet program has built in (ECMA-376-1, 18.8.30)."""

RAW = {table.key: table for table in raw_tables(SECTIONS)}


@dataclass(frozen=True)
class Formula:
    """A cell with a formula, and what the program that saved the file stored as its result."""

    text: str
    result: object = None


@dataclass(frozen=True)
class Failed:
    """A cell that holds an error value."""

    code: str


@dataclass(frozen=True)
class Formatted:
    """A typed value whose paste brought its number format along."""

    value: object
    format: str


KEEP = object()
"""A cell that the paste doesn't touch."""


def cell_content(written: object) -> object:
    """What the corpus writes for a cell: a plain value, or a table with one telling key."""
    if isinstance(written, datetime):
        return Formatted(written, "datetime")
    if isinstance(written, date):
        return Formatted(written, "date")
    if isinstance(written, time):
        return Formatted(written, "time")
    if not isinstance(written, dict):
        return written
    match written:
        case {"keep": True}:
            return KEEP
        case {"formula": str(text)}:
            return Formula(text, written.get("result"))
        case {"failed": str(code)}:
            return Failed(code)
        case {"percent": float(fraction) | int(fraction)}:
            return Formatted(fraction, "percent")
        case {"text": str(text), "times": int(times)}:
            return text * times
    raise ValueError(written)


@dataclass
class Pasting:
    """The cells of a workbook file, being pasted into."""

    book: FileBook
    _styles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def into(cls, path: Path) -> Pasting:
        """Open the file."""
        return cls(FileBook.open(path))

    def wipe(self, table: RawTable) -> None:
        """Delete every row of a table, as people do before they paste a new one."""
        rows = len(self.book.values(table.sheet)) - HEADER_ROW
        if rows > 0:
            blank = [[None] * len(table.columns)] * rows
            self.book.write(table.sheet, address(HEADER_ROW + 1, table.first_column), blank)

    def paste(self, where: str, rows: Sequence[Sequence[object]]) -> None:
        """Put a block of cells down at ``Foglio!A1``."""
        sheet, _, corner = where.rpartition("!")
        top, left = place(corner)
        for down, line in enumerate(rows):
            for right, written in enumerate(line):
                self._put(sheet, top + down, left + right, cell_content(written))

    def save(self) -> None:
        """Write the file."""
        self.book.save()

    def _put(self, sheet: str, row: int, column: int, content: object) -> None:
        ref = address(row, column)
        if content is KEEP:
            return
        if row > HEADER_ROW and not isinstance(content, Formula | Failed | Formatted):
            self.book.write(sheet, ref, [[content]])
            return
        if row > HEADER_ROW:
            self.book.write(sheet, ref, [["x"]])  # makes the cell where the file has none
        part = self.book.package.sheet_part(sheet)
        root = etree.fromstring(self.book.package.part(part))
        cell = root.find(f".//{SPACE}c[@r='{ref}']")
        assert cell is not None, f"{sheet}!{ref} is outside the headers"
        self._fill(cell, content)
        self.book.package.replace(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        self.book._forget()

    def _fill(self, cell: Any, content: object) -> None:
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if isinstance(content, Formatted):
            cell.set("s", self._style(content.format))
            content = content.value
        elif isinstance(content, Formula):
            etree.SubElement(cell, f"{SPACE}f").text = content.text
            content = content.result
        elif isinstance(content, Failed):
            cell.set("t", "e")
            etree.SubElement(cell, f"{SPACE}v").text = content.code
            return
        if content is not None:
            new = stored(content, counts_from_1904=False)
            if new.kind is not None:
                cell.set("t", new.kind)
            etree.SubElement(cell, f"{SPACE}v").text = new.text

    def _style(self, name: str) -> str:
        """Index of a cell format with that number format; made when it is first asked for."""
        if name not in self._styles:
            root = etree.fromstring(self.book.package.part(STYLES))
            formats = root.find(f"{SPACE}cellXfs")
            assert formats is not None
            self._styles[name] = str(len(formats))
            etree.SubElement(formats, f"{SPACE}xf", {"numFmtId": FORMATS[name], "applyNumberFormat": "1"})
            formats.set("count", str(len(formats)))
            self.book.package.replace(STYLES, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        return self._styles[name]


def raw_cells(path: Path) -> dict[str, list[list[object]]]:
    """Every raw sheet of a file, as it reads now."""
    book = FileBook.open(path)
    return {
        sheet: [list(row) for row in book.values(sheet)] for sheet in sorted({t.sheet for t in RAW.values()})
    }


def spelled(text: str) -> str:
    """A text with blanks of every kind made plain, to be looked for in a message."""
    return re.sub(r"\s+", " ", text)
