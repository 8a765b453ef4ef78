"""The balance of services: that of the seed, and what follows when less or more is known."""

from __future__ import annotations

from datetime import date

import pytest

from cst_xl.core.figures import Difference
from cst_xl.core.published import Verdict, compare
from tests.sections.results import texts
from tests.seed import audited

SEED = [one for one in audited() if one.id.startswith("servizi.")]


@pytest.mark.parametrize("one", SEED, ids=lambda one: one.id)
def test_figures_of_the_seed_are_shown_as_printed(one, seed):
    assert compare(one.published, seed.figures[one.id], seed.figures) is Verdict.EQUAL


def test_the_number_before_follows_from_the_balance(seed):
    before = seed.figures["servizi.attivi_precedenti"]
    assert before.value == 354
    assert before.basis == Difference("servizi.attivi", "servizi.saldo")


def test_a_number_before_that_was_written_down_is_used(run):
    result, findings = run(["31/12/2015", "354"], ["30/06/2016", "350", "12", "16"])
    assert result.figures["servizi.attivi_precedenti"].basis is None
    assert result.figures["servizi.saldo"].value == -4
    assert not findings


def test_without_movements_the_balance_is_that_of_the_stocks(run):
    result, findings = run(["31/12/2015", "354"], ["30/06/2016", "350"])
    assert result.figures["servizi.saldo"].basis == Difference("servizi.attivi", "servizi.attivi_precedenti")
    assert result.figures["servizi.saldo"].value == -4
    assert "movimenti" not in texts(result)
    assert not findings


def test_movements_are_counted_in_the_register(run):
    register = [
        ["A", "", "01/01/2016", ""],
        ["B", "", "30/06/2016", ""],
        ["C", "", "31/12/2015", ""],
        ["D", "", "01/02/2010", "15/03/2016"],
        ["E", "", "", "31/12/2015"],
    ]
    result, findings = run(["30/06/2016", "350"], register=register)
    assert (result.figures["servizi.nuovi"].value, result.figures["servizi.disattivati"].value) == (2, 1)
    assert texts(result)["movimenti"] == "Dal 31/12/2015: 1 disattivazione e 2 nuovi servizi."
    assert not findings


def test_a_whole_year_compares_with_the_year_before(run):
    result, _ = run(["31/12/2016", "350"], ["31/12/2015", "340"], period="2016-T4")
    assert result.figures["servizi.saldo"].value == 10
    assert result.figures["servizi.data_confronto"].value == date(2015, 12, 31)


@pytest.mark.parametrize(
    "line", [["A", "", "2016-13-01", ""], ["A", "", "01/03/2016", "28/02/2016"]], ids=str
)
def test_a_register_with_a_date_that_cannot_be_counts_nothing(line, run):
    """The count of the other lines would be too low, and the typed one isn't the register's."""
    result, _ = run(["30/06/2016", "350", "12", "16"], register=[line, ["B", "", "01/02/2016", ""]])
    unknown = ("servizi.nuovi", "servizi.saldo", "servizi.attivi_precedenti")
    assert {result.figures[one].value for one in unknown} == {None}
    assert result.figures["servizi.attivi"].value == 350


def test_a_line_whose_date_cannot_be_read_may_be_the_last_one(run):
    """Of 30/04 and an unreadable day, 30/04 can't be taken for the end of the quarter."""
    result, findings = run(["30/04/2016", "300", "1", "1"], ["30/06/2O16", "350", "12", "16"])
    assert result.figures["servizi.attivi"].value is None
    assert [finding.cell for finding in findings] == ["Dati Servizi!A7"]
