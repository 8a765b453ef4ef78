"""From the bytes of a file, or a pasted text, to sheets of cells: how each was read is said, nothing is converted.

A text that begins with ``=`` is a text: no cell is ever evaluated. Limits keep a hostile file from filling the memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from cst_xl.core.errors import CstError
from cst_xl.core.tables import Grid
from cst_xl.intake import containers, dialect
from cst_xl.intake.dialect import Dialect

MOST_BYTES: Final = 100 * 2**20
"""Larger texts don't fit a workbook anyway: `aggregate` makes monthly figures of them without loading them."""

_AS_DETECTED: Final = Dialect()
_WORKBOOK_MARKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_INSTANT: Final = re.compile(r"\[\d{9,10}\] ")
_LOOKED_AT: Final = 60
"""Lines by which a log is told from a table."""

_PASTED: Final = "testo incollato"


@dataclass(frozen=True)
class Sheet:
    """One table of cells.

    Attributes:
        name: File and sheet, for messages.
        grid: Its cells; texts, or what a workbook holds (numbers, moments).
        how: How it was read, in Italian; empty when nothing had to be guessed.
        decimal: The mark before decimals in texts; empty when it isn't known.
        stated: Whether a person said what the mark is; what was only detected changes no number.
        lines: The lines of a log, which is no table; of tables none are kept.
    """

    name: str
    grid: Grid
    how: str = ""
    decimal: str = ""
    stated: bool = False
    lines: Sequence[str] = field(default=(), repr=False)


@dataclass(frozen=True)
class Source:
    """A file.

    Attributes:
        name: File name.
        sha256: Digest of its content.
        sheets: Those that hold anything.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def read(name: str, content: bytes, given: Dialect = _AS_DETECTED) -> Source:
    """Read a file, whatever its name ends with: workbooks are known by their first bytes.

    Raises:
        CstError: It is too large, damaged, protected or crafted, or no table.
    """
    if len(content) > MOST_BYTES:
        raise CstError(f"«{name}» è troppo grande: al massimo {MOST_BYTES // 2**20} MB.")
    sheets = _workbook(name, content) if is_workbook(content) else (_text(name, content, given),)
    filled = tuple(sheet for sheet in sheets if any(_filled(row) for row in sheet.grid))
    return Source(name, hashlib.sha256(content).hexdigest(), filled)


def pasted(text: str, given: Dialect = _AS_DETECTED) -> Source:
    """Read cells that were copied from a spreadsheet or a web page: columns are parted by tabs.

    Raises:
        CstError: It isn't a table.
    """
    content = text.encode("utf-8", errors="replace")
    if len(content) > MOST_BYTES:
        raise CstError(f"Il {_PASTED} è troppo grande: al massimo {MOST_BYTES // 2**20} MB.")
    separator = given.separator or ("\t" if "\t" in text else dialect.separated_by(text))
    sheet = _cut(_PASTED, text, separator, "", given)
    sheets = (sheet,) if any(_filled(row) for row in sheet.grid) else ()
    return Source(_PASTED, hashlib.sha256(content).hexdigest(), sheets)


def is_workbook(content: bytes) -> bool:
    """Whether the first bytes are those of a workbook, in either format."""
    return content.startswith(_WORKBOOK_MARKS)


def _filled(row: Sequence[object]) -> bool:
    return any(value not in (None, "") for value in row)


def _text(name: str, content: bytes, given: Dialect) -> Sheet:
    text, encoding = dialect.decoded(content, given.encoding)
    separator = given.separator or dialect.separated_by(text)
    return _cut(name, dialect.without_hint(text), separator, encoding, given)


def _cut(name: str, text: str, separator: str, encoding: str, given: Dialect) -> Sheet:
    """Cut a text into cells; spaces after a separator belong to no cell (Nagios writes them)."""
    logged = tuple(text.splitlines()) if _is_log(text) else ()
    try:
        rows = csv.reader(_lines(text), delimiter=separator, skipinitialspace=True)
        grid = list(islice(rows, _LOOKED_AT) if logged else rows)
    except csv.Error as cause:
        raise CstError(f"«{name}» non è un file di testo con colonne ({cause}).") from cause
    widest = max(map(len, grid), default=0)
    if widest > containers.MOST_COLUMNS:
        raise CstError(f"«{name}» ha {widest} colonne: al massimo {containers.MOST_COLUMNS}.")
    decimal = given.decimal or dialect.decimal_mark(grid)
    how = dialect.told(encoding, separator, decimal) if encoding else ""
    return Sheet(name, grid, how, decimal, bool(given.decimal), logged)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one by one: a copy of a large file in memory would be one too many."""
    return (match[0] for match in _LINE.finditer(text))


def _is_log(text: str) -> bool:
    """Whether lines near the beginning start with an instant in brackets: such a file has lines and no columns."""
    return any(_INSTANT.match(line) for line in islice(_lines(text), _LOOKED_AT))


def _workbook(name: str, content: bytes) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    containers.check(name, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = {
            sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            for sheet in book.sheet_names
        }
    except PasswordError as cause:
        raise CstError(f"«{name}» è protetto da password: salvarne una copia senza password.") from cause
    except (CalamineError, ValueError, OSError, KeyError) as cause:
        raise CstError(f"«{name}» non si apre: è danneggiato o di un altro tipo.") from cause
    return tuple(
        Sheet(f"{name}, foglio {sheet}", grid, lines=single_column(grid)) for sheet, grid in grids.items()
    )


def single_column(grid: Grid) -> Sequence[str]:
    """The texts of a sheet with one filled column: the lines of a log that somebody opened or pasted there."""
    if any(value not in (None, "") for row in grid for value in row[1:]):
        return ()
    return [row[0] if row and isinstance(row[0], str) else "" for row in grid]
