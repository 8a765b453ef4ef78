"""Formulas that call our functions, and what their names are bound to.

A name in a formula is bound when the formula is entered: to the add-in, or to a Basic function of that name. Calc 7
takes the add-in for names that a person types or picks in the function wizard, and Basic functions for names in a
workbook file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .names import FUNCTIONS
from .settings import record

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = re.compile(re.escape(FUNCTIONS) + r"\.(?=cst_)", re.IGNORECASE)
_ANY_OF_OURS = "cst_"
_IN_FORMULAS = 0
_EXCEL_NOTATION = 3  # com.sun.star.sheet.AddressConvention.XL_OOX


def bind_to_basic(model: Any) -> int:
    """Bind to Basic what would be saved with the name of our service in it, which Excel can't read.

    Newer versions write the plain name; there nothing is to be done, and nothing is.

    Returns:
        How many formulas were entered anew.
    """
    parser = model.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    parser.FormulaConvention = _EXCEL_NOTATION
    return sum(_bound_to_basic(parser, block) for block in _blocks(model))


def _blocks(model: Any) -> Iterator[Any]:
    """Each cell whose formula calls a function of ours; of an array formula the whole block, once."""
    for at in range(model.Sheets.getCount() if hasattr(model, "Sheets") else 0):
        sheet = model.Sheets.getByIndex(at)
        search = sheet.createSearchDescriptor()
        search.SearchString = _ANY_OF_OURS
        search.SearchType = _IN_FORMULAS
        found = sheet.findAll(search)
        for place in range(found.getCount() if found is not None else 0):
            yield from _blocks_of(sheet, found.getByIndex(place))


def _blocks_of(sheet: Any, area: Any) -> Iterator[Any]:
    """The blocks of a range in which every cell calls a function of ours."""
    corner = area.getRangeAddress()
    seen: set[tuple[int, int]] = set()
    for row in range(corner.StartRow, corner.EndRow + 1):
        for column in range(corner.StartColumn, corner.EndColumn + 1):
            if (row, column) in seen:
                continue
            block = sheet.createCursorByRange(sheet.getCellByPosition(column, row))
            if block.getArrayFormula():
                block.collapseToCurrentArray()
                seen.update(_cells(block.getRangeAddress()))
            yield block


def _cells(address: Any) -> Iterator[tuple[int, int]]:
    for row in range(address.StartRow, address.EndRow + 1):
        for column in range(address.StartColumn, address.EndColumn + 1):
            yield row, column


def _bound_to_basic(parser: Any, block: Any) -> bool:
    cell = block.getCellByPosition(0, 0)
    address = cell.getCellAddress()
    array = bool(block.getArrayFormula())
    written = parser.printFormula(block.getArrayTokens() if array else cell.getTokens(), address)
    if not _PREFIX.search(written):
        return False
    tokens = parser.parseFormula(_PREFIX.sub("", written), address)
    try:
        if array:
            block.setArrayTokens(tokens)
        else:
            cell.setTokens(tokens)
    except Exception as refusal:  # noqa: BLE001 - a sheet that a person has protected is still saved
        record(refusal)
        return False
    return True
