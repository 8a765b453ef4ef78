"""The sheet *Guida*: the pages of the guide one below the other, with links to each, so that the workbook is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink

from cst_xl.core.tables import letter
from cst_xl.workbook import layout
from cst_xl.workbook.drafting import link, merged, protect, ruled
from cst_xl.workbook.guide import Kind, Line, Page, pages
from cst_xl.workbook.layout import Area
from cst_xl.workbook.measure import line_height, pixels, row_height
from cst_xl.workbook.printing import sheet_page
from cst_xl.workbook.styles import BODY, LARGE, MIDDLE, Colour, Style, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Final = (2.0, 5.0, 48.0, 72.0)
_MARK, _TEXT, _LAST = 2, 3, 4
_TITLE_ROW, _READING_ROW = 1, 2
_READING: Final = "Una pagina per ogni cosa da fare. È la stessa guida della documentazione del programma, dove ci sono anche le figure."
_TEXT_PLACE: Final = Alignment("left", "center", wrap_text=True)
_MARK_PLACE: Final = Alignment("right", "center")


def write(book: Workbook) -> None:
    """Write the sheet."""
    sheet = book.create_sheet(layout.GUIDE)
    sheet.sheet_properties.tabColor = Colour.EMPHASIS.value
    sheet.sheet_view.showGridLines = False
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[letter(column)].width = width
    _write_head(sheet)
    starts = _starts(pages())
    for page in pages():
        _write_page(sheet, page, starts[page.key], starts)
    last = max(row + len(page.lines) for page, row in zip(pages(), starts.values(), strict=True))
    sheet.freeze_panes = sheet.cell(_READING_ROW + 1, 1)
    protect(sheet)
    sheet_page(
        sheet,
        landscape=True,
        repeat=f"{_TITLE_ROW}:{_TITLE_ROW}",
        area=Area(sheet.title, 1, 1, last, _LAST).local,
    )


def _write_head(sheet: Worksheet) -> None:
    put(sheet.cell(_TITLE_ROW, _MARK), "Guida", Style.TITLE)
    link(sheet, _TITLE_ROW, _LAST, layout.HOME, f"‹ {layout.HOME}")
    sheet.cell(_TITLE_ROW, _LAST).alignment = Alignment("right", "center")
    merged(sheet, _READING_ROW, _MARK, _LAST, _READING, Style.NOTE)
    sheet.row_dimensions[_TITLE_ROW].height = line_height(LARGE) + 6
    sheet.row_dimensions[_READING_ROW].height = line_height(BODY) + 6


def _starts(every: Sequence[Page]) -> dict[str, int]:
    """The row of each page's heading; an empty row stands before it."""
    row, starts = _READING_ROW + 2, {}
    for page in every:
        starts[page.key] = row
        row += len(page.lines) + 2
    return starts


def _write_page(sheet: Worksheet, page: Page, row: int, starts: dict[str, int]) -> None:
    ruled(sheet, row, _MARK, _LAST, page.title, Style.HEADING)
    sheet.row_dimensions[row].height = line_height(MIDDLE) + 8
    for down, line in enumerate(page.lines, 1):
        _write_line(sheet, row + down, line)
        if line.targets and line.kind is Kind.STEP:
            cell = sheet.cell(row + down, _TEXT)
            put(cell, line.text, Style.LINK)
            place = f"{layout.quoted(sheet.title)}!{Area(sheet.title, starts[line.targets[0]], _MARK).local}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=line.text)


def _write_line(sheet: Worksheet, row: int, line: Line) -> None:
    mark = {Kind.STEP: f"{line.number}.", Kind.POINT: "•"}.get(line.kind, "")
    put(sheet.cell(row, _MARK), mark or None, Style.BODY)
    sheet.cell(row, _MARK).alignment = _MARK_PLACE
    widths = [pixels(_WIDTHS[_TEXT - 1]), pixels(_WIDTHS[_LAST - 1])]
    if line.kind is Kind.ROW:
        put(sheet.cell(row, _TEXT), line.text, Style.BODY)
        put(sheet.cell(row, _LAST), line.detail, Style.BODY)
        cells = list(zip((line.text, line.detail), widths, strict=True))
    else:
        merged(sheet, row, _TEXT, _LAST, line.text, Style.BODY)
        cells = [(line.text, sum(widths))]
    for column in (_TEXT, _LAST):
        sheet.cell(row, column).alignment = _TEXT_PLACE
    sheet.row_dimensions[row].height = row_height(cells, BODY, pad=5)
