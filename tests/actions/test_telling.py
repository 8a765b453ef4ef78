"""What actions say."""

from __future__ import annotations

from cst_xl.actions import checking, telling
from cst_xl.core.book import MemoryBook
from cst_xl.workbook import example


def test_a_quiet_edition_is_said_to_be_quiet():
    assert telling.summary(checking.calculate(MemoryBook.of(_only_a_period()))).startswith(
        ("Nessun", "0 errori")
    )


def _only_a_period():
    return example.grids({"parametri": [["Voce", "Valore"], ["Periodo", "2016-T2"]]})
