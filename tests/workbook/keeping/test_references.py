"""What a formula points at, before and after."""

from __future__ import annotations

import pytest

from cst_xl.workbook.keeping.references import moved_targets

OLD = {"Ticket": {(8, 3): "Totale", (9, 3): "Altro"}}
NEW = {"Ticket": {(8, 3): "Totale", (10, 3): "Altro"}}


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("Ticket!C8*2", []),
        ("Ticket!$C$9*2", ["Ticket!C9"]),
        ("SUM('Ticket'!C8:C10)", []),
        ('"Ticket!C9"&A1', []),
        ("Foglio1!C9", []),
        ("ticket.2016_04.gestiti/2", ["ticket.2016_04.gestiti"]),
        ("ticket.totale.gestiti/2", []),
    ],
)
def test_cells_that_say_something_else_now_are_named(formula, found):
    assert list(moved_targets(formula, OLD, NEW, {"Ticket": "Ticket"})) == found
