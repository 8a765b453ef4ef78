"""Cell values on their way between Excel and the catalogue, so that every host hands over the same.

What xlwings leaves as it came is evened out here: an error that it doesn't know is a bare number, one that it knows is
a text; times can be a millisecond off, since Excel keeps them as fractions of a day; a whole number beyond 32 bits is
no type that Excel takes back.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.kinds import CellError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ERRORS: Final = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
"""Excel's XlCVError, and the words that every language version of the file format uses."""

_FIRST_ERROR: Final = -2146828288
"""An error crosses COM as the SCODE 0x800A0000 + XlCVError, a negative 32-bit number."""

_BY_CODE: Final = {_FIRST_ERROR + code: CellError(text) for code, text in _ERRORS.items()}
_BY_TEXT: Final = {text: CellError(text) for text in _ERRORS.values()}
_LARGEST_WHOLE: Final = 2**31 - 1
LONGEST_TEXT: Final = 255
"""A longer text turns the whole array that a function of ours gives into #VALUE! (xlwings #456)."""


def incoming(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """Rows of cells as the catalogue takes them: None, numbers, texts, moments without a zone, `CellError`."""
    return [
        [value if value is None or type(value) is float else plain(value) for value in row] for row in rows
    ]


def plain(value: object) -> object:
    """One cell as the catalogue takes it."""
    if isinstance(value, str):
        return _BY_TEXT.get(value, value) if value[:1] == "#" else value
    if type(value) is int:
        return _error(value) or value
    if isinstance(value, datetime):
        return _to_the_second(value)
    if isinstance(value, Decimal):  # only of cells formatted as currency, and only over COM
        return float(value)
    return value


def outgoing(result: object) -> object:
    """What a function of the catalogue gives, a value or rows of them, as Excel takes it."""
    if isinstance(result, list):
        return [[shown(value) for value in row] for row in result]
    return shown(result)


def shown(value: object) -> object:
    """One value of a result as Excel takes it."""
    match value:
        case None:
            return ""
        case Decimal():
            return float(value)
        case bool() | float() | datetime():
            return value
        case int():
            return value if abs(value) <= _LARGEST_WHOLE else float(value)
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell's date has no zone
        case str():
            return value if len(value) <= LONGEST_TEXT else value[: LONGEST_TEXT - 1] + "…"
    return value


def _error(value: int) -> CellError | None:
    """The error that a bare number stands for: over COM Excel's own numbers are never whole-number types."""
    if _FIRST_ERROR <= value < _FIRST_ERROR + 0x10000:
        return _BY_CODE.get(value) or CellError(f"#ERR{value - _FIRST_ERROR}")
    return None


def _to_the_second(value: datetime) -> datetime:
    """The moment that the cell shows; the zone that pywin32 adds is no part of it."""
    bare = value.replace(tzinfo=None)
    return (bare + timedelta(microseconds=500_000)).replace(microsecond=0) if bare.microsecond else bare
