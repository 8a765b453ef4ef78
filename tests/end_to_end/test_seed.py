"""The real quarter, all the way: every figure that the audit calls right is shown, every wrong one is found."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.published import Verdict, compare
from cst_xl.workbook.file import FileBook
from tests.seed import audited, with_verdict


@pytest.fixture(scope="module")
def edition(built_example):
    return FileBook.open(built_example).edition()


@pytest.mark.parametrize("one", audited(), ids=lambda one: one.id)
def test_every_figure_of_the_bulletin_is_computed(one, edition):
    assert one.id in edition.figures


@pytest.mark.parametrize("one", with_verdict("agrees"), ids=lambda one: one.id)
def test_a_figure_that_agrees_is_shown_at_its_printed_precision(one, edition):
    figure = edition.figure(one.id)
    assert compare(one.published, figure, edition.figures) is Verdict.EQUAL, (one.published, figure)


@pytest.mark.parametrize("one", with_verdict("disagrees"), ids=lambda one: one.id)
def test_a_figure_that_disagrees_is_a_finding_with_both_values(one, edition):
    found = [finding for finding in edition.findings if finding.figure == one.id]
    assert [finding.severity for finding in found] == ["error"]
    assert found[0].found
    assert found[0].expected == edition.figure(one.id).text


def test_nothing_is_raised_against_a_figure_that_agrees(edition):
    agreeing = {one.id for one in with_verdict("agrees")}
    assert not [finding for finding in edition.findings if finding.figure in agreeing]


def test_the_seed_s_raw_data_raise_no_error_of_their_own(edition):
    disagreeing = {one.id for one in with_verdict("disagrees")}
    errors = [one for one in edition.findings if one.severity == "error"]
    assert {one.figure for one in errors} == disagreeing
    assert len(errors) == len(disagreeing) == 17


@pytest.mark.parametrize(
    ("figure", "hypothesis"),
    [
        ("ticket.totale.non_competenza", "73 = 21 + 52"),
        ("ticket.totale.telefono_1", "656 = 356 + 300"),
        ("ticket.totale.risolti_su_gestiti", "media semplice"),
        ("ticket.frase.mail", "media semplice"),
        ("periodo.frase_uptime", "1° trimestre 2016"),
    ],
)
def test_a_likely_cause_is_offered_as_a_hypothesis(figure, hypothesis, edition):
    message = next(finding.message for finding in edition.findings if finding.figure == figure)
    assert "Ipotesi: " in message
    assert hypothesis in message


def test_the_headline_is_what_the_tables_support(edition):
    assert edition.figure("ticket.complessivo").value == 2147
    assert edition.figure("accessi.fuori_orario").number == pytest.approx(
        Decimal("39.37007874"), abs=Decimal("1e-8")
    )
    assert edition.figure("credenziali.totale.cns").value == 5809
