"""Formats that staff changed on cells of ours: kept where the cell is the same in the new workbook, else listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from cst_xl.core.book import address
from cst_xl.core.tables import HEADER_ROW
from cst_xl.workbook import layout
from cst_xl.workbook.keeping.cellwise import IN_THE_DATA, Pair, row_is_alike
from cst_xl.workbook.keeping.items import Item, Place
from cst_xl.workbook.keeping.looks import Look, formats_on, looks
from cst_xl.workbook.keeping.rules import linked_rows
from cst_xl.workbook.keeping.writing import SheetWriter
from cst_xl.workbook.package import Package

_CUT_TO_THE_QUARTER: Final = frozenset([layout.HOME, layout.FOCUS])
"""Sheets whose rows the template dresses by what a quarter has to show."""

_MOVED: Final = "la cella ora è un'altra"


@dataclass(frozen=True)
class Wardrobe:
    """A workbook and the look of each of its cell formats.

    Attributes:
        package: The workbook.
        looks: The looks, by the number of the format.
    """

    package: Package
    looks: Sequence[Look]

    @classmethod
    def of(cls, package: Package) -> Wardrobe:
        """The looks of a workbook."""
        return cls(package, looks(package))


def redressed(
    old: Wardrobe, new: Wardrobe, pair: Pair, writer: SheetWriter, done: Mapping[Place, Place]
) -> Iterator[Item]:
    """Carry over changed formats of a sheet; one item for each stretch of cells of a row.

    Args:
        old: The person's workbook.
        new: The new workbook, as the template made it.
        pair: The sheet in both.
        writer: Writes into the new sheet.
        done: Cells that were carried over with their format already.
    """
    if pair.ours in _CUT_TO_THE_QUARTER:
        return
    before, now = old.looks, new.looks
    there = {cell: now[number] for cell, number in formats_on(new.package, pair.ours)}
    usual = set(there.values())
    linked = linked_rows(
        new.package, pair.ours
    )  # LibreOffice dresses links its own way, and merged cells with them
    kept: list[Place] = []
    left: list[Place] = []
    for cell, number in formats_on(old.package, pair.name):
        if cell in done or number >= len(before) or cell[0] in linked:
            continue
        if pair.tables:
            counterpart, model = _on_a_raw_sheet(pair, cell)
            changed = before[number] != there.get(model, now[0])
        else:
            changed = cell in pair.old and before[number] not in usual
            counterpart = cell if changed and cell in pair.new and row_is_alike(pair, cell[0]) else None
        if changed and counterpart is not None:
            writer.dress(counterpart, number)
        if changed:
            (left if counterpart is None else kept).append(cell)
    yield from (Item("formato", f"{pair.name}!{area}", "") for area in _stretches(kept))
    why = IN_THE_DATA if pair.tables else _MOVED
    yield from (Item("formato", f"{pair.name}!{area}", "", why) for area in _stretches(left))


def _on_a_raw_sheet(pair: Pair, cell: Place) -> tuple[Place | None, Place]:
    """The cell that a cell has become, None when it has none; and the cell whose look it had when it was new."""
    table = next((one for one in pair.tables if cell[1] in one.columns), None)
    if table is None or cell[0] <= HEADER_ROW:
        return cell, cell
    if cell[0] in table.moved:
        moved = (table.moved[cell[0]], cell[1])
        return moved, moved
    return None, (HEADER_ROW + 1, cell[1])


def _stretches(cells: list[Place]) -> Iterator[str]:
    """Neighbouring cells of a row as one range."""
    for row, of_row in groupby(sorted(cells), key=lambda cell: cell[0]):
        columns = [column for _, column in of_row]
        for _, stretch in groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0]):
            found = [column for _, column in stretch]
            first, last = address(row, found[0]), address(row, found[-1])
            yield first if first == last else f"{first}:{last}"
