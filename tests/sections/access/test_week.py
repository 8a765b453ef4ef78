"""Closed days and closed hours, out of the table by hour and weekday."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.sections.access import SECTION
from cst_xl.sections.access.week import closed_days


def test_accesses_on_closed_days_are_those_of_saturday_and_sunday(week):
    figures = SECTION.run(week()).figures
    assert figures["accessi.fuori_giorni"].value == Decimal(100) * 70 / 120
    assert figures["accessi.giorno.sab.orario"].value == 0
    assert figures["accessi.giorno.sab.fuori"].value == 24 * 30


def test_accesses_while_the_counter_is_shut_are_nights_and_closed_days(week):
    figures = SECTION.run(week()).figures
    shut = 5 * 14 * 10 + 24 * 70
    assert figures["accessi.giorni.fuori"].value == shut
    assert figures["accessi.fuori_apertura"].value == Decimal(100) * shut / (24 * 120)


def test_every_weekday_has_its_own_hours(week):
    figures = SECTION.run(week(parameters={"orario_sportello": "lun-ven 8-13; mar 14-17; sab 8-12"})).figures
    assert figures["accessi.giorno.lun.orario"].value == 50
    assert figures["accessi.giorno.mar.orario"].value == 80
    assert figures["accessi.giorno.sab.orario"].value == 120
    assert figures["accessi.fuori_giorni"].value == Decimal(100) * 40 / 120


def test_an_hour_cut_by_the_opening_spoils_the_times_but_not_the_days(week):
    figures = SECTION.run(week(parameters={"orario_sportello": "lun-ven 8:30-18"})).figures
    assert figures["accessi.fuori_apertura"].value is None
    assert figures["accessi.fuori_giorni"].value == Decimal(100) * 70 / 120


@pytest.mark.parametrize("hours", [range(23), [*range(24), 5]])
def test_a_day_that_is_not_whole_has_no_shares(week, hours):
    rows = [[str(hour), *["1"] * 7] for hour in hours]
    figures = SECTION.run(week(*rows)).figures
    assert figures["accessi.fuori_giorni"].value is None
    assert figures["accessi.fuori_apertura"].value is None


def test_a_weekday_that_nobody_filled_leaves_no_shares(week):
    rows = [[str(hour), *["1"] * 6, ""] for hour in range(24)]
    assert SECTION.run(week(*rows)).figures["accessi.fuori_giorni"].value is None


def test_an_empty_cell_among_filled_ones_is_a_zero(week):
    rows = [[str(hour), *["1"] * 6, "" if hour == 3 else "1"] for hour in range(24)]
    assert SECTION.run(week(*rows)).figures["accessi.giorno.dom"].value == 23


def test_without_the_table_there_are_no_weekdays(bands):
    figures = SECTION.run(bands(("0-24", "5"))).figures
    assert figures["accessi.fuori_giorni"].value is None
    assert not [figure for figure in figures if ".giorno." in figure.id]


def test_a_counter_that_never_closes_has_no_closed_day(week):
    inputs = week(parameters={"orario_sportello": "tutti i giorni 8-18"})
    assert closed_days(inputs) == ()
    assert SECTION.run(inputs).figures["accessi.fuori_giorni"].value == 0


def test_an_unread_cell_is_not_a_zero(week):
    rows = [[str(hour), *["1"] * 6, "x" if hour == 3 else "1"] for hour in range(24)]
    figures = SECTION.run(week(*rows)).figures
    unknown = ("accessi.giorno.dom", "accessi.fuori_giorni", "accessi.fuori_apertura")
    assert {figures[one].value for one in unknown} == {None}


def test_hours_of_the_counter_that_cannot_be_read_leave_its_days_unknown(week):
    figures = SECTION.run(week(parameters={"orario_sportello": "quasi sempre"})).figures
    assert figures["accessi.giorno.lun"].value == 240
    assert {figures[one].value for one in ("accessi.giorno.lun.orario", "accessi.fuori_giorni")} == {None}
