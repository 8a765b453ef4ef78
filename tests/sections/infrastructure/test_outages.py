"""Stops count with the minutes that fall in the quarter, once, and a swapped date doesn't pass unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.findings import Severity
from cst_xl.core.outages import Downtime, by_system, downtime, outages
from cst_xl.core.periods import Period
from cst_xl.sections.infrastructure import SECTION
from cst_xl.sections.infrastructure.outages import findings
from cst_xl.sections.infrastructure.raw import STOPS

Q2_2016 = Period.quarter(2016, 2)
HEADERS = ["Sistema", "Inizio", "Fine", "Programmato", "Causa"]


@pytest.fixture
def stops(inputs):
    """Read stops; gives them, and all findings, readers' ones included."""

    def read(*rows):
        table = inputs(SECTION, {"fermi": [HEADERS, *rows]})[STOPS]
        return outages(table, Q2_2016), [*table.findings, *findings(table, Q2_2016)]

    return read


def stop(system="Icms", start="05/04/2016 08:00", end="05/04/2016 09:00", planned="no"):
    return [system, start, end, planned]


def only(found):
    (finding,) = found
    return finding


def test_a_stop_lasts_from_its_start_to_its_end(stops):
    (one,), found = stops([*stop(end="05/04/2016 09:30"), "disco"])
    assert (one.minutes, one.planned, one.cause, one.row) == (90, False, "disco", 6)
    assert not found


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("31/03/2016 23:00", "01/04/2016 01:00", 60),
        ("30/06/2016 23:30", "01/07/2016 02:00", 30),
        ("2016-04-05 08:00:00", "2016-04-05 08:00:30", Decimal("0.5")),
        (42465.25, 42465.5, 360),
    ],
)
def test_only_the_minutes_inside_the_quarter_count(stops, start, end, minutes):
    (one,), found = stops(stop(start=start, end=end))
    assert one.minutes == minutes
    assert not found


@pytest.mark.parametrize("start", ["31/03/2016 08:00", "01/07/2016 08:00"])
def test_a_stop_outside_the_quarter_is_a_warning_and_counts_nothing(stops, start):
    (one,), found = stops(stop(start=start, end=start.replace("08:00", "09:00")))
    assert one.minutes == 0
    assert (only(found).severity, only(found).cell) == (Severity.WARNING, "Dati Infrastruttura!G6")


def test_a_swapped_day_and_month_is_an_error(stops):
    _, found = stops(stop(start="01/04/2016 08:00".replace("01/04", "04/01"), end="04/01/2016 09:00"))
    assert only(found).severity is Severity.ERROR
    assert "01/04/2016" in only(found).message


def test_one_swapped_date_makes_a_stop_of_weeks(stops):
    _, found = stops(stop(start="04/01/2016 08:00", end="13/04/2016 09:00"))
    assert (only(found).severity, only(found).cell) == (Severity.WARNING, "Dati Infrastruttura!H6")
    assert "100 giorni" in only(found).message


def test_an_end_before_the_start_is_an_error_and_counts_nothing(stops):
    read, found = stops(stop(end="05/04/2016 07:00"))
    assert not read
    assert (only(found).severity, only(found).cell) == (Severity.ERROR, "Dati Infrastruttura!H6")


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (stop(start=None), "G6"),
        (stop(end="n.d."), "H6"),
        (stop(start="31/04/2016 08:00"), "G6"),
        (stop(start="aprile"), "G6"),
        (stop(start="05/04/16 08:00"), "G6"),
    ],
)
def test_a_moment_that_isnt_there_is_an_error_and_counts_nothing(stops, row, cell):
    read, found = stops(row)
    assert not read
    assert (only(found).severity, only(found).cell) == (Severity.ERROR, f"Dati Infrastruttura!{cell}")


@pytest.mark.parametrize("planned", [None, "forse"])
def test_a_stop_that_nobody_calls_planned_counts_as_unplanned(stops, planned):
    (one,), found = stops(stop(planned=planned))
    assert not one.planned
    assert (only(found).severity, only(found).cell) == (Severity.ERROR, "Dati Infrastruttura!I6")


def test_a_stop_of_no_named_system_still_counts(stops):
    (one,), found = stops(stop(system=None))
    assert one.minutes == 60
    assert (only(found).severity, only(found).cell) == (Severity.ERROR, "Dati Infrastruttura!F6")


def test_a_system_is_the_same_in_capitals_and_with_odd_spaces(stops):
    read, _ = stops(
        stop("Portale  servizi"), stop("PORTALE\u00a0SERVIZI", "06/04/2016 08:00", "06/04/2016 09:00")
    )
    assert [len(group) for group in by_system(read).values()] == [2]


def test_overlaps_of_one_system_count_once_and_are_told(stops):
    read, found = stops(
        stop(end="05/04/2016 12:00"),
        stop(start="05/04/2016 09:00", end="05/04/2016 10:00"),
        stop(start="05/04/2016 11:00", end="05/04/2016 13:00"),
        stop("Portale", "05/04/2016 08:00", "05/04/2016 13:00"),
    )
    assert downtime(by_system(read)["icms"]) == Downtime(Decimal(0), Decimal(300))
    assert [(one.severity, one.cell) for one in found] == [
        (Severity.WARNING, "Dati Infrastruttura!G7"),
        (Severity.WARNING, "Dati Infrastruttura!G8"),
    ]
    assert "righe 6 e 8" in found[1].message


def test_a_stop_that_begins_where_another_ends_is_no_overlap(stops):
    read, found = stops(stop(), stop(start="05/04/2016 09:00", end="05/04/2016 10:00"))
    assert downtime(read).unplanned == 120
    assert not found


def test_minutes_inside_a_planned_stop_are_planned(stops):
    read, _ = stops(
        stop(end="05/04/2016 12:00", planned="sì"),
        stop(start="05/04/2016 11:00", end="05/04/2016 14:00", planned=False),
    )
    assert downtime(read) == Downtime(Decimal(240), Decimal(120))
