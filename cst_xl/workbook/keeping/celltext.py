"""A cell's element taken from one sheet for another: its text written out, its format renumbered, its formula revised.

Stored results of formulas stay behind: they are of the old quarter, and a program computes what has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from cst_xl.workbook import layout
from cst_xl.workbook.keeping.formats import Formats
from cst_xl.workbook.markup import Element, local, namespace, parsed
from cst_xl.workbook.package import Package


@dataclass(frozen=True)
class Revision:
    """What changes in everything that is taken over.

    Attributes:
        formats: Renumbers formats.
        strings: The ``<si>`` elements of the old workbook's shared texts, in order.
        sheets: Sheets that have another name in the new workbook.
    """

    formats: Formats
    strings: tuple[Element, ...]
    sheets: Mapping[str, str]

    def formula(self, text: str) -> str:
        """A formula with the sheets' names that hold in the new workbook."""
        for old, new in self.sheets.items():
            text = re.sub(_prefix(old), f"{layout.quoted(new)}!", text)
        return text

    def cell(self, cell: Element) -> None:
        """Revise a ``<c>`` in place."""
        space = namespace(cell)
        if cell.get("s"):
            cell.set("s", str(self.formats.cell(int(cell.get("s")))))
        for attribute in ("cm", "vm"):  # they number metadata of the old workbook
            cell.attrib.pop(attribute, None)
        formula, value = cell.find(f"{space}f"), cell.find(f"{space}v")
        if formula is not None:
            formula.text = self.formula(formula.text) if formula.text else formula.text
            cell.attrib.pop("t", None)
            if value is not None:
                cell.remove(value)
        elif cell.get("t") == "s" and value is not None:
            self._write_out(cell, value)

    def _write_out(self, cell: Element, value: Element) -> None:
        at = int(value.text or 0)
        cell.remove(value)
        cell.set("t", "inlineStr")
        text = deepcopy(self.strings[at]) if at < len(self.strings) else None
        inline = cell.makeelement(f"{namespace(cell)}is", {})
        for child in [] if text is None else list(text):
            if local(child) in {"t", "r"}:  # phonetic hints aren't shown
                inline.append(child)
        cell.append(inline)


def shared_strings(package: Package) -> tuple[Element, ...]:
    """The shared texts of a workbook, in order."""
    book = next(link.part for link in package.relationships("") if link.kind == "officeDocument")
    part = next((link.part for link in package.relationships(book) if link.kind == "sharedStrings"), None)
    if part is None:
        return ()
    return tuple(one for one in parsed(package.part(part), part) if local(one) == "si")


def _prefix(sheet: str) -> str:
    """Pattern of a sheet's name as it stands before a cell's address."""
    quoted = re.escape("'" + sheet.replace("'", "''") + "'")
    return rf"(?:{quoted}|(?<![\w.'\]]){re.escape(sheet)})!"
