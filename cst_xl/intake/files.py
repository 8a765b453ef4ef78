"""The cells of a file that another program exported: CSV in whatever dialect, or a workbook.

How a CSV was read (encoding, separator) is told, since a wrong guess shows nowhere else. Nothing is converted here:
texts stay texts.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import CstError

if TYPE_CHECKING:
    from pathlib import Path

    from cst_xl.core.tables import Grid

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS: Final = (".csv", ".txt", ".tsv")
PATTERNS: Final = tuple(f"*{suffix}" for suffix in (*TEXTS, *WORKBOOKS))
"""Files that can be imported, for a dialog."""

MOST_BYTES: Final = 200 * 2**20
_MOST_INFLATED: Final = 2**30
_SEPARATORS: Final = (";", ",", "\t", "|")
_SAMPLE_LINES: Final = 20
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class FoundSheet:
    """One table of cells in a file.

    Attributes:
        name: File and sheet, for messages.
        grid: Its cells.
        how: How it was read, in Italian; empty when nothing had to be guessed.
    """

    name: str
    grid: Grid
    how: str = ""


def read(path: Path) -> tuple[FoundSheet, ...]:
    """Read every sheet of a file that holds anything.

    Raises:
        CstError: The file isn't there, is too large, of an unknown kind, or damaged.
    """
    suffix = path.suffix.lower()
    if suffix not in (*TEXTS, *WORKBOOKS):
        raise CstError(f"«{path.name}» non si può importare: servono file {', '.join(PATTERNS)}.")
    source = _bytes(path)
    sheets = (_text(path, source),) if suffix in TEXTS else _workbook(path, source)
    return tuple(sheet for sheet in sheets if any(_filled(row) for row in sheet.grid))


def _filled(row: object) -> bool:
    return any(value not in (None, "") for value in row)  # type: ignore[attr-defined]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CstError(f"«{path.name}» è troppo grande: al massimo {MOST_BYTES // 2**20} MB.")
        return path.read_bytes()
    except OSError as cause:
        raise CstError(f"«{path.name}» non si può leggere ({cause.strerror}).") from cause


def _text(path: Path, source: bytes) -> FoundSheet:
    text, encoding = decoded(source)
    separator = separated_by(text)
    try:
        grid = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as cause:
        raise CstError(f"«{path.name}» non è un file di testo con colonne ({cause}).") from cause
    shown = {"\t": "tabulazione"}.get(separator, f"«{separator}»")
    return FoundSheet(path.name, grid, f"codifica {encoding}, separatore {shown}")


def decoded(source: bytes) -> tuple[str, str]:
    """Text and name of its encoding: by its byte order mark, else UTF-8 if it is, else that of Windows."""
    marked = next((encoding for mark, encoding in _MARKS if source.startswith(mark)), "")
    for encoding in (marked, "utf-8", "cp1252"):
        try:
            if encoding:
                return source.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return source.decode("latin-1"), "latin-1"


def separated_by(text: str) -> str:
    """The separator that cuts the first lines into the most columns; ``;`` where none cuts."""
    lines = [line for line in text.splitlines()[: 2 * _SAMPLE_LINES] if line.strip()][:_SAMPLE_LINES]

    def columns(separator: str) -> int:
        try:
            return max((len(row) for row in csv.reader(lines, delimiter=separator)), default=0)
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=columns)


def _workbook(path: Path, source: bytes) -> tuple[FoundSheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _refuse_bomb(path, source)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source))
        grids = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
    except PasswordError as cause:
        raise CstError(f"«{path.name}» è protetto da password: salvarne una copia senza password.") from cause
    except (CalamineError, ValueError, OSError) as cause:
        raise CstError(f"«{path.name}» non si apre: è danneggiato o di un altro tipo.") from cause
    return tuple(FoundSheet(f"{path.name}, foglio {name}", grid) for name, grid in grids.items())


def _refuse_bomb(path: Path, source: bytes) -> None:
    """Refuse an archive made to fill the memory: its directory says how large its parts are."""
    if not source.startswith(b"PK"):
        return
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(source)).infolist())
    except zipfile.BadZipFile as cause:
        raise CstError(f"«{path.name}» non si apre: è danneggiato o di un altro tipo.") from cause
    if size > _MOST_INFLATED:
        raise CstError(f"«{path.name}» non si apre: il suo contenuto supera {_MOST_INFLATED // 2**20} MB.")
