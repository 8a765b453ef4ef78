"""Deadlines of a list that no sheet holds: the figures and the breaches that the sheet itself would show."""

from __future__ import annotations

import csv
import pickle
import random
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from cst_xl.core.breaches import BREACHES
from cst_xl.core.kinds import moment
from cst_xl.core.numerals import count
from cst_xl.core.parameters import PARAMETERS_TABLE, read_parameters
from cst_xl.core.quantities import duration_minutes
from cst_xl.core.section import Inputs
from cst_xl.core.sla_kinds import SlaKind, read_expected
from cst_xl.core.tables import HEADER_ROW, read
from cst_xl.intake import aggregate, punctuality, recognise, source
from cst_xl.intake.imported import Agreed
from cst_xl.intake.moments import Order
from cst_xl.sections.sla.cases import event_of, ticket_cases
from cst_xl.sections.tickets import TICKETS
from tests.intake.samples import OTRS, Q2, TABLES, context

AGREED = (
    Agreed("SLA.6", SlaKind.DEADLINE, "Presa in carico della segnalazione", "entro 1h lavorativa"),
    Agreed("SLA.7", SlaKind.DEADLINE, "Risposta via mail o telefonica", "entro 6h lavorative"),
    Agreed("SLA.12", SlaKind.DEADLINE, "Ripristino", "entro 24h", measured_on="chiusura"),
    Agreed("SLA.8", SlaKind.DEADLINE, "Intervento", "entro 2h dalla comunicazione"),
    Agreed("SLA.1", SlaKind.AVAILABILITY, "Uptime", "99%"),
)
CONTEXT = replace(context(("coda", "Allarmi*", "monitoraggio")), catalogue=AGREED)


def in_the_sheet(path):
    """What the section of the SLAs counts when the same rows stand in the sheet of tickets: cases, late, worst, breaches."""
    (found,) = recognise.read(source.read(path.name, path.read_bytes()), TABLES, CONTEXT)
    empty = [[] for _ in range(HEADER_ROW - 1)]
    headers = [column.header for column in TICKETS.columns]
    tables = {TICKETS.key: read(TICKETS, [*empty, headers, *found.rows("ticket")], period=Q2)}
    settings = read_parameters(read(PARAMETERS_TABLE, [*empty, ["Voce", "Valore"], ["periodo", "2016-T2"]]))
    counted = {}
    for agreed in AGREED[:3]:
        deadline = read_expected(SlaKind.DEADLINE, agreed.expected).value
        event = event_of(agreed.measured_on, agreed.description, deadline)
        said = ticket_cases(Inputs(Q2, settings, tables), deadline, event)
        if said is not None:
            late = {(one.number, one.opened, one.due, one.done, one.minutes) for one in said.breaches}
            counted[agreed.code] = (said.cases.total, said.cases.late, late)
    return counted


def outside(path, **how):
    """The same from the file, piece by piece."""
    found = aggregate.monthly(path, CONTEXT, **how)
    late = {}
    for code, ticket, *moments, lasted in found.rows(BREACHES.key):
        opened, due, done = (moment(one) if one else None for one in moments)
        late.setdefault(code, set()).add((ticket, opened, due, done, duration_minutes(lasted)))
    rows = {row[0]: row for row in found.rows("sla")}
    return {code: (count(row[2]), count(row[3]), late.get(code, set())) for code, row in rows.items()}


def made_up(path, rows, seed, spelling="%Y-%m-%d %H:%M:%S"):
    """A list with everything in it: open tickets, missing and impossible moments, waiting, alerts, repeated numbers."""
    chance = random.Random(seed)
    headers = ["Ticket#", "Creato", "Stato", "Coda", "Type", "First Lock", "FirstResponse", "Close Time"]

    def later(opened, most, missing):
        if chance.random() < missing:
            return ""
        return f"{opened + timedelta(minutes=chance.randint(-30, most)):{spelling}}"

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*headers, "Pending time in min"])
        for _ in range(rows):
            opened = datetime(2016, 3, 20) + timedelta(minutes=chance.randrange(110 * 24 * 60))
            queue = chance.choice(["HD::Mail", "HD::Telefono", "Allarmi::Nagios"])
            moments = [later(opened, 400, 0.1), later(opened, 2_000, 0.2), later(opened, 9_000, 0.3)]
            waiting = chance.choice(["", "", "90", "2h 30m", "boh"])
            writer.writerow(
                [chance.randrange(rows * 3), f"{opened:{spelling}}", "aperto", queue, "", *moments, waiting]
            )
    return path


@pytest.mark.parametrize("spelling", ["%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%m-%d-%Y %H:%M:%S"])
@pytest.mark.parametrize("seed", range(3))
def test_cases_and_breaches_are_those_of_the_sheet(tmp_path, seed, spelling):
    path = made_up(tmp_path / "a.csv", 600, seed, spelling)
    expected = in_the_sheet(path)
    assert set(expected) == {"SLA.6", "SLA.7", "SLA.12"}
    assert all(late for _, late, _ in expected.values())
    assert outside(path, piece=70) == outside(path) == expected


def test_the_sample_gives_the_figures_of_the_sheet():
    assert outside(OTRS, piece=500) == in_the_sheet(OTRS)


def test_a_moment_that_the_file_has_no_column_for_says_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Ticket#;Creato;Stato\n1;2016-04-01 08:00:00;aperto\n", encoding="utf-8")
    assert outside(path) == in_the_sheet(path) == {}


def test_what_can_t_be_judged_and_what_isn_t_due_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Ticket#;Creato;Stato;First Lock;Close Time\n"
        "1;2016-04-04 09:00:00;chiuso;2016-04-04 09:10:00;2016-04-04 12:00:00\n"
        "2;2016-04-04 09:00:00;chiuso;;2016-04-04 12:00:00\n"
        "3;2016-04-04 11:50:00;aperto;;\n",
        encoding="utf-8",
    )
    assert outside(path)["SLA.6"] == (1, 0, set())
    messages = " ".join(one.message for one in aggregate.monthly(path, CONTEXT).findings)
    assert "SLA.6: 1 ticket non si può valutare perché manca presa in carico" in messages
    assert "SLA.6: 1 ticket ancora aperto non è scaduto" in messages


def test_only_the_worst_breaches_are_kept_and_that_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("cst_xl.intake.tallies.MOST_BREACHES", 5)
    monkeypatch.setattr(aggregate, "MOST_BREACHES", 5)
    path = made_up(tmp_path / "a.csv", 600, 1)
    kept, whole = outside(path, piece=70)["SLA.7"], in_the_sheet(path)["SLA.7"]
    assert kept[:2] == whole[:2]
    assert sorted(one[-1] for one in kept[2]) == sorted(one[-1] for one in whole[2])[-5:]
    assert any(
        "si riportano i 5 peggiori" in one.message for one in aggregate.monthly(path, CONTEXT).findings
    )


def test_a_judge_can_be_sent_to_another_process():
    terms, _ = punctuality.terms(CONTEXT, Q2)
    judge = punctuality.Judge(terms, CONTEXT, Q2, Order())
    again = pickle.loads(pickle.dumps(judge))  # noqa: S301 - our own bytes
    assert [one.code for one in again.terms] == ["SLA.6", "SLA.7", "SLA.12"]


def test_a_calendar_that_can_t_be_made_is_told(monkeypatch):
    given = context(provincia="ZZ")
    _, findings = punctuality.terms(replace(given, catalogue=AGREED), Q2)
    assert any("SLA.6: i termini non si possono contare" in one.message for one in findings)


def test_the_deadline_is_kept_to_the_second(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Ticket#;Creato;Stato;First Lock\n"
        "1;2016-04-04 09:00:00;chiuso;2016-04-04 10:00:00\n"
        "2;2016-04-04 09:00:00;chiuso;2016-04-04 10:00:01\n",
        encoding="utf-8",
    )
    cases, late, breaches = outside(path)["SLA.6"]
    assert (cases, late, [one[0] for one in breaches]) == (2, 1, ["2"])
    assert {one[2] for one in breaches} == {np.datetime64("2016-04-04T10:00:00").item()}
