"""What people do to the cells of a workbook file: text as they paste it, and what a spreadsheet program makes of it.

Plain values go in through the file book, as an import would put them. What no import does, but Excel does on a paste
(a formula, a date with a date's format, an error, a header written over), is put into the sheet's XML.
"""

from __future__ import annotations

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
    from collections.abc import Iterator, Sequence
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
    """What the corpus writes for a cell: a plain value, or a table that says what kind of cell it is."""
    match written:
        case datetime():
            return Formatted(written, "datetime")
        case date():
            return Formatted(written, "date")
        case time():
            return Formatted(written, "time")
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
        case str() | int() | float() | None | Formula() | Failed() | Formatted():
            return written
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
        blank = [[None] * len(table.columns)] * rows
        self.book.write(table.sheet, address(HEADER_ROW + 1, table.first_column), blank)

    def paste(self, where: str, rows: Sequence[Sequence[object]]) -> None:
        """Put a block of cells down at ``Foglio!A1``."""
        sheet, _, corner = where.rpartition("!")
        top, left = place(corner)
        for down, line in enumerate(rows):
            contents = [cell_content(written) for written in line]
            for start, plain in _plain_stretches(contents, over_headers=top + down <= HEADER_ROW):
                self.book.write(sheet, address(top + down, left + start), [plain])
            for right, content in enumerate(contents):
                special = isinstance(content, Formula | Failed | Formatted) or top + down <= HEADER_ROW
                if special and content is not KEEP:
                    self._put(sheet, address(top + down, left + right), content)

    def save(self) -> None:
        """Write the file."""
        self.book.save()

    def _put(self, sheet: str, ref: str, content: object) -> None:
        part = self.book.package.sheet_part(sheet)
        root = etree.fromstring(self.book.package.part(part))
        cell = root.find(f".//{SPACE}c[@r='{ref}']")
        assert cell is not None, f"no cell to write over at {sheet}!{ref}"
        self._fill(cell, content)
        self.book.package.replace(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

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
        kind, text = _as_stored(content)
        if kind is not None:
            cell.set("t", kind)
        if text is not None:
            etree.SubElement(cell, f"{SPACE}v").text = text

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


def _plain_stretches(contents: Sequence[object], *, over_headers: bool) -> Iterator[tuple[int, list[object]]]:
    """Neighbouring cells that a file book may write, each stretch with its place; a text makes room for special ones."""
    stretch: list[object] = []
    for at, content in enumerate(contents):
        if content is KEEP or over_headers:
            if stretch:
                yield at - len(stretch), stretch
            stretch = []
        else:
            stretch = [*stretch, "x" if isinstance(content, Formula | Failed | Formatted) else content]
    if stretch:
        yield len(contents) - len(stretch), stretch


def _as_stored(content: object) -> tuple[str | None, str | None]:
    """Type letter and text of a cell's value."""
    if content is None:
        return None, None
    if isinstance(content, Failed):
        return "e", content.code
    if isinstance(content, str) and content.startswith("#"):
        return "e", content
    new = stored(content, counts_from_1904=False)
    return new.kind, new.text
