"""The typeface: widths as the font has them, and lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.typeface import BOLD, REGULAR, SEMIBOLD, face, font_file
from tests import strategies  # noqa: F401 - its profile

WEIGHTS = [REGULAR, SEMIBOLD, BOLD]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_all_digits_have_one_width_so_that_columns_of_numbers_line_up(weight):
    assert {face(weight).widths[digit] for digit in "0123456789"} == {0.56}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_it_has_what_italian_asks_for(weight):
    assert set("àèéìòùÀÈÉ°«»’–−%\u00a0=+") <= set(face(weight).widths)


def test_it_has_no_arrows_which_another_typeface_must_draw():
    assert "↑" not in face().widths
    assert face().width("↑", 10) == 10 * face().missing


def test_bold_is_wider_than_regular():
    assert face(BOLD).width("Prenotazioni", 10) > face(REGULAR).width("Prenotazioni", 10)


@given(st.text(), st.floats(1, 100))
def test_a_width_grows_with_the_size_and_adds_up(text, size):
    one = face()
    assert one.width(text + text, size) == pytest.approx(2 * one.width(text, size))
    assert one.width(text, 2 * size) == pytest.approx(2 * one.width(text, size))


@given(st.lists(st.text("abcdefgilmnopqrstuvz", min_size=1, max_size=12), min_size=1), st.floats(10, 300))
def test_breaking_a_text_loses_no_word_and_overflows_only_where_a_word_does(words, room):
    lines = face().lines(" ".join(words), 10, room)
    assert " ".join(lines).split() == words
    assert all(face().width(line, 10) <= room or " " not in line for line in lines)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_both_formats_are_shipped(weight):
    assert font_file(weight, "ttf")[:4] == b"\x00\x01\x00\x00"
    assert font_file(weight, "woff2")[:4] == b"wOF2"
