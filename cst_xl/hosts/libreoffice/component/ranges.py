"""What stands in a range of cells, read in one go and told apart as far as the worker must know.

Calc hands numbers over without saying whether they are dates or booleans, and leaves a hole for an error. Only this is
looked up, so a range costs about ten calls whatever its size. Cells beyond the used part of the sheet are left out:
named ranges have room for far more rows than a quarter fills.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Tuple

Rectangle = Tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0 within the table."""

_DATE_CELLS = 2  # com.sun.star.sheet.CellFlags.DATETIME
_BOOLEAN_FORMAT = 99
_FORMATS_A_LANGUAGE = 5000
"""Keys of built-in number formats repeat for each language; 99 is the boolean one (svl/zforlist.hxx)."""


class Table(NamedTuple):
    """Cells of a range.

    Attributes:
        kind: "table".
        rows: Numbers, texts, an empty text for an empty cell, None for an error.
        dates: Where numbers are moments.
        booleans: Where numbers are truth values.
        errors: Row, column and Calc's code of each error.
    """

    kind: str
    rows: tuple[tuple[Any, ...], ...]
    dates: tuple[Rectangle, ...] = ()
    booleans: tuple[Rectangle, ...] = ()
    errors: tuple[tuple[int, int, int], ...] = ()


def plain(rows: Any) -> Table:
    """An array that stands nowhere, such as ``{1;2}`` in a formula."""
    return Table("table", tuple(tuple(row) for row in rows))


def read(cells: Any) -> Table:
    """Read a range (``com.sun.star.table.XCellRange``), as far as its sheet is used."""
    used = _used(cells)
    rows = used.getDataArray()
    return Table("table", rows, _dates(used), _booleans(used), _errors(used, rows))


def read_sheet(sheet: Any) -> Table:
    """Read a sheet from A1 to its last used cell; no rows when nothing is there."""
    table = read(sheet)
    return Table("table", ()) if table.rows == (("",),) else table


def _used(cells: Any) -> Any:
    """The part of a range that lies in the used part of its sheet, at least one cell."""
    asked = cells.getRangeAddress()
    cursor = cells.getSpreadsheet().createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003 - UNO's way
    end = cursor.getRangeAddress()
    columns = max(min(asked.EndColumn, end.EndColumn) - asked.StartColumn, 0)
    rows = max(min(asked.EndRow, end.EndRow) - asked.StartRow, 0)
    return cells.getCellRangeByPosition(0, 0, columns, rows)


def _dates(cells: Any) -> tuple[Rectangle, ...]:
    return _within(cells, cells.queryContentCells(_DATE_CELLS).getRangeAddresses())


def _booleans(cells: Any) -> tuple[Rectangle, ...]:
    found: list[Rectangle] = []
    formats = cells.getUniqueCellFormatRanges()
    for at in range(formats.getCount()):
        alike = formats.getByIndex(at)
        if alike.NumberFormat % _FORMATS_A_LANGUAGE == _BOOLEAN_FORMAT:
            found.extend(_within(cells, alike.getRangeAddresses()))
    return tuple(found)


def _within(cells: Any, addresses: Any) -> tuple[Rectangle, ...]:
    """Addresses in the sheet as rectangles within the range."""
    corner = cells.getRangeAddress()
    top, left = corner.StartRow, corner.StartColumn
    return tuple(
        (a.StartRow - top, a.StartColumn - left, a.EndRow - top, a.EndColumn - left) for a in addresses
    )


def _errors(cells: Any, rows: Any) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (down, right, cells.getCellByPosition(right, down).getError())
        for down, row in enumerate(rows)
        if None in row
        for right, value in enumerate(row)
        if value is None
    )
