"""Cells without a spreadsheet: as much of UNO's ranges as the component looks at, over rows in memory.

What Calc itself answers is seen in the tests that need an office; here it is where the component looks.
"""

# ruff: noqa: N802 - UNO's names

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

BOOLEAN_FORMAT = 99


@dataclass
class Sheet:
    """A sheet: values row by row, and what numbers and holes in it really are.

    Attributes:
        rows: Numbers, texts, an empty text for an empty cell, None for an error; all rows of one width.
        dates: Rows and columns of cells with a date.
        booleans: Rows and columns of cells with a truth value.
        errors: Calc's code, by row and column.
    """

    rows: list[list[object]]
    dates: set[tuple[int, int]] = field(default_factory=set)
    booleans: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], int] = field(default_factory=dict)

    def cells(self, top, left, bottom, right):
        """A range of it, which may reach beyond what is used."""
        return Cells(self, top, left, bottom, right)

    def createCursor(self):
        return self

    def gotoEndOfUsedArea(self, _expand):
        """A cursor goes to the last cell that is used."""

    def getRangeAddress(self):
        return _address(0, 0, len(self.rows) - 1, len(self.rows[0]) - 1)


@dataclass
class Cells:
    """A range of a sheet."""

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int

    def getSpreadsheet(self):
        return self.sheet

    def getRangeAddress(self):
        return _address(self.top, self.left, self.bottom, self.right)

    def getCellRangeByPosition(self, left, top, right, bottom):
        return Cells(self.sheet, self.top + top, self.left + left, self.top + bottom, self.left + right)

    def getCellByPosition(self, right, down):
        return SimpleNamespace(
            getError=lambda: self.sheet.errors.get((self.top + down, self.left + right), 0)
        )

    def getDataArray(self):
        return tuple(
            tuple(self._at(row, column) for column in range(self.left, self.right + 1))
            for row in range(self.top, self.bottom + 1)
        )

    def _at(self, row, column):
        inside = row < len(self.sheet.rows) and column < len(self.sheet.rows[0])
        return self.sheet.rows[row][column] if inside else ""

    def queryContentCells(self, _flags):
        return SimpleNamespace(getRangeAddresses=lambda: self._single(self.sheet.dates))

    def getUniqueCellFormatRanges(self):
        """Cells of one format each: the truth values, in the Italian format, and all others."""
        places = self._single(self.sheet.booleans)
        alike = [
            SimpleNamespace(NumberFormat=0, getRangeAddresses=lambda: (self.getRangeAddress(),)),
            SimpleNamespace(NumberFormat=10_000 + BOOLEAN_FORMAT, getRangeAddresses=lambda: places),
        ]
        return SimpleNamespace(getCount=lambda: len(alike), getByIndex=alike.__getitem__)

    def _single(self, places):
        return tuple(
            _address(row, column, row, column)
            for row, column in sorted(places)
            if self.top <= row <= self.bottom and self.left <= column <= self.right
        )


def _address(top, left, bottom, right):
    return SimpleNamespace(StartRow=top, StartColumn=left, EndRow=bottom, EndColumn=right)
