"""Pages: A4, margins, footers and repeated rows, the same on every sheet.

Period and institution stand in the sheets' own first rows, which are repeated on every page, and not in page headers: a
header can't be a formula, and the printed period must not outlive the figures.
"""

from __future__ import annotations

from typing import Final

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cst_xl.workbook.styles import FACE, Colour

MARGIN: Final = 0.5
"""Inches, left and right; offices' printers reach that far."""

TOP_MARGIN: Final = 0.4
BOTTOM_MARGIN: Final = 0.55
"""Room for the footer included."""

_A4: Final = 9
_FOOTER: Final = 0.3
_FOOTER_SIZE: Final = 8
_FOOTERS: Final = {"left": "&F", "center": "&A", "right": "Pagina &P di &N"}


def sheet_page(sheet: Worksheet, *, landscape: bool, tall: int = 0, repeat: str = "", area: str = "") -> None:
    """Print a sheet one page wide.

    Args:
        sheet: The sheet.
        landscape: Whether the page lies.
        tall: Pages it may take; 0 for as many as it needs.
        repeat: Rows that every page repeats, such as ``1:5``.
        area: What is printed, such as ``A1:F20``; all that is used when empty.
    """
    _page(sheet, landscape=landscape, repeat=repeat, area=area)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = tall


def bulletin_page(sheet: Worksheet, *, scale: int, repeat: str, area: str, breaks: tuple[int, ...]) -> None:
    """Print the bulletin: upright, at a fixed scale, because Excel ignores page breaks of sheets that it fits.

    Args:
        sheet: The sheet.
        scale: Per cent.
        repeat: Rows that every page repeats.
        area: What is printed.
        breaks: Rows after which a new page starts.
    """
    _page(sheet, landscape=False, repeat=repeat, area=area)
    sheet.page_setup.scale = scale
    for row in breaks:
        sheet.row_breaks.append(Break(id=row))


def _page(sheet: Worksheet, *, landscape: bool, repeat: str, area: str) -> None:
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    margins = sheet.page_margins
    margins.left = margins.right = MARGIN
    margins.top, margins.bottom = TOP_MARGIN, BOTTOM_MARGIN
    margins.header = margins.footer = _FOOTER
    sheet.print_options.horizontalCentered = True
    if repeat:
        sheet.print_title_rows = repeat
    if area:
        sheet.print_area = area
    for side, text in _FOOTERS.items():
        part = getattr(sheet.oddFooter, side)
        part.text, part.size, part.font, part.color = text, _FOOTER_SIZE, FACE, Colour.MUTED.value
