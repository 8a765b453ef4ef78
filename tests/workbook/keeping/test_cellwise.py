"""Where each cell that a person filled goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cst_xl.core.history import HISTORY
from cst_xl.workbook import layout
from cst_xl.workbook.keeping.alike import Formula
from cst_xl.workbook.keeping.cellwise import (
    AS_A_VALUE,
    IN_THE_DATA,
    OF_THE_QUARTER,
    OVERWRITTEN,
    ROW_MOVED,
    Pair,
    moves,
)
from cst_xl.workbook.keeping.tables import Standing

HEADERS = {(5, 1): "Periodo", (5, 2): "Voce", (5, 3): "Valore", (5, 4): "Unità"}
KEPT = Standing(
    HISTORY, (5,), frozenset([1, 2, 3, 4]), frozenset([6, 7]), {6: 6, 7: 9}, {6: "Mia"}, kept=True
)
CLEARED = replace(KEPT, kept=False, moved={})


def outcome(old, new=None, tables=(KEPT,)):
    """Where the one strange cell goes, or why it doesn't."""
    pair = Pair("Storico", "Storico", {**HEADERS, **old}, new or HEADERS, tables)
    (move,) = moves(pair)
    return move.target or move.item.why


@pytest.mark.parametrize(
    ("old", "tables", "expected"),
    [
        ({(7, 6): "x"}, (KEPT,), (9, 6)),
        ({(5, 6): "Mia"}, (KEPT,), (5, 6)),
        ({(5, 6): "Mia"}, (CLEARED,), (5, 6)),
        ({(7, 6): "x"}, (CLEARED,), OF_THE_QUARTER),
        ({(7, 3): Formula("1+1")}, (KEPT,), AS_A_VALUE),
        ({(7, 3): Formula("1+1")}, (CLEARED,), IN_THE_DATA),
        ({(2, 9): "in alto"}, (KEPT,), (2, 9)),
        ({(40, 2): "sotto"}, (KEPT,), IN_THE_DATA),
        ({(40, 9): "lontano"}, (KEPT,), (40, 9)),
        ({(5, 4): "Mia unità"}, (replace(KEPT, columns=frozenset([1, 2, 3])),), OVERWRITTEN),
    ],
)
def test_a_cell_on_a_raw_sheet(old, tables, expected):
    assert outcome(old, tables=tables) == expected


def test_a_column_put_between_ours_goes_behind_them():
    between = replace(KEPT, columns=frozenset([1, 2, 4, 5]), added={3: "Mia"})
    assert outcome({(6, 3): "x"}, tables=(between,)) == (6, 5)


SHEET = {(1, 2): "Ticket", (8, 2): "Totale", (8, 3): Formula("Calcolo!$C$4")}


def on_a_computed_sheet(old, new=SHEET):
    pair = Pair("Ticket", "Ticket", {**SHEET, **old}, new)
    return [(move.source, move.target or move.item.why) for move in moves(pair)]


def test_a_note_beside_a_row_stays_beside_it_as_long_as_the_row_is_there():
    assert on_a_computed_sheet({(8, 9): "perché?"}) == [((8, 9), (8, 9))]
    moved = {(1, 2): "Ticket", (8, 2): "Parziale", (9, 2): "Totale", (9, 3): Formula("Calcolo!$C$4")}
    assert on_a_computed_sheet({(8, 9): "perché?"}, moved) == [((8, 9), ROW_MOVED)]


def test_a_number_typed_over_a_formula_of_ours_is_found():
    assert on_a_computed_sheet({(8, 3): 500}) == [((8, 3), OVERWRITTEN)]


def test_texts_of_ours_are_nobodys_whatever_the_quarter():
    new = {(1, 2): "Ticket del 3° trimestre 2016"}
    pair = Pair("Ticket", "Ticket", {(1, 2): "Ticket del 2° trimestre 2016"}, new)
    assert list(moves(pair)) == []


def test_a_formula_of_ours_that_a_person_copied_elsewhere_is_theirs():
    block = {(8, 3): Formula("cst_x(dati_x)")}
    pair = Pair("Ticket", "Ticket", {**block, (20, 9): Formula("cst_x(dati_x)")}, block)
    assert [move.source for move in moves(pair)] == [(20, 9)]


def test_a_pasted_export_stays_in_its_quarter():
    pair = Pair(layout.PASTE, layout.PASTE, {(9, 1): "Numero ticket", (10, 1): "2016061510000012"}, {})
    assert [(move.target, move.item.why) for move in moves(pair)] == [(None, IN_THE_DATA)] * 2
