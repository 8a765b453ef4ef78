"""Shares in running text: rounded so that what isn't all never prints as all, with the article that they ask for."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from cst_xl.core.grammar import article_percent
from cst_xl.core.quantities import format_percent, round_half_up

_MOST_DECIMALS: Final = 6
_IN: Final = {"il ": "nel ", "lo ": "nello ", "l'": "nell'"}


def rounded_share(value: int | Decimal, decimals: int = 1) -> Decimal:
    """Round a percent number half up, with more decimals where fewer would claim "none" or "all".

    99.97 stays 99.97: one ticket in three thousand was not solved, and «100,0%» would say that all were.
    """
    exact = Decimal(value)
    rounded = round_half_up(exact, decimals)
    while rounded != exact and rounded in (0, 100) and decimals < _MOST_DECIMALS:
        decimals += 1
        rounded = round_half_up(exact, decimals)
    return rounded


def share_text(value: int | Decimal, decimals: int = 1) -> str:
    """A share as it prints: "99,9%", "93,0%"."""
    rounded = rounded_share(value, decimals)
    return format_percent(rounded, max(decimals, -int(rounded.as_tuple().exponent)))


def the_share(value: int | Decimal, decimals: int = 1) -> str:
    """A share with its article: "il 99,9%", "l'80,0%", "lo 0,5%"."""
    return _article(value, decimals) + share_text(value, decimals)


def in_share(value: int | Decimal, decimals: int = 1) -> str:
    """A share behind «in»: "nel 99,9%", "nell'80,0%", "nello 0,5%"."""
    return _IN[_article(value, decimals)] + share_text(value, decimals)


def _article(value: int | Decimal, decimals: int) -> str:
    text = article_percent(rounded_share(value, decimals))
    return next(article for article in _IN if text.startswith(article))
