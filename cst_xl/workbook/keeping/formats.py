"""Cell formats of one workbook put into another's style sheet, each once: ``xl/styles.xml``, ECMA-376-1, 18.8.

A cell names its format by a number that means something only in its own workbook.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from cst_xl.workbook.finish import FONT_ORDER
from cst_xl.workbook.markup import Element, added, canonical, local, namespace, parsed, serialised
from cst_xl.workbook.package import Package

_FIRST_OWN_FORMAT: Final = 164
"""Number formats below are built in and mean the same everywhere."""

_POOLS: Final = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")


def styles_part(package: Package) -> str | None:
    """Name of the part with the formats; a workbook may do without."""
    book = next(link.part for link in package.relationships("") if link.kind == "officeDocument")
    return next((link.part for link in package.relationships(book) if link.kind == "styles"), None)


class Formats:
    """Formats of an old workbook as a new one numbers them; `close` gives the new one its style sheet."""

    def __init__(self, old: Package, new: Package) -> None:
        self._new = new
        self._part = styles_part(new) or ""
        self._original = new.part(self._part)
        self._tree = parsed(self._original, self._part)
        source = styles_part(old)
        self._source = parsed(old.part(source), source) if source else None
        self._cells: dict[int, int] = {}
        self._marks: dict[int, int] = {}
        self._pools: dict[str, dict[bytes, int]] = {}

    def cell(self, number: int) -> int:
        """The number of a cell's format in the new workbook; 0 when the old one doesn't have it."""
        if number not in self._cells:
            known = self._children(self._source, "cellXfs")
            self._cells[number] = self._take_cell(known[number]) if number < len(known) else 0
        return self._cells[number]

    def mark(self, number: int) -> int:
        """The number of the format of a conditional format or table in the new workbook."""
        if number not in self._marks:
            known = self._children(self._source, "dxfs")
            self._marks[number] = self._put("dxfs", known[number]) if number < len(known) else 0
        return self._marks[number]

    def named(self, name: str) -> int:
        """The number of a format of ours by the name of its style, ``Focus Testo``; 0 when there is none."""
        styles = {one.get("name"): one.get("xfId") for one in self._children(self._tree, "cellStyles")}
        xf_id = styles.get(name)
        formats = self._children(self._tree, "cellXfs")
        return next((at for at, one in enumerate(formats) if xf_id and one.get("xfId") == xf_id), 0)

    def close(self) -> None:
        """Give the new workbook the style sheet with all that was taken over."""
        self._new.replace(self._part, serialised(self._tree, self._original))

    def _take_cell(self, format_: Element) -> int:
        taken = self._moved(format_)
        for attribute, pool in _POOLS.items():
            known = self._children(self._source, pool)
            at = int(format_.get(attribute) or 0)
            taken.set(attribute, str(self._put(pool, known[at])) if at < len(known) else "0")
        taken.set("numFmtId", str(self._number_format(int(format_.get("numFmtId") or 0))))
        taken.set("xfId", self._style_of(format_.get("xfId") or "0"))
        for what in ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection"):
            taken.set(f"apply{what}", "1")
        return self._put("cellXfs", taken)

    def _style_of(self, xf_id: str) -> str:
        """The named style of the same name, or the normal one."""
        name = next(
            (
                one.get("name")
                for one in self._children(self._source, "cellStyles")
                if one.get("xfId") == xf_id
            ),
            None,
        )
        return next(
            (one.get("xfId") for one in self._children(self._tree, "cellStyles") if one.get("name") == name),
            "0",
        )

    def _number_format(self, number: int) -> int:
        if number < _FIRST_OWN_FORMAT:
            return number
        codes = {
            int(one.get("numFmtId")): one.get("formatCode") for one in self._children(self._source, "numFmts")
        }
        code = codes.get(number)
        if code is None:
            return 0
        own = {
            one.get("formatCode"): int(one.get("numFmtId")) for one in self._children(self._tree, "numFmts")
        }
        if code not in own:
            own[code] = max([_FIRST_OWN_FORMAT - 1, *own.values()]) + 1
            pool = self._pool("numFmts")
            added(pool, f"{namespace(pool)}numFmt", {"numFmtId": str(own[code]), "formatCode": code})
            pool.set("count", str(len(pool)))
        return own[code]

    def _put(self, pool: str, element: Element) -> int:
        """Number of an equal element of a pool, which is added when there is none."""
        there = self._pool(pool)
        if pool not in self._pools:
            self._pools[pool] = {}
            for at, one in enumerate(self._children(self._tree, pool)):
                self._pools[pool].setdefault(canonical(one), at)
        moved = self._moved(element)
        text = canonical(moved)
        if text not in self._pools[pool]:
            self._pools[pool][text] = len(there)
            there.append(moved)
            there.set("count", str(len(there)))
        return self._pools[pool][text]

    def _moved(self, element: Element) -> Element:
        """A copy of an element without extensions: they mean something in their own workbook only."""
        copy = deepcopy(element)
        copy.tail = None
        for child in list(copy):
            if local(child) == "extLst":
                copy.remove(child)
        for font in copy.iter(f"{namespace(copy)}font"):
            font[:] = sorted(font, key=lambda one: FONT_ORDER.index(local(one)))
        return copy

    def _pool(self, name: str) -> Element:
        tag = f"{namespace(self._tree)}{name}"
        found = self._tree.find(tag)
        if found is None:
            before = _ORDER[: _ORDER.index(name)]
            index = max((at + 1 for at, child in enumerate(self._tree) if local(child) in before), default=0)
            found = added(self._tree, tag, {"count": "0"}, index)
        return found

    @staticmethod
    def _children(tree: Element | None, pool: str) -> list[Element]:
        return (
            [] if tree is None else [one for one in tree.iterfind(f"{namespace(tree)}{pool}/*") if local(one)]
        )
