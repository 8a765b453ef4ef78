"""Italian phrases that several readers say: spans of days, lists cut short, percent numbers that never round a breach away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from cst_xl.core.periods import Period
from cst_xl.core.quantities import format_number

_DECIMALS: Final = Decimal("0.000001")
_MOST_NAMED: Final = 10


def days(first: date, last: date) -> str:
    """Say "1/4–30/6/2016", with the first year where it differs."""
    if first == last:
        return f"{last.day}/{last.month}/{last.year}"
    start = f"{first.day}/{first.month}" + (f"/{first.year}" if first.year != last.year else "")
    return f"{start}–{last.day}/{last.month}/{last.year}"


def span(period: Period) -> str:
    """The days of a period: "1/4–30/6/2016"."""
    return days(period.start, period.end)


def exact_percent(value: Decimal) -> str:
    """A percent number with up to six decimals, cut and not rounded.

    So it stands to any threshold of six decimals as the exact value does: 98,4999999 is never written as 98,5.
    """
    return f"{format_number(value.quantize(_DECIMALS, rounding=ROUND_FLOOR), 2, 6)}%"


def named(names: Iterable[str]) -> str:
    """«A», «B» and how many more."""
    every = list(names)
    shown = ", ".join(f"«{name}»" for name in every[:_MOST_NAMED])
    rest = len(every) - _MOST_NAMED
    return f"{shown} e altri {rest}" if rest > 0 else shown


def many(number: int, one: str, several: str) -> str:
    """Say "1 riga", "1.491 righe"."""
    return f"{format_number(number)} {one if number == 1 else several}"
