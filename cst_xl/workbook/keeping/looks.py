"""How a cell looks, told from two style sheets in words that compare: what a person changed shows, what a program rewrote doesn't.

Excel and LibreOffice write a style sheet anew whenever they save: other numbers, other defaults spelled out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS

from cst_xl.workbook.grid import cell_at, placed_cells, row_number
from cst_xl.workbook.keeping.formats import styles_part
from cst_xl.workbook.keeping.items import Place
from cst_xl.workbook.markup import Element, namespace, parsed, rows
from cst_xl.workbook.package import Package

_OFF: Final = ("0", "false", "none")
_BLACK: Final = "000000"
_TEXT_THEME: Final = "1"
"""The theme's colour of text, which is black: what a font without a colour has."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a person sees of a format.

    Attributes:
        bold: Whether the text is bold.
        italic: Whether it is italic.
        colour: Of the text, as ``RRGGBB`` or as its theme says.
        fill: Of the cell; empty for none.
        number_format: Code or number of the number format.
    """

    bold: bool
    italic: bool
    colour: str
    fill: str
    number_format: str


def looks(package: Package) -> list[Look]:
    """The look of each cell format of a workbook, by its number."""
    part = styles_part(package)
    if part is None:
        return []
    tree = parsed(package.part(part), part)
    fonts, fills = _children(tree, "fonts"), _children(tree, "fills")
    codes = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    codes |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in _children(tree, "numFmts")}
    return [_look(format_, fonts, fills, codes) for format_ in _children(tree, "cellXfs")]


def formats_on(package: Package, sheet: str) -> Iterator[tuple[Place, int]]:
    """Number of the format of each cell that a sheet's XML has, from top to bottom."""
    part = package.sheet_part(sheet)
    number = 0
    for row in rows(package.part(part), part):
        number = row_number(row, number)
        for reference, cell in placed_cells(row, number):
            yield cell_at(reference), int(cell.get("s") or 0)


def _look(format_: Element, fonts: list[Element], fills: list[Element], codes: dict[str, str]) -> Look:
    font, fill = _one(fonts, format_.get("fontId")), _one(fills, format_.get("fillId"))
    number = format_.get("numFmtId") or "0"
    return Look(
        _on(font, "b"),
        _on(font, "i"),
        _colour(font, "color"),
        _filled(fill),
        codes.get(number, number).casefold().replace("\\", ""),
    )


def _one(pool: list[Element], number: str | None) -> Element | None:
    at = int(number or 0)
    return pool[at] if at < len(pool) else None


def _on(font: Element | None, tag: str) -> bool:
    element = None if font is None else font.find(f"{namespace(font)}{tag}")
    return element is not None and element.get("val", "1") not in _OFF


def _colour(parent: Element | None, tag: str) -> str:
    element = None if parent is None else parent.find(f".//{namespace(parent)}{tag}")
    if element is None or element.get("theme") == _TEXT_THEME:
        return _BLACK if tag == "color" else ""
    if element.get("rgb"):
        return str(element.get("rgb"))[-6:].upper()
    return f"theme {element.get('theme')} {element.get('tint') or ''}".strip() if element.get("theme") else ""


def _filled(fill: Element | None) -> str:
    pattern = None if fill is None else fill.find(f"{namespace(fill)}patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ""
    return _colour(fill, "fgColor") or str(pattern.get("patternType"))


def _children(tree: Element, pool: str) -> list[Element]:
    return list(tree.iterfind(f"{namespace(tree)}{pool}/*"))
