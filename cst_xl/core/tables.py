"""Raw tables: what staff paste, read as typed rows *and* a list of problems, each with its sheet and cell.

Nothing is dropped in silence. A row whose cell can't be read stays, with that value missing and a finding that names
the cell; a total pasted along is compared with the sum of its column; headers are matched whatever their case,
accents, spaces and order, and a header met again further down starts a new stretch of rows.

Here is what a table declares and what reading it gives; how it is read is told in `table_reader`, which needs pandas
and is imported when the first table is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cst_xl.core.periods import Period

if TYPE_CHECKING:
    import pandas as pd

    from cst_xl.core.findings import Finding
    from cst_xl.core.kinds import Kind

Grid = Sequence[Sequence[object]]
"""Rows of cell values; empty cells are None or an empty text."""

HeaderKey = Callable[[object, Period], str | None]
"""A header cell and the edition's quarter -> the key of the column that the header means there, or None."""

HEADER_ROW = 5
"""The sheet row that holds the headers of raw tables in our template; the first data row is the next one."""


@dataclass(frozen=True)
class Column:
    """A column of a raw table.

    Attributes:
        key: Name in code and open data.
        header: Italian header in the template.
        kind: How its cells are read.
        required: Whether every row must fill it.
        also: Other headers that mean the same, for tables pasted from elsewhere.
        help: What to write there, in Italian; shown when the cell is selected.
        width: Column width in characters.
    """

    key: str
    header: str
    kind: Kind
    required: bool = False
    also: tuple[str, ...] = ()
    help: str = ""
    width: int = 16


@dataclass(frozen=True)
class RawTable:
    """A table that people fill.

    Attributes:
        key: Name of the table; its range is named ``dati_<key>`` in the workbook.
        sheet: The sheet that holds it.
        title: Italian title.
        columns: In the template's order.
        hint: One Italian sentence: what to paste and where it comes from.
        unique: Keys of the columns that together must not repeat.
        first_column: 1 for column A; tables that share a sheet stand side by side, one empty column between them.
        neighbours: Whether it shares its sheet; if not, columns added to its right are looked at as well.
        capacity: Data rows that the named range covers.
        totals: Whether a row of totals may be pasted along, to be compared with the sums.
        carried: Whether it holds from quarter to quarter (parameters, catalogues) instead of being pasted anew.
        header_key: Understands headers that no list of texts can hold because they depend on the edition's quarter:
            "1°sem 2016" over the column of the current semester.
    """

    key: str
    sheet: str
    title: str
    columns: tuple[Column, ...]
    hint: str = ""
    unique: tuple[str, ...] = ()
    first_column: int = 1
    neighbours: bool = False
    capacity: int = 200
    totals: bool = True
    carried: bool = False
    header_key: HeaderKey | None = None

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def last_column(self) -> int:
        """Number of its last template column."""
        return self.first_column + len(self.columns) - 1


@dataclass(frozen=True)
class Record:
    """One typed row: ``record["gestiti"]``; None where the cell was empty or unreadable."""

    row: int
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


@dataclass(frozen=True)
class TypedTable:
    """A raw table, read.

    Attributes:
        table: What was read.
        frame: One row a data row, columns by key, indexed by sheet row. Counts, exact numbers, texts and periods are
            Python objects (None when missing); moments are ``datetime64[s]`` (NaT).
        findings: The problems met, each with its cell.
        headers: For each header row, the letter of every column found there, by key.
        pasted_totals: Rows of totals that were pasted along, by sheet row.
        unreadable: Keys of the columns with a cell that couldn't be read: what is summed over such a column isn't whole.
    """

    table: RawTable
    frame: pd.DataFrame
    findings: tuple[Finding, ...] = ()
    headers: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    pasted_totals: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.frame)

    def __bool__(self) -> bool:
        return len(self.frame) > 0

    def records(self) -> Iterator[Record]:
        """The rows, one by one; for tables of at most some hundreds of rows."""
        keys = list(self.frame.columns)
        for row, values in zip(self.frame.index, self.frame.itertuples(index=False, name=None), strict=True):
            yield Record(int(row), dict(zip(keys, values, strict=True)))

    def cell(self, row: int, key: str) -> str:
        """Address of a value, such as ``Dati Ticket!F7``."""
        above = [letters for header_row, letters in sorted(self.headers.items()) if header_row <= row]
        letters = above[-1] if above else {}
        return f"{self.table.sheet}!{letters.get(key) or letter(self.table.first_column)}{row}"


def letter(column: int) -> str:
    """Column number to letters: 1 -> A, 28 -> AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read(
    table: RawTable,
    grid: Grid,
    *,
    first_row: int = 1,
    first_column: int = 1,
    year: int | None = None,
    period: Period | None = None,
) -> TypedTable:
    """Read a table out of the cells of its sheet.

    Args:
        table: What to look for.
        grid: The cells; rows may differ in length. Of a table with neighbours only its own columns are looked at, and
            the empty one that sets it apart.
        first_row: Sheet row of the grid's first row.
        first_column: Sheet column of the grid's first column.
        year: Completes months that are written without a year; that of ``period`` when left out.
        period: The edition's quarter, for tables with a ``header_key``.
    """
    from cst_xl.core.table_headers import Window
    from cst_xl.core.table_reader import read_table

    if year is None and period is not None:
        year = period.year
    return read_table(Window(table, first_row, first_column, year, period), grid)
