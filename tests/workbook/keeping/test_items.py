"""Items as a person reads them."""

from __future__ import annotations

from cst_xl.workbook.keeping.items import Item, Kept, Ledger, at


def test_nothing_kept_is_nothing_told():
    assert Kept().told() == ""


def test_what_came_along_is_counted_and_what_did_not_is_named():
    carried = (Item("foglio", "Conti", ""), Item("cella", "Ticket!Z1", "x"), Item("cella", "Ticket!Z2", "y"))
    told = Kept(carried, (Item("cella", "SLA!B2", "9", "perché sì"),)).told()
    assert (
        told
        == "Riportati 1 foglio, 2 celle. Non riportati, e rimasti nella cartella di prima: SLA!B2 (cella)."
    )


def test_a_long_list_says_how_many_more_there_are():
    left = tuple(Item("cella", at("SLA", (row, 2)), "x") for row in range(1, 41, 2))
    assert "SLA!B23 (cella) e altri 8, nel foglio «Non riportato»." in Kept(left=left).told()


def test_the_same_thing_is_entered_once():
    ledger = Ledger()
    ledger.left += [Item("cella", "SLA!B2", "9")] * 2
    assert len(ledger.closed().left) == 1


def test_cells_one_below_the_other_that_fare_alike_are_one_thing():
    ledger = Ledger()
    ledger.left += [Item("cella", f"SLA!K{row}", str(row), "perché sì") for row in (5, 6, 7, 9)]
    ledger.left += [Item("cella", "SLA!K10", "x", "altro"), Item("cella", "SLA!L7", "y", "perché sì")]
    found = [(item.where, item.content) for item in ledger.closed().left]
    assert found == [("SLA!K5:K7", "5"), ("SLA!K9", "9"), ("SLA!K10", "x"), ("SLA!L7", "y")]
