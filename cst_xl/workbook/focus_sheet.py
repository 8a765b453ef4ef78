"""The bulletin as a sheet: what is printed and signed, in the order of the sections, every cell a reference.

Excel has no text that flows, so the page is a grid of narrow columns with merged cells, cut for A4 at a fixed scale:
rows are as high as their texts need, and new pages start between blocks, not where the paper happens to end.

Of each section it prints the sentences, the first table and the charts; further tables are for whoever looks into a
number, and stay on the computed sheets. A table that is narrow enough stands beside its charts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core.blocks import Chart
from cst_xl.core.section import Section
from cst_xl.core.tables import letter
from cst_xl.functions import draft_formula
from cst_xl.workbook import layout, marks
from cst_xl.workbook.chart_source import ChartSource, chart_source
from cst_xl.workbook.charts import add_chart, wanted_height
from cst_xl.workbook.drafting import (
    HIDE_ZERO,
    RIGHT,
    Head,
    engine_block,
    merged,
    protect,
    quarter_formula,
    row_below,
    ruled,
)
from cst_xl.workbook.focus_table import UNIT_PIXELS, GridTable, cut
from cst_xl.workbook.geometry import Geometry, SentencePlace
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import PIXELS_PER_CHARACTER, TALLEST_ROW, line_height, row_height
from cst_xl.workbook.printing import bulletin_page
from cst_xl.workbook.styles import BODY, LARGE, MIDDLE, Colour, Style

COLUMNS: Final = 36
WIDTH: Final = COLUMNS * UNIT_PIXELS
SCALE: Final = 86
"""Per cent: 756 pixels become 172 of the 184 mm that A4 has between its margins, a reserve for wider printers."""

_PAGE_POINTS: Final = 872.0
"""Height of what fits a page at that scale, below the repeated first row, less one per cent for the printer."""

_CHART_HEIGHT: Final = 156
_THIN_BAR: Final = 11
"""Pixels of a bar beside its table, where the numbers stand anyway."""

_FLAT_HEIGHT: Final = 166
"""Of a chart that has the whole width."""

_GAP: Final = 10
_MOST_BESIDE: Final = 2
_WARNING_COLUMNS: Final = 10
_DRAFT_COLUMNS: Final = (15, 23)
"""Grid columns, in the line that every page repeats, of the mark of a draft; empty in a bulletin without errors."""

_CENTRE: Final = Alignment("center", "center")


class _Pages:
    """Where the next block goes, and after which rows a new page starts."""

    def __init__(self, sheet: Worksheet, first_row: int) -> None:
        self.sheet = sheet
        self.row = first_row
        self.breaks: list[int] = []
        self._top = 1

    def close_block(self, first: int) -> None:
        """The block of rows from ``first`` on is done: if it reaches over the page's end, it starts the next page."""
        height = sum(self.sheet.row_dimensions[row].height or 15.0 for row in range(self._top, self.row))
        if first > self._top and height > _PAGE_POINTS:
            self.breaks.append(first - 1)
            self._top = first


def write(book: Workbook, geometry: Geometry, head: Head) -> tuple[Chart, ...]:
    """Write the bulletin; the charts on it come back in their order."""
    sheet = book.create_sheet(layout.FOCUS)
    sheet.sheet_properties.tabColor = Colour.EMPHASIS.value
    sheet.sheet_view.showGridLines = False
    for column in range(1, COLUMNS + 1):
        sheet.column_dimensions[letter(column)].width = UNIT_PIXELS / PIXELS_PER_CHARACTER
    pages = _Pages(sheet, _write_masthead(sheet, head))
    drawn: list[Chart] = []
    for section in geometry.sections:
        charts = _printed_charts(section, geometry)
        _write_section(pages, section, charts, geometry)
        drawn += [source.chart for source in charts]
    protect(sheet)
    area = Area(sheet.title, 1, 1, pages.row - 1, COLUMNS).local
    bulletin_page(sheet, scale=SCALE, repeat="1:1", area=area, breaks=tuple(pages.breaks))
    return tuple(drawn)


def _printed_charts(section: Section, geometry: Geometry) -> list[ChartSource]:
    """The charts of a section that have something to draw, or will have in a quarter like the given one."""
    places = ((chart, geometry.tables[chart.table]) for chart in geometry.charts[section.key])
    return [chart_source(chart, place) for chart, place in places if place.sample.rows]


def _write_masthead(sheet: Worksheet, head: Head) -> int:
    """The line that every page repeats, and the title over the first page; gives the next row."""
    half = COLUMNS // 2
    first, last = _DRAFT_COLUMNS
    merged(sheet, 1, 1, first - 1, f"={head.institution.reference}", Style.RUNNING, HIDE_ZERO)
    mark = engine_block(cast("Workbook", sheet.parent), 1, 1, draft_formula())
    merged(sheet, 1, first, last, f"={mark.reference}", Style.RUNNING)
    sheet.cell(1, first).alignment = _CENTRE
    marks.drafts(sheet, Area(sheet.title, 1, first))
    merged(sheet, 1, last + 1, COLUMNS, f"={quarter_formula(head.quarter)}", Style.RUNNING)
    sheet.cell(1, last + 1).alignment = RIGHT
    merged(sheet, 3, 1, half, "Focus", Style.BAND_TITLE)
    merged(sheet, 3, half + 1, COLUMNS, f"={quarter_formula(head.quarter)}", Style.BAND_TITLE)
    sheet.cell(3, half + 1).alignment = RIGHT
    merged(sheet, 4, 1, COLUMNS, f"={head.centre.reference}", Style.BAND, HIDE_ZERO)
    for row, height in (
        (1, line_height(BODY) + 4),
        (2, 6),
        (3, line_height(LARGE) + 10),
        (4, line_height(MIDDLE) + 6),
    ):
        sheet.row_dimensions[row].height = height
    return 5


def _write_section(
    pages: _Pages, section: Section, charts: Sequence[ChartSource], geometry: Geometry
) -> None:
    first = pages.row
    table, beside = _printed_table(section, charts, geometry)
    _write_heading(pages, section, table, geometry)
    _write_sentences(pages, geometry.sentences[section.key])
    drawn = 0
    if table is not None and beside:
        drawn = _write_beside(pages, table, charts)
    elif table is not None:
        pages.row = table.write(pages.sheet, pages.row, 1)
    pages.close_block(first)
    _write_charts(pages, charts[drawn:])


def _printed_table(
    section: Section, charts: Sequence[ChartSource], geometry: Geometry
) -> tuple[GridTable | None, bool]:
    """The table of a section that is printed, cut to size, and whether charts stand beside it."""
    place = next(iter(geometry.places(section)), None)
    if place is None:
        return None, False
    narrow = _beside(cut(place, COLUMNS // 3), charts, 2) or _beside(cut(place, COLUMNS // 2), charts, 1)
    if narrow is not None:
        return narrow, True
    return cut(place, COLUMNS) or GridTable(place, _even(len(place.columns))), False


def _write_heading(pages: _Pages, section: Section, table: GridTable | None, geometry: Geometry) -> None:
    """The section's title; on its right, unseen while it is empty, what found no room below."""
    sheet, row, sentences = pages.sheet, pages.row, geometry.sentences[section.key]
    ruled(sheet, row, 1, COLUMNS, section.title, Style.HEADING)
    unprinted = [sentences.area.cell(sentences.printed)] if sentences.printed < sentences.area.rows else []
    if table is not None and len(table.place.sample.rows) < table.place.area.rows:
        unprinted.append(table.left_out)
    for at, cell in enumerate(unprinted):
        last = COLUMNS - at * _WARNING_COLUMNS
        first = last - _WARNING_COLUMNS + 1
        merged(sheet, row, first, last, f"={cell.reference}", Style.LEFT_OUT)
        marks.left_out(sheet, Area(sheet.title, row, first))
    sheet.row_dimensions[row].height = line_height(MIDDLE) + 9
    pages.row += 1


def _even(columns: int) -> tuple[int, ...]:
    """Equal spans, for a table whose words and numbers are too wide for the page."""
    return tuple(COLUMNS // columns + (at < COLUMNS % columns) for at in range(columns))


def _beside(table: GridTable | None, charts: Sequence[ChartSource], least: int) -> GridTable | None:
    """The table, if it may stand beside its charts: it fits, there are enough of them, and it isn't much higher."""
    if table is None or not least <= len(charts) <= _MOST_BESIDE:
        return None
    highest = max(
        wanted_height(chart, table.columns * UNIT_PIXELS, _CHART_HEIGHT, _THIN_BAR) for chart in charts
    )
    return table if table.height <= max(_points(highest) * 1.6, 300) else None


def _write_sentences(pages: _Pages, place: SentencePlace) -> None:
    """The sentences in use; openings stand out."""
    for at in range(place.printed):
        lead = place.sample[at].headline
        style, size = (Style.LEAD, MIDDLE) if lead else (Style.BODY, BODY)
        merged(pages.sheet, pages.row, 1, COLUMNS, f"={place.area.cell(at, 1).reference}", style)
        height = row_height([(place.text(at), WIDTH)], size, bold=lead, pad=7 if lead or not at else 2)
        pages.sheet.row_dimensions[pages.row].height = height
        pages.row += 1


def _write_beside(pages: _Pages, table: GridTable, charts: Sequence[ChartSource]) -> int:
    """A narrow table on the left, charts on its right; gives how many were drawn."""
    top = pages.row
    below = table.write(pages.sheet, top, 1)
    columns = table.columns
    count = min(len(charts), COLUMNS // columns - 1)
    width = columns * UNIT_PIXELS
    wanted = (wanted_height(chart, width - _GAP, _CHART_HEIGHT, _THIN_BAR) for chart in charts[:count])
    height = max(_pixels(table.height) - _GAP, *wanted)
    for at, source in enumerate(charts[:count]):
        corner = (top, (at + 1) * columns + 1)
        add_chart(pages.sheet, source, corner, (width, height), inset=_GAP)
    pages.row = max(below, row_below(pages.sheet, top, height + _GAP))
    return count


def _write_charts(pages: _Pages, charts: Sequence[ChartSource]) -> None:
    """Charts two by two; one alone takes the whole width."""
    for at in range(0, len(charts), 2):
        pair, first = charts[at : at + 2], pages.row
        columns = COLUMNS // len(pair)
        least = _FLAT_HEIGHT if len(pair) == 1 else _CHART_HEIGHT
        height = max(wanted_height(chart, columns * UNIT_PIXELS, least) for chart in pair)
        for right, source in enumerate(pair):
            corner = (first, 1 + right * columns)
            add_chart(pages.sheet, source, corner, (columns * UNIT_PIXELS, height), inset=_GAP * right)
        pages.sheet.row_dimensions[first].height = min(_points(height + _GAP), TALLEST_ROW)
        pages.row = row_below(pages.sheet, first, height + _GAP)
        pages.close_block(first)


def _pixels(points: float) -> int:
    return int(points * 96 / 72)


def _points(pixels: float) -> float:
    return pixels * 72 / 96
