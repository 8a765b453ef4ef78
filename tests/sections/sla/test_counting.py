"""What is said about deadlines counted from ticket rows, in the section as a whole."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import compute
from cst_xl.core.tables import HEADER_ROW
from cst_xl.sections import SECTIONS
from cst_xl.sections.sla import CATALOGUE, MEASURES
from cst_xl.sections.tickets import TICKETS
from tests.sections.sla.test_cases import HEADERS, LATE, ON_TIME, ticket


def edition(*tickets, typed=None, **parameters):
    """The whole edition of a workbook with these tickets, and SLA.6 typed as given."""
    settings = [["Voce", "Valore"], ["periodo", "2016-T2"], *map(list, parameters.items())]
    catalogue = [
        [column.header for column in CATALOGUE.columns[:4]],
        ["SLA.6", "Presa in carico della segnalazione", "scadenza", "entro 1h lavorativa"],
    ]
    measures = [[column.header for column in MEASURES.columns[:3]], *([["SLA.6", *typed]] if typed else [])]
    rows = [HEADERS, *([str(one.get(header, "")) for header in HEADERS] for one in tickets)]
    sheets = {
        "Parametri": settings,
        CATALOGUE.sheet: catalogue,
        MEASURES.sheet: measures,
        TICKETS.sheet: rows if tickets else [],
    }
    return compute(
        SECTIONS, lambda name: [[] for _ in range(HEADER_ROW - 1)] + sheets[name] if sheets.get(name) else []
    )


def messages(found, key="SLA.6"):
    return [one.message for one in found.findings if key in one.message]


def test_a_level_is_measured_by_its_ticket_rows_alone():
    found = edition(ON_TIME, LATE)
    assert (
        found.figure("sla.SLA.6.rilevato").value
        == "1 caso su 2 oltre il termine, fino a 1 h 30 min di ritardo"
    )
    assert found.figure("sla.SLA.6.casi").value == 2
    assert found.figure("sla.SLA.6.scostamento").number == -50
    assert found.figure("sla.SLA.6.esito").value == "↓"
    assert not messages(found)


def test_a_typed_measure_that_disagrees_is_an_error_and_the_rows_hold():
    found = edition(ON_TIME, LATE, typed=("Nessuno scostamento rilevato", ""))
    (message,) = messages(found)
    assert "è scritto «Nessuno scostamento rilevato»" in message
    assert "risulta «1 caso su 2 oltre il termine" in message
    assert found.figure("sla.SLA.6.fuori_termine").value == 1


def test_a_typed_number_of_cases_is_compared_too():
    (message,) = messages(edition(ON_TIME, typed=("Nessuno scostamento rilevato", "5")))
    assert "(casi: 1)" in message


def test_a_typed_measure_that_agrees_is_left_alone():
    assert not messages(edition(ON_TIME, typed=("Nessuno scostamento rilevato", "")))


def test_without_ticket_rows_the_typed_measure_holds():
    found = edition(typed=("3 casi su 120 oltre il termine", ""))
    assert found.figure("sla.SLA.6.fuori_termine").value == 3


def test_breaches_are_listed_worst_first_and_the_rest_is_counted():
    many = [
        ticket(str(number), "2016-04-01 09:00:00", f"2016-04-01 1{number % 5 + 1}:30:00")
        for number in range(20)
    ]
    rows = edition(*many).result("sla").table("sla_ritardi").matrix()
    assert len(rows) == 15
    assert rows[0][:6] == [
        "SLA.6",
        "4",
        "01/04/2016 09:00",
        "01/04/2016 10:00",
        "01/04/2016 15:30",
        "5 h 30 min",
    ]
    assert rows[-1][1] == "Altri 6 casi, meno in ritardo"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ticket("3", "2016-04-01 09:00:00", "", "2016-04-01 17:50:00"),
            "1 ticket non si può valutare perché manca la presa in carico",
        ),
        (ticket("3", "2016-04-01 11:30:00"), "1 ticket ancora aperto non è scaduto"),
        (LATE | {"In attesa": "90"}, "1 caso è nei termini solo togliendo il tempo in attesa"),
        (LATE | {"Durata presa in carico": "100"}, "1 h 40 min invece di 2 h 30 min"),
    ],
    ids=["unknown", "pending", "spared", "differing"],
)
def test_what_a_person_should_know_is_a_finding(row, words):
    assert any(words in message for message in messages(edition(ON_TIME, row)))


def test_durations_counted_around_the_clock_are_explained():
    row = ticket("1", "2016-04-01 17:30:00", "2016-04-04 08:20:00") | {"Durata presa in carico": "3770"}
    assert any("24 ore su 24" in message for message in messages(edition(row)))


def test_a_calendar_that_can_t_be_made_is_told_once_and_the_typed_measure_holds():
    found = edition(ON_TIME, LATE, typed=("Nessuno scostamento rilevato", ""), provincia="XX")
    assert found.figure("sla.SLA.6.esito").value == "="
    assert sum("XX" in one.message and one.figure == "sla.SLA.6.rilevato" for one in found.findings) == 1
