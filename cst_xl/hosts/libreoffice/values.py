"""Cell values on their way between Calc and the catalogue, so that every host hands over the same.

Calc keeps moments and truth values as numbers, and errors as codes of its own; the component says where they are. What
a function gives goes back as numbers and texts, since Calc's functions can give nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from cst_xl.core.kinds import EXCEL_EPOCH, CellError

_ERRORS: Final = {
    501: "#VALUE!",
    502: "#VALUE!",
    503: "#NUM!",
    504: "#REF!",
    508: "#NAME?",
    509: "#NAME?",
    511: "#VALUE!",
    518: "#VALUE!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
"""Calc's error codes (formula/errorcodes.hxx), in the words that every language version of Excel's format uses."""

Rows = list[list[object]]


def argument(value: Any) -> object:
    """One argument of a cell function, as `component.arguments.packed` made it."""
    if not isinstance(value, tuple):
        return value
    kind, *content = value
    if kind == "date":
        return moment(content[0])
    if kind == "error":
        return error(content[0])
    return rows(*content)


def rows(
    cells: Sequence[Sequence[object]],
    dates: Iterable[Sequence[int]] = (),
    booleans: Iterable[Sequence[int]] = (),
    errors: Iterable[Sequence[int]] = (),
) -> Rows:
    """The content of a `component.ranges.Table` as the catalogue takes it."""
    found = [list(row) for row in cells]
    _replace(found, dates, moment)
    _replace(found, booleans, bool)
    for row, column, code in errors:
        found[row][column] = error(code)
    return found


def _replace(found: Rows, rectangles: Iterable[Sequence[int]], become: Any) -> None:
    for top, left, bottom, right in rectangles:
        for row in found[top : bottom + 1]:
            for at in range(left, min(right + 1, len(row))):
                if isinstance(row[at], float):
                    row[at] = become(row[at])


def moment(serial: float) -> object:
    """The moment that a date cell shows, to the second; a number outside the calendar stays a number."""
    try:
        return EXCEL_EPOCH + timedelta(seconds=round(serial * 86400))
    except (OverflowError, ValueError):
        return serial


def error(code: int) -> CellError:
    """Calc's error as the catalogue knows it."""
    return CellError(_ERRORS.get(code, f"Err:{code}"))


def shown(result: object) -> object:
    """What a function of the catalogue gives, a value or rows of them, as Calc takes it: numbers and texts."""
    if isinstance(result, list):
        return [[_cell(value) for value in row] for row in result]
    return _cell(result)


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case bool() | str():
            return value
        case int() | float() | Decimal():
            return float(value)
        case datetime():
            return serial(value)
        case date():
            return serial(datetime.combine(value, time()))
    return str(value)


def serial(value: datetime) -> float:
    """The number that a spreadsheet keeps for a moment."""
    return (value - EXCEL_EPOCH) / timedelta(days=1)


def written(value: object) -> object:
    """A value that a command puts into a cell; the component knows what ``{"date": …}`` wants."""
    match value:
        case datetime():
            return {"date": serial(value), "time": value.time() != time()}
        case date():
            return {"date": serial(datetime.combine(value, time())), "time": False}
        case bool() | None:
            return value
    return _cell(value)
