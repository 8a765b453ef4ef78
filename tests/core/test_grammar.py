"""Articles, plurals, ordinals and lists."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.grammar import article_percent, at_percent, join, of_percent, ordinal, plural


@pytest.mark.parametrize(
    ("value", "the", "of_the", "at_the"),
    [
        ("70", "il 70%", "del 70%", "al 70%"),
        ("26", "il 26%", "del 26%", "al 26%"),
        ("8", "l'8%", "dell'8%", "all'8%"),
        ("8.5", "l'8,5%", "dell'8,5%", "all'8,5%"),
        ("80", "l'80%", "dell'80%", "all'80%"),
        ("88", "l'88%", "dell'88%", "all'88%"),
        ("11", "l'11%", "dell'11%", "all'11%"),
        ("1", "l'1%", "dell'1%", "all'1%"),
        ("1.5", "l'1,5%", "dell'1,5%", "all'1,5%"),
        ("0.5", "lo 0,5%", "dello 0,5%", "allo 0,5%"),
        ("0", "lo 0%", "dello 0%", "allo 0%"),
        ("18", "il 18%", "del 18%", "al 18%"),
        ("111", "il 111%", "del 111%", "al 111%"),
        ("800", "l'800%", "dell'800%", "all'800%"),
        ("1100", "il 1.100%", "del 1.100%", "al 1.100%"),
        ("11000", "l'11.000%", "dell'11.000%", "all'11.000%"),
        ("-8", "il -8%", "del -8%", "al -8%"),
        ("99.80", "il 99,8%", "del 99,8%", "al 99,8%"),
    ],
)
def test_the_article_goes_with_the_sound_of_the_number(value, the, of_the, at_the):
    number = Decimal(value)
    assert (article_percent(number), of_percent(number), at_percent(number)) == (the, of_the, at_the)


@pytest.mark.parametrize(("number", "word"), [(1, "cella"), (0, "celle"), (2, "celle"), (21, "celle")])
def test_only_one_is_singular(number, word):
    assert plural(number, "cella", "celle") == word


def test_ordinals_are_in_digits():
    assert ordinal(2) == "2°"


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a e b"),
        (["a", "b", "c"], "a, b e c"),
        (["aprile", "eventi"], "aprile ed eventi"),
        (["a", "b", "Èlba"], "a, b ed Èlba"),
        (("a", "b"), "a e b"),
    ],
)
def test_lists_end_with_a_conjunction(parts, text):
    assert join(parts) == text
