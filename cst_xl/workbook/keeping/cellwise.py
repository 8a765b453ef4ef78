"""Cells of our sheets that staff filled: each is found, and put where it stood or where its row went, if that is sound.

Sound means: the place is free in the new workbook, and the row says there what it said here. Whatever isn't, is left in
the old workbook and listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cst_xl.core.tables import HEADER_ROW
from cst_xl.workbook import layout
from cst_xl.workbook.keeping.alike import Contents, Formula, essence
from cst_xl.workbook.keeping.items import Item, Place, at, one_line
from cst_xl.workbook.keeping.tables import Standing

OVERWRITTEN: Final = "lì la cartella nuova ha una cella del modello"
OF_THE_QUARTER: Final = "sta accanto ai dati del trimestre, che non si riportano"
IN_THE_DATA: Final = "sta fra i dati del trimestre, che non si riportano"
AS_A_VALUE: Final = "del catalogo si riporta il valore, non la formula"
ROW_MOVED: Final = "la riga a cui stava accanto non è più lì"
PART_OF_A_BLOCK: Final = "fa parte di una formula matriciale"

_SHOWS_A_CELL: Final = re.compile(r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!\$[A-Z]{1,3}\$\d+")
"""How the template shows a cell of another sheet on a computed one; who clicks on a cell gets no ``$``."""


@dataclass(frozen=True)
class Pair:
    """A sheet of ours in both workbooks.

    Attributes:
        name: Its name in the old workbook.
        ours: Its name in the new one.
        old: What its cells held.
        new: What the template has there.
        tables: The raw tables on it.
        blocks: Cells of the old sheet that array formulas fill.
        also: Essences of what the template had there for the old quarter and doesn't have for the new one.
    """

    name: str
    ours: str
    old: Contents
    new: Contents
    tables: Sequence[Standing] = ()
    blocks: frozenset[Place] = frozenset()
    also: frozenset[str] = frozenset()

    @cached_property
    def by_row(self) -> Mapping[str, Mapping[int, Mapping[int, str]]]:
        """Essences of the "old" and of the "new" cells, by row and column."""
        return {"old": _by_row(self.old), "new": _by_row(self.new)}

    def standing(self, cell: Place) -> Standing | None:
        """The raw table that a cell is a header or data of."""
        return next((table for table in self.tables if table.holds(cell)), None)

    def beside(self, cell: Place) -> Standing | None:
        """The raw table beside which a person added the column of a cell."""
        return next((table for table in self.tables if cell[1] in table.added), None)

    def target_column(self, column: int) -> int:
        """Where an added column goes: its own place, or behind the tables when one of ours is there now."""
        last = max((table.table.last_column for table in self.tables), default=0)
        added = sorted({one for table in self.tables for one in table.added if one <= last})
        return column if column > last else last + 1 + added.index(column) + self._beyond(last)

    def _beyond(self, last: int) -> int:
        """How many columns behind the tables are taken by added ones that keep their place."""
        kept = [one for table in self.tables for one in table.added if one > last]
        return max((one - last for one in kept), default=0)


def _by_row(found: Contents) -> Mapping[int, Mapping[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), content in found.items():
        rows.setdefault(row, {})[column] = essence(content)
    return rows


@dataclass(frozen=True)
class Move:
    """A cell that a person filled.

    Attributes:
        source: Its place in the old sheet.
        target: Its place in the new one; None when it stays behind.
        item: What it is; its reason says why it stays behind.
    """

    source: Place
    target: Place | None
    item: Item


def moves(pair: Pair) -> Iterator[Move]:
    """Every cell of the old sheet that the template doesn't know, and where it goes."""
    ours = None if pair.tables else _SHOWS_A_CELL
    known = {essence(content) for content in pair.new.values()} | pair.also
    shown_before: Counter[object] = Counter()
    in_template = Counter(content for content in pair.new.values() if isinstance(content, Formula))
    for cell, content in sorted(pair.old.items()):
        table = pair.standing(cell)
        if table is not None and not isinstance(content, Formula):
            continue
        if (
            table is None
            and essence(content) in known
            and not _again(content, cell in pair.blocks, shown_before, in_template)
        ):
            continue
        if ours and isinstance(content, Formula) and ours.fullmatch(content.text):
            continue
        yield _move(pair, cell, content, table)


def _again(
    content: object, in_block: bool, shown_before: Counter[object], in_template: Counter[Formula]
) -> bool:
    """Whether a number, or a formula of the template's, stands here a second time: then a person copied it.

    A cell of an array block repeats its formula by nature; texts of the template repeat as they like.
    """
    if not isinstance(content, str | Formula):
        return True
    if in_block or not isinstance(content, Formula):
        return False
    shown_before[content] += 1
    return shown_before[content] > max(in_template[content], 1)


def _move(pair: Pair, cell: Place, content: object, table: Standing | None) -> Move:
    target, why = _decided(pair, cell, table)
    says = f"={content.text}" if isinstance(content, Formula) else content
    what = "formula" if isinstance(content, Formula) else "cella"
    return Move(cell, target, Item(what, at(pair.name, cell), one_line(says), why))


def _decided(pair: Pair, cell: Place, table: Standing | None) -> tuple[Place | None, str]:
    if pair.ours == layout.PASTE:  # a pasted export is of the quarter that it was pasted in
        return None, IN_THE_DATA
    if table is not None:
        return None, AS_A_VALUE if table.kept else IN_THE_DATA
    if cell in pair.blocks:
        return None, PART_OF_A_BLOCK
    column = pair.beside(cell)
    if column is not None:
        return _beside_table(pair, cell, column)
    if cell in pair.new:
        return None, OVERWRITTEN
    if pair.tables:
        return _on_a_raw_sheet(pair, cell)
    return (cell, "") if row_is_alike(pair, cell[0]) else (None, ROW_MOVED)


def _beside_table(pair: Pair, cell: Place, table: Standing) -> tuple[Place | None, str]:
    """An added column: its header always comes along, its cells where the rows of the table do."""
    column = pair.target_column(cell[1])
    if cell[0] in table.headers:
        return ((HEADER_ROW, column), "") if cell[0] == min(table.headers) else (None, OF_THE_QUARTER)
    if cell[0] in table.rows and not table.kept:
        return None, OF_THE_QUARTER
    if cell[0] in table.moved:
        return (table.moved[cell[0]], column), ""
    return (None, OVERWRITTEN) if (cell[0], column) in pair.new else ((cell[0], column), "")


def _on_a_raw_sheet(pair: Pair, cell: Place) -> tuple[Place | None, str]:
    """Beside the tables and above them a cell keeps its place; in a table's own columns the next data would meet it."""
    under = any(one.table.first_column <= cell[1] <= one.table.last_column for one in pair.tables)
    return (None, IN_THE_DATA) if under and cell[0] > HEADER_ROW else (cell, "")


def row_is_alike(pair: Pair, row: int) -> bool:
    """Whether all that the template has in a row now was there before."""
    there = pair.by_row["old"].get(row, {})
    return pair.by_row["new"].get(row, {}).items() <= there.items()
