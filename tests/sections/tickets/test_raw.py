"""The raw tables understand what people and programs write in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cst_xl.core.errors import BadValueError
from cst_xl.core.tables import read
from cst_xl.sections.tickets.raw import DEFAULT_STATES, LEVEL, MEANINGS, MONTHLY, STATES, TICKETS

EXAMPLE = Path(__file__).parents[3] / "workbooks" / "esempio-2016-T2"


@pytest.mark.parametrize(
    "value", [1, 1.0, "1", "1°", "1° livello", "primo livello", "L1", "I livello", "livello 1", "1º"]
)
def test_the_first_level_is_read_however_it_is_written(value):
    assert LEVEL.read(value) == 1


@pytest.mark.parametrize("value", [2, "2° LIVELLO*", "secondo", "II", "L2", " 2\u00a0livello "])
def test_the_second_level_is_read_however_it_is_written(value):
    assert LEVEL.read(value) == 2


@pytest.mark.parametrize("value", [3, "0", "terzo", "12", True, "alto"])
def test_another_level_is_refused(value):
    with pytest.raises(BadValueError, match="1 oppure 2"):
        LEVEL.read(value)


def test_every_default_state_has_one_of_the_four_meanings():
    assert set(DEFAULT_STATES.values()) == set(MEANINGS)


def test_the_example_lists_the_default_states():
    with (EXAMPLE / "stati_ticket.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == [column.header for column in STATES.columns]
    assert dict(rows) == dict(DEFAULT_STATES)


def test_the_printed_headers_of_the_bulletin_are_understood(seed_months):
    headers = [
        *(
            "Mese",
            "ALERT, INCIDENT, PROBLEM",
            "PROBLEM GESTITI IN REPERIBILITA'",
            "1° LIVELLO",
            "2° LIVELLO*",
            "GESTITI",
        ),
        *("APERTI", "CHIUSO NON DI COMPETENZA", "NUOVO", "RISOLTO", "RISOLTI SU GESTITI"),
    ]
    typed = read(MONTHLY, [headers, *seed_months], year=2016)
    assert typed.findings == ()
    assert list(typed.frame.iloc[0])[1:4] == [1016, 2, 76]


def test_the_running_number_of_an_otrs_export_is_not_taken_for_the_ticket_number(otrs_rows):
    """Two exports pasted one below the other would both count from 1."""
    typed = read(TICKETS, otrs_rows[:3])
    assert list(typed.frame["numero_ticket"]) == ["20160400001242", "20160400001409"]


def test_the_columns_of_a_glpi_export_are_understood():
    headers = ["ID", "Titolo", "Stato", "Data di apertura", "Categoria", "Data di risoluzione", ""]
    row = ["1", "Albo", "Risolto", "01-04-2016 03:02", "Help Desk > mail", "04-04-2016 08:34", ""]
    typed = read(TICKETS, [headers, row])
    assert typed.findings == ()
    record = next(typed.records())
    assert (record["coda"], str(record["aperto"])) == ("Help Desk > mail", "2016-04-01 03:02:00")


def test_help_texts_fit_a_spreadsheet_prompt():
    for table in (MONTHLY, TICKETS, STATES):
        assert all(len(column.help) <= 200 for column in table.columns)
