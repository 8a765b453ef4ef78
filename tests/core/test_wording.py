"""Figures in words: what is said, and that it's always true."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cst_xl.core import wording
from cst_xl.core.errors import BadValueError
from cst_xl.core.wording import Rule, claim_count, claim_equal, claim_percent, claim_times, holds, read_claim
from tests.strategies import decimals


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("68.446", "quasi il 70%"),
        ("26.0", "il 26%"),
        ("25.9", "il 26%"),
        ("70", "il 70%"),
        ("51.8", "oltre il 50%"),
        ("14.2", "il 14%"),
        ("99.97", "quasi il 100%"),
        ("9.6", "quasi il 10%"),
        ("8.4", "oltre l'8%"),
        ("3.2", "il 3,2%"),
        ("1.7", "l'1,7%"),
        ("0.96", "l'1%"),
        ("0.485", "lo 0,5%"),
        ("0.04", "lo 0,04%"),
        ("0", "lo 0%"),
        ("260.2", "oltre il 260%"),
        ("107.4", "quasi il 110%"),
        ("253", "il 253%"),
    ],
)
def test_percentages_are_worded(value, words):
    assert claim_percent(Decimal(value)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5809, "quasi 6.000"),
        (6120, "oltre 6.000"),
        (6000, "6.000"),
        (0, "0"),
        (77, "77"),
        (350, "350"),
        (356, "quasi 360"),
        (1254, "quasi 1.300"),
        (1715, "oltre 1.700"),
        (12022, "oltre 12.000"),
        (48556, "quasi 50.000"),
        (397537, "quasi 400.000"),
        (500362, "oltre 500.000"),
    ],
)
def test_counts_are_worded(value, words):
    assert claim_count(value) == words


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        ("3.60", "oltre 3 volte e mezzo"),
        ("4", "4 volte"),
        ("3.97", "quasi 4 volte"),
        ("2.0", "2 volte"),
        ("1.5", "una volta e mezzo"),
        ("1.45", "quasi una volta e mezzo"),
        ("1", "1 volta"),
        ("1.05", "1,05 volte"),
        ("1.25", "1,25 volte"),
        ("1.72", "1,7 volte"),
        ("0.97", "0,97 volte"),
        ("9.8", "quasi 10 volte"),
        ("15.6", "quasi 16 volte"),
        ("120.3", "oltre 120 volte"),
    ],
)
def test_growth_is_worded(ratio, words):
    assert claim_times(Decimal(ratio)) == words


@pytest.mark.parametrize(
    ("value", "other", "words"),
    [
        (6929, 7007, "quasi pari"),
        (7, 7, "pari"),
        (8, 7, "superiore"),
        (5, 7, "inferiore"),
        (95, 100, "quasi pari"),
    ],
)
def test_two_figures_are_compared(value, other, words):
    assert claim_equal(value, other) == words


@given(decimals("0", "100000"))
@example(Decimal("0.000001"))
@example(Decimal("9.5"))
@example(Decimal(105))
def test_every_worded_percentage_holds(value):
    assert holds(claim_percent(value), value) is True


@given(st.integers(0, 10**9))
@example(101)
@example(10**9)
def test_every_worded_count_holds(value):
    assert holds(claim_count(value), value) is True


@given(decimals("0.001", "100000"))
@example(Decimal("1.10"))
@example(Decimal("0.000001"))
def test_every_worded_growth_holds(ratio):
    assert holds(claim_times(ratio), ratio) is True


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_every_worded_comparison_holds(value, other):
    ratio_in_percent = Decimal(value) * 100 / other
    assert holds(claim_equal(value, other), ratio_in_percent) is True


@given(
    st.one_of(
        decimals("0", "100000").map(lambda value: (claim_percent(value), value)),
        st.integers(0, 10**9).map(lambda value: (claim_count(value), value)),
        decimals("0.001", "1000").map(lambda value: (claim_times(value), value)),
    )
)
def test_nothing_worded_is_silly(worded):
    """«oltre» is at most 10% below the figure; every number named has at most three significant digits."""
    words, value = worded
    claim = read_claim(words)
    assert claim is not None
    if claim.rule is Rule.OVER:
        assert value <= Decimal("1.10") * claim.target
    if claim.rule in {Rule.OVER, Rule.NEARLY}:
        assert len(claim.target.normalize().as_tuple().digits) <= 2


@pytest.mark.parametrize(
    "say",
    [lambda: claim_percent(-1), lambda: claim_count(-1), lambda: claim_times(0), lambda: claim_times(-2)],
)
def test_what_has_no_words_is_refused(say):
    with pytest.raises(BadValueError):
        say()


def test_the_front_door_offers_claims_and_grammar():
    assert all(hasattr(wording, name) for name in wording.__all__)
    assert {"holds", "read_claim", "article_percent", "of_percent", "at_percent", "plural", "join"} <= set(
        wording.__all__
    )
