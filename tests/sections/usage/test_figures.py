"""The figures of the comparison: those of the seed, and what is missing when data are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.figures import Change, Total
from cst_xl.core.published import Verdict, compare
from tests.sections.results import texts
from tests.seed import audited

SEED = [one for one in audited() if one.id.startswith("utilizzo.")]
WIDE = ["Categoria servizi", "1°sem 2015", "1°sem 2016", "Diff %"]
NAMES = ["Codice", "Nome", "Nella frase", "Escluso", "Motivo", "Spiegazione della crescita"]


@pytest.mark.parametrize("one", SEED, ids=lambda one: one.id)
def test_every_figure_of_the_seed_is_there(one, seed):
    assert one.id in seed.figures


@pytest.mark.parametrize("one", [one for one in SEED if one.verdict != "disagrees"], ids=lambda one: one.id)
def test_figures_of_the_seed_are_shown_as_printed(one, seed):
    assert compare(one.published, seed.figures[one.id], seed.figures) is Verdict.EQUAL


def test_four_times_as_many_bookings_is_not_true(seed):
    claim = seed.figures["utilizzo.frase.prenotazioni"]
    assert round(claim.number, 3) == Decimal("3.602")
    assert claim.text == "3,60\u00a0volte"
    assert compare("4 volte", claim, seed.figures) is Verdict.DIFFERENT


def test_totals_and_changes_carry_what_they_are_made_of(seed):
    total = seed.figures["utilizzo.totale.2016-S1"].basis
    assert isinstance(total, Total)
    assert len(total.parts) == 9
    assert seed.figures["utilizzo.totale.diff"].basis == Change(
        "utilizzo.totale.2016-S1", "utilizzo.totale.2015-S1"
    )


def test_nothing_before_is_no_change_and_no_failure(run):
    result, _ = run([WIDE, ["Fiscali", "0", "110"], ["Albo pretorio", "50", "60"]])
    assert result.figures["utilizzo.fiscali.diff"].value is None
    assert result.figures["utilizzo.totale.diff"].text == "+240,0%"
    assert "utilizzo.frase.fiscali" not in result.figures


@pytest.mark.parametrize(("now", "said"), [("149", False), ("150", True)])
def test_growth_is_worth_saying_from_its_threshold(now, said, run):
    result, _ = run([WIDE, ["Fiscali", "100", now]])
    assert ("fiscali" in texts(result)) is said
