"""Figures in words that are true by rule, and the grammar around them.

The front door of the words of the bulletin: `claims` holds the rules and judges what people type, `grammar` the
articles; here a figure gets its words. They name a round number X from a ladder, one significant digit where that is
near enough, else two, and are stricter than the rules need: "oltre X" is said up to 5% above X (10% where the ladder
has no nearer step), so that it isn't silly; "quasi X" from 5% below.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import Final

from cst_xl.core.claims import NEAR, Claim, Rule, holds, read_claim
from cst_xl.core.errors import BadValueError
from cst_xl.core.grammar import article_percent, at_percent, join, of_percent, ordinal, plural
from cst_xl.core.numerals import as_decimal, round_half_up
from cst_xl.core.quantities import decimals_of, format_number

__all__ = [
    "Claim",
    "Rule",
    "article_percent",
    "at_percent",
    "claim_count",
    "claim_equal",
    "claim_percent",
    "claim_times",
    "holds",
    "join",
    "of_percent",
    "ordinal",
    "plural",
    "read_claim",
]

_SILLY: Final = Decimal("1.10")
_WHOLE_PERCENT_FROM: Final = 10  # below, a percentage keeps a decimal
_TWO_DIGITS_FROM: Final = 100
_WHOLE_TIMES_FROM: Final = 10  # below, half a time more is worth saying
_ROUND_DIGITS: Final = 2


def claim_percent(value: float | Decimal) -> str:
    """Word a percentage from 0 up, with its article: "quasi il 70%", "il 26%", "oltre il 260%", "lo 0,5%".

    Raises:
        BadValueError: A negative one: say what falls, and by how much.
    """
    exact = _from_zero(value)
    if exact >= 1 and not _is_whole(exact):
        rounded = _near_round(exact, (1,) if exact < _TWO_DIGITS_FROM else (1, 2))
        if rounded:
            return f"{rounded[0]} {article_percent(rounded[1])}"
    decimals = 0 if exact >= _WHOLE_PERCENT_FROM else max(1, -exact.adjusted())
    return article_percent(_trimmed(round_half_up(exact, decimals)))


def claim_count(value: int) -> str:
    """Word a count from 0 up: "quasi 6.000", "oltre 6.000", "6.000", "77".

    Raises:
        BadValueError: A negative one.
    """
    exact = _from_zero(value)
    rounded = None if len(str(value).rstrip("0")) <= _ROUND_DIGITS else _near_round(exact, (1, 2))
    return f"{rounded[0]} {format_number(rounded[1])}" if rounded else format_number(exact)


def claim_times(ratio: float | Decimal) -> str:
    """Word a growth by its ratio: "4 volte", "quasi 4 volte", "oltre 3 volte e mezzo", "1,25 volte".

    Raises:
        BadValueError: A ratio that isn't above 0.
    """
    exact = as_decimal(ratio)
    if exact <= 0:
        raise BadValueError(ratio, "un rapporto sopra lo zero")
    if _is_whole(exact * 2) and exact >= 1:
        return _times(exact)
    rounded = _near_round(exact, (1, 2)) if exact >= _WHOLE_TIMES_FROM else _near_half(exact)
    if rounded:
        return f"{rounded[0]} {_times(rounded[1])}"
    short = round_half_up(exact, 1)
    precise = round_half_up(exact, 2 - exact.adjusted())
    return _times(_trimmed(short if Claim("", short, Rule.TIMES).holds_for(exact) else precise))


def claim_equal(value: float | Decimal, other: float | Decimal) -> str:
    """Compare two figures: "pari", "quasi pari", "superiore" or "inferiore" (the first to the second, above 0)."""
    left, right = as_decimal(value), as_decimal(other)
    if left == right:
        return "pari"
    if Claim("", right, Rule.NEARLY).holds_for(left):
        return "quasi pari"
    return "superiore" if left > right else "inferiore"


def _from_zero(value: float | Decimal) -> Decimal:
    exact = as_decimal(value)
    if exact < 0:
        raise BadValueError(value, "un valore da zero in su", "Di un calo si dice di quanto cala.")
    return exact


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _trimmed(value: Decimal) -> Decimal:
    """Drop the zeros after the comma; Decimal.normalize alone would write 70 as 7E+1."""
    return value.quantize(Decimal(1)) if _is_whole(value) else value.normalize()


def _near_round(value: Decimal, ladder: tuple[int, ...]) -> tuple[Rule, Decimal] | None:
    """Find the round number next to a value, of as few significant digits as the ladder allows."""
    for digits in ladder:
        step = Decimal(1).scaleb(value.adjusted() + 1 - digits)
        below = (value / step).to_integral_value(ROUND_FLOOR) * step
        limit = 1 + NEAR if digits == ladder[0] else _SILLY
        found = _nearer(value, below, below + step, limit)
        if found:
            return found
    return None


def _near_half(value: Decimal) -> tuple[Rule, Decimal] | None:
    below = (value * 2).to_integral_value(ROUND_FLOOR) / 2
    return _nearer(value, below, below + Decimal("0.5"), _SILLY) if value > _SILLY else None


def _nearer(value: Decimal, below: Decimal, above: Decimal, limit: Decimal) -> tuple[Rule, Decimal] | None:
    """Choose "oltre" the number below or "quasi" the one above, whichever is true and nearer."""
    over = below < value <= below * limit
    nearly = (1 - NEAR) * above <= value < above
    if over and not (nearly and above - value < value - below):
        return Rule.OVER, _trimmed(below)
    return (Rule.NEARLY, _trimmed(above)) if nearly else None


def _times(ratio: Decimal) -> str:
    whole = int(ratio)
    if whole >= 1 and ratio - whole == Decimal("0.5"):
        return ("una volta" if whole == 1 else f"{format_number(whole)} volte") + " e mezzo"
    return format_number(ratio, 0, decimals_of(ratio)) + (" volta" if ratio == 1 else " volte")
