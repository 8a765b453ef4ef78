"""The cells of one sheet's XML by row and column: finding them, and making the missing ones where they belong.

Rows and cells may leave out their own position, which then follows from the one before (ECMA-376-1, 18.3.1.4, 18.3.1.73);
Excel wants both in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cst_xl.core.book import address, place
from cst_xl.core.errors import BadValueError, NotAWorkbookError, WorkbookError
from cst_xl.workbook.markup import local, namespace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.workbook.markup import Element

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""The size of a sheet."""

_CELL = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}", re.IGNORECASE)
_TRUE = ("1", "true")
_BLOCK_KINDS = ("array", "dataTable")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; numbers start at 1 and both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, cell: tuple[int, int]) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right

    def with_cell(self, row: int, column: int) -> Area:
        """The smallest rectangle that holds this one and a cell."""
        return Area(
            min(self.top, row), min(self.left, column), max(self.bottom, row), max(self.right, column)
        )

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


def cell_at(reference: str) -> tuple[int, int]:
    """``"$B$7"`` -> (7, 2).

    Raises:
        BadValueError: Not the address of one cell.
    """
    if _CELL.fullmatch(reference):
        row, column = place(reference.replace("$", ""))
        if row <= MAX_ROW and column <= MAX_COLUMN:
            return row, column
    raise BadValueError(reference, "l'indirizzo di una cella, per esempio B7")


def area_at(reference: str) -> Area:
    """``"B7:G18"``, or ``"B7"`` for one cell, as a rectangle.

    Raises:
        BadValueError: Not the address of a rectangle of cells.
    """
    first, _, last = reference.partition(":")
    return Area(*cell_at(first), *cell_at(last or first))


def row_number(row: Element, previous: int) -> int:
    """The number of a ``<row>``: its own, or the one after the previous row's."""
    return _whole(row.get("r"), MAX_ROW) if row.get("r") else previous + 1


def placed_cells(row: Element, number: int) -> Iterator[tuple[str, Element]]:
    """Address and element of each cell of the ``<row>`` with this number."""
    reference = ""
    for cell in row:
        if local(cell) == "c":
            following = cell_at(reference)[1] + 1 if reference and not cell.get("r") else 1
            reference = cell.get("r") or address(number, following)
            yield reference, cell


class Grid:
    """The cells of a sheet's tree; indexes are made once, when they are first needed.

    Args:
        root: The sheet's root element.
        sheet: Its name, for messages.

    Raises:
        WorkbookError: The sheet has no cells: a chart sheet, say.
    """

    def __init__(self, root: Element, sheet: str) -> None:
        self._root = root
        self._space = namespace(root)
        data = root.find(f"{self._space}sheetData")
        if data is None:
            raise WorkbookError(f"Il foglio «{sheet}» non contiene celle (è un foglio grafico?).")
        self._data = data
        self._rows: dict[int, Element] = {}
        self._cells: dict[int, dict[int, Element]] = {}
        number = 0
        for row in data:
            if local(row) == "row":
                number = row_number(row, number)
                row.set("r", str(number))
                self._rows[number] = row
        self._numbers = sorted(self._rows)

    @property
    def blocks(self) -> list[Area]:
        """Where array formulas and data tables put their results."""
        formulas = self._data.iter(f"{self._space}f")
        return [area_at(f.get("ref")) for f in formulas if f.get("t") in _BLOCK_KINDS and f.get("ref")]

    def find(self, row: int, column: int) -> Element | None:
        """The ``<c>`` element of a cell, or None."""
        return self._cells_of(row).get(column)

    def child(self, cell: Element | None, name: str) -> Element | None:
        """A cell's ``f``, ``v`` or ``is``, or None."""
        return None if cell is None else cell.find(f"{self._space}{name}")

    def make(self, row: int, column: int, within: Area | None = None) -> Element:
        """Make a missing cell in its place, dressed like its surroundings.

        Its style is that of its row or its column, as in Excel; else, inside ``within``, that of the cell above or to
        the left, so that a block looks like one.
        """
        style = self._style_for(row, column, within)
        element, cells = self._row(row), self._cells_of(row)
        cell = element.makeelement(
            f"{self._space}c", {"r": address(row, column)} | ({"s": style} if style else {})
        )
        following = min((other for other in cells if other > column), default=None)
        if following is not None:
            cells[following].addprevious(cell)
        elif cells:
            cells[max(cells)].addnext(cell)
        else:
            element.insert(0, cell)
        # the row's hint of its first and last column would now be wrong, and may be left out
        element.attrib.pop("spans", None)
        cells[column] = cell
        self._widen_dimension(row, column)
        return cell

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            row = self._data.makeelement(f"{self._space}row", {"r": str(number)})
            at = bisect_right(self._numbers, number)
            if at < len(self._numbers):
                self._rows[self._numbers[at]].addprevious(row)
            else:
                self._data.append(row)
            self._rows[number] = row
            insort(self._numbers, number)
        return self._rows[number]

    def _cells_of(self, row: int) -> dict[int, Element]:
        if row not in self._cells:
            self._cells[row] = {}
            for reference, cell in placed_cells(self._rows[row], row) if row in self._rows else ():
                cell.set("r", reference)
                self._cells[row][cell_at(reference)[1]] = cell
        return self._cells[row]

    def _style_for(self, row: int, column: int, within: Area | None) -> str:
        element = self._rows.get(row)
        if element is not None and element.get("customFormat") in _TRUE and element.get("s"):
            return str(element.get("s"))
        for span in self._root.iterfind(f"{self._space}cols/{self._space}col"):
            first, last = (_whole(span.get(end), MAX_COLUMN) for end in ("min", "max"))
            if first <= column <= last and span.get("style"):
                return str(span.get("style"))
        for neighbour in ((row - 1, column), (row, column - 1)):
            if within is not None and neighbour in within and (cell := self.find(*neighbour)) is not None:
                return str(cell.get("s", ""))
        return ""

    def _widen_dimension(self, row: int, column: int) -> None:
        dimension = self._root.find(f"{self._space}dimension")
        if dimension is not None and dimension.get("ref"):
            dimension.set("ref", str(area_at(dimension.get("ref")).with_cell(row, column)))


def _whole(text: str | None, largest: int) -> int:
    if text is None or not re.fullmatch(r"[0-9]{1,7}", text) or not 1 <= int(text) <= largest:
        raise NotAWorkbookError(f"Il file è danneggiato: in un foglio c'è la posizione «{text}».")
    return int(text)
