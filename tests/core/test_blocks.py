"""Blocks: what a cell of a computed table holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.blocks import OutColumn, Row, Table
from cst_xl.core.figures import Figure
from cst_xl.core.units import AVAILABILITY, RATE, TEXT, count

RATE_FIGURE = Figure("x", Decimal("99.75"), RATE)


def test_a_numeric_column_holds_the_number():
    assert OutColumn("a", "A", RATE).cell(RATE_FIGURE) == Decimal("0.9975")


def test_a_text_column_holds_the_printed_text():
    assert OutColumn("a", "A", TEXT).cell(RATE_FIGURE) == "99,8%"


@pytest.mark.parametrize("content", [None, "Aprile"])
def test_names_and_blanks_stay_as_they_are(content):
    assert OutColumn("a", "A", count("ticket")).cell(content) == content


def test_a_missing_figure_is_a_blank_cell():
    assert OutColumn("a", "A", RATE).cell(Figure("x", None, RATE)) is None
    assert OutColumn("a", "A", TEXT).cell(Figure("x", None, RATE)) == ""


def test_a_figure_brings_its_own_scale_into_a_column():
    assert OutColumn("a", "A", AVAILABILITY).cell(RATE_FIGURE) == Decimal("0.9975")


def test_the_matrix_has_a_cell_for_each_column():
    table = Table(
        "t",
        "T",
        (OutColumn("a", "A"), OutColumn("b", "B", RATE)),
        (Row(("Totale", RATE_FIGURE), total=True),),
    )
    assert table.matrix() == [["Totale", Decimal("0.9975")]]


def test_a_row_of_the_wrong_length_is_not_passed_over():
    table = Table("t", "T", (OutColumn("a", "A"),), (Row(("x", "y")),))
    with pytest.raises(ValueError, match="zip"):
        table.matrix()
