"""Raw tables as they stand in a person's workbook: which cells are their data, which columns a person added beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cst_xl.core.book import place
from cst_xl.core.edition import raw_tables
from cst_xl.core.section import Edition
from cst_xl.core.table_texts import filled, text_rows
from cst_xl.core.tables import HEADER_ROW, Grid, RawTable, TypedTable
from cst_xl.sections import SECTIONS
from cst_xl.workbook.keeping.items import Place

Values = Callable[[str], Grid]
Lines = Mapping[str, Sequence[Sequence[str]]]
"""Rows of texts by key of the raw table, headers first."""


@dataclass(frozen=True)
class Standing:
    """A raw table in a workbook that people have worked in.

    Attributes:
        table: Which one.
        headers: Rows that hold its headers.
        columns: Numbers of the columns that its headers name.
        rows: Sheet rows with data or pasted totals.
        moved: For each data row of a table that is carried over, its row in the new workbook.
        added: Columns that a person added, with their headers.
        kept: Whether its rows go into the new workbook.
    """

    table: RawTable
    headers: tuple[int, ...]
    columns: frozenset[int]
    rows: frozenset[int]
    moved: Mapping[int, int]
    added: Mapping[int, str]
    kept: bool

    def holds(self, cell: Place) -> bool:
        """Whether a cell is one of its headers or data."""
        return cell[1] in self.columns and (cell[0] in self.rows or cell[0] in self.headers)


def standing(edition: Edition, values: Values, carried: Lines) -> dict[str, list[Standing]]:
    """The raw tables of a workbook, by the sheet that the template has them on.

    Args:
        edition: The workbook's quarter.
        values: Gives the cells of a sheet.
        carried: The rows that go into the new workbook.
    """
    by_sheet: dict[str, list[Standing]] = {}
    taken: dict[str, set[int]] = {}
    for table in raw_tables(SECTIONS):
        columns = {
            place(f"{one}1")[1]
            for named in edition.tables[table.key].headers.values()
            for one in named.values()
        }
        taken.setdefault(table.sheet, set()).update(columns)
    for table in raw_tables(SECTIONS):
        grid = values(table.sheet)
        typed = edition.tables[table.key]
        added = _added(typed, grid, taken[table.sheet])
        taken[table.sheet].update(added)
        by_sheet.setdefault(table.sheet, []).append(_standing(typed, grid, added, carried.get(table.key)))
    return by_sheet


def _standing(
    typed: TypedTable, grid: Grid, added: Mapping[int, str], lines: Sequence[Sequence[str]] | None
) -> Standing:
    columns = {place(f"{one}1")[1] for named in typed.headers.values() for one in named.values()}
    data = {int(row) for row in typed.frame.index}
    moved = _moved(typed, grid, lines[1:]) if lines is not None else {}
    rows = data | set(typed.pasted_totals) if lines is None else data
    return Standing(
        typed.table,
        tuple(typed.headers),
        frozenset(columns),
        frozenset(rows),
        moved,
        added,
        lines is not None,
    )


def _added(typed: TypedTable, grid: Grid, taken: set[int]) -> dict[int, str]:
    """Filled cells of the header row that are no header of ours; beside a neighbour, only those next to the table."""
    if not typed.headers:
        return {}
    row = min(typed.headers)
    first = typed.table.first_column
    last = typed.table.last_column + 1 if typed.table.neighbours else len(grid[row - 1])
    return {
        column: str(value)
        for column, value in enumerate(grid[row - 1], 1)
        if filled(value) and column not in taken and first <= column <= last
    }


def _moved(typed: TypedTable, grid: Grid, lines: Sequence[Sequence[str]]) -> dict[int, int]:
    """Where each row of a table went; rows keep their order, and are known by their first column."""
    first = typed.table.columns[0].key
    found: dict[int, int] = {}
    at = 0
    for row in text_rows(typed, grid):
        wanted = row.texts.get(first, "")
        place_there = next((down for down in range(at, len(lines)) if lines[down][0] == wanted), None)
        if place_there is not None:
            found[row.row] = HEADER_ROW + 1 + place_there
            at = place_there + 1
    return found
