"""The sheet "Andamento": the followed figures quarter by quarter, as many as the history has, with a line chart each.

A workbook is made for one quarter, so the number of quarters is known when it is: those of the history, and its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.core import trends
from cst_xl.core.blocks import Chart
from cst_xl.core.section import Edition, Section
from cst_xl.core.tables import letter
from cst_xl.core.trends import Followed
from cst_xl.core.units import Value
from cst_xl.functions import trends_formula
from cst_xl.workbook import layout
from cst_xl.workbook.chart_source import ChartSource, SeriesSource
from cst_xl.workbook.charts import add_chart
from cst_xl.workbook.drafting import (
    RIGHT,
    columns_for,
    link,
    merged,
    protect,
    quarter_formula,
    row_below,
    ruled,
    show_block,
)
from cst_xl.workbook.layout import FIRST_COLUMN, Area
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, MIDDLE, Colour, Style, header_for, put, style_for

LEAST, MOST = 4, 40
"""Quarters that the table has room for: a year, ten years."""

_TITLE: Final = "Andamento"
_READING: Final = (
    "Come si legge: una riga per trimestre, dallo Storico; l'ultima è il trimestre della cartella. Finché un trimestre "
    "non ha una cifra, Excel ne disegna il punto a zero."
)
_WIDTH: Final = 20.0
_CHART: Final = (440, 250)
_ACROSS: Final = 2
_TITLE_ROW, _PERIOD_ROW, _READING_ROW, _HEADER_ROW = 1, 2, 3, 6


@dataclass(frozen=True)
class _Plan:
    """What stands where.

    Attributes:
        followed: The figures, in the order of their columns.
        area: The array block: the quarter, then one column a figure.
        rows: What the block shows now.
    """

    followed: tuple[Followed, ...]
    area: Area
    rows: list[list[Value]]


def write(book: Workbook, edition: Edition, sections: Sequence[Section], quarter: Area) -> tuple[Chart, ...]:
    """Write the sheet; the charts on it come back in their order."""
    sheet = book.create_sheet(layout.TRENDS)
    plan = _plan(edition, sections)
    _write_head(sheet, plan, quarter)
    _write_table(sheet, plan)
    charts = tuple(chart for _, chart in trends.charts(plan.followed, plan.rows))
    last_row, last_column = _write_charts(sheet, plan, charts)
    protect(sheet)
    sheet_page(sheet, landscape=True, tall=1, area=Area(sheet.title, 1, 1, last_row, last_column).local)
    return charts


def _plan(edition: Edition, sections: Sequence[Section]) -> _Plan:
    followed = tuple(one for section in sections for one in section.followed)
    rows: list[list[Value]] = []
    if edition.period is not None:
        rows = trends.rows(followed, edition.period, edition.history, edition.figures)[-MOST:]
    height = max(len(rows), LEAST)
    return _Plan(
        followed, Area(layout.TRENDS, _HEADER_ROW + 1, FIRST_COLUMN, height, 1 + len(followed)), rows
    )


def _write_head(sheet: Worksheet, plan: _Plan, quarter: Area) -> None:
    last = plan.area.last_column
    sheet.sheet_properties.tabColor = Colour.PRIMARY.value
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions[letter(1)].width = 2.0
    for column in range(FIRST_COLUMN, last + 1):
        sheet.column_dimensions[letter(column)].width = _WIDTH
    put(sheet.cell(_TITLE_ROW, FIRST_COLUMN), _TITLE, Style.TITLE)
    put(sheet.cell(_PERIOD_ROW, FIRST_COLUMN), f"={quarter_formula(quarter)}", Style.SUBTITLE)
    link(sheet, _TITLE_ROW, last, layout.HOME, f"‹ {layout.HOME}")
    sheet.cell(_TITLE_ROW, last).alignment = RIGHT
    merged(sheet, _READING_ROW, FIRST_COLUMN, last, _READING, Style.NOTE)
    wide = pixels(_WIDTH) * (last - FIRST_COLUMN + 1)
    for row, height in (
        (_TITLE_ROW, line_height(LARGE) + 6),
        (_PERIOD_ROW, line_height(MIDDLE) + 3),
        (_READING_ROW, row_height([(_READING, wide)], BODY)),
    ):
        sheet.row_dimensions[row].height = height


def _write_table(sheet: Worksheet, plan: _Plan) -> None:
    area = plan.area
    ruled(sheet, _HEADER_ROW - 1, area.column, area.last_column, "Trimestre per trimestre", Style.HEADING)
    sheet.row_dimensions[_HEADER_ROW - 1].height = line_height(MIDDLE) + 6
    put(sheet.cell(_HEADER_ROW, area.column), "Trimestre", Style.HEADER)
    for at, one in enumerate(plan.followed, 1):
        put(sheet.cell(_HEADER_ROW, area.column + at), one.header, header_for(one.unit))
    headers = [(one.header, pixels(_WIDTH)) for one in plan.followed]
    sheet.row_dimensions[_HEADER_ROW].height = row_height(headers, BODY, bold=True, pad=6)
    for down in range(area.rows):
        row = area.row + down
        put(sheet.cell(row, area.column), None, Style.COMPUTED)
        for at, one in enumerate(plan.followed, 1):
            put(sheet.cell(row, area.column + at), None, style_for(one.unit), one.unit.number_format)
        sheet.row_dimensions[row].height = line_height(BODY) + 5
    show_block(sheet, area, trends_formula(area.rows))


def _write_charts(sheet: Worksheet, plan: _Plan, charts: Sequence[Chart]) -> tuple[int, int]:
    """Two charts side by side, the next ones below; gives the last row and column that they reach."""
    row, last_column = plan.area.last_row + 2, plan.area.last_column
    below = row
    step = columns_for(_CHART[0]) // 2 + 1
    for at, chart in enumerate(charts):
        down, across = divmod(at, _ACROSS)
        if across == 0 and down:
            row = below
        column = FIRST_COLUMN + across * step
        add_chart(sheet, _source(plan, chart, at), (row, column), _CHART)
        below = row_below(sheet, row, _CHART[1]) + 1
        last_column = max(last_column, column + step - 1)
    return below, last_column


def _source(plan: _Plan, chart: Chart, at: int) -> ChartSource:
    area = plan.area
    points = max(len(plan.rows), 1)
    blank: list[Value] = [None] * area.columns
    shown = plan.rows or [blank]
    header = layout.absolute(area.sheet, _HEADER_ROW, area.column + 1 + at)
    values = area.column_of(1 + at, points).reference
    now = tuple(float(v) if isinstance(v := line[1 + at], int | Decimal) else None for line in shown)
    series = SeriesSource("corrente", header, values, plan.followed[at].unit, now)
    names = tuple(str(line[0] or "") for line in shown)
    return ChartSource(chart, area.column_of(0, points).reference, (series,), names)
