"""Pages: A4, one page wide, footers, repeated rows, breaks that Excel keeps."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from cst_xl.workbook.printing import bulletin_page, sheet_page


@pytest.fixture
def sheet():
    return Workbook().active


def test_a_sheet_is_printed_one_page_wide_on_a4(sheet):
    sheet_page(sheet, landscape=True, tall=1, repeat="1:5", area="A1:F20")
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$5"
    assert "$A$1:$F$20" in sheet.print_area


def test_a_long_sheet_takes_the_pages_that_it_needs(sheet):
    sheet_page(sheet, landscape=False)
    assert sheet.page_setup.fitToHeight == 0


def test_the_bulletin_has_a_scale_of_its_own_so_that_its_breaks_hold(sheet):
    bulletin_page(sheet, scale=86, repeat="1:1", area="A1:AJ90", breaks=(25, 60))
    assert sheet.page_setup.scale == 86
    assert not (sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    assert [one.id for one in sheet.row_breaks.brk] == [25, 60]


def test_every_page_says_its_number_and_of_how_many(sheet):
    sheet_page(sheet, landscape=True)
    assert sheet.oddFooter.right.text == "Pagina &P di &N"


def test_no_header_holds_a_period_that_could_outlive_the_figures(built):
    for sheet in built.worksheets:
        assert not sheet.oddHeader.left.text
        assert not sheet.oddHeader.center.text
        assert not sheet.oddHeader.right.text
        assert "trimestre" not in str(sheet.oddFooter.left.text)
