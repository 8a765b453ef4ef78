"""Formulas by names that Excel understands, before a document is saved.

A function that was chosen in Calc's function wizard is bound to the add-in. Newer versions write its plain name into a
workbook file; Calc 7 writes the add-in's service before it, and Excel can't read that. Where Calc would do so, the
formula is entered anew in Excel's notation, in which the name finds the Basic function instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .names import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = re.compile(re.escape(FUNCTIONS) + r"\.", re.IGNORECASE)
_ANY_OF_OURS = "cst_"
_IN_FORMULAS = 0
_EXCEL_NOTATION = 3  # com.sun.star.sheet.AddressConvention.XL_OOX


def rename(model: Any) -> int:
    """Enter every formula anew that would be saved with our service in it.

    Args:
        model: A document; nothing happens to one that isn't a spreadsheet.

    Returns:
        How many there were.
    """
    if not hasattr(model, "Sheets"):
        return 0
    parser = model.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    parser.FormulaConvention = _EXCEL_NOTATION
    sheets = (model.Sheets.getByIndex(at) for at in range(model.Sheets.getCount()))
    return sum(_renamed(parser, cell) for sheet in sheets for cell in _cells(sheet))


def _cells(sheet: Any) -> Iterator[Any]:
    """Cells whose formula mentions a function of ours; of an array block each."""
    search = sheet.createSearchDescriptor()
    search.SearchString = _ANY_OF_OURS
    search.SearchType = _IN_FORMULAS
    found = sheet.findAll(search)
    for at in range(found.getCount() if found is not None else 0):
        area = found.getByIndex(at)
        size = area.getRangeAddress()
        for down in range(size.EndRow - size.StartRow + 1):
            for right in range(size.EndColumn - size.StartColumn + 1):
                yield area.getCellByPosition(right, down)


def _renamed(parser: Any, cell: Any) -> bool:
    address = cell.getCellAddress()
    written = parser.printFormula(cell.getTokens(), address)
    if not _PREFIX.search(written):
        return False
    tokens = parser.parseFormula(_PREFIX.sub("", written), address)
    if cell.getFormula().startswith("{"):
        block = cell.getSpreadsheet().createCursorByRange(cell)
        block.collapseToCurrentArray()
        block.setArrayTokens(tokens)
    else:
        cell.setTokens(tokens)
    return True
