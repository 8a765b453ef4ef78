"""Quantities as Italians write them, both ways: text to exact `Decimal`, and back to print.

The front door of everything that has a number: plain numbers come from `numerals`, times from `durations`, and here
are percentages, which have rules of their own, and printing. A percentage is kept as the number before its sign: 99,7%
is Decimal("99.7").
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Final, NamedTuple

from cst_xl.core.durations import Deadline, Interval, duration_minutes, format_duration, milliseconds
from cst_xl.core.errors import BadValueError
from cst_xl.core.numerals import (
    EXACT,
    MISSING_WORDS,
    as_decimal,
    count,
    english_number,
    is_missing,
    italian_digits,
    number,
    round_half_up,
    shifted,
)

__all__ = [
    "MISSING_WORDS",
    "Deadline",
    "Interval",
    "Percent",
    "as_decimal",
    "count",
    "decimals_of",
    "duration_minutes",
    "format_duration",
    "format_number",
    "format_percent",
    "is_missing",
    "milliseconds",
    "number",
    "percent",
    "round_half_up",
]

_EXPECTED_PERCENT: Final = "una percentuale, per esempio 99,7%"
_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)


class Percent(NamedTuple):
    """A percentage that was read.

    Attributes:
        value: The number before the sign: 99 for "99,00%".
        note: How an unusual form was understood, in Italian, for a check to report; "" when it was plain.
    """

    value: Decimal
    note: str = ""


def percent(value: object, lowest: Decimal | None = _ZERO, highest: Decimal | None = _HUNDRED) -> Percent:
    """Read a percentage.

    With a sign, text is Italian; it is taken as English ("98.985%" of Nagios) only where Italian can't be. A number
    cell holds a fraction from -1 to 1 (Excel keeps 99% as 0,99), else a percentage that lost its sign. Text without a
    sign is a percentage too, but from -1 to 1 it could be either and is refused.

    Args:
        value: "99,00%", "98.985%", "99,00", 0.99, 99.0...
        lowest: The least that makes sense; None for differences.
        highest: The most that makes sense; None for differences.

    Raises:
        BadValueError: Not a percentage, ambiguous or outside the limits; the hint tells which factor would mend it.
    """
    if not isinstance(value, str):
        return _percent_from_cell(value, lowest, highest)
    signed = value.strip().endswith("%")
    read, note = _percent_from_text(value, lowest, highest) if signed else (_unsigned(value), "")
    if not _within(read, lowest, highest):
        raise _out_of_range(value, read, lowest, highest, powers=(-2, -3, 2))
    return Percent(read, note)


def decimals_of(text_or_value: object) -> int:
    """Count the decimals that were printed or typed: "99,7%" 1, "1.715" 0, "0,485%" 3, Decimal("1.50") 2.

    Raises:
        BadValueError: Not a number or a percentage.
    """
    if isinstance(text_or_value, str) and text_or_value.strip().endswith("%"):
        read, _ = _percent_from_text(text_or_value, _ZERO, _HUNDRED)
    else:
        read = number(text_or_value)
    return max(0, -int(read.as_tuple().exponent))


def format_number(
    value: float | Decimal,
    decimals: int = 0,
    max_decimals: int | None = None,
    signed: bool = False,
    grouping: bool = True,
) -> str:
    """Print a number as the office does: "1.715", "0,485", "-1,7" with a plain hyphen; rounded half up.

    Args:
        value: What to print.
        decimals: How many decimals at least.
        max_decimals: How many at most, when trailing zeros may go; the same as `decimals` if left out.
        signed: Whether to put "+" before what is above zero once rounded.
        grouping: Whether to put dots between the thousands.
    """
    from babel.numbers import format_decimal  # slow to import

    most = decimals if max_decimals is None else max(decimals, max_decimals)
    rounded = round_half_up(as_decimal(value), most)
    pattern = (
        ("#,##0" if grouping else "0") + ("." if most else "") + "0" * decimals + "#" * (most - decimals)
    )
    sign = "-" if rounded < 0 else "+" if signed and rounded > 0 else ""
    with localcontext(EXACT):  # babel rounds once more, to the digits of the current context
        return sign + format_decimal(rounded.copy_abs(), pattern, locale="it_IT")


def format_percent(
    value: float | Decimal, decimals: int = 1, max_decimals: int | None = None, signed: bool = False
) -> str:
    """Print a percentage, given as the number before its sign: "99,7%", "+25,9%"."""
    return format_number(value, decimals, max_decimals, signed=signed) + "%"


def _percent_from_text(text: str, lowest: Decimal | None, highest: Decimal | None) -> tuple[Decimal, str]:
    """Read text that ends with a sign: in Italian if that is within the limits, else in English if that is."""
    digits = text.strip().removesuffix("%").strip()
    english = english_number(digits)
    if english is None:
        return _italian_percent(text, digits), ""
    note = f"«{text.strip()}» è scritto all'inglese: letto come {italian_digits(english)}%."
    try:
        italian = number(digits)
    except BadValueError:
        return english, note
    if _within(italian, lowest, highest) or not _within(english, lowest, highest):
        return italian, ""
    return english, note


def _italian_percent(found: object, digits: object) -> Decimal:
    if isinstance(digits, str) and digits.endswith("%"):
        raise BadValueError(found, _EXPECTED_PERCENT, "Il segno % va scritto una volta sola.")
    try:
        return number(digits)
    except BadValueError as problem:
        typed = found if isinstance(found, str) else problem.found
        raise BadValueError(typed, _EXPECTED_PERCENT, problem.hint) from None


def _unsigned(text: str) -> Decimal:
    try:
        read = number(text)
    except BadValueError as problem:
        english = english_number(text)
        hint = problem.hint
        if english is not None:
            hint = _either(english) if abs(english) <= 1 else f"Forse {italian_digits(english)}%?"
        raise BadValueError(text, _EXPECTED_PERCENT, hint) from None
    if 0 < abs(read) <= 1:
        raise BadValueError(text, _EXPECTED_PERCENT, _either(read))
    return read


def _either(read: Decimal) -> str:
    typed, hundredfold = italian_digits(read), italian_digits(shifted(read, 2))
    return f"Scrivi {hundredfold}% oppure {typed}%: senza segno non si capisce."


def _percent_from_cell(value: object, lowest: Decimal | None, highest: Decimal | None) -> Percent:
    cell = _italian_percent(value, value)
    read = shifted(cell, 2) if abs(cell) <= 1 else cell
    if not _within(read, lowest, highest):
        raise _out_of_range(value, read, lowest, highest, powers=(-1, -2, -3, 2))
    return Percent(read, _unsigned_cell_note(cell) if highest is None else "")


def _unsigned_cell_note(cell: Decimal) -> str:
    """Remark that a difference above 100% is ambiguous in a number cell: Excel keeps 260,2% as 2,602."""
    if abs(cell) <= 1:
        return ""
    typed, hundredfold = italian_digits(cell), italian_digits(shifted(cell, 2))
    return f"Il numero {typed} è letto come {typed}%: se è {hundredfold}%, scrivilo con il segno %."


def _within(value: Decimal, lowest: Decimal | None, highest: Decimal | None) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


def _out_of_range(
    found: object, value: Decimal, lowest: Decimal | None, highest: Decimal | None, powers: tuple[int, ...]
) -> BadValueError:
    """Build the error; propose the first power of ten that brings the value within its limits.

    An English Excel takes «98,985%» for 98985% and stores 989,85: read as a percentage, ten times too much.
    """
    candidates = (shifted(value, power) for power in powers)
    fitting = next((italian_digits(each) for each in candidates if _within(each, lowest, highest)), "")
    return BadValueError(found, _limits(lowest, highest), f"Forse {fitting}%?" if fitting else "")


def _limits(lowest: Decimal | None, highest: Decimal | None) -> str:
    if lowest is None:
        return "una percentuale" + ("" if highest is None else f" fino a {italian_digits(highest)}%")
    if highest is None:
        return f"una percentuale da {italian_digits(lowest)}% in su"
    return f"una percentuale fra {italian_digits(lowest)}% e {italian_digits(highest)}%"
