"""The sheet for pasted exports has room for the widest and a name that no sheet of data has."""

from __future__ import annotations

from cst_xl.core import paste_area
from cst_xl.core.edition import raw_tables
from cst_xl.sections import SECTIONS
from tests.intake.samples import SERVICES


def test_the_widest_export_fits():
    assert len(SERVICES.read_text(encoding="utf-8").splitlines()[0].split(",")) <= paste_area.COLUMNS


def test_no_table_stands_on_it():
    assert paste_area.SHEET not in {table.sheet for table in raw_tables(SECTIONS)}
