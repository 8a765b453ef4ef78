"""The history: figures of earlier quarters as exact numbers, under their quarter."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.history import HISTORY, misread, read_history
from cst_xl.core.tables import read

HEADER = ["Periodo", "Voce", "Valore", "Unità"]


def history(*rows):
    return read_history(read(HISTORY, [HEADER, *rows]))


def test_figures_are_kept_by_quarter():
    found = history(
        ["2016-T1", "casi", "1715", "casi"],
        ["2016-T1", "sla", "98.985", "%"],
        ["2015-T4", "casi", "1", "casi"],
    )
    assert list(found) == ["2016-T1", "2015-T4"]
    assert found["2016-T1"].number("casi") == 1715
    assert found["2016-T1"].number("sla") == Decimal("98.985")
    assert found["2016-T1"]["sla"].unit.name == "%"


@pytest.mark.parametrize("cell", ["0.485", 0.485])
def test_a_value_that_became_a_number_cell_is_the_same(cell):
    assert history(["2016-T1", "sla", cell, "%"])["2016-T1"].number("sla") == Decimal("0.485")


def test_words_stay_words():
    assert (
        history(["2016-T1", "esito", "solo 1 categoria", "testo"])["2016-T1"]["esito"].value
        == "solo 1 categoria"
    )


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_a_figure_without_a_value_has_none(cell):
    assert history(["2016-T1", "casi", cell, "casi"])["2016-T1"]["casi"].value is None


def test_a_figure_twice_counts_once():
    assert history(["2016-T1", "casi", "1", ""], ["2016-T1", "casi", "2", ""])["2016-T1"].number("casi") == 1


def test_rows_without_quarter_or_name_are_left_to_the_findings():
    typed = read(HISTORY, [HEADER, ["", "casi", "1", ""], ["2016-T1", "", "1", ""], ["mai", "casi", "1", ""]])
    assert read_history(typed) == {}
    assert len(typed.findings) == 3


def test_no_history_is_no_quarters():
    assert read_history(read(HISTORY, [])) == {}


def test_a_count_with_a_point_in_it_is_unknown_and_told():
    typed = read(
        HISTORY,
        [[c.header for c in HISTORY.columns], ["2016-T1", "ticket.totale.gestiti", "1.374", "ticket"]],
    )
    assert read_history(typed)["2016-T1"].number("ticket.totale.gestiti") is None
    (finding,) = misread(typed)
    assert finding.cell == "Storico!C2"


@pytest.mark.parametrize(
    ("value", "unit"), [("98.985", "%"), ("1374", "ticket"), ("7.25", "ms"), ("1374.0", "ticket")]
)
def test_what_the_program_writes_is_read(value, unit):
    typed = read(HISTORY, [[c.header for c in HISTORY.columns], ["2016-T1", "una.voce", value, unit]])
    assert read_history(typed)["2016-T1"].number("una.voce") == Decimal(value)
    assert not list(misread(typed))
