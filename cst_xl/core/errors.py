"""The errors that this package raises, told first.

::

    CstError
    ├── BadValueError           a cell or an argument that can't be read as what it should be
    ├── UnresolvedFindingsError errors among the findings keep the bulletin from being published
    └── WorkbookError           a file that can't be opened, understood or written
        ├── NotAWorkbookError       not an .xlsx/.xlsm, damaged, or crafted
        ├── ForeignWorkbookError    a workbook, but not one of ours, or of an unknown layout
        ├── WorkbookInUseError      held open by another program
        └── WriteRefusedError       the folder or the disk refused; the old file is intact

Every message is an Italian sentence that staff may read; names and docstrings are for maintainers.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

# control characters, line ends, and the signs that turn the direction of a text: a message is one line, read one way
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_LONGEST: Final = 80  # characters of a cell that a message quotes
_MOST_DIGITS: Final = 1e15


class CstError(Exception):
    """Base of everything that this package raises on purpose."""


class BadValueError(CstError, ValueError):
    """A value that can't be read as its kind.

    Attributes:
        found: What was there, as a person would recognise it.
        expected: What would have been right, in Italian ("un numero intero, per esempio 1.715").
        hint: A likely cause or a cure, in Italian; may be empty.
    """

    def __init__(self, found: object, expected: str, hint: str = "") -> None:
        self.found = shown(found)
        self.expected = expected
        self.hint = hint
        super().__init__(f"«{self.found}» non va bene: serve {expected}." + (f" {hint}" if hint else ""))


class UnresolvedFindingsError(CstError):
    """Errors among the findings keep a bulletin from being published; as a draft it may be made."""


class WorkbookError(CstError):
    """A workbook file that can't be opened, understood or written."""


class NotAWorkbookError(WorkbookError):
    """The file isn't a readable .xlsx or .xlsm package."""


class ForeignWorkbookError(WorkbookError):
    """A readable workbook that this package didn't make, or of a layout that it doesn't know."""


class WorkbookInUseError(WorkbookError):
    """Another program holds the file open."""


class WriteRefusedError(WorkbookError):
    """The new file could not be written; the old one is as it was."""


def shown(value: object) -> str:
    """Write any cell value the way the person who typed it would recognise it: one line, at most 80 characters."""
    text = _UNPRINTABLE.sub(" ", _typed(value)[: 2 * _LONGEST])
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _typed(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "VERO" if value else "FALSO"
        case float():
            whole = value.is_integer() and abs(value) < _MOST_DIGITS
            return str(int(value)) if whole else repr(value).replace(".", ",")
        case datetime() if value != value:  # noqa: PLR0124 - a missing date of pandas, which has no time to ask for
            return "nessuna data"
        case datetime() if value.time() != time():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
