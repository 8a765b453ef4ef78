"""The error tree, and how it quotes what was found."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from cst_xl.core import errors
from cst_xl.core.errors import BadValueError, CstError, WorkbookError, shown


def test_everything_raised_on_purpose_is_one_family():
    own = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)]
    assert all(issubclass(one, CstError) for one in own)


def test_a_bad_value_is_a_value_error_as_well():
    assert issubclass(BadValueError, ValueError)


def test_a_file_problem_is_told_from_a_value_problem():
    assert not issubclass(BadValueError, WorkbookError)


def test_the_tree_in_the_docstring_is_the_tree():
    told = {line.split()[1] for line in (errors.__doc__ or "").splitlines() if "──" in line}
    real = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, CstError)}
    assert told == real - {"CstError"}


def test_a_bad_value_says_what_was_found_and_what_was_expected():
    error = BadValueError("64 7", "un numero intero", "C'è uno spazio di troppo.")
    assert str(error) == "«64 7» non va bene: serve un numero intero. C'è uno spazio di troppo."
    assert (error.found, error.expected, error.hint) == (
        "64 7",
        "un numero intero",
        "C'è uno spazio di troppo.",
    )


def test_without_a_hint_the_sentence_still_ends():
    assert str(BadValueError("x", "un numero")) == "«x» non va bene: serve un numero."


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (397.537, "397,537"), (0.1, "0,1"), (12, "12"), ("così", "così"), (True, "VERO"), (7.0, "7"), (1e20, "1e+20"),
        (datetime(2016, 6, 30), "30/06/2016"), (datetime(2016, 6, 30, 8, 5), "30/06/2016 08:05"),
        (date(2016, 6, 30), "30/06/2016"), (time(8, 5), "08:05"),
        ("prima\r\nseconda", "prima seconda"), ("\u202e216\u202c", " 216 "),
    ],
)  # fmt: skip
def test_values_are_quoted_as_a_person_would_write_them(value, text):
    assert shown(value) == text


def test_long_values_are_cut_to_eighty_characters():
    assert shown("a" * 80) == "a" * 80
    assert shown("a" * 81) == "a" * 79 + "…"
