"""Deadlines, intervals, durations and response times."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.durations import Deadline, Interval, duration_minutes, format_duration, milliseconds
from cst_xl.core.errors import BadValueError
from tests.strategies import deadlines, intervals

CONTRACT = [
    ("entro 1h lavorativa", Deadline(60, working=True)),
    ("entro 6h lavorative", Deadline(360, working=True)),
    ("entro 2h dalla comunicazione", Deadline(120, start="dalla comunicazione")),
    ("entro 30' da avvio intervento", Deadline(30, start="da avvio intervento")),
    ("entro 60' da avvio intervento", Deadline(60, start="da avvio intervento")),
]


@pytest.mark.parametrize(("text", "deadline"), CONTRACT)
def test_the_deadlines_of_the_contract_are_read_and_printed_alike(text, deadline):
    assert Deadline.parse(text) == deadline
    assert deadline.label == text


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Entro 6 ore lavorative", Deadline(360, working=True)),
        ("6h lavorative", Deadline(360, working=True)),
        (
            "entro\u00a030\u2032 dall\u2019avvio dell\u2019intervento",
            Deadline(30, start="da avvio intervento"),
        ),
        ("entro 90 minuti lavorativi", Deadline(90, working=True)),
        ("entro 1h 30' dalla comunicazione", Deadline(90, start="dalla comunicazione")),
        ("entro 2h lavorative dalla comunicazione", Deadline(120, working=True, start="dalla comunicazione")),
        ("entro 2 giorni", Deadline(2880)),
    ],
)
def test_other_wordings_of_a_deadline_are_read(text, deadline):
    assert Deadline.parse(text) == deadline


@given(deadlines())
def test_every_deadline_is_read_back_from_its_label(deadline):
    assert Deadline.parse(deadline.label) == deadline


@pytest.mark.parametrize(
    "text", ["boh", "", None, 60, "entro", "entro 0h", "entro 2,5 minuti", "entro 5", "entro presto"]
)
def test_what_is_no_deadline_is_refused(text):
    with pytest.raises(BadValueError, match="serve un termine, per esempio «entro 6h lavorative»"):
        Deadline.parse(text)


def test_working_days_are_refused_because_their_length_is_not_known():
    with pytest.raises(BadValueError, match="Scrivi le ore lavorative"):
        Deadline.parse("entro 2 giorni lavorativi")


def test_an_unknown_start_of_the_clock_is_refused_with_the_known_ones():
    with pytest.raises(BadValueError, match="«dalla comunicazione» o «da avvio intervento»"):
        Deadline.parse("entro 2h dal reclamo")
    with pytest.raises(BadValueError, match="un inizio noto"):
        Deadline(60, start="dal reclamo")


@pytest.mark.parametrize("minutes", [0, -1])
def test_no_time_is_no_deadline(minutes):
    with pytest.raises(BadValueError, match="più di zero"):
        Deadline(minutes)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Ogni 6 mesi", 6),
        ("Ogni 3 mesi", 3),
        ("ogni mese", 1),
        ("ogni tre mesi", 3),
        ("OGNI  6\u00a0MESI", 6),
        ("semestrale", 6),
        ("trimestrale", 3),
        ("annuale", 12),
        ("mensile", 1),
        ("ogni trimestre", 3),
        ("ogni anno", 12),
        ("ogni 2 anni", 24),
    ],
)
def test_intervals_are_read(text, months):
    assert Interval.parse(text) == Interval(months)


@given(intervals())
def test_every_interval_is_read_back_from_its_label(interval):
    assert Interval.parse(interval.label) == interval


@pytest.mark.parametrize(
    "text", ["", "boh", "6", 6, None, "ogni 0 mesi", "ogni mesi", "ogni 6 giorni", "ogni zero mesi"]
)
def test_what_is_no_interval_is_refused(text):
    with pytest.raises(BadValueError, match="serve un intervallo, per esempio «Ogni 6 mesi»"):
        Interval.parse(text)


def test_no_months_are_no_interval():
    with pytest.raises(BadValueError, match="più di zero"):
        Interval(0)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("7 ms", "7"),
        ("7ms", "7"),
        ("7\u00a0MS", "7"),
        (7, "7"),
        ("7", "7"),
        (7.5, "7.5"),
        ("7,5 ms", "7.5"),
        ("0,007 s", "7"),
        ("0,0075 sec", "7.5"),
        ("1.200 ms", "1200"),
        ("2 secondi", "2000"),
    ],
)
def test_response_times_are_read_in_milliseconds(cell, value):
    assert str(milliseconds(cell)) == value


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("7.5 ms", "forse 7,5?"),
        ("-7 ms", "negativo"),
        ("boh", ""),
        ("7 min", ""),
        (None, "Manca"),
        (True, "logico"),
    ],
)
def test_other_response_times_are_refused(cell, hint):
    with pytest.raises(BadValueError, match="un tempo in millisecondi") as caught:
        milliseconds(cell)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("1h 30m", 90),
        ("1h30", 90),
        ("1 ora e 30 minuti", 90),
        ("90'", 90),
        ("90 min", 90),
        ("90 min.", 90),
        ("1:30", 90),
        ("1:30:30", Decimal("90.5")),
        ("2h", 120),
        ("2,5 h", 150),
        ("3 giorni", 4320),
        ("1 g 2 h 5 min", 1565),
        ("22h 10m", 1330),
        ("0 min", 0),
        (timedelta(hours=1, seconds=30), Decimal("60.5")),
        (time(1, 30), 90),
    ],
)
def test_durations_are_read_in_minutes(cell, minutes):
    assert duration_minutes(cell) == minutes


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        (90, "Scrivi anche l'unità"),
        ("90", "Scrivi anche l'unità"),
        (1.5, "Scrivi anche l'unità"),
        ("", ""),
        (None, ""),
        ("boh", ""),
        ("30m 1h", ""),
        ("1:75", ""),
        ("2h 2h", ""),
        (timedelta(-1), ""),
    ],
)
def test_other_durations_are_refused(cell, hint):
    with pytest.raises(BadValueError, match="serve una durata, per esempio «1h 30m»") as caught:
        duration_minutes(cell)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (60, "1 h"),
        (1330, "22 h 10 min"),
        (72 * 60, "72 h"),
        (72 * 60 + 1, "3 giorni 1 min"),
        (74 * 60, "3 giorni 2 h"),
        (Decimal("0.5"), "1 min"),
        (Decimal("59.4"), "59 min"),
        (-30, "-30 min"),
        (Decimal("-0.2"), "0 min"),
    ],
)
def test_durations_are_printed_in_hours_then_days(minutes, text):
    assert format_duration(minutes) == text


@given(st.integers(0, 10**7))
def test_every_printed_duration_is_read_back(minutes):
    assert duration_minutes(format_duration(minutes)) == minutes
