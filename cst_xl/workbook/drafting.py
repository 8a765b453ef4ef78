"""The few moves on an openpyxl sheet that all its writers make: merged cells, their reach, protection, row positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.blocks import OutColumn
from cst_xl.workbook import layout
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import pixels
from cst_xl.workbook.styles import Style, put

HIDE_ZERO: Final = "General;General;;@"
"""A reference to an empty cell gives 0; this format shows nothing instead."""

RIGHT: Final = Alignment("right", "center")
_DEFAULT_HEIGHT: Final = 15.0
_PIXELS_PER_POINT: Final = 96 / 72


@dataclass(frozen=True)
class Head:
    """Cells of the parameters that the heads of sheets repeat."""

    quarter: Area
    institution: Area
    centre: Area


def merged(
    sheet: Worksheet,
    row: int,
    first: int,
    last: int,
    value: object,
    style: Style,
    number_format: str | None = None,
) -> None:
    """Write a value across some columns of a row; every cell under it gets the style, so that borders go through."""
    if last > first:
        # `merge_cells` compares with every range there is and works out borders, which the style gives each cell here
        sheet.merged_cells.ranges.add(CellRange(None, first, row, last, row))
    for column in range(first, last + 1):
        put(sheet.cell(row, column), value if column == first else None, style, number_format)


def ruled(sheet: Worksheet, row: int, first: int, last: int, text: str, style: Style) -> None:
    """Write a heading whose rule goes across some columns; its text runs over into the empty cells."""
    for column in range(first, last + 1):
        put(sheet.cell(row, column), text if column == first else None, style)


def link(sheet: Worksheet, row: int, column: int, target: str, text: str) -> None:
    """Write a link to a sheet of the workbook."""
    cell = sheet.cell(row, column)
    put(cell, text, Style.LINK)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{layout.quoted(target)}!A1", display=text)


def show_block(sheet: Worksheet, area: Area, formula: str) -> None:
    """Fill an area with the result of an array function of ours.

    The array block itself stands on the hidden sheet of calculation, and the area refers to it cell by cell:
    LibreOffice recalculates array blocks whenever it opens a file, so where our functions aren't installed they turn
    to ``#NAME?``, while a plain reference keeps the value that is stored for it.
    """
    block = engine_block(cast("Workbook", sheet.parent), area.rows, area.columns, formula)
    for down in range(area.rows):
        for right in range(area.columns):
            sheet.cell(area.row + down, area.column + right).value = f"={block.cell(down, right).reference}"


def engine_block(book: Workbook, rows: int, columns: int, formula: str) -> Area:
    """Put the array block of a function of ours on the sheet of calculation; gives the cells that it fills."""
    engine = _engine(book)
    block = Area(engine.title, engine.max_row + 2, 1, rows, columns)
    for down in range(rows):
        for right in range(columns):
            put(engine.cell(block.row + down, 1 + right), None, Style.NOTE)
    engine.cell(block.row, 1).value = ArrayFormula(block.local, f"={formula}")
    return block


def _engine(book: Workbook) -> Worksheet:
    """The sheet of calculation, made when the first block needs it."""
    existing = next((sheet for sheet in book.worksheets if sheet.title == layout.ENGINE), None)
    if existing is not None:
        return existing
    engine: Worksheet = book.create_sheet(layout.ENGINE)
    engine.sheet_state = "hidden"
    put(
        engine.cell(1, 1),
        "Foglio di servizio: qui le funzioni riempiono le tabelle che gli altri fogli mostrano.",
        Style.NOTE,
    )
    protect(engine)
    return engine


def quarter_formula(quarter: Area) -> str:
    """Formula (without ``=``) of the quarter written out: «2° trimestre 2016»."""
    return f"cst_periodo({quarter.reference})"


def reaching(widths: Mapping[int, float], first: int, room: float) -> int:
    """The column up to which cells from ``first`` on are at least ``room`` pixels wide, or the last one."""
    total, column, last = 0.0, first, max(widths)
    while column < last:
        total += pixels(widths[column])
        if total >= room:
            break
        column += 1
    return column


def width_of(widths: Mapping[int, float], first: int, last: int) -> float:
    """Pixels from one column to another, both included."""
    return sum(pixels(widths[column]) for column in range(first, last + 1))


def height_of(sheet: Worksheet, first: int, last: int) -> float:
    """Pixels from one row to another, both included."""
    heights = (sheet.row_dimensions[row].height or _DEFAULT_HEIGHT for row in range(first, last + 1))
    return sum(heights) * _PIXELS_PER_POINT


def row_below(sheet: Worksheet, top: int, height: float) -> int:
    """The first row that lies wholly below something of that height in pixels whose top is at the top of a row."""
    row, left = top, height
    while left > 0:
        points = sheet.row_dimensions[row].height or _DEFAULT_HEIGHT
        left -= points * _PIXELS_PER_POINT
        row += 1
    return row


def columns_for(width: float) -> int:
    """How many columns of the usual width something takes that is so many pixels wide."""
    return ceil(width / 64)


def group_stretches(columns: Sequence[OutColumn]) -> Iterator[tuple[int, int, str]]:
    """Stretches of neighbouring columns under one group header: first and last place, and the header."""
    first = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at].group != columns[first].group:
            yield first, at - 1, columns[first].group
            first = at


def protect(sheet: Worksheet) -> None:
    """Protect a computed sheet against slips: no password, and its look stays free."""
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.autoFilter = False
