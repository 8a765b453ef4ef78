"""An imported table beside the one in the workbook: what is new, what is there already, what contradicts.

A record is known by its own key. Nothing that a person typed is overwritten here: a row whose key is known is either
the same, and left out, or fills cells that were empty, or is a conflict that is told with both values. So a file that
is imported twice changes nothing the second time, and files that overlap can be imported in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cst_xl.core.book import Rows, address, place
from cst_xl.core.errors import CstError
from cst_xl.core.table_texts import TextRow, filled, text_rows
from cst_xl.core.tables import HEADER_ROW, Grid, RawTable, TypedTable
from cst_xl.intake.source import Sheet

Write = tuple[str, Rows]
"""A block of cells of the table's sheet: its first cell and its rows."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "fasce": ("fascia",),
    "ore_giorni": ("ora",),
    "dispositivi": ("dispositivo",),
    "fermi": ("sistema", "inizio"),
}
"""What makes a record of a table whose sheet may well hold it twice (its section judges that), but whose export doesn't."""

_REMARKS: Final = frozenset({"nota"})
"""Columns in which every source speaks in its own words: a remark contradicts nothing."""


@dataclass(frozen=True)
class Incoming:
    """Rows for a raw table, on their way.

    Attributes:
        table: The raw table.
        sheet: Where they come from; its cells are the rows under the table's headers, each at its row of the file.
        typed: The rows, read.
        numbered: Whether the rows' numbers are those of the file.
    """

    table: RawTable
    sheet: Sheet
    typed: TypedTable
    numbered: bool = True


@dataclass(frozen=True)
class Difference:
    """A value of the file that differs from the one that is there.

    Attributes:
        cell: Address in the workbook, or None when the other value stands in the file as well.
        file_row: Row of the file; None when the value was made of many.
        header: Header of the column.
        before: What stands there, as text.
        after: What the file says, as text.
    """

    cell: str | None
    file_row: int | None
    header: str
    before: str
    after: str

    @property
    def told(self) -> str:
        """The difference in Italian."""
        where = f"nella cella {self.cell} c'è" if self.cell else "più sopra nel file c'è"
        row = f"riga {self.file_row} del file, " if self.file_row else ""
        return f"{row}«{self.header}»: «{self.after}», {where} «{self.before}»"


@dataclass(frozen=True)
class Merge:
    """What importing a table would do.

    Attributes:
        incoming: The table of the file.
        new: Rows that aren't there yet.
        block: Where they go and what is written there; None when there are none.
        equal: How many rows are there already.
        conflicts: Rows whose key is there with other values: the differences of each.
        completed: Rows that are there with empty cells that the file fills: the cells of each.
    """

    incoming: Incoming
    new: tuple[TextRow, ...]
    block: Write | None
    equal: int
    conflicts: tuple[tuple[Difference, ...], ...]
    completed: tuple[tuple[Difference, ...], ...] = ()

    @property
    def replacements(self) -> tuple[Write, ...]:
        """The conflicts' cells with the values of the file, for those that stand in the workbook."""
        return _cells(self.conflicts)

    @property
    def fills(self) -> tuple[Write, ...]:
        """Empty cells of rows that are there, with the values of the file."""
        return _cells(self.completed)

    def writes(self, *, adding: bool, replacing: bool) -> Iterator[Write]:
        """Every block to write: new rows and filled cells when adding, other values when replacing."""
        if adding and self.block is not None:
            yield self.block
        yield from self.fills if adding else ()
        yield from self.replacements if replacing else ()

    def as_json(self) -> dict[str, object]:
        """How many rows are what, for another program."""
        return {
            "table": self.incoming.table.key,
            "sheet": self.incoming.table.sheet,
            "new": len(self.new),
            "equal": self.equal,
            "completed": len(self.completed),
            "conflicts": [[one.told for one in row] for row in self.conflicts],
        }


def _cells(differences: Sequence[Sequence[Difference]]) -> tuple[Write, ...]:
    return tuple((one.cell, [[one.after]]) for row in differences for one in row if one.cell)


def merge(incoming: Incoming, present: TypedTable, grid: Grid) -> Merge:
    """Compare an imported table with the one in the workbook.

    Args:
        incoming: The table of the file.
        present: The same table of the workbook.
        grid: The cells of its sheet, from A1 on.

    Raises:
        CstError: The workbook's table has lost its headers, lacks a column of the file, or hasn't room enough.
    """
    table = incoming.table
    known = {_key(table, row): row for row in text_rows(present, grid)}
    there = set(known)
    new: list[TextRow] = []
    conflicts: list[tuple[Difference, ...]] = []
    completed: list[tuple[Difference, ...]] = []
    equal = 0
    for row in text_rows(incoming.typed, incoming.sheet.grid):
        key = _key(table, row)
        before = known.setdefault(key, row)
        if before is row:
            new.append(row)
            continue
        differences = tuple(_differences(incoming, row, before, present if key in there else None))
        fills = tuple(one for one in differences if not one.before and one.cell)
        other = tuple(one for one in differences if one not in fills)
        conflicts += [other] if other else []
        completed += [fills] if fills else []
        equal += not differences
    block = _block(table, present, grid, new) if new else None
    return Merge(incoming, tuple(new), block, equal, tuple(conflicts), tuple(completed))


def _key(table: RawTable, row: TextRow) -> tuple[object, ...]:
    """What makes two rows the same record; the whole row where the table doesn't say, or the row lacks it."""
    unique = table.unique or _KEYS.get(table.key, ())
    if unique and all(row.values.get(one) is not None for one in unique):
        return tuple(row.values[one] for one in unique)
    return tuple(row.values.get(column.key) for column in table.columns)


def _differences(
    incoming: Incoming, row: TextRow, before: TextRow, present: TypedTable | None
) -> Iterator[Difference]:
    """Values of a row that aren't those of the row with its key; what the file leaves empty isn't compared."""
    number = row.row if incoming.numbered else None
    for column in incoming.table.columns:
        value = row.values.get(column.key)
        if column.key in _REMARKS and before.values.get(column.key) is not None:
            continue
        if value is not None and value != before.values.get(column.key):
            cell = present.cell(before.row, column.key).rpartition("!")[2] if present is not None else None
            yield Difference(
                cell, number, column.header, before.texts.get(column.key, ""), row.texts[column.key]
            )


def _block(table: RawTable, present: TypedTable, grid: Grid, new: Sequence[TextRow]) -> Write:
    """The new rows under the workbook's own headers, below its last filled row."""
    if not present.headers:
        raise CstError(f"Nel foglio {table.sheet} mancano le intestazioni della tabella «{table.title}».")
    letters = present.headers[max(present.headers)]
    columns = {place(f"{column}1")[1]: key for key, column in letters.items()}
    _refuse_lost_columns(table, new, set(columns.values()))
    first, last = min(columns), max(columns)
    top = _last_filled(table, grid, max(present.headers)) + 1
    if top + len(new) - 1 > HEADER_ROW + table.capacity:
        raise CstError(
            f"Nel foglio {table.sheet} non c'è posto per {len(new)} righe in più: la tabella «{table.title}» ne "
            f"contiene al massimo {table.capacity}."
        )
    rows = [[row.texts.get(columns.get(at, "")) or None for at in range(first, last + 1)] for row in new]
    return address(top, first), rows


def _refuse_lost_columns(table: RawTable, new: Sequence[TextRow], there: set[str]) -> None:
    lost = {key for row in new for key, value in row.texts.items() if value and key not in there}
    if lost:
        headers = ", ".join(f"«{column.header}»" for column in table.columns if column.key in lost)
        raise CstError(f"Nel foglio {table.sheet} manca la colonna {headers}, che il file contiene.")


def _last_filled(table: RawTable, grid: Grid, at_least: int) -> int:
    """The last row in which the table holds anything; of a table alone on its sheet, columns beside it count too."""
    start = table.first_column - 1 if table.neighbours else 0
    end = table.last_column if table.neighbours else None
    rows = (at for at, row in enumerate(grid, 1) if any(filled(value) for value in row[start:end]))
    return max((at_least, *rows))
