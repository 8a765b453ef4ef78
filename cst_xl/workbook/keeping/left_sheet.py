"""The sheet "Non riportato" of a new workbook: what staff had added to the one before and is only there, with its address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cst_xl.core.book import address
from cst_xl.workbook import wiring
from cst_xl.workbook.keeping.formats import Formats
from cst_xl.workbook.keeping.items import Item, Kept
from cst_xl.workbook.markup import SPACE, Element, added, namespace, parsed, serialised
from cst_xl.workbook.package import Package
from cst_xl.workbook.styles import Style

SHEET: Final = "Non riportato"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_HEADERS: Final = ("Esito", "Che cosa", "Dove", "Contenuto", "Perché")
_WIDTHS: Final = (18, 22, 34, 60, 60)
_LEFT, _RECHECK = "non riportato", "da ricontrollare"


def write(package: Package, kept: Kept, source: str, formats: Formats) -> None:
    """Add the sheet to a workbook that the template made; none when nothing is to be told.

    Args:
        package: The new workbook.
        kept: What became of everything.
        source: File name of the workbook before.
        formats: Formats of the new workbook.
    """
    lines = [(_LEFT, item) for item in kept.left] + [(_RECHECK, item) for item in kept.recheck]
    if not lines:
        return
    part = wiring.free_name(package, "xl/worksheets/sheet{}.xml")
    package.add(part, _sheet(lines, source, formats), _SHEET_TYPE)
    book = next(link.part for link in package.relationships("") if link.kind == "officeDocument")
    link = wiring.relate(package, book, f"{_OFFICE}/worksheet", part)
    original = package.part(book)
    tree = parsed(original, book)
    sheets = tree.find(f"{namespace(tree)}sheets")
    number = max(int(one.get("sheetId")) for one in sheets) + 1
    attributes = {"name": SHEET, "sheetId": str(number), f"{{{_OFFICE}}}id": link}
    added(sheets, f"{namespace(tree)}sheet", attributes)
    package.replace(book, serialised(tree, original))


def _sheet(lines: Sequence[tuple[str, Item]], source: str, formats: Formats) -> bytes:
    tree = parsed(f'<worksheet xmlns="{_MAIN}"/>'.encode(), SHEET)
    columns = added(tree, f"{{{_MAIN}}}cols", {})
    for at, width in enumerate(_WIDTHS, 1):
        place = {"min": str(at), "max": str(at), "width": str(width), "customWidth": "1"}
        added(columns, f"{{{_MAIN}}}col", place)
    data = added(tree, f"{{{_MAIN}}}sheetData", {})
    told = f"Che cosa era stato aggiunto in «{source}» e non è qui, o va ricontrollato. Quella cartella è rimasta com'era."
    _row(data, 1, (SHEET,), formats.named(Style.TITLE))
    _row(data, 2, (told,), formats.named(Style.LABEL_PLAIN))
    _row(data, 4, _HEADERS, formats.named(Style.HEADER))
    for at, (outcome, item) in enumerate(lines, 5):
        _row(data, at, (outcome, item.what, item.where, item.content, item.why), formats.named(Style.BODY))
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    return serialised(tree, declaration)


def _row(data: Element, number: int, texts: Sequence[str], style: int) -> None:
    row = added(data, f"{{{_MAIN}}}row", {"r": str(number)})
    for at, text in enumerate(texts, 1):
        cell = added(row, f"{{{_MAIN}}}c", {"r": address(number, at), "s": str(style), "t": "inlineStr"})
        element = added(added(cell, f"{{{_MAIN}}}is", {}), f"{{{_MAIN}}}t", {})
        element.text = text
        element.set(SPACE, "preserve")
