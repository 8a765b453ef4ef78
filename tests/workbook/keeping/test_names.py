"""Names that a person gave."""

from __future__ import annotations

from openpyxl import load_workbook


def test_a_name_of_a_persons_own_points_where_it_did(followed):
    names = load_workbook(followed.path).defined_names
    assert names["soglia_mia"].attr_text == "'Conti miei'!$B$2"


def test_a_name_that_points_nowhere_is_listed(followed):
    names = load_workbook(followed.path).defined_names
    assert "rotto" not in names
    assert any(item.where == "rotto" for item in followed.kept.left)


def test_names_of_figures_and_tables_are_the_templates_own(followed, untouched):
    theirs = set(load_workbook(followed.path).defined_names)
    assert theirs - set(load_workbook(untouched.path).defined_names) == {"soglia_mia"}
