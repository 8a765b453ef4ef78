"""Raw tables: what is declared, and what reading the cells of a sheet gives in the end."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.findings import Severity
from cst_xl.core.kinds import COUNT, MOMENT, PERIOD, TEXT
from cst_xl.core.periods import Period
from cst_xl.core.tables import Column, RawTable, letter, read

FRUIT = RawTable(
    key="frutta",
    sheet="Dati Frutta",
    title="Frutta",
    columns=(
        Column("nome", "Nome", TEXT, required=True, also=("Frutto",)),
        Column("chili", "Chili", COUNT, required=True),
        Column("arrivo", "Arrivo", MOMENT),
        Column("mese", "Mese", PERIOD),
    ),
    unique=("nome",),
)
HEADER = ["Nome", "Chili", "Arrivo", "Mese"]


def sheet(*rows: list[object]) -> list[list[object]]:
    """A sheet as the template has it: four rows of head, then these."""
    return [["Frutta"], [], [], [], *rows]


def values(typed, key):
    return list(typed.frame[key])


def test_rows_come_typed_and_indexed_by_their_sheet_row():
    typed = read(
        FRUIT, sheet(HEADER, ["mele", "1.715", "01/04/2016 08:30", "aprile 2016"], ["pere", 2.0, None, ""])
    )
    assert list(typed.frame.index) == [6, 7]
    assert values(typed, "chili") == [1715, 2]
    assert values(typed, "mese") == [Period.month(2016, 4), None]
    assert typed.frame["arrivo"].dtype == np.dtype("datetime64[s]")
    assert typed.frame["arrivo"].iloc[0] == datetime(2016, 4, 1, 8, 30)
    assert not typed.findings


def test_records_hold_none_where_nothing_could_be_read():
    typed = read(FRUIT, sheet(HEADER, ["mele", "molti"]))
    (record,) = typed.records()
    assert (record.row, record["nome"], record["chili"], record["mese"]) == (6, "mele", None, None)


def test_missing_texts_stay_none_next_to_texts():
    table = RawTable("t", "T", "T", (Column("a", "A", TEXT), Column("b", "B", TEXT)))
    typed = read(table, [["A", "B"], ["x", None], ["y", "z"]])
    assert values(typed, "b") == [None, "z"]


def test_an_unreadable_cell_keeps_its_row_and_is_named():
    typed = read(FRUIT, sheet(HEADER, ["mele", "64 7"]))
    (finding,) = typed.findings
    assert (finding.severity, finding.cell, finding.found) == (Severity.ERROR, "Dati Frutta!B6", "64 7")
    assert finding.message == (
        "Nel foglio Dati Frutta la cella B6 («Chili») contiene «64 7»; serve un numero intero, per esempio 1.715. "
        "C'è uno spazio di troppo, o sono due numeri."
    )
    assert len(typed) == 1


def test_blank_rows_are_left_out_and_leave_no_trace():
    typed = read(FRUIT, sheet(HEADER, ["mele", "1"], [None, "", "  "], [], ["pere", "2"]))
    assert list(typed.frame.index) == [6, 9]
    assert not typed.findings


@pytest.mark.parametrize("grid", [[], [[]], [[None, ""], ["  "]]])
def test_an_empty_sheet_is_an_empty_table_without_findings(grid):
    typed = read(FRUIT, grid)
    assert not typed
    assert len(typed) == 0
    assert list(typed.frame.columns) == ["nome", "chili", "arrivo", "mese"]
    assert not typed.findings
    assert list(typed.records()) == []


def test_a_header_alone_is_an_empty_table_without_findings():
    typed = read(FRUIT, sheet(HEADER))
    assert not typed
    assert not typed.findings


def test_cells_are_addressed_by_the_header_above_them():
    typed = read(FRUIT, sheet(HEADER, ["mele", "1"], ["Chili", "Frutto"], ["2", "pere"]))
    assert typed.cell(6, "chili") == "Dati Frutta!B6"
    assert typed.cell(8, "chili") == "Dati Frutta!A8"


def test_a_column_that_is_not_there_is_addressed_by_the_start_of_its_row():
    typed = read(FRUIT, sheet(["Nome", "Chili"], ["mele", "1"]))
    assert typed.cell(6, "mese") == "Dati Frutta!A6"


def test_a_range_that_begins_elsewhere_is_addressed_as_on_the_sheet():
    typed = read(FRUIT, [HEADER, ["mele", "molti"]], first_row=5, first_column=3)
    assert [finding.cell for finding in typed.findings] == ["Dati Frutta!D6"]


def test_a_month_takes_the_year_of_the_edition():
    grid = sheet(HEADER, ["mele", "1", None, "aprile"])
    assert values(read(FRUIT, grid, year=2016), "mese") == [Period.month(2016, 4)]
    assert values(read(FRUIT, grid, period=Period.quarter(2015, 2)), "mese") == [Period.month(2015, 4)]
    assert values(read(FRUIT, grid, year=2014, period=Period.quarter(2015, 2)), "mese") == [
        Period.month(2014, 4)
    ]


def test_a_remark_on_a_reading_is_a_warning_and_the_value_stays():
    table = RawTable("t", "T", "T", (Column("a", "Nome", TEXT), Column("b", "Uptime", kinds.PERCENT)))
    typed = read(table, [["Nome", "Uptime"], ["db", "98.985%"]])
    assert values(typed, "b") == [Decimal("98.985")]
    assert [(one.severity, one.cell) for one in typed.findings] == [(Severity.WARNING, "T!B2")]


def test_numbers_that_equal_logical_values_are_not_taken_for_them():
    typed = read(FRUIT, sheet(HEADER, ["mele", 1], ["pere", True], ["fichi", 1.0]))
    assert values(typed, "chili") == [1, None, 1]
    assert [finding.cell for finding in typed.findings] == ["Dati Frutta!B7"]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (28, "AB"), (703, "AAA")])
def test_columns_have_letters(number, letters):
    assert letter(number) == letters


def test_a_table_knows_its_columns():
    assert FRUIT.column("chili").header == "Chili"
    assert FRUIT.last_column == 4


def test_declaring_tables_does_not_load_pandas():
    program = "import sys, cst_xl.core.tables, cst_xl.core.edition; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.sampled_from([*HEADER, "Totale", "1.715"])
)  # fmt: skip


@given(st.lists(st.lists(cells, max_size=6), max_size=12))
def test_no_sheet_makes_reading_fail(grid):
    typed = read(FRUIT, grid, year=2016)
    assert all(finding.cell and finding.cell.startswith("Dati Frutta!") for finding in typed.findings)


@given(
    st.lists(
        st.one_of(st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", ".")), st.text(max_size=6)),
        max_size=30,
    )
)
def test_a_count_is_read_or_its_cell_is_named(texts):
    typed = read(FRUIT, sheet(HEADER, *([f"n{at}", text] for at, text in enumerate(texts))))
    told = {finding.cell for finding in typed.findings}
    for record in typed.records():
        assert (record["chili"] is not None) != (f"Dati Frutta!B{record.row}" in told)
        if record["chili"] is not None:
            assert record["chili"] == kinds.COUNT.read(texts[record.row - 6])


def test_the_kind_alone_decides_what_is_right():
    with pytest.raises(BadValueError) as caught:
        COUNT.read("1,715")
    (finding,) = read(FRUIT, sheet(HEADER, ["mele", "1,715"])).findings
    assert caught.value.hint in finding.message
