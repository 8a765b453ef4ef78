"""What is told of the services: stocks that don't balance, a register that says otherwise, impossible dates."""

from __future__ import annotations

from cst_xl.core.findings import Severity
from tests.sections.results import texts, told


def test_the_seed_raises_nothing(seed):
    assert not seed.findings


def test_stocks_and_movements_that_do_not_balance_are_an_error(run):
    _, findings = run(["31/12/2015", "353"], ["30/06/2016", "350", "12", "16"])
    found = told(findings, "Dati Servizi!B7")
    assert (found.severity, found.found, found.expected) == (Severity.ERROR, "350", "349")
    assert "353 al 31/12/2015, 12 nuovi e 16 disattivati fanno 349" in found.message


def test_typed_movements_that_the_register_denies_are_an_error_and_not_used(run):
    result, findings = run(["30/06/2016", "350", "2", "0"], register=[["A", "", "01/02/2016", ""]])
    assert result.figures["servizi.nuovi"].value == 1
    found = told(findings, "Dati Servizi!C6")
    assert (found.severity, found.found, found.expected) == (Severity.ERROR, "2", "1")


def test_a_service_closed_before_it_opened_is_an_error(run):
    _, findings = run(register=[["A", "", "01/03/2016", "28/02/2016"]])
    assert told(findings, "Dati Servizi!I6").severity is Severity.ERROR


def test_a_date_after_the_quarter_is_told_and_not_counted(run):
    result, findings = run(["30/06/2016", "350"], register=[["A", "", "01/07/2016", ""]])
    assert result.figures["servizi.nuovi"].value == 0
    assert told(findings, "Dati Servizi!H6").severity is Severity.WARNING


def test_a_line_after_the_quarter_is_told_and_not_used(run):
    result, findings = run(["30/09/2016", "345"], ["30/06/2016", "350"])
    assert result.figures["servizi.attivi"].value == 350
    assert told(findings, "Dati Servizi!A6").severity is Severity.WARNING


def test_a_line_before_the_end_is_dated_as_it_is(run):
    result, findings = run(["15/06/2016", "350", "12", "16"])
    assert texts(result)["attivi"] == "Al 15/06/2016 risultano attivi 350 servizi al cittadino."
    assert told(findings, "Dati Servizi!A6").expected == "30/06/2016"
