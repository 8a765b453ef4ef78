"""The door to files on disk: which can be imported, and their bytes; what they hold is for `source` to say."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cst_xl.core.errors import CstError
from cst_xl.intake import source
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.source import Source

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS: Final = (".csv", ".txt", ".tsv", ".log")
PATTERNS: Final = tuple(f"*{suffix}" for suffix in (*TEXTS, *WORKBOOKS))
"""Files that can be imported, for a dialog."""

_AS_DETECTED: Final = Dialect()


def is_too_large(path: Path) -> bool:
    """Whether a file is so large that only monthly figures can be made of it; False for one that can't be read."""
    try:
        return path.stat().st_size > source.MOST_BYTES
    except OSError:
        return False


def read(path: Path, given: Dialect = _AS_DETECTED) -> Source:
    """Read every sheet of a file that holds anything.

    Args:
        path: The file; what its name ends with only tells whether it is worth a try.
        given: How a text file is written, where detection is wrong.

    Raises:
        CstError: The file isn't there, is too large, of an unknown kind, damaged or crafted.
    """
    if path.suffix.lower() not in (*TEXTS, *WORKBOOKS):
        raise CstError(f"«{path.name}» non si può importare: servono file {', '.join(PATTERNS)}.")
    if is_too_large(path):
        raise CstError(f"«{path.name}» è troppo grande: al massimo {source.MOST_BYTES // 2**20} MB.")
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise CstError(f"«{path.name}» non si può leggere ({cause.strerror}).") from cause
    if path.suffix.lower() in WORKBOOKS and not source.is_workbook(content):
        raise CstError(f"«{path.name}» non si apre: è danneggiato o di un altro tipo.")
    return source.read(path.name, content, given)
