"""How a text file is written: detected where only one reading fits, overridden by a person, said aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.errors import BadValueError
from cst_xl.intake import dialect
from cst_xl.intake.dialect import Dialect

TEXT = "Stato;Priorità\naperto;però\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_in_use_is_detected(encoding):
    text, name = dialect.decoded(TEXT.encode(encoding))
    assert text == TEXT
    assert name == encoding.removesuffix("-sig")


def test_an_encoding_that_a_person_gives_is_followed():
    assert dialect.decoded("però".encode("cp1252"), "cp437")[0] == "per≥"


@given(st.binary(max_size=200))
def test_any_bytes_are_some_text(content):
    assert isinstance(dialect.decoded(content)[0], str)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b;c\n1;2;3\n", ";"),
        ("a,b\n1,2\n", ","),
        ("a\tb\n1,5\t2,5\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("nome;nota\nA;uno, due, tre\nB;quattro, cinque, sei\n", ";"),
        ('"a, b";"c"\n"1, 2";"3"\n', ";"),
        ("una colonna sola\nx\n", ";"),
        ("sep=,\na;b,c\n", ","),
    ],
)
def test_the_separator_is_the_one_that_cuts_evenly(text, separator):
    assert dialect.separated_by(text) == separator


def test_the_hint_for_excel_is_no_row():
    assert dialect.without_hint("sep=;\na;b\n") == "a;b\n"
    assert dialect.without_hint("a;b\n") == "a;b\n"


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1,5"], ","),
        (["98.985%", "12.5"], "."),
        (["1.715"], ""),
        (["1.234,50"], ","),
        (["1,234", "1.234"], ""),
        (["2016-04-01", "10.1.1.20", "testo"], ""),
        (["1,5", "2.5"], ""),
    ],
)
def test_the_decimal_mark_is_told_only_by_cells_that_can_t_mean_anything_else(cells, mark):
    assert dialect.decimal_mark([cells]) == mark


def test_what_was_detected_is_said():
    assert (
        dialect.told("cp1252", "\t", ",")
        == "codifica Windows-1252, separatore tabulazione, decimali con la virgola"
    )


@pytest.mark.parametrize(
    "wrong", [{"encoding": "latino"}, {"separator": ";;"}, {"separator": '"'}, {"decimal": "x"}]
)
def test_a_dialect_that_can_t_be_is_refused(wrong):
    with pytest.raises(BadValueError):
        Dialect(**wrong)
