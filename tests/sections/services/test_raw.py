"""What people paste about services: dates and counts as they write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cst_xl.core.findings import Severity
from tests.sections.results import told


@pytest.mark.parametrize(
    "day",
    ["30/06/2016", "30-06-2016", "2016-06-30", datetime(2016, 6, 30), date(2016, 6, 30), 42551, 42551.0],
)
def test_a_date_is_read_however_it_is_written(day, run):
    result, findings = run([day, "350"])
    assert result.figures["servizi.data"].value == date(2016, 6, 30)
    assert not findings


@pytest.mark.parametrize("day", ["06/30/2016", "30 giugno", "31/06/2016", "30/06/16", "#N/D", 12.5])
def test_what_is_not_a_date_names_its_cell(day, run):
    result, findings = run([day, "350"])
    assert told(findings, "Dati Servizi!A6").severity is Severity.ERROR
    assert not result.sentences


@pytest.mark.parametrize("count", ["350 servizi", "3,5", "0.35", -1, 350.5, "O"])
def test_what_is_not_a_count_names_its_cell(count, run):
    result, findings = run(["30/06/2016", count, "12", "16"])
    assert told(findings, "Dati Servizi!B6").severity is Severity.ERROR
    assert result.figures["servizi.attivi"].value is None
    assert result.figures["servizi.attivi_precedenti"].value is None


def test_a_date_twice_is_an_error_and_the_first_line_counts(run):
    result, findings = run(["30/06/2016", "350"], ["30/06/2016", "351"])
    assert result.figures["servizi.attivi"].value == 350
    assert told(findings, "Dati Servizi!A7").severity is Severity.ERROR


def test_a_header_pasted_again_starts_anew(run):
    result, _ = run(
        ["31/12/2015", "354", "", ""],
        ["Alla data", "Attivi", "Disattivati", "Nuovi"],
        ["30/06/2016", "350", "16", "12"],
    )
    assert result.figures["servizi.nuovi"].value == 12


def test_only_lines_of_other_quarters_leave_the_section_empty_with_a_warning(run):
    result, findings = run(["31/03/2016", "350"])
    assert result.figures["servizi.attivi"].value is None
    assert [(one.severity, one.figure) for one in findings] == [(Severity.WARNING, "servizi.attivi")]
