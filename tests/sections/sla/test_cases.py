"""Deadlines counted from ticket rows: late, in time, not due yet, not to be judged, spared by waiting."""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cst_xl.core.parameters import PARAMETERS_TABLE, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.quantities import Deadline
from cst_xl.core.section import Inputs
from cst_xl.core.sla_kinds import Cases
from cst_xl.core.tables import read
from cst_xl.sections.sla.cases import EVENTS, event_of, ticket_cases
from cst_xl.sections.tickets import TICKETS

Q2 = Period.quarter(2016, 2)
TAKEN, ANSWERED, CLOSED = EVENTS
HEADERS = [
    "Ticket#",
    "Type",
    "Stato",
    "Creato",
    "First Lock",
    "FirstResponse",
    "Close Time",
    "In attesa",
    "Durata presa in carico",
    "FirstResponseInMin",
]
SAMPLE = Path(__file__).parents[2] / "data" / "otrs_ticketlist_2016Q2.csv"


def inputs(*rows, lines=None, **parameters):
    """Inputs from tickets, each a mapping of headers, or from lines as pasted."""
    pasted = lines or [HEADERS, *([str(row.get(header, "")) for header in HEADERS] for row in rows)]
    table = read(TICKETS, [[] for _ in range(4)] + pasted, period=Q2)
    settings = [["Voce", "Valore"], ["periodo", "2016-T2"], *map(list, parameters.items())]
    given = read_parameters(read(PARAMETERS_TABLE, [[] for _ in range(4)] + settings))
    return Inputs(Q2, given, {TICKETS.key: table})


def ticket(number, opened, taken="", closed="", **more):
    return {
        "Ticket#": number,
        "Type": "mail",
        "Stato": "risolto",
        "Creato": opened,
        "First Lock": taken,
        "Close Time": closed,
    } | more


def judged(*rows, deadline="entro 1h lavorativa", event=TAKEN, **parameters):
    found = ticket_cases(inputs(*rows, **parameters), Deadline.parse(deadline), event)
    assert found is not None
    return found


ON_TIME = ticket("1", "2016-04-01 09:00:00", "2016-04-01 09:30:00", "2016-04-01 12:00:00")
LATE = ticket("2", "2016-04-01 09:00:00", "2016-04-01 11:30:00", "2016-04-01 12:00:00")


def test_late_cases_are_counted_with_the_worst_overrun_and_listed():
    worse = ticket("3", "2016-04-01 17:30:00", "2016-04-04 12:00:00")
    found = judged(ON_TIME, LATE, worse)
    assert found.cases == Cases(2, 3, Decimal(210))
    assert [(one.number, one.minutes) for one in found.breaches] == [("3", 210), ("2", 90)]
    assert found.breaches[0].due == datetime(2016, 4, 4, 8, 30)
    assert found.breaches[0].done == datetime(2016, 4, 4, 12)


def test_a_deadline_by_the_clock_doesn_t_stop_at_night():
    row = ticket("1", "2016-04-01 17:30:00", "2016-04-04 08:20:00")
    assert judged(row).cases.late == 0
    assert judged(row, deadline="entro 2h").cases.late == 1


@pytest.mark.parametrize(
    "left_out",
    [
        ticket("9", "2016-03-31 09:00:00", "2016-04-01 11:30:00"),
        ticket("9", "2016-07-01 09:00:00", "2016-07-01 11:30:00"),
        ticket("2", "2016-04-01 09:00:00", "2016-04-01 17:30:00"),
        ticket("9", "2016-04-01 09:00:00", "2016-04-01 11:30:00", Type="monitoraggio"),
    ],
    ids=["before the quarter", "after it", "a number met again", "opened by monitoring"],
)
def test_only_people_s_tickets_of_the_quarter_count_each_once(left_out):
    assert judged(ON_TIME, LATE, left_out).cases == judged(ON_TIME, LATE).cases


def test_a_ticket_closed_in_time_can_t_have_been_taken_over_late():
    assert judged(ON_TIME, ticket("3", "2016-04-01 09:00:00", "", "2016-04-01 09:50:00")).cases == Cases(0, 2)


def test_a_ticket_closed_late_without_the_moment_isn_t_judged():
    found = judged(ON_TIME, ticket("3", "2016-04-01 09:00:00", "", "2016-04-01 17:50:00"))
    assert found.cases == Cases(0, 1)
    assert found.unknown == (7,)


def test_a_ticket_still_open_after_its_deadline_is_late():
    found = judged(
        ON_TIME, ticket("3", "2016-04-01 09:00:00"), ticket("4", "2016-04-01 15:00:00", "2016-04-01 15:10:00")
    )
    assert found.cases.late == 1
    assert found.breaches[0].done is None
    assert found.breaches[0].minutes == 310


def test_a_ticket_that_wasn_t_due_when_the_rows_end_isn_t_a_case_yet():
    found = judged(ON_TIME, ticket("3", "2016-04-01 11:30:00"))
    assert (found.cases, found.pending) == (Cases(0, 1), 1)


def test_after_the_quarter_nothing_open_is_waited_for():
    late_closing = ticket("3", "2016-06-30 10:00:00", "2016-06-30 10:10:00", "2016-07-20 10:00:00")
    found = judged(late_closing, ticket("4", "2016-06-30 17:30:00"))
    assert found.pending == 1


def test_waiting_for_the_user_is_taken_out_and_whom_it_spared_is_counted():
    row = LATE | {"In attesa": "90"}
    found = judged(row)
    assert (found.cases, found.spared) == (Cases(0, 1), 1)
    assert judged(row, attesa_utente="non conta").cases.late == 1


def test_an_exported_duration_that_differs_is_kept_with_its_row():
    right, wrong = ON_TIME | {"Durata presa in carico": "30"}, LATE | {"Durata presa in carico": "100"}
    found = judged(right, wrong)
    assert found.differing == ((7, Decimal(100), Decimal(150)),)
    assert not found.by_clock


def test_durations_counted_around_the_clock_are_known_as_such():
    row = ticket("1", "2016-04-01 17:30:00", "2016-04-04 08:20:00") | {"Durata presa in carico": "3770"}
    found = judged(row)
    assert found.by_clock
    assert found.differing


def test_moments_backwards_or_decades_away_aren_t_judged():
    backwards = ticket("3", "2016-04-01 09:00:00", "2016-03-01 09:00:00", "2016-04-01 12:00:00")
    mistyped = ticket("4", "2016-04-01 09:00:00", "2061-04-01 09:10:00", "2016-04-01 12:00:00")
    found = judged(ON_TIME, backwards, mistyped)
    assert found.cases == Cases(0, 1)
    assert found.unknown == (7, 8)


def test_rows_without_the_moment_at_all_say_nothing():
    assert ticket_cases(inputs(ON_TIME), Deadline.parse("entro 6h lavorative"), ANSWERED) is None
    assert ticket_cases(inputs(), Deadline.parse("entro 6h lavorative"), TAKEN) is None


def test_a_calendar_that_can_t_be_made_is_a_finding():
    found = ticket_cases(inputs(ON_TIME, provincia="XX"), Deadline.parse("entro 1h lavorativa"), TAKEN)
    assert "XX" in found.message


@pytest.mark.parametrize(
    ("event", "deadline", "late"), [(TAKEN, "entro 1h lavorativa", 4), (ANSWERED, "entro 6h lavorative", 9)]
)
def test_the_sample_s_breaches_all_wait_over_the_patron_s_day(event, deadline, late):
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        lines = [list(row) for row in csv.reader(file, delimiter=";")]
    found = ticket_cases(inputs(lines=lines), Deadline.parse(deadline), event)
    assert (found.cases.late, found.cases.total) == (late, 1847)
    assert {one.opened.date().isoformat() for one in found.breaches} == {"2016-06-23"}
    kept = ticket_cases(inputs(lines=lines, provincia="FI"), Deadline.parse(deadline), event)
    assert kept.cases == Cases(0, 1847)


@pytest.mark.parametrize(
    ("measured_on", "description", "deadline", "event"),
    [
        (None, "Presa in carico della segnalazione", "entro 1h lavorativa", TAKEN),
        (None, "Risposta via mail o telefonica", "entro 6h lavorative", ANSWERED),
        (None, "Risoluzione del guasto", "entro 8h lavorative", CLOSED),
        (None, "Comunicazione agli uffici", "entro 1h lavorativa", None),
        (None, "Risposta telefonica", "entro 2h dalla comunicazione", None),
        ("chiusura", "Presa in carico", "entro 1h lavorativa", CLOSED),
        ("altro", "Presa in carico", "entro 1h lavorativa", None),
        ("prima risposta", "Risposta telefonica", "entro 2h dalla comunicazione", ANSWERED),
    ],
)
def test_the_moment_is_the_catalogue_s_or_that_of_the_description(measured_on, description, deadline, event):
    assert event_of(measured_on, description, Deadline.parse(deadline)) is event
