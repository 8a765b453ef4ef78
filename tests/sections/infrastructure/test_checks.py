"""Numbers that can't both be true are told, with the cell of the one to look at."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.findings import Severity
from cst_xl.sections.infrastructure import SECTION

MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2017, 1, 1))
WORDS = (
    "Uptime",
    "VM",
    "RAM",
    "Fermo staging",
    "8 GB",
    "giorni uomo",
    "100%",
    "05/04/2016 08:00",
    "sì",
    "n.d.",
    "#N/D",
)
ANYTHING = st.one_of(
    *(
        st.none(),
        st.sampled_from(WORDS),
        st.text(max_size=12),
        st.integers(-5, 10**16),
        st.floats(),
        st.booleans(),
    ),
    *(MOMENTS, st.just(time(8, 30))),
)
STOP = ["Icms", "05/04/2016 08:00", "05/04/2016 10:00"]


@pytest.fixture
def found(inputs):
    """The section's own findings on resources and stops."""

    def check(resources=(), stops=(), parameters=None):
        rows = {
            "infrastruttura": [["Voce", "Valore", "Unità", "Nota"], *resources],
            "fermi": [["Sistema", "Inizio", "Fine", "Programmato"], *stops],
        }
        return SECTION.run(inputs(SECTION, rows, parameters=parameters)).findings

    return check


def told(findings):
    return [(finding.severity, finding.cell, finding.figure) for finding in findings]


def test_more_production_machines_than_machines_is_an_error(found):
    findings = found([["VM", "75"], ["VM di produzione", "104"]])
    assert told(findings) == [(Severity.ERROR, "Dati Infrastruttura!B7", "infrastruttura.vm_produzione")]
    assert findings[0].expected == "al massimo 75"


def test_all_machines_in_production_is_fine(found):
    assert not found([["VM", "104"], ["VM di produzione", "104"]])


def test_a_full_uptime_beside_recorded_stops_is_a_warning(found):
    findings = found([["Uptime", "100%"]], [[*STOP, "no"]])
    assert told(findings) == [(Severity.WARNING, "Dati Infrastruttura!B6", "infrastruttura.uptime")]
    assert "99,908%" in findings[0].message


@pytest.mark.parametrize(("choice", "warned"), [("inclusi", True), ("esclusi", False)])
def test_planned_stops_deny_a_full_uptime_only_if_they_count(found, choice, warned):
    findings = found([["Uptime", "100%"]], [[*STOP, "sì"]], {"fermi_programmati": choice})
    assert bool(findings) == warned


def test_an_uptime_below_100_leaves_room_for_stops(found):
    assert not found([["Uptime", "99,9%"]], [[*STOP, "no"]])


@pytest.mark.parametrize(("choice", "noted"), [("inclusi", True), ("esclusi", False)])
def test_a_full_uptime_beside_a_stop_of_staging_asks_what_it_measures(found, choice, noted):
    findings = found(
        [["Uptime", "100%"], ["Fermo staging", "3", "giorni"]], (), {"fermi_programmati": choice}
    )
    assert [finding.severity for finding in findings] == [Severity.INFO] * noted


def test_the_seed_has_no_error_and_one_unit_to_look_at(example):
    made = example(SECTION)
    assert not made.tables["infrastruttura"].findings + made.tables["fermi"].findings
    findings = SECTION.run(made).findings
    assert told(findings) == [
        (Severity.WARNING, "Dati Infrastruttura!C12", "infrastruttura.fermo_staging"),
        (Severity.INFO, "Dati Infrastruttura!B6", "infrastruttura.uptime"),
    ]
    assert "giorni uomo" in findings[0].message


def test_nothing_pasted_means_nothing_to_report(found):
    assert not found()


def test_findings_of_lines_and_of_stops_are_passed_on(found):
    cells = {finding.cell for finding in found([["Sedie", "4"]], [[*STOP[:2], "05/04/2016 07:00", "no"]])}
    assert cells == {"Dati Infrastruttura!A6", "Dati Infrastruttura!H6"}


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), ANYTHING, ANYTHING, ANYTHING), max_size=4),
    st.lists(st.tuples(ANYTHING, MOMENTS | ANYTHING, MOMENTS | ANYTHING, ANYTHING), max_size=4),
)
def test_whatever_is_pasted_is_counted_or_reported_never_a_crash(inputs, resources, stops):
    rows = {
        "infrastruttura": [["Voce", "Valore", "Unità", "Nota"], *resources],
        "fermi": [["Sistema", "Inizio", "Fine", "Programmato"], *stops],
    }
    made = inputs(SECTION, rows)
    result = SECTION.run(made)
    reported = {str(finding.cell) for finding in (*made.tables["fermi"].findings, *result.findings)}
    stop_cells = tuple(cell for cell in reported if cell.rpartition("!")[2][0] in "FGHI")
    not_counted = len(made.tables["fermi"]) - (result.figures.number("infrastruttura.fermi.numero") or 0)
    assert len({cell[len("Dati Infrastruttura!F") :] for cell in stop_cells}) >= not_counted
