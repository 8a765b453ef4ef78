"""Measuring text: how many lines, how high a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.workbook.measure import TALLEST_ROW, line_height, lines, pixels, row_height, text_pixels

WORDS = st.lists(st.text("abcdefghilmnopqrstuvzàèì,.", min_size=1, max_size=14), min_size=1, max_size=25)


def test_a_digit_of_calibri_11_is_as_wide_as_excel_says():
    """Excel's column width counts digits of the normal font: 7 whole pixels each at 96 dpi."""
    assert text_pixels("0", 11) == pytest.approx(pixels(1), rel=0.08)


def test_bold_is_wider():
    assert text_pixels("Totale", 10, bold=True) > text_pixels("Totale", 10)


def test_a_sign_that_is_not_listed_counts_as_wide():
    assert text_pixels("✔", 10) >= text_pixels("W", 10)


def test_a_short_text_takes_one_line():
    assert lines("Aprile", 200, 10) == 1


def test_an_empty_text_takes_one_line():
    assert lines("", 50, 10) == 1


def test_line_feeds_begin_new_lines():
    assert lines("uno\ndue\ntre", 500, 10) == 3


def test_words_that_do_not_fit_go_to_the_next_line():
    assert lines("Nessuno scostamento rilevato", 90, 10) == 3
    assert lines("Nessuno scostamento rilevato", 130, 10) == 2


def test_a_word_longer_than_the_line_is_broken():
    assert lines("m" * 60, 100, 10) >= 6


@given(WORDS, st.integers(60, 600))
def test_a_wider_cell_never_takes_more_lines(words, width):
    text = " ".join(words)
    assert lines(text, width * 1.5, 10) <= lines(text, width, 10)


@given(WORDS, st.integers(60, 600))
def test_the_lines_have_room_for_the_whole_text(words, width):
    text = " ".join(words)
    assert lines(text, width, 10) * width >= text_pixels(text, 10) * 0.9


def test_a_row_is_as_high_as_its_highest_cell():
    high = row_height([("corto", 300), ("parola " * 30, 100)], 10)
    assert high == row_height([("parola " * 30, 100)], 10) > row_height([("corto", 300)], 10)


def test_a_row_without_cells_has_one_line():
    assert row_height([], 10, pad=0) == line_height(10)


def test_no_row_is_higher_than_excel_allows():
    assert row_height([("parola " * 3000, 60)], 10) == TALLEST_ROW
