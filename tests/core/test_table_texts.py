"""Rows of a raw table as texts: read again, they say the same."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from cst_xl.core import kinds
from cst_xl.core.kinds import CellError
from cst_xl.core.table_texts import text_rows
from cst_xl.core.tables import Column, RawTable, read

TABLE = RawTable(
    key="prova",
    sheet="Dati Prova",
    title="Prova",
    columns=(
        Column("nome", "Nome", kinds.TEXT, required=True),
        Column("quanti", "Quanti", kinds.COUNT),
        Column("numero", "Numero", kinds.NUMBER),
        Column("quota", "Quota", kinds.PERCENT),
        Column("giorno", "Giorno", kinds.DAY),
        Column("momento", "Momento", kinds.MOMENT),
        Column("periodo", "Periodo", kinds.PERIOD),
        Column("attivo", "Attivo", kinds.YES_NO),
    ),
)
HEADERS = [column.header for column in TABLE.columns]


def rows(*lines, headers=HEADERS):
    grid = [headers, *lines]
    return list(text_rows(read(TABLE, grid), grid))


def test_what_a_person_typed_stays_letter_by_letter():
    line = [
        " due  parole",
        "1.715",
        "1.234,50",
        "98,985%",
        "1/4/2016",
        "01/04/2016 9:30",
        "aprile 2016",
        "SI",
    ]
    assert list(rows(line)[0].texts.values()) == line


@pytest.mark.parametrize(
    ("key", "raw", "text"),
    [
        ("nome", 2016000012.0, "2016000012"),
        ("quanti", 1715.0, "1715"),
        ("numero", 0.485, "0,485"),
        ("numero", 1e-7, "0,0000001"),
        ("quota", 0.98985, "98,985%"),
        ("giorno", datetime(2016, 4, 1), "01/04/2016"),
        ("giorno", date(2016, 4, 1), "01/04/2016"),
        ("momento", datetime(2016, 4, 1, 9, 30), "01/04/2016 09:30:00"),
        ("momento", 42461.395833333336, "01/04/2016 09:30:00"),
        ("periodo", datetime(2016, 4, 1), "2016-04"),
        ("attivo", True, "sì"),
        ("attivo", False, "no"),
        ("quanti", CellError("#N/A"), "#N/A"),
        ("quanti", 7.5, "7,5"),
    ],
)
def test_a_typed_value_becomes_the_text_that_reads_as_the_same(key, raw, text):
    line = [raw if column.key == key else "x" if column.key == "nome" else None for column in TABLE.columns]
    row = rows(line)[0]
    assert row.texts[key] == text
    again = rows([row.texts[column.key] for column in TABLE.columns])[0]
    assert again.values[key] == row.values[key]


def test_empty_cells_are_empty_texts_and_no_values():
    row = rows(["x", *[None] * 6, "  "])[0]
    assert set(list(row.texts.values())[1:7]) == {""}
    assert all(value is None for value in list(row.values.values())[1:])


def test_a_value_that_can_t_be_read_counts_as_its_text():
    assert rows(["x", "64 7"])[0].values["quanti"] == "64 7"


def test_columns_are_found_under_the_header_in_force():
    grid = [HEADERS[:2], ["a", "1"], ["Quanti", "Nome"], ["2", "b"]]
    found = list(text_rows(read(TABLE, grid), grid))
    assert [(row.row, row.values["nome"], row.values["quanti"]) for row in found] == [
        (2, "a", 1),
        (4, "b", 2),
    ]


def test_exact_numbers_stay_exact():
    assert rows(["x", None, "0,1"])[0].values["numero"] == Decimal("0.1")
