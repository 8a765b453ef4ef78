"""One plain spelling, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.folding import fold


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("1°SEM", "1°sem"),
        ("2º", "2°"),
        ("2^", "2°"),
        ("1\u00a0715\u202f000\u2009x", "1 715 000 x"),
        ("\u22121,7 \u2013 \u2014", "-1,7 - -"),
        ("dell\u2019anno 30\u2032", "dell'anno 30'"),
        ("più, è, À", "piu, e, a"),
        ("un\ttab\n", "un tab "),
        ("\ufeff2016\u200b", " 2016 "),
        ("٣ ² １", "٣ ² １"),
    ],
)
def test_it_gives_every_way_of_typing_one_spelling(typed, plain):
    assert fold(typed) == plain


@given(st.text())
def test_it_keeps_the_length_so_that_places_stay_valid(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
