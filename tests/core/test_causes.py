"""Likely causes: offered only where the arithmetic bears them out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.causes import likely_cause
from cst_xl.core.figures import Change, Figures, Share, Total
from cst_xl.core.published import printed_number
from cst_xl.core.units import CHANGE, RATE, TEXT, count

TICKETS = count("ticket")


@pytest.fixture
def figures():
    """Three months of tickets, with a total and shares, as in the seed."""
    made = Figures()
    for month, handled, resolved in (("aprile", 393, 392), ("maggio", 647, 647), ("giugno", 451, 450)):
        made.add(f"ticket.{month}.gestiti", handled, TICKETS, f"Gestiti, {month}")
        made.add(f"ticket.{month}.risolti", resolved, TICKETS, f"Risolti, {month}")
        share = Share((f"ticket.{month}.risolti",), (f"ticket.{month}.gestiti",))
        made.derive(f"ticket.{month}.quota", share, RATE, f"Quota, {month}")
    months = ("aprile", "maggio", "giugno")
    handled = tuple(f"ticket.{month}.gestiti" for month in months)
    resolved = tuple(f"ticket.{month}.risolti" for month in months)
    made.derive("ticket.totale.gestiti", Total(handled), TICKETS, "Gestiti, totale")
    rates = tuple(f"ticket.{month}.quota" for month in months)
    made.derive("ticket.totale.quota", Share(resolved, handled, rates), RATE, "Quota, totale")
    made.add("ticket.totale.telefono", 356, TICKETS, "Telefono, totale")
    made.derive(
        "ticket.variazione", Change("ticket.giugno.gestiti", "ticket.aprile.gestiti"), CHANGE, "Variazione"
    )
    return made


def cause(published, figure_id, figures, history=None):
    return likely_cause(published, printed_number(published), figures[figure_id], figures, history or {})


def test_a_part_left_out_of_a_sum(figures):
    assert cause("1.098", "ticket.totale.gestiti", figures) == (
        "1.098 = 647 + 451: nella somma manca «Gestiti, aprile» (393)"
    )


def test_a_part_counted_twice(figures):
    assert "«Gestiti, giugno» è contato due volte" in cause("1.942", "ticket.totale.gestiti", figures)


def test_a_neighbour_swallowed_by_a_sum(figures):
    assert cause("1.847", "ticket.totale.gestiti", figures) == (
        "1.847 = 1.491 + 356: la somma contiene anche «Telefono, totale»"
    )


def test_the_simple_mean_of_percentages(figures):
    said = cause("99,8%", "ticket.totale.quota", figures)
    assert said.startswith("99,8 è la media semplice delle percentuali di riga (99,841)")
    assert "il rapporto fra i totali (99,866)" in said


def test_digits_cut_instead_of_rounded(figures):
    figures.add("x", Decimal("99.78"), RATE)
    assert "tagliate" in cause("99,7%", "x", figures)


def test_a_value_left_over_from_another_quarter(figures):
    past = Figures()
    past.add("ticket.totale.telefono", Decimal(400), TICKETS)
    assert (
        cause("400", "ticket.totale.telefono", figures, {"2016-T1": past})
        == "è il valore di un altro periodo (2016-T1)"
    )


def test_a_change_over_the_wrong_base(figures):
    assert "divisa per il valore nuovo" in cause("12,9%", "ticket.variazione", figures)


@pytest.mark.parametrize(("published", "figure_id"), [("365", "ticket.totale.telefono"), ("89,9%", "y")])
def test_two_digits_swapped(published, figure_id, figures):
    figures.add("y", Decimal("98.94"), RATE)
    assert cause(published, figure_id, figures) == "due cifre vicine sono scambiate"


def test_two_digits_of_two_prove_nothing(figures):
    figures.add("x", 21, TICKETS)
    assert cause("12", "x", figures) == ""


def test_words_left_over_from_another_quarter(figures):
    figures.add("testo", "2° trimestre 2016", TEXT)
    assert cause("primi 3 mesi del 2016", "testo", figures) == "è rimasto il testo del 1° trimestre 2016"


def test_words_without_a_period_have_no_cause(figures):
    figures.add("testo", "solo 1 categoria", TEXT)
    assert cause("2 categorie", "testo", figures) == ""


@pytest.mark.parametrize("published", ["1.234", "circa", "99"])
def test_without_arithmetic_there_is_no_hypothesis(published, figures):
    assert cause(published, "ticket.totale.gestiti", figures) == ""


def test_a_figure_without_a_value_has_no_cause(figures):
    figures.add("x", None, TICKETS)
    assert cause("12", "x", figures) == ""
