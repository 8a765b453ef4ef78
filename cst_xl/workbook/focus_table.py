"""A computed table on the bulletin's grid: how many grid columns each of its columns takes, and the cells that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.blocks import Content, OutColumn
from cst_xl.core.figures import Figure
from cst_xl.core.units import SYMBOL, TEXT
from cst_xl.workbook import marks
from cst_xl.workbook.drafting import group_stretches, merged
from cst_xl.workbook.geometry import TablePlace
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height, lines, row_height, text_pixels
from cst_xl.workbook.styles import BODY, Style, header_for, style_for

UNIT_PIXELS: Final = 21
SPARE_HEIGHT: Final = 2.25
"""Points of a row that is empty now. If it fills, the section's heading says so, and the row can be pulled open."""

_PADDING: Final = 9
_ROW_PAD: Final = 3
_CAPTION_PAD: Final = 6


@dataclass(frozen=True)
class GridTable:
    """A table cut for some grid columns.

    Attributes:
        place: The table on its computed sheet.
        spans: Grid columns of each of its columns.
    """

    place: TablePlace
    spans: tuple[int, ...]

    @property
    def columns(self) -> int:
        """Grid columns that it takes."""
        return sum(self.spans)

    @property
    def height(self) -> float:
        """Points that it takes, all of it."""
        rows = sum(self._row_height(down) for down in range(self.place.area.rows))
        return self._caption_height + self._group_height + self._header_height + rows + self._note_height

    @property
    def left_out(self) -> Area:
        """The first cell of the first row that is too low to be read; it says something once the table has grown."""
        return self.place.area.cell(len(self.place.sample.rows))

    def write(self, sheet: Worksheet, row: int, first: int) -> int:
        """Show the table by references, from grid column ``first`` on; gives the next free row."""
        last = first + self.columns - 1
        merged(sheet, row, first, last, self.place.shown.title, Style.CAPTION)
        sheet.row_dimensions[row].height = self._caption_height
        row = self._write_headers(sheet, row + 1, first)
        area = Area(sheet.title, row, first, self.place.area.rows, self.columns)
        for down in range(area.rows):
            self._write_row(sheet, row + down, down, first)
        shown = zip(self._starts(first), self.place.columns, strict=True)
        symbols = [start for start, column in shown if column.unit.name == SYMBOL.name]
        marks.table_rows(sheet, area, self.place, symbols)
        row = area.last_row + 1
        if self.place.table.note:
            merged(sheet, row, first, last, self.place.table.note, Style.NOTE)
            sheet.row_dimensions[row].height = self._note_height
            row += 1
        return row

    def _write_headers(self, sheet: Worksheet, row: int, first: int) -> int:
        starts = self._starts(first)
        if self.place.grouped:
            for left, right, group in group_stretches(self.place.columns):
                merged(sheet, row, starts[left], starts[right] + self.spans[right] - 1, group, Style.GROUP)
            sheet.row_dimensions[row].height = self._group_height
            row += 1
        for start, span, column in zip(starts, self.spans, self.place.columns, strict=True):
            merged(sheet, row, start, start + span - 1, column.header, header_for(column.unit))
        sheet.row_dimensions[row].height = self._header_height
        return row + 1

    def _write_row(self, sheet: Worksheet, row: int, down: int, first: int) -> None:
        for right, (start, span) in enumerate(zip(self._starts(first), self.spans, strict=True)):
            unit = self.place.columns[right].unit
            reference = f"={self.place.area.cell(down, right).reference}"
            merged(sheet, row, start, start + span - 1, reference, style_for(unit), unit.number_format)
        sheet.row_dimensions[row].height = self._row_height(down)

    def _starts(self, first: int) -> list[int]:
        return [first + sum(self.spans[:at]) for at in range(len(self.spans))]

    @property
    def _caption_height(self) -> float:
        caption = (self.place.shown.title, self.columns * UNIT_PIXELS)
        return row_height([caption], BODY, bold=True, pad=_CAPTION_PAD)

    @property
    def _group_height(self) -> float:
        return line_height(BODY) + _ROW_PAD if self.place.grouped else 0

    @property
    def _header_height(self) -> float:
        cells = [
            (c.header, span * UNIT_PIXELS) for c, span in zip(self.place.columns, self.spans, strict=True)
        ]
        return row_height(cells, BODY, bold=True, pad=_ROW_PAD)

    @property
    def _note_height(self) -> float:
        note = self.place.table.note
        return row_height([(note, self.columns * UNIT_PIXELS)], BODY, pad=_ROW_PAD) if note else 0

    def _row_height(self, down: int) -> float:
        rows = self.place.sample.rows
        if down >= len(rows):
            return SPARE_HEIGHT
        most = max(
            _lines(content, column, span)
            for content, column, span in zip(rows[down].cells, self.place.columns, self.spans, strict=True)
        )
        return most * line_height(BODY) + _ROW_PAD


def cut(place: TablePlace, columns: int) -> GridTable | None:
    """Cut a table for so many grid columns; None when its words and numbers don't fit.

    Every column gets room for its longest word or number and a fair part of the rest; then columns trade units as long
    as that makes the table less high.
    """
    least = [-int(-_least_pixels(place, at) // UNIT_PIXELS) for at in range(len(place.columns))]
    if sum(least) > columns:
        return None
    spans = list(least)
    while sum(spans) < columns:
        hungriest = max(range(len(spans)), key=lambda at: place.columns[at].width / spans[at])
        spans[hungriest] += 1
    return GridTable(place, tuple(_traded(place, spans, least)))


def _traded(place: TablePlace, spans: list[int], least: list[int]) -> list[int]:
    """Spans after every trade of up to three units between two columns that saves lines."""
    best = _total_lines(place, spans)
    columns = range(len(spans))
    trades = [(a, b, units) for units in (1, 2, 3) for a in columns for b in columns if a != b]
    improved = True
    while improved:
        improved = False
        for giver, taker, units in trades:
            if spans[giver] - units < least[giver]:
                continue
            trial = list(spans)
            trial[giver] -= units
            trial[taker] += units
            if (total := _total_lines(place, trial)) < best:
                spans, best, improved = trial, total, True
    return spans


def _total_lines(place: TablePlace, spans: list[int]) -> tuple[int, int]:
    """Lines of all rows, and of all cells to choose among equals."""
    cells = [_column_lines(place, at, span) for at, span in enumerate(spans)]
    return sum(map(max, zip(*cells, strict=True))), sum(map(sum, cells))


def _column_lines(place: TablePlace, at: int, span: int) -> list[int]:
    return [_lines(row.cells[at], place.columns[at], span) for row in place.sample.rows]


def _lines(content: Content, column: OutColumn, span: int) -> int:
    text = _printed(content, column)
    return lines(text, span * UNIT_PIXELS, BODY) if column.unit.name == TEXT.name and text else 1


def _least_pixels(place: TablePlace, at: int) -> float:
    """Pixels under which a word of the header or a number of the column would be broken."""
    column = place.columns[at]
    widths = [text_pixels(word, BODY, bold=True) for word in column.header.split()]
    for row in place.sample.rows:
        text = _printed(row.cells[at], column)
        parts = text.split() if column.unit.name == TEXT.name else [text]
        widths += [text_pixels(part, BODY, bold=row.total) for part in parts]
    return max(widths, default=0) + _PADDING


def _printed(content: Content, column: OutColumn) -> str:
    if isinstance(content, Figure):
        return column.unit.text(content.value) if column.unit.name != TEXT.name else content.text
    return content or ""
