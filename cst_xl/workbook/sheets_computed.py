"""The computed sheets, one a section: the same head, tables as array blocks, charts beside or below, the sentences.

A sheet is cut to one screen and one lying A4 page. Everything on it is computed, so it is protected, without a
password: who wants to change its look may.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.blocks import Chart
from cst_xl.core.section import Section
from cst_xl.core.tables import letter
from cst_xl.core.units import SYMBOL, TEXT
from cst_xl.functions import table_formula
from cst_xl.workbook import layout, marks
from cst_xl.workbook.chart_source import ChartSource, chart_source
from cst_xl.workbook.charts import add_chart, wanted_height
from cst_xl.workbook.drafting import (
    HIDE_ZERO,
    RIGHT,
    Head,
    columns_for,
    group_stretches,
    height_of,
    link,
    merged,
    protect,
    quarter_formula,
    reaching,
    row_below,
    ruled,
    show_block,
    width_of,
)
from cst_xl.workbook.geometry import Geometry, TablePlace
from cst_xl.workbook.layout import FIRST_COLUMN, Area
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, MIDDLE, Colour, Style, header_for, put, style_for

_MARGIN_WIDTH: Final = 2.0
_GUTTER_WIDTH: Final = 3.0
_LEAST_WIDTH: Final = 540
"""Pixels that a sheet's tables take at least, so that sentences have lines of a readable length."""

_BESIDE: Final = 760
"""Pixels up to which tables leave room for charts on their right."""

_CHART_WIDTH: Final = 500
_CHART_HEIGHT: Final = 270
_STATE_WIDTH: Final = 150
_STATE_FORMAT: Final = 'General;General;General;"Dati: "@'
_TITLE_ROW, _PERIOD_ROW, _READING_ROW, _STATE_ROW = 1, 2, 3, 4


def write_sheet(book: Workbook, section: Section, geometry: Geometry, head: Head) -> tuple[Chart, ...]:
    """Write the computed sheet of a section; the charts on it come back in their order."""
    charts = geometry.charts[section.key]
    draft = _Draft(book.create_sheet(section.sheet), section, geometry)
    draft.write_head(head)
    for place in draft.places:
        draft.write_table(place)
    draft.write_charts([chart_source(chart, geometry.tables[chart.table]) for chart in charts])
    draft.write_sentences()
    draft.close()
    return charts


class _Draft:
    """One computed sheet while it is written, from top to bottom."""

    def __init__(self, sheet: Worksheet, section: Section, geometry: Geometry) -> None:
        self.sheet = sheet
        self.section = section
        self.geometry = geometry
        self.places = geometry.places(section)
        self.widths = _column_widths(self.places)
        self.last = max(self.widths)
        self.row = max((place.note_row for place in self.places), default=layout.HEAD_ROWS) + 2
        self._last_printed = Area(sheet.title, self.row, self.last)
        sheet.sheet_properties.tabColor = Colour.PRIMARY.value
        sheet.sheet_view.showGridLines = False
        for column, width in self.widths.items():
            sheet.column_dimensions[letter(column)].width = width

    def write_head(self, head: Head) -> None:
        """Title, quarter and institution, how to read it, state of the data, the way back."""
        sheet, reading = self.sheet, f"Come si legge: {self.section.reading}"
        put(sheet.cell(_TITLE_ROW, FIRST_COLUMN), self.section.title, Style.TITLE)
        put(sheet.cell(_PERIOD_ROW, FIRST_COLUMN), f"={quarter_formula(head.quarter)}", Style.SUBTITLE)
        put(sheet.cell(_PERIOD_ROW, self.last), f"={head.institution.reference}", Style.SUBTITLE, HIDE_ZERO)
        link(sheet, _TITLE_ROW, self.last, layout.HOME, f"‹ {layout.HOME}")
        for row in (_TITLE_ROW, _PERIOD_ROW):
            sheet.cell(row, self.last).alignment = RIGHT
        merged(sheet, _READING_ROW, FIRST_COLUMN, self.last, reading, Style.NOTE)
        self._write_state()
        for row, height in (
            (_TITLE_ROW, line_height(LARGE) + 6),
            (_PERIOD_ROW, line_height(MIDDLE) + 3),
            (_READING_ROW, row_height([(reading, self._pixels(FIRST_COLUMN, self.last))], BODY)),
            (_STATE_ROW, line_height(BODY) + 5),
        ):
            sheet.row_dimensions[row].height = height

    def _write_state(self) -> None:
        state = self.geometry.state_of(self.section)
        end = min(reaching(self.widths, FIRST_COLUMN, _STATE_WIDTH), max(self.last - 1, FIRST_COLUMN))
        merged(
            self.sheet,
            _STATE_ROW,
            FIRST_COLUMN,
            end,
            f"={state.cell().reference}",
            Style.STATE,
            _STATE_FORMAT,
        )
        marks.states(self.sheet, Area(self.sheet.title, _STATE_ROW, FIRST_COLUMN))
        if end < self.last:
            merged(
                self.sheet,
                _STATE_ROW,
                end + 1,
                self.last,
                f"={state.cell(0, 1).reference}",
                Style.LABEL_PLAIN,
            )

    def write_table(self, place: TablePlace) -> None:
        """A computed table: title, headers, its block with a style for every cell, note."""
        sheet, area = self.sheet, place.area
        ruled(sheet, place.title_row, area.column, area.last_column, place.shown.title, Style.HEADING)
        sheet.row_dimensions[place.title_row].height = line_height(MIDDLE) + 6
        self._write_headers(place)
        for down in range(area.rows):
            for right, column in enumerate(place.columns):
                cell = sheet.cell(area.row + down, area.column + right)
                put(cell, None, style_for(column.unit), column.unit.number_format)
            sheet.row_dimensions[area.row + down].height = self._data_height(place, down)
        show_block(sheet, area, table_formula(place.table.key, area.rows))
        symbols = [
            area.column + at for at, column in enumerate(place.columns) if column.unit.name == SYMBOL.name
        ]
        marks.table_rows(sheet, area, place, symbols)
        if place.table.note:
            merged(sheet, place.note_row, area.column, area.last_column, place.table.note, Style.NOTE)
            wide = self._pixels(area.column, area.last_column)
            sheet.row_dimensions[place.note_row].height = row_height([(place.table.note, wide)], BODY)

    def _write_headers(self, place: TablePlace) -> None:
        """Column headers, below their group headers where a table has groups."""
        sheet, area = self.sheet, place.area
        for right, column in enumerate(place.columns):
            put(sheet.cell(place.header_row, area.column + right), column.header, header_for(column.unit))
        cells = [
            (c.header, self._pixels(area.column + at, area.column + at)) for at, c in enumerate(place.columns)
        ]
        sheet.row_dimensions[place.header_row].height = row_height(cells, BODY, bold=True, pad=6)
        if place.grouped:
            above = place.header_row - 1
            for first, last, group in group_stretches(place.columns):
                merged(sheet, above, area.column + first, area.column + last, group, Style.GROUP)
            sheet.row_dimensions[above].height = line_height(BODY) + 5

    def _data_height(self, place: TablePlace, down: int) -> float:
        matrix = place.sample.matrix()
        values = matrix[down] if down < len(matrix) else []
        cells = [
            (str(value), self._pixels(place.area.column + at, place.area.column + at))
            for at, (value, column) in enumerate(zip(values, place.columns, strict=False))
            if value is not None and column.unit.name == TEXT.name
        ]
        return row_height(cells, BODY, pad=6)

    def write_charts(self, charts: Sequence[ChartSource]) -> None:
        """Charts beside narrow tables, or below wide ones."""
        if charts and self._pixels(FIRST_COLUMN, self.last) <= _BESIDE:
            self._write_beside(charts)
        elif charts:
            height, column = (
                max(wanted_height(chart, _CHART_WIDTH, _CHART_HEIGHT) for chart in charts),
                FIRST_COLUMN,
            )
            for chart in charts:
                add_chart(self.sheet, chart, (self.row, column), (_CHART_WIDTH, height))
                column = reaching(self.widths, column, _CHART_WIDTH) + 1
            self.row = row_below(self.sheet, self.row, height) + 1

    def _write_beside(self, charts: Sequence[ChartSource]) -> None:
        self.sheet.column_dimensions[letter(self.last + 1)].width = _GUTTER_WIDTH
        row, column = self.places[0].title_row, self.last + 2
        for chart in charts:
            height = wanted_height(chart, _CHART_WIDTH, _CHART_HEIGHT)
            add_chart(self.sheet, chart, (row, column), (_CHART_WIDTH, height))
            row = row_below(self.sheet, row, height) + 1
        self._last_printed = Area(self.sheet.title, row, column - 1 + columns_for(_CHART_WIDTH))

    def write_sentences(self) -> None:
        """The section's sentences, below everything else on the left."""
        ruled(self.sheet, self.row, FIRST_COLUMN, self.last, "Frasi per il Focus", Style.HEADING)
        self.sheet.row_dimensions[self.row].height = line_height(MIDDLE) + 6
        sentences = self.geometry.sentences[self.section.key]
        wide = self._pixels(FIRST_COLUMN, self.last)
        for at in range(sentences.area.rows):
            self.row += 1
            reference = f"={sentences.area.cell(at, 1).reference}"
            merged(self.sheet, self.row, FIRST_COLUMN, self.last, reference, Style.BODY)
            self.sheet.row_dimensions[self.row].height = row_height([(sentences.text(at), wide)], BODY)

    def close(self) -> None:
        """Protection, and one page that lies or stands as the sheet does."""
        protect(self.sheet)
        row, column = max(self.row, self._last_printed.row), max(self.last, self._last_printed.column)
        wide = self._pixels(1, self.last) + (_CHART_WIDTH if column > self.last else 0)
        landscape = wide > height_of(self.sheet, 1, row)
        area = Area(self.sheet.title, 1, 1, row, column).local
        sheet_page(self.sheet, landscape=landscape, tall=1, area=area)

    def _pixels(self, first: int, last: int) -> float:
        return width_of(self.widths, first, last)


def _column_widths(places: Sequence[TablePlace]) -> dict[int, float]:
    """Width of each column; tables one above the other share them."""
    widths: dict[int, float] = {1: _MARGIN_WIDTH}
    for place in places:
        for at, column in enumerate(place.columns):
            number = place.area.column + at
            widths[number] = max(widths.get(number, 0), column.width)
    tables = width_of(widths, FIRST_COLUMN, max(widths))
    if tables < _LEAST_WIDTH:
        spread = (_LEAST_WIDTH - tables) / pixels(1) / (len(widths) - 1)
        widths = {number: width + spread * (number >= FIRST_COLUMN) for number, width in widths.items()}
    return widths
