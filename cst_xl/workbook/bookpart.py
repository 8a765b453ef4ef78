"""What ``xl/workbook.xml`` says for the whole workbook, edited in its tree: sheets, defined names, calculation.

Child order is part of the format: Excel offers to repair a workbook whose elements stand elsewhere than in
CT_Workbook (ECMA-376-1, 18.2.27).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cst_xl.core.errors import BadValueError
from cst_xl.workbook.markup import added, local, namespace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cst_xl.workbook.markup import Element

CURRENT_CALC_ID = 191029
"""The calculation engine that every Excel since 2019 names: files that name it aren't recalculated at opening."""

_BEFORE_NAMES = (
    *("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "workbookProtection"),
    *("bookViews", "sheets", "functionGroups", "externalReferences"),
)
_BEFORE_CALCULATION = (*_BEFORE_NAMES, "definedNames")
_CALC_FEATURES_EXT = "{B58B0392-4F1F-4190-BB64-5DF3571DCE5F}"
_CALC_FEATURES = "http://schemas.microsoft.com/office/spreadsheetml/2018/calcfeatures"
_FEATURES = tuple(
    f"microsoft.com:{name}" for name in ("RD", "Single", "FV", "CNMTM", "LET_WF", "LAMBDA_WF", "ARRAYTEXT_WF")
)
_NAME = re.compile(r"[^\W\d][\w.]{0,254}|\\[\w.]{0,254}")
_LOOKS_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*|[Cc]\d*|[Rr]\d*[Cc]\d*")


def sheet_relationships(book: Element) -> list[tuple[str, str]]:
    """Give (sheet name, relationship id) in the order of the tabs, chart sheets included."""
    space = namespace(book)
    found = []
    for sheet in book.iterfind(f"{space}sheets/{space}sheet"):
        # r:id, whatever the flavour (transitional or strict) of the relationships namespace
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        found.append((sheet.get("name", ""), link))
    return found


def counts_from_1904(book: Element) -> bool:
    """Whether day 0 is 1 January 1904, as in workbooks that began on an old Mac."""
    properties = book.find(f"{namespace(book)}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def names(book: Element) -> dict[str, str]:
    """Names of the whole workbook and what they refer to; names of one sheet are left out."""
    return {name.get("name"): name.text or "" for name in _defined(book) if name.get("localSheetId") is None}


def set_names(book: Element, references: Mapping[str, str]) -> bool:
    """Update or add names of the whole workbook; say whether anything changed.

    Raises:
        BadValueError: A name that Excel wouldn't accept.
    """
    known = {name.get("name").lower(): name for name in _defined(book) if name.get("localSheetId") is None}
    changed = False
    for name, reference in references.items():
        _check_name(name)
        element = known.get(name.lower())
        if element is None:
            element = added(_names_element(book), f"{namespace(book)}definedName", {"name": name})
        if element.text != reference:
            element.text = reference
            changed = True
    if changed:
        _sort(_names_element(book))
    return changed


def set_calculation(book: Element, calc_id: int) -> bool:
    """Name the calculation engine and its features as current Excel does; say whether anything changed.

    ``fullCalcOnLoad`` goes: with it Excel recalculates at opening, and with macros off the cells of our functions
    would lose their values.
    """
    changed = False
    element = book.find(f"{namespace(book)}calcPr")
    if element is None:
        element = added(book, f"{namespace(book)}calcPr", {}, _index_after(book, _BEFORE_CALCULATION))
    if element.get("calcId") != str(calc_id):
        element.set("calcId", str(calc_id))
        changed = True
    if element.attrib.pop("fullCalcOnLoad", None) is not None:
        changed = True
    return _add_features(book) or changed


def _add_features(book: Element) -> bool:
    space = namespace(book)
    features = book.find(f"{space}extLst/{space}ext/{{{_CALC_FEATURES}}}calcFeatures")
    if features is None:
        extensions = book.find(f"{space}extLst")
        if extensions is None:
            extensions = added(book, f"{space}extLst", {})
        extension = extensions.makeelement(
            f"{space}ext", {"uri": _CALC_FEATURES_EXT}, nsmap={"xcalcf": _CALC_FEATURES}
        )
        extensions.append(extension)
        features = added(extension, f"{{{_CALC_FEATURES}}}calcFeatures", {})
    present = {feature.get("name") for feature in features}
    missing = [name for name in _FEATURES if name not in present]
    for name in missing:
        added(features, f"{{{_CALC_FEATURES}}}feature", {"name": name})
    return bool(missing)


def _defined(book: Element) -> list[Element]:
    space = namespace(book)
    found: list[Element] = book.findall(f"{space}definedNames/{space}definedName")
    return found


def _names_element(book: Element) -> Element:
    tag = f"{namespace(book)}definedNames"
    element = book.find(tag)
    return added(book, tag, {}, _index_after(book, _BEFORE_NAMES)) if element is None else element


def _index_after(book: Element, predecessors: tuple[str, ...]) -> int:
    return max((at + 1 for at, child in enumerate(book) if local(child) in predecessors), default=0)


def _sort(names_element: Element) -> None:
    """Order names as Excel does: whatever their case, built-in ones by the word after their prefix.

    Order seen in files saved by Excel and kept by XlsxWriter's ``_sort_defined_names``.
    """
    ordered = sorted(names_element, key=lambda name: (name.get("name") or "").removeprefix("_xlnm.").lower())
    for index, name in enumerate(ordered):
        names_element.insert(index, name)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or _LOOKS_LIKE_A_CELL.fullmatch(name):
        raise BadValueError(name, "un nome che Excel accetti (lettere, cifre, _ e punti; non come A1 o R1C1)")
