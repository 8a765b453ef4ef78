"""The Italian that numbers ask for: articles before percentages, plurals, ordinals, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.core.folding import fold
from cst_xl.core.quantities import as_decimal, decimals_of, format_percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_THOUSANDS: Final = 3  # digits in a group: undici, undicimila


def article_percent(value: float | Decimal) -> str:
    """Write a percentage with its article: "il 70%", "l'8%", "l'11%", "lo 0,5%"; only trailing zeros go."""
    return _with_article(value, {"il": "il ", "lo": "lo ", "l'": "l'"})


def of_percent(value: float | Decimal) -> str:
    """Write a percentage after «di»: "del 26%", "dell'8%", "dello 0,5%"."""
    return _with_article(value, {"il": "del ", "lo": "dello ", "l'": "dell'"})


def at_percent(value: float | Decimal) -> str:
    """Write a percentage after «a»: "al 26%", "all'8%", "allo 0,5%"."""
    return _with_article(value, {"il": "al ", "lo": "allo ", "l'": "all'"})


def plural(number: int, one: str, many: str) -> str:
    """Choose the form that goes with a number: `plural(1, "cella", "celle")` is "cella"."""
    return one if number == 1 else many


def counted(number: int, one: str, many: str) -> str:
    """A number with the form that goes with it: `counted(2, "errore", "errori")` is "2 errori"."""
    return f"{number} {plural(number, one, many)}"


def ordinal(number: int) -> str:
    """Write an ordinal in digits: "2°"."""
    return f"{number}°"


def join(parts: Sequence[str]) -> str:
    """List words: "a", "a e b", "a, b e c"; «ed» before another e, as in "aprile ed eventi"."""
    if not parts:
        return ""
    *before, last = parts
    conjunction = " ed " if fold(last).startswith("e") else " e "
    return (", ".join(before) + conjunction if before else "") + last


def _with_article(value: float | Decimal, forms: dict[str, str]) -> str:
    exact = as_decimal(value)
    return forms[_article(exact)] + format_percent(exact, 0, decimals_of(exact))


def _article(value: Decimal) -> str:
    """Choose by the sound of the number: (l')uno, (l')otto, (l')undici, (lo) zero; "meno due" takes «il»."""
    whole = str(int(value.copy_abs()))
    if value < 0:
        return "il"
    if whole == "0":
        return "lo"
    eleven = whole.startswith("11") and len(whole) % _THOUSANDS == len("11")
    return "l'" if whole == "1" or whole.startswith("8") or eleven else "il"
