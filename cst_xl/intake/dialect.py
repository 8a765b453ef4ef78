"""How a text file is written: its encoding, separator and decimal mark, detected, said aloud, and open to correction.

The exports that reach a service centre come in four encodings: UTF-8, with or without its mark, UTF-16 (Matomo) and
Windows-1252 (old Windows programs). Telling these apart needs no statistics: only one of them fits at a time, and a
guesser that knows ninety encodings takes a short Italian file for Hungarian.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cst_xl.core.errors import BadValueError

SEPARATORS: Final = (";", ",", "\t", "|")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SPELLED: Final = {"cp1252": "Windows-1252", "latin-1": "ISO-8859-1", "utf-8-sig": "UTF-8"}
_SAMPLE_BYTES: Final = 4096
_SAMPLE_LINES: Final = 40
_HINT: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_COMMA: Final = re.compile(r"[-+]?\d{1,3}(?:\.?\d{3})*,\d+%?")
_POINT: Final = re.compile(r"[-+]?\d+\.\d+%?")
_AMBIGUOUS: Final = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class Dialect:
    """What a person knows better than any detection; what is empty is detected.

    Attributes:
        encoding: A Python codec's name: ``cp1252``.
        separator: One character.
        decimal: ``,`` or ``.``.

    Raises:
        BadValueError: The encoding is unknown, or the separator isn't one character.
    """

    encoding: str = ""
    separator: str = ""
    decimal: str = ""

    def __post_init__(self) -> None:
        try:
            "prova".encode(self.encoding or "utf-8")
        except (LookupError, UnicodeError):
            raise BadValueError(self.encoding, "una codifica, per esempio utf-8 oppure cp1252") from None
        if len(self.separator) > 1 or self.separator in {"\n", "\r", '"'}:
            raise BadValueError(self.separator, "un separatore di un carattere, per esempio «;»")
        if self.decimal not in {"", ",", "."}:
            raise BadValueError(self.decimal, "«,» oppure «.»")


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text and the name of its encoding.

    Args:
        content: The file.
        encoding: What it is said to be; bytes that don't fit are then replaced, since a person insists.

    Raises:
        BadValueError: The encoding is none of texts.
    """
    if encoding:
        try:
            return content.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding
        except UnicodeError:  # codecs that know no replacement
            raise BadValueError(encoding, "una codifica di testi, per esempio utf-8 oppure cp1252") from None
    for candidate in (_by_mark(content), "utf-8", "cp1252"):
        try:
            if candidate:
                return content.decode(candidate), candidate.removesuffix("-sig")
        except UnicodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def _by_mark(content: bytes) -> str:
    """The encoding that a byte order mark tells, or that zeros at every second byte give away."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE_BYTES]
    zeros = [sample[start::2].count(0) * 3 > len(sample) for start in (0, 1)]
    return {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get((zeros[0], zeros[1]), "")


def separated_by(text: str) -> str:
    """The separator that cuts the first lines most evenly into most columns; ``;`` where none cuts.

    A header that names its columns decides over texts further down that happen to hold commas.
    """
    if hint := _HINT.match(text):
        return hint[1]
    head = text[: _SAMPLE_BYTES * 16]
    lines = [line for line in head.splitlines()[: 2 * _SAMPLE_LINES] if line.strip()][:_SAMPLE_LINES]

    def evenness(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in _rows(lines, separator)]
        common = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width), default=0)
        return (widths.count(common) * (common > 1), common)

    return max(SEPARATORS, key=evenness)


def _rows(lines: Iterable[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return []


def without_hint(text: str) -> str:
    """The text without a first line ``sep=;``, which Excel wants and nobody else knows."""
    hint = _HINT.match(text)
    return text[hint.end() :] if hint else text


def decimal_mark(rows: Sequence[Sequence[object]]) -> str:
    """The mark before the decimals, told by the cells that can't be read otherwise; empty when none tells."""
    found = {",": 0, ".": 0}
    for row in rows[:2000]:
        for value in row:
            if isinstance(value, str) and value[-1:] in "0123456789%" and not _AMBIGUOUS.fullmatch(value):
                found[","] += _COMMA.fullmatch(value) is not None
                found["."] += _POINT.fullmatch(value) is not None
    if found[","] == found["."]:
        return ""
    return max(found, key=lambda mark: found[mark])


def told(encoding: str, separator: str, decimal: str) -> str:
    """How a file was read, in Italian."""
    marks = {",": "decimali con la virgola", ".": "decimali con il punto"}
    parts = [
        f"codifica {_SPELLED.get(encoding.casefold(), encoding.upper())}",
        f"separatore {'tabulazione' if separator == chr(9) else f'«{separator}»'}",
    ]
    return ", ".join([*parts, *([marks[decimal]] if decimal else [])])
