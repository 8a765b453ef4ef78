"""The one door to lxml: a part's bytes to a tree and back, with nothing fetched, expanded or tidied on the way.

Excel is strict about what surrounds the elements (declaration, namespaces that only ``mc:Ignorable`` names), so a tree
goes back with all of it. A part with a DTD isn't made by any spreadsheet program (ECMA-376-2, 6.2.5 forbids it) and is
refused: that also shuts out entity tricks.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from cst_xl.core.errors import NotAWorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterator

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
"""The attribute that keeps blanks at the ends of a text."""

_STANDARD_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?(<\?xml\s[^>]*\?>\s*)")
_OTHER_ENCODING = re.compile(rb"""\sencoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)


def may_hold(part: bytes, element: str) -> bool:
    """Whether a part may hold an element of this local name: a quick look that saves parsing most sheets."""
    if b"\0" in part[:4]:  # UTF-16
        return True
    name = re.escape(element.encode())
    if re.search(rb"<" + name + rb"[\s/>]", part):  # patterns that begin with plain text are searched fastest
        return True
    return re.search(rb":" + name + rb"[\s/>]", part) is not None


def parsed(part: bytes, name: str) -> Element:
    """Parse a part; its root element comes back.

    Raises:
        NotAWorkbookError: It isn't well-formed, or brings a DTD.
    """
    etree = _lxml()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, strip_cdata=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as cause:
        raise _damaged(name) from cause
    _refuse_dtd(root, name)
    return root


def rows(part: bytes, name: str) -> Iterator[Element]:
    """Give each ``<row>`` of a sheet in turn; it is emptied before the next one, so memory stays flat.

    Raises:
        NotAWorkbookError: It isn't well-formed, or brings a DTD.
    """
    etree = _lxml()
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False}
    try:
        for _, row in etree.iterparse(BytesIO(part), events=("end",), tag="{*}row", **options):
            _refuse_dtd(row, name)
            yield row
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
    except etree.XMLSyntaxError as cause:
        raise _damaged(name) from cause


def serialised(root: Element, original: bytes) -> bytes:
    """Turn an edited tree into a part again, under the declaration that the original had.

    Args:
        root: The tree's root.
        original: The part before editing. If it wasn't UTF-8, the standard declaration takes the place of its own.
    """
    body: bytes = _lxml().tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
    declaration = _DECLARATION.match(original)
    if declaration and not _OTHER_ENCODING.search(declaration[1]):
        return declaration[1] + body
    plain = declaration is None and b"\0" not in original[:4]
    return body if plain else _STANDARD_DECLARATION + body


def namespace(element: Element) -> str:
    """The namespace of an element in braces, ready to stand before a local name."""
    return str(element.tag).rpartition("}")[0] + "}" if element.tag.startswith("{") else "{}"


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def added(parent: Element, tag: str, attributes: dict[str, str], index: int | None = None) -> Element:
    """Make a child element at ``index``, or as the last one."""
    element = parent.makeelement(tag, attributes)
    parent.insert(len(parent) if index is None else index, element)
    return element


def canonical(element: Element) -> bytes:
    """An element as bytes that are the same for equal elements, however their attributes are ordered."""
    return bytes(_lxml().tostring(element, method="c14n", exclusive=True, with_tail=False))


def _lxml() -> Any:
    # imported on use: it is no part of starting up
    from lxml import etree  # type: ignore[import-untyped]

    return etree


def _refuse_dtd(element: Element, name: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise NotAWorkbookError(
            f"La parte «{name}» contiene una DTD, che in una cartella di lavoro non è ammessa."
        )


def _damaged(name: str) -> NotAWorkbookError:
    return NotAWorkbookError(f"Il file è danneggiato: la parte «{name}» non è XML ben formato.")
