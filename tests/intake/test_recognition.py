"""Which table a sheet belongs to, judged by its headers alone."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import raw_tables
from cst_xl.core.periods import Period
from cst_xl.intake.files import FoundSheet
from cst_xl.intake.recognition import recognise, unknown
from cst_xl.sections import SECTIONS

TABLES = raw_tables(SECTIONS)
PERIOD = Period.quarter(2016, 2)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_every_table_is_recognised_by_its_own_headers(table):
    grid = [[column.header for column in table.columns]]
    assert recognise(FoundSheet("a.csv", grid), TABLES, PERIOD).table is table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_order_and_capitals_of_the_headers_don_t_matter_nor_do_lines_above_them(table):
    headers = [column.header.upper() for column in reversed(table.columns)]
    grid = [["Esportazione del 1/7/2016"], [], headers]
    assert recognise(FoundSheet("a.csv", grid), TABLES, PERIOD).table is table


def test_problems_are_told_with_the_cell_of_the_file():
    servizi = next(table for table in TABLES if table.key == "servizi")
    grid = [[column.header for column in servizi.columns], ["aprile 2016", "12x", "3"]]
    found = recognise(FoundSheet("export.csv", grid), TABLES, PERIOD)
    assert found.table is servizi
    assert any("export.csv" in one.message and "B2" in one.message for one in found.typed.findings)


@pytest.mark.parametrize("grid", [[], [["pippo", "pluto"]], [["1", "2"], ["3", "4"]], [["Voce"]]])
def test_other_cells_are_no_table_of_ours(grid):
    assert recognise(FoundSheet("a.csv", grid), TABLES, PERIOD) is None


def test_without_all_required_columns_a_fuller_table_wins():
    published = next(table for table in TABLES if table.key == "pubblicati")
    grid = [["Voce", "Valore pubblicato"], ["a.b", "1"]]
    assert recognise(FoundSheet("a.csv", grid), TABLES, PERIOD).table is published


def test_the_refusal_says_what_was_found_and_what_is_known():
    message = str(unknown([FoundSheet("a.csv", [["pippo", "", "pluto"]])], TABLES))
    assert "a.csv: pippo, pluto" in message
    assert "«Valori pubblicati»" in message
    assert "il file è vuoto" in str(unknown([], TABLES))
