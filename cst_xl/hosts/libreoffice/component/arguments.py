"""What Calc or Basic hands over as an argument, as the worker takes it.

Calc gives an add-in a number, a text or a range; Basic gives a range as an object of its imitation of Excel, and what
can't be told otherwise as a short array that begins with a mark.
"""

from __future__ import annotations

from typing import Any

from . import ranges

ERROR = "!"
DATE = "@"
"""First element of the array that Basic makes of a cell with an error or a date; the second is Calc's code or number."""


def packed(value: Any) -> Any:
    """One argument: None, a number, a text, a boolean, ``("date", serial)``, ``("error", code)`` or a `ranges.Table`."""
    if value is None or isinstance(value, (str, float, bool)):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, tuple):
        return _array(value)
    if hasattr(value, "getCellRange"):  # VBA's Range
        return ranges.read(value.getCellRange())
    if hasattr(value, "getRangeAddress"):
        return ranges.read(value)
    return None


def _array(value: tuple[Any, ...]) -> Any:
    if value[:1] == (ERROR,):
        return ("error", int(value[1]))
    if value[:1] == (DATE,):
        return ("date", float(value[1]))
    rows = value if value and isinstance(value[0], tuple) else (value,)
    return ranges.plain(rows)
