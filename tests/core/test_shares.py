"""Shares in running text never say "all" or "none" of what isn't, and carry the right article."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.shares import in_share, rounded_share, share_text, the_share


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("99.97"), "99.97"),
        (Decimal("99.9966"), "99.997"),
        (Decimal("0.04"), "0.04"),
        (Decimal("0.05"), "0.1"),
        (Decimal(100), "100.0"),
        (Decimal(0), "0.0"),
        (Decimal("99.85"), "99.9"),
    ],
)
def test_only_all_rounds_to_all_and_only_none_to_none(value, expected):
    assert rounded_share(value) == Decimal(expected)


def test_the_last_resort_is_six_decimals():
    assert rounded_share(Decimal("99.99999999")) == 100


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Decimal("99.866"), 1, "nel 99,9%"),
        (Decimal(80), 1, "nell'80,0%"),
        (Decimal("0.5"), 1, "nello 0,5%"),
        (Decimal(11), 0, "nell'11%"),
        (1, 0, "nell'1%"),
        (100, 0, "nel 100%"),
    ],
)
def test_the_article_behind_in(value, decimals, expected):
    assert in_share(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(93, "il 93,0%"), (8, "l'8,0%"), (Decimal("0.25"), "lo 0,3%")]
)
def test_the_article_alone(value, expected):
    assert the_share(value) == expected


def test_trailing_zeros_are_printed():
    assert share_text(Decimal(93)) == "93,0%"
