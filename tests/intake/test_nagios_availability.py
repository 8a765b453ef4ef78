"""avail.cgi reports: recomputed from seconds, plausible or refused, planned stops by a stated rule."""

from __future__ import annotations

import pytest

from cst_xl.core.findings import Severity
from cst_xl.core.periods import Period
from tests.intake.samples import HOSTS, SERVICES, context, imported, of_text


def measured(found):
    return {row[0]: row[1] for row in found.rows("sla")}


def test_the_hosts_of_the_sample_give_their_sla():
    found = imported(HOSTS)
    assert found.said == "Nagios avail.cgi CSV, 4 host, 1/4–30/6/2016"
    assert measured(found) == {"SLA.1": "100,00%", "SLA.2": "98,985004%"}


def test_the_services_of_the_sample_give_theirs():
    found = imported(SERVICES)
    assert found.said == "Nagios avail.cgi CSV, 3 servizi, 1/4–30/6/2016"
    assert measured(found)["SLA.4"] == "100,00%"


def test_planned_stops_are_left_out_when_the_parameter_says_so_and_the_other_figure_stands_beside():
    found = imported(HOSTS, context(fermi_programmati="esclusi"))
    assert measured(found)["SLA.2"] == "99,421918%"
    assert any("98,985004%" in row[5] for row in found.rows("sla"))


def test_an_unmapped_host_is_listed():
    assert any("«PORTALE»" in one.message for one in imported(HOSTS).findings)


def test_warning_counts_as_available_or_not_by_parameter():
    wget = ("servizio", "PORTALE;WGET*", "SLA.9")
    assert measured(imported(SERVICES, context(wget)))["SLA.9"] == "99,992368%"
    assert measured(imported(SERVICES, context(wget, stato_warning="fermi")))["SLA.9"] == "99,969474%"


def test_several_systems_of_one_sla_are_joined_as_the_parameter_says():
    both = ("host", "*", "SLA.1")
    assert measured(imported(HOSTS, context(both))) == {"SLA.1": "98,985004%"}
    assert measured(imported(HOSTS, context(both, piu_sistemi="media"))) == {"SLA.1": "99,746251%"}
    found = imported(HOSTS, context(both, piu_sistemi="almeno uno"))
    assert not found.rows("sla")
    assert any("servono i log" in one.message for one in found.findings)


HEADER = "HOST_NAME, TOTAL_TIME_UP, PERCENT_TOTAL_TIME_UP, TOTAL_TIME_DOWN, TOTAL_TIME_UNREACHABLE, TOTAL_TIME_UNDETERMINED"


def report(*rows: str, **parameters: str):
    return of_text("\n".join([HEADER, *rows]), context(("host", "*", "SLA.1"), **parameters))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('"A", 7862399, 100.000%, 0, 0, 0', "le parti sommano"),
        ('"A", 2592000, 100.000%, 0, 0, 0', "30 giorni"),
        ('"A", 7862500, 100.000%, -100, 0, 0', "negativi"),
        ('"A", 7700000, 97.934%, 0, 0, 162400', "tempo indeterminato"),
        ('"A", 7782597, 98985%, 79803, 0, 0', "percentuale UP"),
        ('"A", 7782597, 99.985%, 79803, 0, 0', "percentuale UP"),
        ('"A", 7.782.597, 98.985%, 79803, 0, 0', "secondi"),
        ('"A", 7782597.5, 98.985%, 79802.5, 0, 0', "secondi"),
        ('"", 7862400, 100.000%, 0, 0, 0', "nome"),
    ],
)
def test_an_implausible_row_is_refused_with_its_reason(row, why):
    found = report(row)
    assert not found.rows("sla")
    errors = [one.message for one in found.findings if one.severity is Severity.ERROR]
    assert len(errors) == 1
    assert why in errors[0]


def test_a_little_undetermined_time_counts_as_a_stop_or_leaves_the_period():
    row = '"A", 7861800, 99.992%, 0, 0, 600'
    assert measured(report(row)) == {"SLA.1": "99,992368%"}
    assert measured(report(row, tempo_indeterminato="escluso")) == {"SLA.1": "100,00%"}


def test_the_limit_of_undetermined_time_is_a_parameter():
    row = '"A", 7700000, 97.934%, 0, 0, 162400'
    assert measured(report(row, limite_indeterminato="5%")) == {"SLA.1": "97,934472%"}


def test_a_breach_is_never_rounded_up_to_its_threshold():
    up = 7862400 * 985 // 1000 - 1
    found = report(f'"A", {up}, 98.500%, {7862400 - up}, 0, 0')
    assert measured(found) == {"SLA.1": "98,499987%"}


def test_a_group_report_can_t_leave_planned_stops_out():
    found = report('"A", 7862400, 100.000%, 0, 0, 0', fermi_programmati="esclusi")
    assert any("non distingue il tempo programmato" in one.message for one in found.findings)


def test_the_output_of_the_command_line_begins_with_http_headers():
    text = "Cache-Control: no-store\nContent-type: text/csv\n\n" + HOSTS.read_text(encoding="utf-8")
    assert measured(of_text(text)) == {"SLA.1": "100,00%", "SLA.2": "98,985004%"}


def test_a_quarter_with_a_change_of_the_clock_has_an_hour_less():
    q1 = Period.quarter(2016, 1)
    seconds = 91 * 86_400 - 3_600
    text = "\n".join([HEADER, f'"A", {seconds}, 100.000%, 0, 0, 0'])
    assert measured(of_text(text, context(("host", "*", "SLA.1"), period=q1))) == {"SLA.1": "100,00%"}
