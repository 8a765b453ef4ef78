"""Figures: made from their basis, exact, never two of one name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.errors import CstError
from cst_xl.core.figures import Change, Difference, Figure, Figures, Share, Total
from cst_xl.core.units import CHANGE, RATE, count

TICKETS = count("ticket")


def figures(**values: int | None) -> Figures:
    """Figures that were given, by id."""
    made = Figures()
    for figure_id, value in values.items():
        made.add(figure_id, value, TICKETS, f"Voce {figure_id}")
    return made


@pytest.mark.parametrize(
    ("basis", "value"),
    [
        (Total(("a", "b", "c")), 60),
        (Total(("a", "a")), 20),
        (Share(("a",), ("b",)), 50),
        (Share(("a", "b"), ("a", "b", "c")), 50),
        (Change("b", "a"), 100),
        (Change("a", "b"), -50),
        (Difference("a", "c"), -20),
    ],
)
def test_a_figure_follows_from_its_basis(basis, value):
    made = figures(a=10, b=20, c=30)
    assert made.derive("x", basis, RATE).value == value
    assert made["x"].basis is basis


def test_shares_are_exact_until_they_are_printed():
    made = figures(resolved=1489, handled=1491)
    assert made.derive("x", Share(("resolved",), ("handled",)), RATE).text == "99,9%"
    assert str(made["x"].value).startswith("99.8658")


@pytest.mark.parametrize("basis", [Share(("a",), ("zero",)), Change("a", "zero")])
def test_nothing_to_divide_by_is_no_value(basis):
    assert figures(a=1, zero=0).derive("x", basis, RATE).value is None


@pytest.mark.parametrize(
    "basis",
    [Total(("a", "none")), Share(("a",), ("none",)), Change("none", "a"), Difference("a", "none"), Total(())],
)
def test_a_missing_part_makes_the_whole_missing(basis):
    made = figures(a=1, none=None)
    assert made.derive("x", basis, RATE).value is None
    assert made["x"].text == ""


def test_a_part_that_does_not_exist_counts_as_missing():
    assert figures(a=1).derive("x", Total(("a", "b")), TICKETS).value is None


def test_two_figures_of_one_name_are_refused():
    made = figures(a=1)
    with pytest.raises(CstError, match="«a»"):
        made.add("a", 2)
    with pytest.raises(CstError):
        made.update([Figure("a", 1)])


def test_figures_keep_the_order_in_which_they_were_made():
    made = figures(b=1, a=2)
    made.update(figures(c=3))
    assert [one.id for one in made] == ["b", "a", "c"]
    assert len(made) == 3
    assert "c" in made


def test_a_number_is_asked_for_without_knowing_whether_it_is_there():
    made = figures(a=1, none=None)
    made.add("text", "solo 1")
    assert made.number("a") == 1
    assert [made.number(one) for one in ("none", "text", "absent")] == [None, None, None]
    assert made.get("absent") is None


def test_the_record_holds_the_exact_value_and_the_printed_text():
    record = Figure("x", Decimal("25.8655"), CHANGE).as_json()
    assert record == {"id": "x", "value": "25.8655", "unit": "%", "text": "+25,9%"}
    assert Figure("x", None).as_json()["value"] is None


def test_the_parts_of_a_share_are_listed_once():
    assert Share(("a",), ("a", "b")).parts == ("a", "b")


@given(st.lists(st.integers(0, 10**12), min_size=1))
def test_totals_of_whole_numbers_are_whole(values):
    made = figures(**{f"v{at}": value for at, value in enumerate(values)})
    total = made.derive("x", Total(tuple(one.id for one in made)), TICKETS)
    assert total.value == sum(values)
    assert isinstance(total.value, int)
