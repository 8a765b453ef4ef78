"""The tables of cases: how many kept each deadline, and every one that didn't."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.sections.sla.output_cases import lasting
from tests.sections.sla.test_interventions import QUICK, SLOW, edition


def test_breaches_are_listed_with_their_due_time_and_their_delay():
    table = edition(QUICK, SLOW).result("sla").table("sla_ritardi")
    assert [row[:6] for row in table.matrix()] == [
        ["SLA.8", "I2", "08/04/2016 17:00", "08/04/2016 19:00", "08/04/2016 20:30", "1 h 30 min"],
        ["SLA.10", "I2", "08/04/2016 20:30", "08/04/2016 21:30", "08/04/2016 22:00", "30 min"],
        ["SLA.9", "I2", "08/04/2016 20:30", "08/04/2016 21:00", "08/04/2016 21:10", "10 min"],
    ]


def test_the_share_of_cases_in_time_stands_beside_who_counted_them():
    found = edition(QUICK, SLOW, measured=[["SLA.9", "1 caso su 4 oltre il termine"]])
    table = found.result("sla").table("sla_scadenze")
    assert [row[:5] + row[-1:] for row in table.matrix()] == [
        ["SLA.8", "entro 2h dalla comunicazione", 2, 1, Decimal("0.5"), "interventi"],
        ["SLA.9", "entro 30' da avvio intervento", 2, 1, Decimal("0.5"), "interventi"],
        ["SLA.10", "entro 60' da avvio intervento", 2, 1, Decimal("0.5"), "interventi"],
    ]
    typed = edition(typed="1 caso su 30000 oltre il termine").figure("sla.SLA.8.quota_nei_termini")
    assert typed.text == "99,9967%"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "meno di un minuto"), (Decimal("0.5"), "meno di un minuto"), (90, "1 h 30 min")],
)
def test_a_delay_is_never_printed_as_nothing(minutes, words):
    assert lasting(minutes) == words


def test_breaches_of_tickets_that_no_sheet_holds_are_listed_too():
    late = [
        ["SLA.6", "2016040110000012", "01/04/2016 09:00", "01/04/2016 10:00", "", "12 h"],
        ["SLA.8", "2016040110000013", "01/04/2016 09:00", "", "01/04/2016 12:00", "1 h"],
    ]
    rows = edition(QUICK, SLOW, outside=late).result("sla").table("sla_ritardi").matrix()
    assert rows[0][:6] == [
        "SLA.6",
        "2016040110000012",
        "01/04/2016 09:00",
        "01/04/2016 10:00",
        "ancora aperto",
        "12 h",
    ]
    assert [row[1] for row in rows if row[0] == "SLA.8"] == ["I2"], "SLA.8 is counted from its own log"
    typed = edition(outside=late).result("sla").table("sla_ritardi").matrix()
    assert typed[1][3] is None
