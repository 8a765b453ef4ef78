"""Reading a table step by step: stretches of different columns become one table."""

from __future__ import annotations

import time

import pytest

from cst_xl.core.kinds import COUNT, MOMENT, TEXT
from cst_xl.core.tables import Column, RawTable, read

TABLE = RawTable(
    key="t",
    sheet="Dati",
    title="T",
    columns=(
        Column("nome", "Nome", TEXT, required=True),
        Column("casi", "Casi", COUNT),
        Column("ora", "Ora", MOMENT),
    ),
    unique=("nome",),
)
HEADER = ["Nome", "Casi", "Ora"]


def test_stretches_are_joined_in_their_order():
    typed = read(
        TABLE, [HEADER, ["a", "1", "01/04/2016"], ["Casi", "Nome"], ["2", "b"], HEADER, ["c", "3", ""]]
    )
    assert list(typed.frame["nome"]) == ["a", "b", "c"]
    assert list(typed.frame["casi"]) == [1, 2, 3]
    assert list(typed.frame["ora"].notna()) == [True, False, False]
    assert list(typed.frame.index) == [2, 4, 6]


def test_a_template_header_left_empty_above_a_pasted_table_does_no_harm():
    typed = read(TABLE, [HEADER, HEADER, ["a", "1", "01/04/2016"]])
    assert len(typed) == 1
    assert str(typed.frame["ora"].dtype) == "datetime64[s]"


def test_rows_shorter_than_their_header_lack_what_they_lack():
    typed = read(TABLE, [HEADER, ["a"], ["b", "2"]])
    assert list(typed.frame["casi"]) == [None, 2]
    assert not typed.findings


def test_pasted_totals_are_kept_under_their_row():
    typed = read(TABLE, [HEADER, ["a", "1", ""], ["Totale", "1"]])
    assert typed.pasted_totals == {3: {"casi": 1}}
    assert len(typed) == 1


def test_where_every_column_was_found_is_kept():
    assert read(TABLE, [[], ["Ora", "Nome"]], first_row=4).headers == {5: {"ora": "A", "nome": "B"}}


@pytest.mark.slow
def test_a_hundred_thousand_rows_take_seconds_not_minutes():
    """A guard against a step that looks at every row for every row; `benchmarks` has the real measure."""
    day = "{:02}/04/2016 {:02}:{:02}"
    rows = [
        [f"2016{at:010}", str(at % 977), day.format(1 + at % 28, at % 24, at % 60)] for at in range(100_000)
    ]
    start = time.perf_counter()
    typed = read(TABLE, [HEADER, *rows, *rows[:30]])
    assert time.perf_counter() - start < 20
    assert len(typed) == len(rows) + 30
    assert len(typed.findings) == 21


def test_columns_with_a_cell_that_cannot_be_read_are_known():
    typed = read(TABLE, [HEADER, ["a", "1", ""], ["b", "boh", "01/04/2016"]])
    assert typed.unreadable == {"casi"}
