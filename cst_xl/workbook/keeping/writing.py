"""Cells and formats of the old workbook put into sheets of the new one, element by element."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property

from cst_xl.core.book import address
from cst_xl.workbook.grid import Grid
from cst_xl.workbook.keeping.celltext import Revision
from cst_xl.workbook.keeping.items import Place
from cst_xl.workbook.markup import Element, added, namespace, parsed, serialised
from cst_xl.workbook.package import Package


class SheetWriter:
    """One sheet of the new workbook while cells of the old one are put into it."""

    def __init__(self, old: Package, sheet: str, new: Package, ours: str, revision: Revision) -> None:
        self._old = old
        self._sheet = sheet
        self._new = new
        self._ours = ours
        self._part = new.sheet_part(ours)
        self._revision = revision
        self._changed = False

    @cached_property
    def _source(self) -> Grid:
        part = self._old.sheet_part(self._sheet)
        return Grid(parsed(self._old.part(part), part), self._sheet)

    @cached_property
    def _tree(self) -> Element:
        return parsed(self._new.part(self._part), self._part)

    @cached_property
    def _grid(self) -> Grid:
        return Grid(self._tree, self._ours)

    def put(self, source: Place, target: Place, formula: str | None = None) -> None:
        """Put a cell of the old sheet into a place of the new one, in its own format.

        Args:
            source: The cell of the old sheet.
            target: Where it goes; what is there is replaced.
            formula: Its formula as the old cell has it, without ``=``.
        """
        found = self._source.find(*source)
        if found is None:
            return
        cell = deepcopy(found)
        if formula is not None:
            for element in cell.findall(f"{namespace(cell)}f"):
                cell.remove(element)
            added(cell, f"{namespace(cell)}f", {}, 0).text = _moved(formula, source, target)
        self._revision.cell(cell)
        place = self._grid.find(*target)
        place = self._grid.make(*target) if place is None else place
        for child in list(place):
            place.remove(child)
        for attribute in ("t", "s"):
            place.attrib.pop(attribute, None)
            if cell.get(attribute):
                place.set(attribute, cell.get(attribute))
        for child in list(cell):
            place.append(child)
        self._changed = True

    def dress(self, target: Place, number: int) -> None:
        """Give a cell of the new sheet a format of the old workbook.

        Args:
            target: The cell; it is made when there is none.
            number: The format's number in the old workbook.
        """
        cell = self._grid.find(*target)
        cell = self._grid.make(*target) if cell is None else cell
        cell.set("s", str(self._revision.formats.cell(number)))
        self._changed = True

    def close(self) -> None:
        """Give the sheet to the new workbook."""
        if self._changed:
            self._new.replace(self._part, serialised(self._tree, self._new.part(self._part)))


def _moved(formula: str, source: Place, target: Place) -> str:
    """A formula as another cell has it: relative references move along."""
    if source == target:
        return formula
    from openpyxl.formula.translate import Translator

    moved = Translator(f"={formula}", origin=address(*source)).translate_formula(address(*target))
    return str(moved).removeprefix("=")
