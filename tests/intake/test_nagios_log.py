"""Logs of Nagios: availability, stops, alerts by a stated definition."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import CstError
from cst_xl.core.periods import Period
from cst_xl.intake import nagios_log, recognise, source
from tests.intake.samples import NAGIOS, archives, context


def read(lines=None, **given):
    return nagios_log.read_lines(lines or archives(), given.pop("ctx", None) or context(**given))


def test_the_archives_give_the_same_availability_as_the_report():
    measured = {row[0]: row[1] for row in read().rows("sla")}
    assert measured["SLA.1"] == "100,00%"
    assert measured["SLA.2"] == "98,985004%"
    assert {row[0]: row[1] for row in read(fermi_programmati="esclusi").rows("sla")}["SLA.2"] == "99,421918%"


def test_the_stops_are_listed_with_start_end_plan_and_cause():
    assert read().rows("fermi") == (
        (
            "ICMSCMF",
            "12/04/2016 21:40:00",
            "13/04/2016 07:30:00",
            "no",
            "CRITICAL - Host Unreachable (10.1.1.20)",
        ),
        ("ICMSCMF", "18/05/2016 18:05:00", "19/05/2016 03:41:00", "sì", "Manutenzione programmata Icms"),
        (
            "ICMSCMF",
            "09/06/2016 13:20:00",
            "09/06/2016 16:04:03",
            "no",
            "CRITICAL - Host Unreachable (10.1.1.20)",
        ),
    )


@pytest.mark.parametrize(
    ("definition", "april", "may", "june"),
    [
        ("problemi confermati", "3", "2", "3"),
        ("righe confermate", "6", "4", "6"),
        ("tutte le righe", "12", "10", "12"),
    ],
)
def test_alerts_are_counted_by_month_and_by_the_definition_chosen(definition, april, may, june):
    found = read(conteggio_alert=definition)
    assert [row[:2] for row in found.rows("ticket_mensili")] == [
        ("aprile 2016", april),
        ("maggio 2016", may),
        ("giugno 2016", june),
    ]
    assert any(
        "tutte le righe 34" in one.message and "righe confermate 16" in one.message for one in found.findings
    )


def test_one_system_that_is_up_is_enough_when_the_parameter_says_so():
    found = read(ctx=context(("host", "*", "SLA.1"), piu_sistemi="almeno uno"))
    assert {row[0]: row[1] for row in found.rows("sla")} == {"SLA.1": "100,00%"}
    assert not [one for one in found.findings if "servono i log" in one.message]


def test_a_log_that_begins_late_leaves_too_much_undetermined():
    lines = [line for line in archives() if line[1:11] >= "1462053600"]  # 1 May, 00:00
    found = read([*lines, "[1461967200] Auto-save of retention data completed successfully."])
    assert not found.rows("sla")
    assert any("tempo indeterminato" in one.message for one in found.findings)
    assert any("comincia il 30/04/2016" in one.message for one in found.findings)


def test_a_log_of_another_quarter_is_refused():
    with pytest.raises(CstError, match="non ha stati del 4° trimestre 2016"):
        read(period=Period.quarter(2016, 4))


def test_without_a_quarter_a_log_can_t_be_read():
    with pytest.raises(CstError, match="manca nel foglio Parametri"):
        read(ctx=context(period=None))


def test_archives_are_joined_in_any_order_and_twice():
    sources = [
        source.read(path.name, path.read_bytes()) for path in sorted(NAGIOS.glob("*.log"), reverse=True)
    ]
    assert all(map(recognise.are_logs, sources))
    assert recognise.read_logs([*sources, *sources], context()).blocks == read().blocks


def test_lines_that_aren_t_a_log_s_are_counted():
    found = read([*archives(), "rumore", "[1460489880] HOST ALERT: rotto"])
    assert any("2 righe non si leggono" in one.message for one in found.findings)


def month(number):
    """The archive that holds a month: Nagios names it by the day on which it is closed."""
    return (NAGIOS / f"nagios-{number + 1:02}-01-2016-00.log").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("given", "lacking"),
    [((4,), "maggio 2016, giugno 2016"), ((3, 4, 6), "maggio 2016"), ((3, 5, 6), "aprile 2016")],
)
def test_a_quarter_of_which_months_are_missing_has_no_availability(given, lacking):
    found = read([line for number in given for line in month(number)])
    assert not found.rows("sla")
    assert any(f"non ha nessuna riga di {lacking}:" in one.message for one in found.findings)
    assert not any(name in row[0] for row in found.rows("ticket_mensili") for name in lacking.split(", "))


def test_a_stop_whose_end_is_in_none_of_the_files_is_left_out():
    lines = [*month(3), "[1461000000] HOST ALERT: CSDB1;DOWN;HARD;3;CRITICAL - timeout"]
    systems = [row[0] for row in read([*lines, *month(4)]).rows("fermi")]
    assert "CSDB1" not in systems
