"""The figures of the credentials: those of the seed, the totals, and the year that the semester is held against."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.figures import Share, Total
from cst_xl.core.published import Verdict, compare
from tests.seed import audited

SEED = [one for one in audited() if one.id.startswith("credenziali.")]


@pytest.mark.parametrize("one", [one for one in SEED if one.verdict != "disagrees"], ids=lambda one: one.id)
def test_figures_of_the_seed_are_shown_as_printed(one, seed):
    assert compare(one.published, seed.figures[one.id], seed.figures) is Verdict.EQUAL


def test_six_thousand_users_of_cns_are_not_exceeded(seed):
    claim = seed.figures["credenziali.frase.cns"]
    assert claim.value == 5809
    assert compare("> 6.000", claim, seed.figures) is Verdict.DIFFERENT


def test_the_comparison_is_a_share_of_the_year(seed):
    claim = seed.figures["credenziali.frase.confronto"]
    assert claim.basis == Share(("credenziali.2016-S1",), ("credenziali.2014",))
    assert round(claim.number, 3) == Decimal("98.887")


def test_the_total_of_cns_begins_with_the_first_cns(seed):
    total = seed.figures["credenziali.totale.cns"].basis
    assert isinstance(total, Total)
    assert total.parts[0] == "credenziali.2010.cns"
    assert len(total.parts) == 7


def test_a_whole_last_year_is_not_compared(run):
    result, _ = run(["2014", "10", ""], ["2015", "20", ""], period="2015-T4")
    assert result.figures["credenziali.frase.confronto"].value is None


def test_both_semesters_of_a_year_add_up(run):
    result, findings = run(["1°sem 2015", "10", "1"], ["2°sem 2015", "20", "2"], ["1°sem 2016", "7", "1"])
    assert result.figures["credenziali.totale"].value == 37
    assert not findings
