"""What hangs on sheets beside their cells."""

from __future__ import annotations

from cst_xl.workbook.keeping import rules


def test_nothing_is_added_to_a_sheet_that_nobody_touched(untouched):
    for sheet in untouched.new.sheets():
        found = list(rules.added_to(untouched.old.package, sheet, untouched.new.package, sheet))
        assert not [item for item in found if item.what != "formato condizionale"], sheet


def test_what_a_person_hung_on_a_sheet_of_ours_is_found_with_its_place(followed):
    found = list(rules.added_to(followed.old.package, "Ticket", followed.new.package, "Ticket"))
    assert [(item.what, item.where) for item in found] == [
        ("formato condizionale", "Ticket!C8:C20"),
        ("convalida", "Ticket!Z5"),
        ("grafico", "Ticket!AB2"),
    ]


def test_a_rule_for_a_total_is_ours_when_a_computed_table_says_that_word(followed):
    ours = rules.of_totals(followed.new.package)
    old, new = followed.old.package, followed.new.package
    label = frozenset(["Saldo rispetto al 31/12/2015"])
    without = list(rules.added_to(old, "Servizi", new, "Ticket", before=ours))
    named = list(rules.added_to(old, "Servizi", new, "Ticket", label, ours))
    assert any("Saldo" in item.content for item in without)
    assert not any("Saldo" in item.content for item in named)
