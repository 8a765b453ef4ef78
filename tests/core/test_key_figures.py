"""Which figure stands for a section."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cst_xl.core.edition import compute
from cst_xl.core.key_figures import key_figure
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources


@pytest.fixture(scope="module")
def edition():
    """The example quarter."""
    grids = example.grids(example.read_folder(resources.folder("workbooks") / "esempio-2016-T2"))
    return compute(SECTIONS, lambda sheet: grids.get(sheet, []))


def test_a_change_stands_for_a_section_before_its_other_numbers(edition):
    assert key_figure(edition.result("utilizzo")).id == "utilizzo.totale.diff"


def test_without_sentences_a_total_stands_for_a_section(edition):
    silent = replace(edition.result("ticket"), sentences=())
    assert key_figure(silent).id.startswith("ticket.totale.")


def test_a_section_without_numbers_has_no_figure_that_matters(edition):
    empty = replace(edition.result("ticket"), tables=())
    assert key_figure(empty) is None


def test_every_section_of_the_example_has_one(edition):
    assert all(key_figure(result) is not None for result in edition)
