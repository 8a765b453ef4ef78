"""Moments as exports write them, brought to one spelling: local time, ``2016-04-01 08:30:00``.

The same ticket must give the same text whether it came as CSV, as a workbook's date or by paste. What can't be read
stays as it was written: the sheet then names the cell. Whether 03-04 is a day in April or in March is decided once for
a whole column, by the numbers above twelve; where there is none, the day comes first, as Italians write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from cst_xl.core import kinds
from cst_xl.core.clock import ROME
from cst_xl.core.errors import BadValueError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
_ZONED: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)? ?(?:Z|UTC|[+-]\d{2}:?\d{2})"
)
_NUMBERED: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b(.*)", re.DOTALL)
_MONTHS: Final = 12
_SPELLED: Final = "%Y-%m-%d %H:%M:%S"
_CLOCKS: Final = (" %H:%M", " %H:%M:%S")
_DAYS_FIRST: Final = tuple(f"%d{mark}%m{mark}%Y{clock}" for mark in "-/." for clock in _CLOCKS)
_MONTH_FIRST: Final = tuple(f"%m{mark}%d{mark}%Y{clock}" for mark in "-/." for clock in _CLOCKS)


@dataclass(frozen=True)
class Order:
    """Which of the first two numbers of a date is the day.

    Attributes:
        month_first: Whether it is the second.
        certain: Whether a number above twelve tells.
        clashing: Whether one date can only be read one way, and another only the other way.
    """

    month_first: bool = False
    certain: bool = False
    clashing: bool = False

    @classmethod
    def of(cls, values: Iterable[object]) -> Order:
        """The order that holds in a column."""
        day_first = month_first = False
        for value in values:
            match = _NUMBERED.match(value) if isinstance(value, str) else None
            if match:
                day_first = day_first or int(match[1]) > _MONTHS
                month_first = month_first or int(match[2]) > _MONTHS
        clashing = day_first and month_first
        return cls(month_first and not clashing, day_first or month_first, clashing)


_DAY_FIRST: Final = Order()


def normal(value: object, order: Order = _DAY_FIRST) -> str:
    """A moment in the one spelling; empty for an empty cell, as it was for what isn't a moment."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        text = value.strip()
        if _ISO.fullmatch(text):
            return text
        if _ZONED.fullmatch(text):
            return _from_zone(text)
        value = _swapped(text) if order.month_first else text
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(ROME)
    try:
        return f"{kinds.moment(value):%Y-%m-%d %H:%M:%S}"
    except BadValueError:
        return kinds.text(value)


def _from_zone(text: str) -> str:
    spelled = (
        text.replace(" UTC", "+00:00").replace("UTC", "+00:00").replace("Z", "+00:00").replace(" +", "+")
    )
    try:
        moment = datetime.fromisoformat(spelled)
    except ValueError:
        return text
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ROME)
    return f"{local:%Y-%m-%d %H:%M:%S}"


def _swapped(text: str) -> str:
    match = _NUMBERED.fullmatch(text)
    return text if match is None else f"{match[2]}/{match[1]}/{match[3]}{match[4]}"


def moments(column: pd.Series[str], order: Order = _DAY_FIRST) -> NDArray[np.datetime64]:
    """The moments of a whole column as ``datetime64[s]``: what `normal` makes of each; NaT for what isn't one.

    The spellings of known programs are read all at once, the rest one by one.
    """
    import numpy as np
    import pandas as pd

    texts = column.astype("str")
    found = np.full(len(texts), np.datetime64("NaT", "s"))
    left = texts.ne("").to_numpy(copy=True)
    for spelling in (_SPELLED, *(_MONTH_FIRST if order.month_first else _DAYS_FIRST)):
        if not left.any():
            break
        read = pd.to_datetime(texts[left], format=spelling, errors="coerce", cache=False)
        found[left] = read.to_numpy().astype("datetime64[s]")
        left &= np.isnat(found)
    if left.any():
        codes, distinct = texts[left].factorize()
        found[left] = np.array([_instant(str(text), order) for text in distinct], "datetime64[s]")[codes]
    return found


def _instant(text: str, order: Order) -> str:
    spelled = normal(text, order)
    return spelled if day_of(spelled) and _is_time(spelled) else "NaT"


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def day_of(text: str) -> date | None:
    """The day of a moment in the one spelling; None for any other text."""
    return date.fromisoformat(text[:10]) if _ISO.fullmatch(text) and _is_day(text[:10]) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
