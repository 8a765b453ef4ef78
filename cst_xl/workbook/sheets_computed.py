"""The computed sheets, one a section: the same head, tables as array blocks, charts beside or below, the sentences.

A sheet is cut to one screen and one lying A4 page. Everything on it is computed, so it is protected, without a
password: who wants to change its look may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.blocks import Chart
from cst_xl.core.section import Section, SectionResult
from cst_xl.core.tables import letter
from cst_xl.core.units import SYMBOL, TEXT
from cst_xl.functions import table_formula
from cst_xl.workbook import layout, marks
from cst_xl.workbook.charts import add_chart
from cst_xl.workbook.drafting import (
    show_block,
    HIDE_ZERO,
    RIGHT,
    Head,
    columns_for,
    group_stretches,
    link,
    merged,
    protect,
    quarter_formula,
    reaching,
    row_below,
    ruled,
    width_of,
)
from cst_xl.workbook.layout import FIRST_COLUMN, Area, Geometry, TablePlace
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, MIDDLE, Colour, Style, header_for, put, style_for

_MARGIN_WIDTH: Final = 2
_GUTTER_WIDTH: Final = 3
_LEAST_WIDTH: Final = 540
"""Pixels that a sheet's tables take at least, so that sentences have lines of a readable length."""

_BESIDE: Final = 760
"""Pixels up to which tables leave room for charts on their right."""

_CHART: Final = (500, 270)
_TITLE_ROW, _PERIOD_ROW, _READING_ROW, _STATE_ROW = 1, 2, 3, 4


def write_sheet(
    book: Workbook, section: Section, result: SectionResult | None, geometry: Geometry, head: Head
) -> tuple[Chart, ...]:
    """Write the computed sheet of a section; the charts on it come back in their order."""
    sheet = book.create_sheet(section.sheet)
    sheet.sheet_properties.tabColor = Colour.PRIMARY.value
    sheet.sheet_view.showGridLines = False
    places = geometry.places(section)
    widths = _column_widths(places)
    for column, width in widths.items():
        sheet.column_dimensions[letter(column)].width = width
    _write_head(sheet, section, geometry, head, widths)
    for place in places:
        write_table(sheet, place, widths)
    last = _write_sentences(sheet, section, geometry, places, widths)
    charts = () if result is None else result.charts
    last_row, last_column = _place_charts(sheet, charts, geometry, places, widths, last)
    protect(sheet)
    area = Area(sheet.title, 1, 1, last_row, last_column).local
    sheet_page(sheet, landscape=True, tall=1, area=area)
    return charts


def _column_widths(places: Sequence[TablePlace]) -> dict[int, float]:
    """Width of each column; tables one above the other share them."""
    widths: dict[int, float] = {1: _MARGIN_WIDTH}
    for place in places:
        for at, column in enumerate(place.columns):
            number = FIRST_COLUMN + at
            widths[number] = max(widths.get(number, 0), column.width)
    table_pixels = sum(pixels(width) for number, width in widths.items() if number >= FIRST_COLUMN)
    if table_pixels < _LEAST_WIDTH:
        spread = (_LEAST_WIDTH - table_pixels) / pixels(1) / (len(widths) - 1)
        widths = {number: width + spread * (number >= FIRST_COLUMN) for number, width in widths.items()}
    return widths


def _write_head(
    sheet: Worksheet, section: Section, geometry: Geometry, head: Head, widths: Mapping[int, float]
) -> None:
    last = max(widths)
    put(sheet.cell(_TITLE_ROW, FIRST_COLUMN), section.title, Style.TITLE)
    put(sheet.cell(_PERIOD_ROW, FIRST_COLUMN), f"={quarter_formula(head.quarter)}", Style.SUBTITLE)
    put(sheet.cell(_PERIOD_ROW, last), f"={head.institution.reference}", Style.SUBTITLE, HIDE_ZERO)
    sheet.cell(_PERIOD_ROW, last).alignment = RIGHT
    link(sheet, _TITLE_ROW, last, layout.HOME, f"‹ {layout.HOME}")
    sheet.cell(_TITLE_ROW, last).alignment = RIGHT
    reading = f"Come si legge: {section.reading}"
    merged(sheet, _READING_ROW, FIRST_COLUMN, last, reading, Style.NOTE)
    wide = width_of(widths, FIRST_COLUMN, last)
    for row, height in (
        (_TITLE_ROW, line_height(LARGE) + 6),
        (_PERIOD_ROW, line_height(MIDDLE) + 3),
        (_READING_ROW, row_height([(reading, wide)], BODY)),
        (_STATE_ROW, line_height(BODY) + 5),
    ):
        sheet.row_dimensions[row].height = height
    _write_state(sheet, geometry.state_of(section), widths)


def _write_state(sheet: Worksheet, state: Area, widths: Mapping[int, float]) -> None:
    """«Dati:», the state and its detail, in merged cells wide enough whatever the columns are."""
    texts = ((56, "Dati:", Style.BODY), (125, f"={state.cell().reference}", Style.STATE))
    column, last = FIRST_COLUMN, max(widths)
    for room, text, style in texts:
        end = reaching(widths, column, room)
        merged(sheet, _STATE_ROW, column, end, text, style)
        if style is Style.STATE:
            marks.states(sheet, Area(sheet.title, _STATE_ROW, column))
        column = min(end + 1, last)
    merged(sheet, _STATE_ROW, column, last, f"={state.cell(0, 1).reference}", Style.NOTE)


def write_table(sheet: Worksheet, place: TablePlace, widths: Mapping[int, float]) -> None:
    """Write a computed table: title, headers, array block with a style for every cell, note."""
    area = place.area
    ruled(sheet, place.title_row, area.column, area.last_column, place.shown.title, Style.HEADING)
    sheet.row_dimensions[place.title_row].height = line_height(MIDDLE) + 6
    write_headers(sheet, place, widths)
    for down in range(area.rows):
        for right, column in enumerate(place.columns):
            put(sheet.cell(area.row + down, area.column + right), None, style_for(column.unit), column.unit.number_format)
        sheet.row_dimensions[area.row + down].height = _data_height(place, down, widths)
    show_block(sheet, area, table_formula(place.table.key, area.rows))
    marks.table_rows(sheet, area, place)
    for right, column in enumerate(place.columns):
        if column.unit.name == SYMBOL.name:
            marks.arrows(sheet, area.column_of(right, area.rows))
    if place.table.note:
        merged(sheet, place.note_row, area.column, area.last_column, place.table.note, Style.NOTE)
        wide = width_of(widths, area.column, area.last_column)
        sheet.row_dimensions[place.note_row].height = row_height([(place.table.note, wide)], BODY)


def write_headers(sheet: Worksheet, place: TablePlace, widths: Mapping[int, float]) -> None:
    """Column headers, below their group headers where a table has groups."""
    area = place.area
    for right, column in enumerate(place.columns):
        put(sheet.cell(place.header_row, area.column + right), column.header, header_for(column.unit))
    cells = [(column.header, pixels(widths[area.column + at])) for at, column in enumerate(place.columns)]
    sheet.row_dimensions[place.header_row].height = row_height(cells, BODY, bold=True, pad=6)
    if place.grouped:
        for first, last, group in group_stretches(place.columns):
            merged(sheet, place.header_row - 1, area.column + first, area.column + last, group, Style.GROUP)
        sheet.row_dimensions[place.header_row - 1].height = line_height(BODY) + 5


def _data_height(place: TablePlace, down: int, widths: Mapping[int, float]) -> float:
    matrix = place.sample.matrix()
    values = matrix[down] if down < len(matrix) else []
    cells = [
        (str(value), pixels(widths[place.area.column + at]))
        for at, (value, column) in enumerate(zip(values, place.columns, strict=False))
        if value is not None and column.unit.name == TEXT.name
    ]
    return row_height(cells, BODY, pad=6)


def _write_sentences(
    sheet: Worksheet,
    section: Section,
    geometry: Geometry,
    places: Sequence[TablePlace],
    widths: Mapping[int, float],
) -> int:
    """The section's sentences below its tables; gives the last row used."""
    row = max((place.note_row for place in places), default=layout.HEAD_ROWS) + 2
    last = max(widths)
    ruled(sheet, row, FIRST_COLUMN, last, "Frasi per il Focus", Style.HEADING)
    sheet.row_dimensions[row].height = line_height(MIDDLE) + 6
    wide = width_of(widths, FIRST_COLUMN, last)
    sentences = geometry.sentences[section.key]
    for at in range(sentences.area.rows):
        row += 1
        merged(sheet, row, FIRST_COLUMN, last, f"={sentences.area.cell(at, 1).reference}", Style.BODY)
        sheet.row_dimensions[row].height = row_height([(sentences.text(at), wide)], BODY)
    return row


def _place_charts(
    sheet: Worksheet,
    charts: Sequence[Chart],
    geometry: Geometry,
    places: Sequence[TablePlace],
    widths: Mapping[int, float],
    last_row: int,
) -> tuple[int, int]:
    """Put the charts beside narrow tables, or below wide ones; gives the last row and column in use."""
    last_column = max(widths)
    if not charts:
        return last_row, last_column
    wide, high = _CHART
    if width_of(widths, FIRST_COLUMN, last_column) <= _BESIDE:
        sheet.column_dimensions[letter(last_column + 1)].width = _GUTTER_WIDTH
        column = last_column + 2
        row = places[0].title_row if places else layout.HEAD_ROWS + 1
        for chart in charts:
            add_chart(sheet, geometry.chart_source(chart), (row, column), _CHART)
            row = row_below(sheet, row, high) + 1
        return max(last_row, row), last_column + 1 + columns_for(wide)
    row, column = last_row + 2, FIRST_COLUMN
    for chart in charts:
        add_chart(sheet, geometry.chart_source(chart), (row, column), _CHART)
        column = reaching(widths, column, wide) + 1
    return row_below(sheet, row, high), last_column
