"""Columns typed at once: the same answers as cell by cell, told cell by cell up to a limit."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import COUNT, MOMENT, PERCENT
from cst_xl.core.table_cells import MOST_FINDINGS, type_column
from cst_xl.core.table_headers import Window
from cst_xl.core.tables import Column, RawTable

# Cells hold wall-clock times without a zone.

COLUMN = Column("a", "A", COUNT)
TABLE = RawTable("t", "Dati", "T", (COLUMN,))


def typed(kind, raw):
    """The column of these cells, from row 6 on in column B, and its findings."""
    values, findings = type_column(Column("a", "A", kind), raw, range(6, 6 + len(raw)), 1, Window(TABLE))
    return values, findings


def cell_by_cell(kind, value):
    """What the kind says of one cell: the value, or None when it refuses."""
    try:
        return kind.read(value)
    except BadValueError:
        return None


def test_values_are_indexed_by_their_sheet_rows():
    values, _ = typed(COUNT, ["1", "2"])
    assert dict(values) == {6: 1, 7: 2}


def test_no_cells_are_no_values():
    values, findings = typed(MOMENT, [])
    assert len(values) == 0
    assert findings == []


def test_each_wrong_cell_is_told_up_to_a_limit_and_the_rest_counted():
    _, findings = typed(COUNT, ["x"] * (MOST_FINDINGS + 30))
    assert len(findings) == MOST_FINDINGS + 1
    assert findings[0].cell == "Dati!B6"
    assert "altre 30 celle di «A» non si leggono" in findings[-1].message


def test_remarks_are_counted_as_well():
    _, findings = typed(PERCENT, ["98.985%"] * (MOST_FINDINGS + 2))
    assert "altre 2 celle di «A» sono lette in modo insolito" in findings[-1].message
    assert findings[-1].severity == "warning"


def test_equal_cells_that_are_wrong_are_each_told():
    _, findings = typed(COUNT, ["x", "1", "x"])
    assert [finding.cell for finding in findings] == ["Dati!B6", "Dati!B8"]


def test_values_of_several_types_are_not_confused():
    values, findings = typed(COUNT, [1, True, 1.0, "1", False, 0])
    assert list(values) == [1, None, 1, 1, None, 0]
    assert [finding.cell for finding in findings] == ["Dati!B7", "Dati!B10"]


MOMENTS = [
    datetime(2016, 4, 1, 8, 30),
    datetime(2016, 4, 1, 8, 30, 59, 999_999),
    "2016-04-01 08:30:00",
    "01/04/2016 08:30",
    "1/4/2016 8:30",
    "01/04/2016",
    "2016-04-01",
    "01/04/2016 08:30:15",
    42461.354166666664,
    "31/04/2016 08:30",
    "2016-02-30 00:00:00",
    "04/13/2016 08:30",
    "01/04/0216 08:30",
    "01/04/2016 24:00",
    "01/04/2016 8:3",
    "01/04/2016   8:3",
    " 01/04/2016 08:30 ",
    "n.d.",
    "",
    None,
    "tardi",
    datetime(1899, 12, 31),
    datetime(2101, 1, 1),
]


@pytest.mark.parametrize("value", MOMENTS, ids=repr)
def test_moments_at_once_are_those_of_the_kind(value):
    values, findings = typed(MOMENT, [value])
    expected = cell_by_cell(MOMENT, value)
    assert (None if values.isna().iloc[0] else values.iloc[0].to_pydatetime()) == expected
    assert bool(findings) == (expected is None and kinds.quantities.is_missing(value) is False)


def test_a_column_of_every_spelling_is_read_like_its_cells():
    values, findings = typed(MOMENT, MOMENTS)
    expected = [cell_by_cell(MOMENT, value) for value in MOMENTS]
    assert [
        None if value is None else value for value in values.astype(object).where(values.notna(), None)
    ] == expected
    assert len(findings) == sum(
        1
        for value, moment in zip(MOMENTS, expected, strict=True)
        if moment is None and value not in (None, "", "n.d.")
    )


@given(
    st.lists(
        st.datetimes(datetime(1980, 1, 1), datetime(2110, 1, 1)).map(lambda one: one.replace(microsecond=0)),
        max_size=20,
    ),
    st.sampled_from(["%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"]),
)
def test_any_moment_is_read_alike_at_once_and_alone(moments, spelling):
    texts = [f"{moment:{spelling}}" for moment in moments]
    values, _ = typed(MOMENT, texts)
    alone = [cell_by_cell(MOMENT, text) for text in texts]
    assert [
        None if missing else value.to_pydatetime()
        for value, missing in zip(values, values.isna(), strict=True)
    ] == alone


def test_the_first_spelling_of_a_column_does_not_bind_the_others():
    start = datetime(2016, 4, 1)
    raw = [
        f"{start + timedelta(hours=h):{'%d/%m/%Y %H:%M' if h % 2 else '%Y-%m-%d %H:%M:%S'}}"
        for h in range(50)
    ]
    values, findings = typed(MOMENT, raw)
    assert not findings
    assert list(values) == [start + timedelta(hours=h) for h in range(50)]
