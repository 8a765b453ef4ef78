"""The switch between quarters as markup: a choice, a table for each, nothing to choose for one."""

from __future__ import annotations

import re

from cst_xl.bulletin.page_quarters import quarters_block
from cst_xl.bulletin.quarters import MOST, earlier_quarters
from cst_xl.core.periods import Period

NOW = Period.quarter(2016, 2)


def test_every_quarter_is_a_choice_with_its_table_in_the_same_order(with_history):
    made = quarters_block(earlier_quarters(with_history), NOW)
    choices = re.findall(r'<input type="radio" name="trimestre" id="trimestre-([^"]+)"', made)
    assert choices == re.findall(r'id="confronto-([^"-]+-T\d)"', made) == ["2016-T1", "2015-T4", "2015-T3"]
    assert re.findall(r'<label for="trimestre-([^"]+)">', made) == choices


def test_the_latest_is_chosen_at_first(with_history):
    made = quarters_block(earlier_quarters(with_history), NOW)
    assert re.findall(r"<input[^>]*checked[^>]*>", made) == re.findall(r"<input[^>]*>", made)[:1]


def test_one_quarter_is_no_choice(with_history):
    made = quarters_block(earlier_quarters(with_history)[:1], NOW)
    assert "<input" not in made
    assert "1° trimestre 2016 e 2° trimestre 2016" in made


def test_the_style_sheet_shows_the_chosen_one_of_as_many_as_there_may_be():
    from cst_xl.bulletin.page import _asset

    shown = re.findall(
        r"input:nth-of-type\((\d)\):checked ~ .focus-quarter-tables > :nth-child\((\d)\)", _asset("page.css")
    )
    assert shown == [(str(at), str(at)) for at in range(1, MOST + 1)]
