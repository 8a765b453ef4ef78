"""Where a new element goes among the children of a sheet: Excel refuses a file that has them in another order."""

from __future__ import annotations

from typing import Final

from cst_xl.workbook.markup import Element, local

_ORDER: Final = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip
"""ECMA-376-1, 18.3.1.99."""

_PLACES: Final = {name: at for at, name in enumerate(_ORDER)} | {"AlternateContent": _ORDER.index("controls")}
"""Excel wraps the controls of a sheet in ``mc:AlternateContent``."""


def insert(sheet: Element, element: Element) -> None:
    """Put an element into a sheet, after those of its own kind and before what must follow.

    Args:
        sheet: The root of the sheet's part.
        element: An element that a sheet may have.
    """
    own = _PLACES[local(element)]
    after = (at for at, child in enumerate(sheet) if _PLACES.get(local(child), -1) > own)
    sheet.insert(next(after, len(sheet)), element)
