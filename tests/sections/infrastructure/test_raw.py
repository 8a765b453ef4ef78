"""The two tables of the sheet stand side by side and don't read each other's cells."""

from __future__ import annotations

from datetime import datetime

import pytest

from cst_xl.core.tables import read
from cst_xl.sections.infrastructure.raw import QUANTITY, RESOURCES, STOPS

GRID = [
    ["Voce", "Valore", "Unità", "Nota", None, "Sistema", "Inizio", "Fine", "Programmato", "Causa"],
    ["RAM", "744", "GB", None, None, "Icms", "05/04/2016 08:30", "05/04/2016 09:00", "no", "disco"],
    [None, None, None, None, None, "Portale", "06/04/2016 08:30", "06/04/2016 09:00", "sì", None],
]


def test_neighbours_are_told_apart():
    resources, stops = read(RESOURCES, GRID), read(STOPS, GRID)
    assert [record["voce"] for record in resources.records()] == ["RAM"]
    assert [record["sistema"] for record in stops.records()] == ["Icms", "Portale"]
    assert not resources.findings + stops.findings


def test_there_is_an_empty_column_between_them():
    assert STOPS.first_column == RESOURCES.last_column + 2
    assert STOPS.sheet == RESOURCES.sheet


def test_a_moment_is_day_before_month_with_its_hour():
    record = next(iter(read(STOPS, GRID).records()))
    assert record["inizio"] == datetime(2016, 4, 5, 8, 30)


def test_a_value_keeps_what_the_cell_held():
    assert QUANTITY.read(0.99985) == 0.99985
    assert QUANTITY.read("744\u00a0GB") == "744 GB"
    assert QUANTITY.read("n.d.") is None


@pytest.mark.parametrize("table", [RESOURCES, STOPS], ids=lambda table: table.key)
def test_every_column_explains_itself(table):
    assert all(column.help for column in table.columns)
