"""Workbooks from outside are opened only after their parts were looked at: an archive may be made to fill the memory.

Every part is inflated once, piece by piece, against limits that no honest export reaches. The declared sizes aren't
believed. A document type in the XML is refused, because external and nested entities need one and spreadsheet programs
write none. Two cells at far corners of a sheet are refused as well: the reader lays the area between them out in full.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from cst_xl.core.errors import CstError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_INFLATED: Final = 512 * 2**20
MOST_CELLS: Final = 10_000_000
MOST_COLUMNS: Final = 1_000
_MOST_PARTS: Final = 5_000
_PIECE: Final = 2**20
_OVERLAP: Final = 64
_MOST_DIGITS: Final = 9
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    ParseError,
)
_CELL: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def check(name: str, content: bytes) -> None:
    """Look through a zipped workbook; other files pass.

    Raises:
        CstError: It is damaged, too large inside, holds a document type, or lays cells out over too wide an area.
    """
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(name, archive)
    except DefusedXmlException as cause:
        raise _declarations(name) from cause
    except _BROKEN as cause:
        raise CstError(f"«{name}» non si apre: è danneggiato, protetto o di un altro tipo.") from cause


def _declarations(name: str) -> CstError:
    return CstError(f"«{name}» non si apre: contiene dichiarazioni XML che i fogli di calcolo non usano.")


def _check_parts(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise CstError(f"«{name}» non si apre: contiene {len(parts)} parti, una cartella vera ne ha poche.")
    left = MOST_INFLATED
    for part in parts:
        with archive.open(part) as stream:
            left -= _check_stream(name, part.filename, stream, left)
        if part.filename == "content.xml":
            with archive.open(part) as stream:
                _check_open_document(name, stream)


def _check_stream(name: str, part: str, stream: IO[bytes], left: int) -> int:
    """Inflate a part piece by piece; how long it is."""
    size, tail, corner = 0, b"", (0, 0)
    is_sheet = part.startswith("xl/worksheets/") and part.endswith(".xml")
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > left:
            raise CstError(f"«{name}» non si apre: il suo contenuto supera {MOST_INFLATED // 2**20} MB.")
        seen = tail + piece
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise CstError(
                f"«{name}» non si apre: contiene dichiarazioni XML che i fogli di calcolo non usano."
            )
        if is_sheet:
            corner = _farther(corner, seen)
            _check_area(name, *corner)
        tail = seen[-_OVERLAP:]
    return size


def _farther(corner: tuple[int, int], piece: bytes) -> tuple[int, int]:
    """The lowest row and the rightmost column of the cells seen so far."""
    found = set(_CELL.findall(piece))
    row = max((int(digits) for _, digits in found), default=0)
    column = max((_number(letters) for letters in {letters for letters, _ in found}), default=0)
    return max(corner[0], row), max(corner[1], column)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_area(name: str, rows: int, columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise CstError(f"«{name}» non si apre: ha {columns} colonne, al massimo {MOST_COLUMNS}.")
    if rows * columns > MOST_CELLS:
        raise CstError(
            f"«{name}» non si apre: occupa {rows} righe per {columns} colonne, troppe per un foglio."
        )


def _check_open_document(name: str, stream: IO[bytes]) -> None:
    """Rows and cells of an OpenDocument sheet are written once and said to repeat."""
    row = column = widest = lowest = 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            if element.tag == f"{_TABLE}table":
                row = widest = lowest = 0
            elif element.tag == f"{_TABLE}table-row":
                column = filled = 0
        elif element.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            column += _repeated(element, "columns")
            filled = column if len(element) else filled
        elif element.tag == f"{_TABLE}table-row":
            row += _repeated(element, "rows")
            if filled:
                widest, lowest = max(widest, filled), row
                _check_area(name, lowest, widest)
            element.clear()


def _repeated(element: Element, what: str) -> int:
    digits = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else 1
