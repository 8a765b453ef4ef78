"""The example's raw data, as files and as sheets."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import WorkbookError
from cst_xl.core.tables import HEADER_ROW
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources


@pytest.fixture(scope="module")
def raw():
    return example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")


def test_every_table_of_the_example_has_the_template_s_headers(raw):
    for table in raw_tables(SECTIONS):
        if table.key in raw:
            assert raw[table.key][0] == [column.header for column in table.columns], table.key


def test_every_file_of_the_example_belongs_to_a_table():
    keys = {table.key for table in raw_tables(SECTIONS)}
    for path in (resources.folder("workbooks") / "esempio-2016-T2").glob("*.csv"):
        assert path.stem in keys


def test_tables_that_share_a_sheet_stand_side_by_side(raw):
    sheet = example.grids(raw)["Parametri"]
    assert sheet[HEADER_ROW - 1][0] == "Voce"
    assert sheet[HEADER_ROW - 1][4] == "Giorno di chiusura"


def test_a_table_without_rows_shows_its_headers():
    grids = example.grids({})
    for table in raw_tables(SECTIONS):
        header = grids[table.sheet][HEADER_ROW - 1]
        assert header[table.first_column - 1] == table.columns[0].header


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(WorkbookError, match="non esiste"):
        example.read_folder(tmp_path / "nulla")
