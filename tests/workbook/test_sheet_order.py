"""Where a new element goes among a sheet's children."""

from __future__ import annotations

import pytest

from cst_xl.workbook import sheet_order
from cst_xl.workbook.markup import local, parsed

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def names_after(children, tag):
    sheet = parsed(
        f'<worksheet xmlns="{_MAIN}" xmlns:mc="{_MC}">{children}</worksheet>'.encode(), "sheet1.xml"
    )
    space = _MC if tag == "AlternateContent" else _MAIN
    sheet_order.insert(sheet, sheet.makeelement(f"{{{space}}}{tag}", {}))
    return [local(child) for child in sheet]


@pytest.mark.parametrize(
    ("children", "tag", "expected"),
    [
        ("<sheetData/><drawing/>", "ignoredErrors", ["sheetData", "ignoredErrors", "drawing"]),
        ("<sheetData/><tableParts/>", "legacyDrawing", ["sheetData", "legacyDrawing", "tableParts"]),
        (
            "<drawing/><mc:AlternateContent/>",
            "legacyDrawing",
            ["drawing", "legacyDrawing", "AlternateContent"],
        ),
        ("<legacyDrawing/><extLst/>", "AlternateContent", ["legacyDrawing", "AlternateContent", "extLst"]),
        ("<sheetData/>", "drawing", ["sheetData", "drawing"]),
        ("<drawing/>", "drawing", ["drawing", "drawing"]),
    ],
)
def test_an_element_goes_before_what_must_follow(children, tag, expected):
    assert names_after(children, tag) == expected
