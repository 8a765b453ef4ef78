"""The example quarter, laid out and built in memory, and an empty quarter that follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cst_xl.core.edition import compute, raw_tables
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, template
from cst_xl.workbook.geometry import plan

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "esempio-2016-T2"


@pytest.fixture(scope="session")
def raw():
    """The raw rows of the example quarter."""
    return example.read_folder(EXAMPLE)


def computed(raw):
    grids = example.grids(raw)
    return compute(SECTIONS, lambda sheet: grids.get(sheet, []))


@pytest.fixture(scope="session")
def edition(raw):
    """The example quarter, computed."""
    return computed(raw)


@pytest.fixture(scope="session")
def geometry(edition):
    """Where everything of the example quarter stands."""
    return plan(edition, SECTIONS)


@pytest.fixture(scope="session")
def built(edition, raw):
    """The example's workbook as openpyxl holds it; never change this one."""
    return template.build(edition, raw)


@pytest.fixture(scope="session")
def next_raw(raw):
    """What the next quarter starts from: catalogues, and the parameters with its own period."""
    carried = {table.key for table in raw_tables(SECTIONS) if table.carried}
    kept = {key: rows for key, rows in raw.items() if key in carried}
    kept["parametri"] = [
        ["2016-T3" if text == "2016-T2" else text for text in row] for row in raw["parametri"]
    ]
    return kept


@pytest.fixture(scope="session")
def next_edition(next_raw):
    """The next quarter, still without data."""
    return computed(next_raw)
