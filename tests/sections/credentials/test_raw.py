"""What people paste about credentials: years and semesters as they write them, each counted once."""

from __future__ import annotations

import pytest

from cst_xl.core.findings import Severity
from tests.sections.results import texts, told


@pytest.mark.parametrize("year", ["2015", 2015, 2015.0, "anno 2015", " 2015 "])
def test_a_year_is_read_however_it_is_written(year, run):
    result, _ = run([year, "10", "1"])
    assert result.figures["credenziali.2015"].value == 10


@pytest.mark.parametrize(
    "semester", ["2016 1sem", "1°sem 2016", "2016-S1", "I semestre 2016", "1\u00a0sem. 2016"]
)
def test_a_semester_is_read_however_it_is_written(semester, run):
    result, _ = run([semester, "10", "1"])
    assert result.figures["credenziali.2016-S1"].value == 10


@pytest.mark.parametrize("period", ["duemilaquindici", "20155", "3°sem 2016", "#N/D", "ottombre 2015", True])
def test_what_is_not_a_period_names_its_cell_and_leaves_the_totals_unknown(period, run):
    """The total of the lines that can be read would pass for the total."""
    result, findings = run([period, "10", "1"], ["2015", "7", "1"], ["2016 1sem", "8", "1"])
    assert told(findings, "Dati Credenziali!A6").severity is Severity.ERROR
    assert result.figures["credenziali.2015"].value == 7
    unknown = ("totale", "totale.cns", "frase.cns", "frase.confronto")
    assert {result.figures[f"credenziali.{one}"].value for one in unknown} == {None}


@pytest.mark.parametrize("count", [12.022, "12,022", "1.25.4", "tanti", -5, "1 2"])
def test_what_is_not_a_count_names_its_cell_and_blanks_the_total(count, run):
    result, findings = run(["2015", count, "1"], ["2016 1sem", "7", "1"])
    assert told(findings, "Dati Credenziali!B6").severity is Severity.ERROR
    assert result.figures["credenziali.totale"].value is None
    assert "confronto" not in texts(result)


def test_a_total_pasted_along_is_compared_and_not_counted(run):
    result, findings = run(["2015", "10", "1"], ["2016 1sem", "7", "1"], ["Totale", "17", "3"])
    assert result.figures["credenziali.totale"].value == 17
    found = told(findings, "Dati Credenziali!C8")
    assert (found.found, found.expected) == ("3", "2")


def test_a_year_twice_counts_once_and_is_an_error(run):
    result, findings = run(["2015", "10", "1"], ["2015", "12", "1"], ["2016 1sem", "7", "1"])
    assert result.figures["credenziali.totale"].value == 17
    assert told(findings, "Dati Credenziali!A7").severity is Severity.ERROR


def test_rows_may_stand_in_any_order(run):
    result, findings = run(["2016 1sem", "7", "1"], ["2014", "5", "1"], ["2015", "6", "1"])
    assert [row[0] for row in result.table("credenziali").matrix()] == [
        "2014",
        "2015",
        "1°sem 2016",
        "Totale",
    ]
    assert not findings


def test_the_bulletin_s_headers_are_understood_in_capitals_and_another_order(run):
    result, findings = run(
        ["1", "10", "2015"], ["1", "7", "2016 1sem"], header=["DI CUI CNS", "credenziali", "periodo"]
    )
    assert result.figures["credenziali.totale.cns"].value == 2
    assert not findings
