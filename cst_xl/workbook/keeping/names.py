"""Names that staff gave to cells, ranges and formulas, carried over; those of figures and tables are the template's own."""

from __future__ import annotations

from typing import Final

from cst_xl.core.section import Edition
from cst_xl.sections import SECTIONS
from cst_xl.workbook.bookpart import sheet_relationships
from cst_xl.workbook.keeping.celltext import Revision
from cst_xl.workbook.keeping.items import Item, Ledger
from cst_xl.workbook.markup import Element, added, local, namespace, parsed, serialised
from cst_xl.workbook.package import Package

_BEFORE: Final = (
    *("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "workbookProtection"),
    *("bookViews", "sheets", "functionGroups", "externalReferences"),
)
_OURS: Final = ("dati_", "cst_", "tbl_")
_BROKEN: Final = "#REF!"


def carry_names(old: Package, new: Package, edition: Edition, revision: Revision, ledger: Ledger) -> None:
    """Carry over names of the workbook, and those of sheets that came along (print areas, filters)."""
    part = _book(new)
    original = new.part(part)
    tree = parsed(original, part)
    known = {_key(one) for one in _defined(tree)}
    there = {name: at for at, (name, _) in enumerate(sheet_relationships(tree))}
    source = parsed(old.part(_book(old)), "workbook")
    sheets = [name for name, _ in sheet_relationships(source)]
    kinds = {figure.id.partition(".")[0] for figure in edition.figures} | {
        section.key for section in SECTIONS
    }
    taken = []
    for one in _defined(source):
        sheet = _sheet_of(one, sheets)
        if sheet is not None and sheet not in there:
            continue
        if _key(one, there.get(sheet or "")) in known or (
            sheet is None and _is_ours(one.get("name", ""), kinds)
        ):
            continue
        if sheet is not None and sheet in revision.sheets.values():
            continue
        taken.append(_taken(one, there.get(sheet) if sheet is not None else None, revision, ledger, sheet))
    if any(taken):
        _add(tree, [attributes_text for attributes_text in taken if attributes_text is not None])
        new.replace(part, serialised(tree, original))


def _taken(
    one: Element, sheet_id: int | None, revision: Revision, ledger: Ledger, sheet: str | None
) -> tuple[dict[str, str], str] | None:
    name, text = str(one.get("name")), one.text or ""
    item = Item("nome", name if sheet is None else f"{sheet}!{name}", text)
    if _BROKEN in text:
        ledger.left.append(Item(item.what, item.where, item.content, "non indica più nessuna cella"))
        return None
    if not name.startswith("_xlnm."):
        ledger.carried.append(item)
    attributes = {
        key: str(value) for key, value in one.attrib.items() if key in {"name", "hidden", "comment"}
    }
    if sheet_id is not None:
        attributes["localSheetId"] = str(sheet_id)
    return attributes, revision.formula(text)


def _add(tree: Element, names: list[tuple[dict[str, str], str]]) -> None:
    tag = f"{namespace(tree)}definedNames"
    listed = tree.find(tag)
    if listed is None:
        at = max((place + 1 for place, child in enumerate(tree) if local(child) in _BEFORE), default=0)
        listed = added(tree, tag, {}, at)
    for attributes, text in names:
        added(listed, f"{namespace(tree)}definedName", attributes).text = text
    ordered = sorted(listed, key=lambda one: (one.get("name") or "").removeprefix("_xlnm.").lower())
    for index, one in enumerate(ordered):
        listed.insert(index, one)


def _is_ours(name: str, kinds: set[str]) -> bool:
    plain = name.casefold().removeprefix("_")
    return plain.startswith((*_OURS, "xlnm")) or ("." in plain and plain.partition(".")[0] in kinds)


def _key(one: Element, sheet_id: int | None = None) -> tuple[str, str | None]:
    local_id = one.get("localSheetId") if sheet_id is None else str(sheet_id)
    return str(one.get("name")).casefold(), local_id


def _sheet_of(one: Element, sheets: list[str]) -> str | None:
    number = one.get("localSheetId")
    return sheets[int(number)] if number is not None and int(number) < len(sheets) else None


def _defined(tree: Element) -> list[Element]:
    space = namespace(tree)
    return list(tree.iterfind(f"{space}definedNames/{space}definedName"))


def _book(package: Package) -> str:
    return next(link.part for link in package.relationships("") if link.kind == "officeDocument")
