"""One plain spelling, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.folding import fold, visible


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


@pytest.mark.parametrize(
    "text", ["\ufeff1.016", "1\u00ad.016", "1.0\u200b16", "\u200e1.016\u200f", "1\u2060.016"]
)
def test_what_takes_no_room_on_the_screen_is_left_out(text):
    assert visible(text) == "1.016"


def test_what_turns_the_direction_of_a_text_stays():
    """«\u202e216» is seen as 612: no number at all may come of it."""
    assert visible("\u202e216") == "\u202e216"


@given(st.text())
def test_leaving_out_what_nobody_sees_is_done_once_and_for_all(text):
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(codec="latin-1", exclude_characters="\u00ad")))
def test_ordinary_text_stays_as_it_is(text):
    assert visible(text) == text
