"""A whole sheet that staff made, copied into another workbook: cells, formats, notes, charts, pictures, tables, rules.

The sheet's own XML goes along but for what is numbered by its workbook: formats, shared texts, relationships.
"""

from __future__ import annotations

import posixpath
from itertools import count
from typing import Final

from cst_xl.workbook import wiring
from cst_xl.workbook.keeping.celltext import Revision
from cst_xl.workbook.keeping.parts import PartCopier
from cst_xl.workbook.markup import Element, added, local, namespace, parsed, serialised
from cst_xl.workbook.package import Package

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_FORMATS: Final = frozenset(
    f"{what}{suffix}"
    for what in ("headerRow", "data", "totalsRow", "headerRowBorder", "tableBorder", "totalsRowBorder")
    for suffix in ("DxfId",)
)


class SheetCopier:
    """Copies sheets of an old workbook into a new one."""

    def __init__(self, old: Package, new: Package, revision: Revision) -> None:
        self._old = old
        self._new = new
        self._revision = revision
        self._parts = PartCopier(old, new, self._rewritten)
        self._book = next(link.part for link in new.relationships("") if link.kind == "officeDocument")

    def copy(self, sheet: str) -> tuple[str, ...]:
        """Copy a sheet to the end of the new workbook, under its own name.

        Returns:
            Kinds of what hung on it and can't go along (``pivotTable``).
        """
        part = self._old.sheet_part(sheet)
        self._parts.left_out.clear()
        kind = next(link.kind for link in self._old.relationships(_book(self._old)) if link.part == part)
        copied = self._parts.copy(part, kind)
        link = wiring.relate(self._new, self._book, f"{_OFFICE}/{kind}", copied)
        self._enter(sheet, link)
        return tuple(self._parts.left_out)

    def _enter(self, name: str, link: str) -> None:
        original = self._new.part(self._book)
        tree = parsed(original, self._book)
        sheets = tree.find(f"{namespace(tree)}sheets")
        taken = {one.get("sheetId") for one in sheets}
        number = next(str(at) for at in count(1) if str(at) not in taken)
        attributes = {"name": name, "sheetId": number, f"{{{_OFFICE}}}id": link}
        if (state := self._state_of(name)) is not None:
            attributes["state"] = state
        added(sheets, f"{namespace(tree)}sheet", attributes)
        self._new.replace(self._book, serialised(tree, original))

    def _state_of(self, name: str) -> str | None:
        """``hidden`` or ``veryHidden``, as in the old workbook."""
        tree = parsed(self._old.part(_book(self._old)), self._book)
        found = next(one for one in tree.iterfind(f"{namespace(tree)}sheets/*") if one.get("name") == name)
        state = found.get("state")
        return None if state is None else str(state)

    def _rewritten(self, kind: str, content: bytes) -> bytes:
        if kind in {"worksheet", "dialogsheet"}:
            return self._sheet(content)
        if kind == "table":
            return self._table(content)
        if kind in {"chart", "chartEx"} and self._revision.sheets:
            return self._chart(content)
        return content

    def _sheet(self, content: bytes) -> bytes:
        tree = parsed(content, "worksheet")
        space = namespace(tree)
        for cell in tree.iter(f"{space}c"):
            self._revision.cell(cell)
        for tag, attribute in (("row", "s"), ("col", "style")):
            for element in tree.iter(f"{space}{tag}"):
                if element.get(attribute):
                    element.set(attribute, str(self._revision.formats.cell(int(element.get(attribute)))))
        for rule in tree.iter(f"{space}cfRule"):
            if rule.get("dxfId"):
                rule.set("dxfId", str(self._revision.formats.mark(int(rule.get("dxfId")))))
        for element in tree.iter(f"{space}formula", f"{space}formula1", f"{space}formula2"):
            element.text = self._revision.formula(element.text) if element.text else element.text
        _forget_own_workbook(tree)
        return serialised(tree, content)

    def _table(self, content: bytes) -> bytes:
        tree = parsed(content, "table")
        links = [
            link.part
            for name in self._new.sheets
            for link in self._new.relationships(self._new.sheet_part(name))
        ]
        tables = [parsed(self._new.part(part), part) for part in links if "/tables/" in f"/{part}"]
        names = {str(one.get("displayName")).casefold() for one in tables}
        own = str(tree.get("displayName"))
        free = next(
            name for at in count(1) if (name := own if at == 1 else f"{own}_{at}").casefold() not in names
        )
        tree.set("displayName", free)
        tree.set("name", free)
        tree.set("id", str(self._table_number()))
        for element in tree.iter():
            for attribute in _TABLE_FORMATS & set(element.attrib):
                element.set(attribute, str(self._revision.formats.mark(int(element.get(attribute)))))
        return serialised(tree, content)

    def _table_number(self) -> int:
        """A number that no table of the new workbook has."""
        parts = (
            name
            for name in self._new.names
            if posixpath.dirname(name) == "xl/tables" and name.endswith(".xml")
        )
        return max((int(parsed(self._new.part(name), name).get("id") or 0) for name in parts), default=0) + 1

    def _chart(self, content: bytes) -> bytes:
        tree = parsed(content, "chart")
        for element in tree.iter():
            if local(element) == "f" and element.text:
                element.text = self._revision.formula(element.text)
        return serialised(tree, content)


def _book(package: Package) -> str:
    return next(link.part for link in package.relationships("") if link.kind == "officeDocument")


def _forget_own_workbook(tree: Element) -> None:
    """Drop what ties a sheet to the workbook that it comes from: its module's name, its place among the tabs."""
    space = namespace(tree)
    properties = tree.find(f"{space}sheetPr")
    if properties is not None:
        properties.attrib.pop("codeName", None)
    for view in tree.iterfind(f"{space}sheetViews/{space}sheetView"):
        view.attrib.pop("tabSelected", None)
    for extensions in tree.findall(f"{space}extLst"):
        for extension in list(extensions):
            # slicers and the like name parts by relationships that are not copied
            if any(key.endswith("}id") for one in extension.iter() for key in one.attrib):
                extensions.remove(extension)
        if not len(extensions):
            tree.remove(extensions)
