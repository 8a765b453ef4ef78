"""Each thing that Calc or Basic may hand over, and what the worker gets for it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cst_xl.hosts.libreoffice.component.arguments import DATE, ERROR, packed
from cst_xl.hosts.libreoffice.component.ranges import Table
from tests.hosts.libreoffice.stand_ins import Sheet


@pytest.mark.parametrize("value", [None, "", "1.715", 0.5, True, False])
def test_a_plain_value_stays_what_it_is(value):
    assert packed(value) is value


def test_whole_numbers_come_as_numbers_not_as_truth_values():
    found = packed(1)
    assert found == 1.0
    assert type(found) is float


def test_what_basic_marks_is_told_apart_from_an_array():
    assert packed((ERROR, 532)) == ("error", 532)
    assert packed((DATE, 42461.0)) == ("date", 42461.0)


def test_an_array_in_a_formula_is_a_table_of_one_row_or_of_several():
    assert packed((1.0, "a")) == Table("table", ((1.0, "a"),))
    assert packed(((1.0, "a"), (2.0, "b"))) == Table("table", ((1.0, "a"), (2.0, "b")))
    assert packed(()) == Table("table", ((),))


def test_a_range_is_read_whether_it_comes_from_calc_or_from_basic():
    cells = Sheet([[1.0, "a"]]).cells(0, 0, 0, 1)
    assert packed(cells) == Table("table", ((1.0, "a"),))
    assert packed(SimpleNamespace(getCellRange=lambda: cells)) == Table("table", ((1.0, "a"),))


def test_an_object_that_is_no_range_is_nothing():
    """What Calc hands over for an argument that was left out is such an object in some versions."""
    assert packed(object()) is None
