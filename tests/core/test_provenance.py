"""Where imported rows came from, as rows of a sheet."""

from __future__ import annotations

from datetime import datetime

from cst_xl.core.provenance import IMPORTS, Provenance
from cst_xl.core.tables import read

SOURCE = Provenance(
    "otrs.csv",
    "ab" * 32,
    "OTRS/Znuny",
    "Elenco dei ticket",
    1847,
    "1/4-30/6/2016",
    datetime(2016, 7, 4, 9, 30),
)


def test_a_source_is_written_and_read_back():
    rows = [[] for _ in range(4)] + [[column.header for column in IMPORTS.columns], list(SOURCE.row())]
    table = read(IMPORTS, rows)
    (record,) = table.records()
    assert not table.findings
    assert (record["file"], record["righe"], record["quando"]) == (
        "otrs.csv",
        1847,
        datetime(2016, 7, 4, 9, 30),
    )


def test_the_same_file_into_the_same_table_is_one_row():
    rows = [[] for _ in range(4)] + [
        [column.header for column in IMPORTS.columns],
        list(SOURCE.row()),
        list(SOURCE.row()),
    ]
    assert any("ripetuto" in finding.message for finding in read(IMPORTS, rows).findings)
