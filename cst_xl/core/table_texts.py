"""The rows of a raw table as texts: what a person typed, or would have typed for a number or date that a cell holds.

Raw cells are in text format, so whatever puts rows into another workbook puts in texts. A number alone would lose what
its type says: 0,987 in a column of percentages may be 98,7% or 0,987%.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cst_xl.core.book import place
from cst_xl.core.kinds import PERCENT, Kind, text
from cst_xl.core.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cst_xl.core.tables import Grid, RawTable, TypedTable


@dataclass(frozen=True)
class TextRow:
    """A data row.

    Attributes:
        row: Its sheet row.
        values: The typed value of each column that its header names, by key; text where it couldn't be read.
        texts: The same as texts.
    """

    row: int
    values: Mapping[str, object]
    texts: Mapping[str, str]


def text_rows(typed: TypedTable, grid: Grid) -> Iterator[TextRow]:
    """The data rows of a table that was read from these cells.

    Args:
        typed: The table.
        grid: The cells that it was read from, from A1 on.
    """
    header_rows = sorted(typed.headers)
    for record in typed.records():
        letters = typed.headers[header_rows[bisect_right(header_rows, record.row) - 1]]
        raw = {key: _at(grid, record.row, place(f"{column}1")[1]) for key, column in letters.items()}
        known = {key: _known(record[key]) for key in raw}
        yield TextRow(
            record.row,
            {
                key: text(raw[key]) if value is None and filled(raw[key]) else value
                for key, value in known.items()
            },
            {key: _text(typed.table.column(key).kind, raw[key], value) for key, value in known.items()},
        )


def headers(table: RawTable) -> list[str]:
    """The headers of a table in the template."""
    return [column.header for column in table.columns]


def line(table: RawTable, row: TextRow) -> list[str]:
    """The texts of a row in the order of the template's columns."""
    return [row.texts.get(column.key, "") for column in table.columns]


def as_typed(table: RawTable, rows: Iterable[TextRow]) -> list[list[str]]:
    """A table as a person would type it: headers first."""
    return [headers(table), *(line(table, row) for row in rows)]


def filled(value: object) -> bool:
    """Whether a raw cell holds anything."""
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _at(grid: Grid, row: int, column: int) -> object:
    cells = grid[row - 1]
    return cells[column - 1] if column <= len(cells) else None


def _known(value: Any) -> object | None:
    """A typed value, or None where pandas holds its own sign for a missing one."""
    return None if value is None or value != value else value  # noqa: PLR0124 - only such a sign differs from itself


def _text(kind: Kind, raw: object, value: object) -> str:
    if isinstance(raw, str):
        return raw
    if value is None:
        return text(raw) if filled(raw) else ""
    match value:
        case bool():
            return "sì" if value else "no"
        case Decimal():
            return f"{value:f}".replace(".", ",") + ("%" if kind is PERCENT else "")
        case Period():
            return str(value)
        case date() | str():
            return text(value)
    return str(value)
