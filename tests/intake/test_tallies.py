"""What is known of a deadline adds up, whatever the pieces."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from cst_xl.core.deadlines import Stopwatch
from cst_xl.core.working_time import ServiceHours, calendar
from cst_xl.intake import tallies
from cst_xl.intake.tallies import Late, Tally, Waiting

ALWAYS = Stopwatch(3600, calendar(ServiceHours.parse("24x7"), date(2016, 1, 1), date(2017, 12, 31)))
NINE = datetime(2016, 4, 4, 9)


def late(ticket, seconds):
    return Late(ticket, NINE, NINE, None, seconds)


def waiting(*openings):
    opened = np.array(openings, "datetime64[s]")
    return Waiting(tuple(str(at) for at in range(len(opened))), opened, np.zeros(len(opened), np.int64))


def test_counts_add_up_and_the_worst_breaches_stay(monkeypatch):
    monkeypatch.setattr(tallies, "MOST_BREACHES", 2)
    whole = Tally()
    whole.add(Tally(cases=3, late=2, worst=50, breaches=(late("a", 50), late("b", 10)), seen=True))
    whole.add(Tally(cases=4, late=1, unknown=2, worst=40, breaches=(late("c", 40),)))
    assert (whole.cases, whole.late, whole.unknown, whole.worst, whole.seen) == (7, 3, 2, 50, True)
    assert [one.ticket for one in whole.breaches] == ["a", "c"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_latest_moment_is_that_of_any_piece(order):
    parts = [
        Tally(latest=np.datetime64("2016-04-01T10:00:00")),
        Tally(latest=np.datetime64("2016-05-01T10:00:00")),
    ]
    whole = Tally()
    for at in order:
        whole.add(parts[at])
    assert whole.latest == np.datetime64("2016-05-01T10:00:00")


def test_an_open_ticket_is_late_by_what_the_whole_file_knows():
    """Open since nine and since ten, an hour allowed; the last thing that the file knows happened at half past ten."""
    tally = Tally(waiting=[waiting("2016-04-04T09:00:00", "2016-04-04T10:00:00")])
    tally.latest = np.datetime64("2016-04-04T10:30:00")
    tally.finish(ALWAYS, date(2016, 6, 30))
    assert (tally.cases, tally.late, tally.pending, tally.worst) == (1, 1, 1, 1800)
    assert tally.breaches[0].done is None


def test_nothing_after_the_quarter_makes_a_ticket_later():
    tally = Tally(waiting=[waiting("2016-06-30T22:30:00")], latest=np.datetime64("2016-08-01T00:00:00"))
    tally.finish(ALWAYS, date(2016, 6, 30))
    assert tally.worst == 1800


def test_a_file_without_any_moment_judges_nothing():
    tally = Tally(waiting=[waiting("2016-04-04T09:00:00")])
    tally.finish(ALWAYS, date(2016, 6, 30))
    assert (tally.cases, tally.pending) == (0, 0)
