"""Ticket rows as a ticket system exports them, and the one sample export that is kept whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cst_xl.sections.tickets import SECTION

SAMPLE = Path(__file__).parents[2] / "data" / "otrs_ticketlist_2016Q2.csv"
MONTHLY_HEADERS = [
    "Mese",
    "ALERT, INCIDENT, PROBLEM",
    "PROBLEM GESTITI IN REPERIBILITA'",
    "1° LIVELLO",
    "2° LIVELLO*",
    "GESTITI",
    "APERTI",
    "CHIUSO NON DI COMPETENZA",
    "NUOVO",
    "RISOLTO",
    "RISOLTI SU GESTITI",
]
APRIL = ["Aprile", "1016", "2", "76", "", "393", "1", "29", "0", "363", "99,7%"]
MAY = ["Maggio", "980", "5", "140", "", "647", "0", "21", "0", "626", "100,0%"]
JUNE = ["Giugno", "758", "5", "140", "", "451", "1", "52", "0", "398", "99,8%"]
QUARTER = ["2° trimestre 2016", "", "", "", "300"]
TICKET_HEADERS = ["Ticket#", "Type", "Livello", "Stato", "Creato", "Close Time", "Coda"]


@pytest.fixture(scope="session")
def otrs_rows():
    """The OTRS export, headers first, pasted as it is."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return [list(row) for row in csv.reader(file, delimiter=";")]


@pytest.fixture
def monthly(inputs):
    """Inputs from monthly rows alone; the seed's rows when none are given."""

    def make(*rows, **more):
        lines = [MONTHLY_HEADERS, *(rows or (APRIL, MAY, JUNE, QUARTER))]
        return inputs(SECTION, {"ticket_mensili": lines}, **more)

    return make


@pytest.fixture
def tickets(inputs):
    """Inputs from ticket rows: each (channel, state, opened), or with level, closed and queue behind."""

    def make(*rows, monthly=(), states=()):
        lines = [TICKET_HEADERS]
        for number, (channel, state, opened, *rest) in enumerate(rows):
            level, closed, queue, *_ = [*rest, "", "", ""]
            lines.append([f"2016{number:010}", channel, level, state, opened, closed, queue])
        tables = {"ticket": lines}
        if monthly:
            tables["ticket_mensili"] = [MONTHLY_HEADERS, *monthly]
        if states:
            tables["stati_ticket"] = [["Stato", "Conta come"], *states]
        return inputs(SECTION, tables)

    return make


@pytest.fixture
def seed_months():
    """April, May, June and the quarter's row, as the printed bulletin has them."""
    return [list(APRIL), list(MAY), list(JUNE), list(QUARTER)]
