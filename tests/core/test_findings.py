"""Findings: their words, their order, their record."""

from __future__ import annotations

import pytest

from cst_xl.core.findings import Severity, error, in_order, note, warning


@pytest.mark.parametrize(
    ("make", "severity", "label"),
    [(error, Severity.ERROR, "Errore"), (warning, Severity.WARNING, "Avviso"), (note, Severity.INFO, "Nota")],
)
def test_each_severity_has_its_maker_and_its_italian_word(make, severity, label):
    finding = make("Non torna.", cell="Dati!A1", found="1", expected="2")
    assert finding.severity is severity
    assert finding.severity.label == label
    assert (finding.cell, finding.found, finding.expected) == ("Dati!A1", "1", "2")


def test_marks_are_told_apart_without_colour():
    assert len({severity.mark for severity in Severity}) == len(Severity)


def test_the_gravest_come_first_and_equals_keep_their_order():
    findings = (note("a"), error("b"), warning("c"), error("d"))
    assert [finding.message for finding in in_order(findings)] == ["b", "d", "c", "a"]


def test_exact_repeats_are_told_once():
    assert in_order((error("a", cell="X!A1"), error("a", cell="X!A1"), error("a", cell="X!A2"))) == (
        error("a", cell="X!A1"),
        error("a", cell="X!A2"),
    )


def test_the_record_has_the_fields_that_the_command_line_prints():
    record = warning("Vuoto.", figure="f", cell="X!A1", found="", expected="un numero").as_json()
    assert record == {
        "severity": "warning",
        "figure": "f",
        "cell": "X!A1",
        "found": "",
        "expected": "un numero",
        "message": "Vuoto.",
    }


def test_a_finding_can_be_tied_to_a_figure():
    finding = error("a", cell="X!A1")
    assert finding.about("f").figure == "f"
    assert finding.about("f").cell == "X!A1"
    assert finding.figure is None
