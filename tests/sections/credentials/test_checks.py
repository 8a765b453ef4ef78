"""What is told of the credentials: years missing, doubled or to come, CNS that can't be."""

from __future__ import annotations

from datetime import datetime

import pytest

from cst_xl.core.findings import Severity
from tests.sections.results import told


def test_the_seed_raises_nothing(seed):
    assert not seed.findings


@pytest.mark.parametrize("period", ["aprile 2016", "2016-T1", datetime(2016, 4, 1)])
def test_a_month_or_a_quarter_is_refused(period, run):
    result, findings = run([period, "10", "1"], ["2015", "7", "1"], ["2016 1sem", "8", "1"])
    assert told(findings, "Dati Credenziali!A6").severity is Severity.ERROR
    assert result.figures["credenziali.totale"].value is None


@pytest.mark.parametrize(
    "rows",
    [
        (["2013", "10", "1"], ["2015", "7", "1"], ["2016 1sem", "8", "1"]),
        (["2014", "10", "1"], ["2015", "7", "1"]),
    ],
    ids=["a gap", "no last semester"],
)
def test_the_total_of_lines_with_one_missing_is_not_made(rows, run):
    result, findings = run(*rows)
    assert result.figures["credenziali.totale"].value is None
    assert any("totali non si possono calcolare" in finding.message for finding in findings)


def test_more_cns_than_credentials_is_an_error(run):
    _, findings = run(["2015", "10", "11"], ["2016 1sem", "7", "1"])
    found = told(findings, "Dati Credenziali!C6")
    assert (found.severity, found.found, found.expected) == (Severity.ERROR, "11", "al massimo 10")


def test_a_year_and_its_semester_count_once_and_are_an_error(run):
    result, findings = run(["2015", "10", "1"], ["2016", "20", "2"], ["2016 1sem", "7", "1"])
    assert result.figures["credenziali.totale"].value == 30
    assert told(findings, "Dati Credenziali!A8").severity is Severity.ERROR


@pytest.mark.parametrize(
    ("first", "last", "missing"),
    [
        ("2012", "2015", "mancano il 2013 e il 2014"),
        ("2013", "2015", "manca il 2014"),
        ("1°sem 2015", "1°sem 2016", "manca il 2°sem 2015"),
        ("1°sem 2013", "1°sem 2016", "mancano il 2°sem 2013, il 2014 e il 2015"),
    ],
)
def test_what_is_missing_in_between_is_named(first, last, missing, run):
    _, findings = run([first, "10", "1"], [last, "10", "1"])
    found = told(findings, "Dati Credenziali!A7")
    assert found.severity is Severity.WARNING
    assert missing in found.message


def test_cns_missing_after_the_first_blank_their_total(run):
    result, findings = run(["2014", "5", "1"], ["2015", "6", ""], ["2016 1sem", "7", "1"])
    assert result.figures["credenziali.totale.cns"].value is None
    assert told(findings, "Dati Credenziali!C7").severity is Severity.WARNING


def test_a_period_to_come_is_told_and_not_counted(run):
    result, findings = run(["2015", "6", "1"], ["2016 1sem", "7", "1"], ["2016 2sem", "8", "1"])
    assert result.figures["credenziali.totale"].value == 13
    assert told(findings, "Dati Credenziali!A8").severity is Severity.WARNING


@pytest.mark.parametrize(
    ("period", "wanted"), [("2016-T1", None), ("2016-T2", "1°sem 2016"), ("2016-T3", "1°sem 2016")]
)
def test_a_last_line_that_is_old_is_a_warning(period, wanted, run):
    _, findings = run(["2014", "6", "1"], ["2015", "6", "1"], period=period)
    assert [finding.expected for finding in findings] == ([] if wanted is None else [wanted])


def test_a_jump_that_looks_like_lost_zeros_is_a_warning(run):
    _, findings = run(["2014", "12.000", "1"], ["2015", "12", "1"], ["2016 1sem", "7", "1"])
    assert told(findings, "Dati Credenziali!B7").severity is Severity.WARNING
