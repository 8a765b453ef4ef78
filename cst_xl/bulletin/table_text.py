"""Tables as text, for every medium: what each cell prints, how columns align, how wide they should be on paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.typeface import REGULAR, SEMIBOLD, face
from cst_xl.core.figures import Figure
from cst_xl.core.units import SYMBOL, TEXT

if TYPE_CHECKING:
    from cst_xl.core.blocks import Content, Table

_SYMBOL_HEADER: Final = "Segno"
"""What a column of signs is called where no header is seen: a screen reader needs one."""

_STEPS: Final = 40


class Align(StrEnum):
    """How a column's cells stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


@dataclass(frozen=True)
class TextColumn:
    """A column, ready to be printed.

    Attributes:
        header: What stands above it; may be empty.
        name: Its header for whoever doesn't see the table; never empty.
        align: How its cells stand.
        symbol: Whether it holds signs of outcome.
    """

    header: str
    name: str
    align: Align
    symbol: bool


@dataclass(frozen=True)
class TextRow:
    """A row, ready to be printed."""

    cells: tuple[str, ...]
    total: bool


@dataclass(frozen=True)
class TextTable:
    """A table, ready to be printed.

    Attributes:
        columns: Its columns.
        groups: Headers over several columns, with how many each covers; empty for a table without.
        rows: Its rows.
    """

    columns: tuple[TextColumn, ...]
    groups: tuple[tuple[str, int], ...]
    rows: tuple[TextRow, ...]

    @classmethod
    def of(cls, table: Table) -> TextTable:
        """Print every cell of a table."""
        columns = tuple(_column(table, at) for at in range(len(table.columns)))
        rows = tuple(TextRow(tuple(map(cell_text, row.cells)), row.total) for row in table.rows)
        runs = [(group, len(list(run))) for group, run in groupby(column.group for column in table.columns)]
        return cls(columns, tuple(runs) if any(group for group, _ in runs) else (), rows)

    def widths(self, room: float, size: float, padding: float) -> list[float]:
        """Widths for the columns of a printed table, which make it as low as they can.

        A table that fits takes what its texts need. Otherwise every column has its longest word, and the rest goes, step
        by step, where it saves most lines for its width.

        Args:
            room: Most width for all of them.
            size: Type size, in the same unit.
            padding: Blank space of a cell, both sides together.
        """
        columns = [self._cells(at, size) for at in range(len(self.columns))]
        wanted = [max(cell.whole for cell in cells) + padding for cells in columns]
        if sum(wanted) <= room:
            return wanted
        least = [max(cell.longest for cell in cells) + padding for cells in columns]
        rest = room - sum(least)
        if rest <= 0:
            return [one * room / sum(least) for one in least]
        heights = [
            [
                [cell.lines(one - padding + rest * step / _STEPS) for cell in cells]
                for step in range(_STEPS + 1)
            ]
            for one, cells in zip(least, columns, strict=True)
        ]
        steps = _spent(heights)
        left = rest * (_STEPS - sum(steps)) / _STEPS / len(least)
        return [one + rest * step / _STEPS + left for one, step in zip(least, steps, strict=True)]

    def _cells(self, at: int, size: float) -> list[_Cell]:
        """The cells of a column, its header first."""
        column, space = self.columns[at], face(REGULAR).width(" ", size)
        texts = [(column.header, True), *((row.cells[at], row.total) for row in self.rows)]
        cells = (
            _Cell(
                tuple(face(SEMIBOLD if bold else REGULAR).width(word, size) for word in text.split(" ")),
                space,
            )
            for text, bold in texts
        )
        return [next(cells).broken(), *cells]


@dataclass(frozen=True)
class _Cell:
    """The widths of a text's words, and of a space between two."""

    words: tuple[float, ...]
    space: float

    @property
    def longest(self) -> float:
        return max(self.words)

    @property
    def whole(self) -> float:
        return sum(self.words) + self.space * (len(self.words) - 1)

    def lines(self, room: float) -> int:
        """How many lines it takes in a column."""
        count, used = 1, 0.0
        for word in self.words:
            if used and used + self.space + word > room:
                count, used = count + 1, word
            else:
                used += word + (self.space if used else 0.0)
        return count

    def broken(self) -> _Cell:
        """The same for a header, which never makes its column wider than its longest word."""
        return _Cell((self.longest,), self.space)


def _spent(heights: list[list[list[int]]]) -> list[int]:
    """How many steps of width each column gets, given the lines of its cells at every number of steps."""
    steps = [0] * len(heights)
    while sum(steps) < _STEPS:
        now = _height(heights, steps)
        best, most = None, 0.0
        for at in range(len(steps)):
            for more in range(1, _STEPS - sum(steps) + 1):
                saved = now - _height(
                    heights, [step + more * (other == at) for other, step in enumerate(steps)]
                )
                if saved / more > most:
                    best, most = (at, more), saved / more
        if best is None:
            break
        steps[best[0]] += best[1]
    return steps


def _height(heights: list[list[list[int]]], steps: list[int]) -> int:
    """Lines of the whole table: every row is as high as its highest cell."""
    return sum(
        map(max, zip(*(column[step] for column, step in zip(heights, steps, strict=True)), strict=True))
    )


def cell_text(content: Content) -> str:
    """What a cell prints."""
    return content.text if isinstance(content, Figure) else content or ""


def _column(table: Table, at: int) -> TextColumn:
    column = table.columns[at]
    symbol = column.unit.name == SYMBOL.name
    return TextColumn(
        column.header, column.header or (_SYMBOL_HEADER if symbol else column.key), _align(table, at), symbol
    )


def _align(table: Table, at: int) -> Align:
    """Numbers on the right, signs in the middle; a column of printed text counts as numbers if all of it is."""
    unit = table.columns[at].unit.name
    if unit == SYMBOL.name:
        return Align.CENTER
    known = [row.cells[at] for row in table.rows if row.cells[at]]
    numbers = all(
        isinstance(cell, Figure) and (cell.number is not None or cell.value is None) for cell in known
    )
    return Align.RIGHT if unit != TEXT.name or (known and numbers) else Align.LEFT
