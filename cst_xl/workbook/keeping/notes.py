"""Notes on cells ("commenti") of one sheet put on another: the list of notes, and the drawing that shows them.

Excel keeps a note in two parts that must agree, ``comments`` and a legacy VML drawing (ECMA-376-1, 18.7; part 4, 19.4).
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from cst_xl.core.book import address
from cst_xl.workbook import sheet_order, wiring
from cst_xl.workbook.grid import cell_at
from cst_xl.workbook.keeping.items import Place
from cst_xl.workbook.markup import Element, added, local, namespace, parsed, serialised
from cst_xl.workbook.package import Package

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(frozen=True)
class Note:
    """A note.

    Attributes:
        place: Its cell.
        author: Who wrote it, as the workbook says.
        text: What it says, without formats.
        body: Its ``<text>`` element, with formats.
    """

    place: Place
    author: str
    text: str
    body: Element


def notes_on(package: Package, sheet: str) -> list[Note]:
    """The notes of a sheet, in the order of the file."""
    parts = [
        link.part for link in package.relationships(package.sheet_part(sheet)) if link.kind == "comments"
    ]
    found = []
    for part in filter(None, parts):
        tree = parsed(package.part(part), part)
        space = namespace(tree)
        authors = [one.text or "" for one in tree.iterfind(f"{space}authors/{space}author")]
        for comment in tree.iterfind(f"{space}commentList/{space}comment"):
            body = comment.find(f"{space}text")
            if body is None:
                continue
            number = int(comment.get("authorId") or 0)
            author = authors[number] if number < len(authors) else ""
            text = "".join(one.text or "" for one in body.iter() if local(one) == "t")
            found.append(Note(cell_at(comment.get("ref", "")), author, text, body))
    return found


def may_take(package: Package, sheet: str) -> bool:
    """Whether a sheet has neither notes nor controls yet, which share the one drawing that a sheet may have for them."""
    links = package.relationships(package.sheet_part(sheet))
    return not any(link.kind in {"comments", "vmlDrawing"} for link in links)


def put(package: Package, sheet: str, notes: list[Note]) -> None:
    """Put notes on a sheet that has none."""
    part = package.sheet_part(sheet)
    comments = wiring.free_name(package, "xl/comments{}.xml")
    package.add(comments, _comments(notes), _COMMENTS_TYPE)
    wiring.relate(package, part, f"{_OFFICE}/comments", comments)
    wiring.declare_extension(package, "vml", _VML_TYPE)
    drawing = wiring.free_name(package, "xl/drawings/vmlDrawing{}.vml")
    package.add(drawing, _drawing(notes), _VML_TYPE)
    link = wiring.relate(package, part, f"{_OFFICE}/vmlDrawing", drawing)
    original = package.part(part)
    tree = parsed(original, part)
    element = tree.makeelement(f"{namespace(tree)}legacyDrawing", {}, nsmap={"r": _OFFICE})
    element.set(f"{{{_OFFICE}}}id", link)
    sheet_order.insert(tree, element)
    package.replace(part, serialised(tree, original))


def _comments(notes: list[Note]) -> bytes:
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    tree = parsed(f'<comments xmlns="{_MAIN}"/>'.encode(), "comments")
    authors = list(dict.fromkeys(note.author for note in notes))
    listed = added(tree, f"{{{_MAIN}}}authors", {})
    for author in authors:
        added(listed, f"{{{_MAIN}}}author", {}).text = author
    comments = added(tree, f"{{{_MAIN}}}commentList", {})
    for note in sorted(notes, key=lambda one: one.place):
        attributes = {"ref": address(*note.place), "authorId": str(authors.index(note.author))}
        added(comments, f"{{{_MAIN}}}comment", attributes).append(deepcopy(note.body))
    return serialised(tree, declaration)


def _drawing(notes: list[Note]) -> bytes:
    shapes = "".join(_shape(at, note.place) for at, note in enumerate(notes, 1025))
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" '
        f'o:connecttype="rect"/></v:shapetype>{shapes}</xml>'
    ).encode()


def _shape(number: int, place: Place) -> str:
    row, column = place[0] - 1, place[1] - 1
    corners = ", ".join(map(str, (column + 1, 15, max(row - 1, 0), 10, column + 3, 15, row + 4, 4)))
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
        'fillcolor="infoBackground [80]" o:insetmode="auto"><v:fill color2="infoBackground [80]"/>'
        '<v:shadow color="none [81]" obscured="t"/><v:path o:connecttype="none"/><v:textbox/>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{escape(corners)}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
