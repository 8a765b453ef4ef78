"""Earlier quarters beside this one: which, in which order, and which figures."""

from __future__ import annotations

from dataclasses import replace

from cst_xl.bulletin.quarters import MOST, earlier_quarters
from cst_xl.bulletin.table_text import Align, TextTable
from tests.bulletin.conftest import edition_of

HEADERS = ["Periodo", "Voce", "Valore", "Unità"]


def shown(raw, *rows):
    kept = {key: lines for key, lines in raw.items() if key != "pubblicati"}
    return earlier_quarters(edition_of({**kept, "storico": [HEADERS, *map(list, rows)]}))


def cells(one):
    return [row.cells for row in TextTable.of(one.table).rows]


def test_a_workbook_without_a_history_has_none(edition):
    assert earlier_quarters(edition) == ()


def test_a_workbook_without_a_quarter_has_none(with_history):
    assert earlier_quarters(replace(with_history, period=None)) == ()


def test_the_latest_comes_first(with_history):
    assert [str(one.period) for one in earlier_quarters(with_history)] == ["2016-T1", "2015-T4", "2015-T3"]


def test_followed_figures_of_both_quarters_stand_side_by_side(with_history):
    latest = earlier_quarters(with_history)[0]
    assert cells(latest) == [("Ticket da mail gestiti", "1.402", "1.491"), ("Servizi attivi", "356", "350")]
    headers = [column.header for column in latest.table.columns]
    assert headers == ["Voce", "1° trimestre 2016", "2° trimestre 2016"]
    assert [column.align for column in TextTable.of(latest.table).columns] == [
        Align.LEFT,
        Align.RIGHT,
        Align.RIGHT,
    ]


def test_a_figure_that_one_of_them_lacks_is_left_out(with_history):
    assert cells(earlier_quarters(with_history)[2]) == [("Ticket da mail gestiti", "1.200", "1.491")]


def test_a_figure_in_another_unit_is_not_compared(raw):
    assert shown(raw, ("2016-T1", "ticket.totale.gestiti", "1402", "migliaia di ticket")) == ()


def test_quarters_to_come_and_this_one_are_no_earlier_ones(raw):
    rows = [(quarter, "ticket.totale.gestiti", "1", "ticket") for quarter in ("2016-T2", "2016-T3")]
    assert shown(raw, *rows) == ()


def test_two_years_are_offered_at_most(raw):
    quarters = [f"{year}-T{number}" for year in (2012, 2013, 2014, 2015) for number in (1, 2, 3, 4)]
    found = shown(raw, *((quarter, "servizi.attivi", "300", "servizi") for quarter in quarters))
    assert [str(one.period) for one in found] == quarters[::-1][:MOST]
