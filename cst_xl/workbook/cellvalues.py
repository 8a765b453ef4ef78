"""What a cell's value looks like in a sheet's XML: its type letter and its text (ECMA-376-1, 18.3.1.4 and 18.18.11).

Numbers leave as the shortest exact text: 0.485 stays ``0.485``, never 0.48500000000000004, since a workbook is compared
with what was computed, and a person may read the XML.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from numbers import Integral, Real
from typing import TypeAlias

from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import CellError

MAX_TEXT = 32_767
"""Most UTF-16 units in a cell (Excel's limits page); more, and Excel offers to repair the file."""

ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
"""Error values that the format knows; newer ones (#SPILL!, #CALC!) are one of these plus metadata."""

_LARGEST = Decimal("9.99999999999999E+307")
_PLAIN_MAGNITUDES = range(-20, 21)
_DAY_MICROSECONDS = 86_400_000_000
_FIRST_OF_1900 = date(1900, 1, 1)
_FIRST_OF_1904 = date(1904, 1, 1)
_LEAP_BUG_ENDS = date(1900, 3, 1)
_UNESCAPED = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")


CellValue: TypeAlias = bool | int | float | Decimal | str | date | time | timedelta | CellError | None
"""What can be put into a cell; a ``datetime`` is a ``date``."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A value as the XML keeps it.

    Attributes:
        kind: The cell's ``t`` attribute; None for numbers.
        text: What stands in the cell.
    """

    kind: str | None
    text: str


def stored(value: CellValue, *, counts_from_1904: bool = False) -> Stored:
    """Write a value as a formula's result; None is the empty text.

    Args:
        value: Dates and times become serial numbers: the cell's own style shows them as such.
        counts_from_1904: Whether the workbook's dates do.

    Raises:
        BadValueError: Nothing that a cell can hold without changing it.
    """
    match value:
        case None:
            return Stored("str", "")
        case bool():
            return Stored("b", str(int(value)))
        case CellError():
            return Stored("e", _error(value.code))
        case str():
            return Stored("str", text(value))
        case date() | time() | timedelta():
            return Stored(None, serial(value, counts_from_1904=counts_from_1904))
    return Stored(None, number(value))


def number(value: object) -> str:
    """The shortest text that stands for exactly this number, in XML's notation.

    Raises:
        BadValueError: Not a number, not finite, out of Excel's range, or a whole number that Excel would round.
    """
    if isinstance(value, Integral):
        whole = int(value)
        if abs(whole) > _LARGEST or int(float(whole)) != whole:
            raise BadValueError(
                value, "un numero intero di al massimo 15 cifre", "Un codice più lungo va dato come testo."
            )
        return str(whole)
    if isinstance(value, Decimal) and value.is_finite() and abs(value) <= _LARGEST:
        return _decimal(value)
    if isinstance(value, Real) and abs(nearest := _nearest_float(value)) <= float(_LARGEST):
        # float's own repr: numpy's subclass has another
        return float.__repr__(nearest).removesuffix(".0").replace("e", "E")
    raise BadValueError(
        value, "un valore che una cella possa contenere (numero finito, testo, data, vero o falso)"
    )


def serial(moment: date | time | timedelta, *, counts_from_1904: bool = False) -> str:
    """The serial number of a date, date with time, time of day or duration: days and parts of a day.

    Raises:
        BadValueError: Before the calendar's first day, or with a time zone, which cells don't have.
    """
    if moment != moment:  # noqa: PLR0124 - pandas' NaT is a datetime, and equals nothing
        raise BadValueError(moment, "una data")
    if isinstance(moment, timedelta):
        return _in_days(moment)
    clock = (
        moment if isinstance(moment, time) else moment.timetz() if isinstance(moment, datetime) else time()
    )
    if clock.tzinfo is not None:
        raise BadValueError(moment, "una data senza fuso orario")
    since_midnight = datetime.combine(_FIRST_OF_1900, clock) - datetime.combine(_FIRST_OF_1900, time())
    if isinstance(moment, time):
        return _in_days(since_midnight)
    return _in_days(since_midnight + timedelta(days=_days(moment, counts_from_1904=counts_from_1904)))


def text(value: str) -> str:
    """Text as the format's ST_Xstring: what XML can't hold is written ``_xHHHH_`` (ECMA-376-1, 22.9.2.19).

    Raises:
        BadValueError: Longer than a cell can hold.
    """
    if len(value) > MAX_TEXT or len(value.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise BadValueError(value, f"un testo di al massimo {MAX_TEXT} caratteri")
    return _UNESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", value)


def needs_preserving(value: str) -> bool:
    """Whether blanks in a text would be lost without ``xml:space="preserve"``."""
    return value != value.strip() or "\n" in value


def _error(code: str) -> str:
    if code not in ERRORS:
        raise BadValueError(code, f"un errore di Excel ({', '.join(ERRORS)})")
    return code


def _nearest_float(value: Real) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _decimal(value: Decimal) -> str:
    # a context of the value's own precision: the default one would round beyond 28 digits
    shortest = value.normalize(Context(prec=max(1, len(value.as_tuple().digits))))
    if not shortest:
        return "0"
    return format(shortest, "f") if shortest.adjusted() in _PLAIN_MAGNITUDES else str(shortest)


def _in_days(duration: timedelta) -> str:
    # one division of whole numbers: rounded once, as Excel's own serials are
    microseconds = duration // timedelta(microseconds=1)
    return number(microseconds / _DAY_MICROSECONDS)


def _days(moment: date, *, counts_from_1904: bool) -> int:
    first = _FIRST_OF_1904 if counts_from_1904 else _FIRST_OF_1900
    days = moment.toordinal() - first.toordinal()
    if days < 0:
        raise BadValueError(moment, f"una data dal {first.year} in poi")
    if counts_from_1904:
        return days
    # day 1 is 1 January 1900, and Excel believes in a 29 February 1900 (ECMA-376-1, 18.17.4.1)
    return days + (2 if moment.toordinal() >= _LEAP_BUG_ENDS.toordinal() else 1)
