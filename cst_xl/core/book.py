"""The workbook interface that actions speak to, and the double that ships with it.

A handful of methods, so that Excel through xlwings, LibreOffice through UNO, a file without any program and a book in
memory can all stand behind the same action.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cst_xl.core.tables import Grid, letter

Rows = Sequence[Sequence[object]]


class Book(Protocol):
    """A workbook, open somewhere."""

    @property
    def name(self) -> str:
        """File name, for messages."""

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""

    def values(self, sheet: str) -> Grid:
        """The used cells of a sheet from A1 on; no rows when there is no such sheet."""

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of typed values (not formulas) into cells; nothing else changes."""

    def recalculate(self) -> None:
        """Have every computed cell show what the raw cells say now."""

    def progress(self, message: str) -> None:
        """Show what is being done, in Italian; an empty text ends it."""

    def tell(self, title: str, message: str) -> None:
        """Show one closing message, in Italian."""


@dataclass
class MemoryBook:
    """A workbook in memory: sheets of cells, and a record of what was told."""

    cells: dict[str, list[list[object]]] = field(default_factory=dict)
    name: str = "memoria.xlsx"
    told: list[tuple[str, str]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    on_recalculate: Callable[[MemoryBook], None] | None = None

    @classmethod
    def of(cls, grids: Mapping[str, Grid]) -> MemoryBook:
        """A book with these sheets."""
        return cls({sheet: [list(row) for row in grid] for sheet, grid in grids.items()})

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""
        return tuple(self.cells)

    def values(self, sheet: str) -> Grid:
        """The cells of a sheet from A1 on; no rows when there is no such sheet."""
        return self.cells.get(sheet, [])

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of values into cells, growing the sheet as needed."""
        first_row, first_column = place(top_left)
        grid = self.cells.setdefault(sheet, [])
        for offset, values in enumerate(rows):
            while len(grid) < first_row + offset:
                grid.append([])
            row = grid[first_row + offset - 1]
            row.extend([None] * (first_column - 1 + len(values) - len(row)))
            row[first_column - 1 : first_column - 1 + len(values)] = values

    def recalculate(self) -> None:
        """Call the hook, if there is one: a book in memory has no computed cells of its own."""
        if self.on_recalculate is not None:
            self.on_recalculate(self)

    def progress(self, message: str) -> None:
        """Remember the step."""
        self.steps.append(message)

    def tell(self, title: str, message: str) -> None:
        """Remember the message."""
        self.told.append((title, message))


def place(address: str) -> tuple[int, int]:
    """``"B7"`` -> (7, 2): row and column numbers of a cell address without a sheet."""
    letters = address.rstrip("0123456789")
    column = 0
    for char in letters.upper().replace("$", ""):
        column = column * 26 + ord(char) - 64
    return int(address[len(letters) :]), column


def address(row: int, column: int) -> str:
    """(7, 2) -> ``"B7"``."""
    return f"{letter(column)}{row}"
