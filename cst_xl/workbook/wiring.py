"""How a new part is tied into a package: its name, its type, and the relationship of the part that uses it.

`Package` keeps what is there; this adds. Open Packaging Conventions (ECMA-376-2), 6.2 and 6.5.
"""

from __future__ import annotations

import posixpath
from itertools import count
from typing import TYPE_CHECKING

from cst_xl.workbook.markup import added, namespace, parsed, serialised

if TYPE_CHECKING:
    from cst_xl.workbook.package import Package

_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NO_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


def free_name(package: Package, pattern: str) -> str:
    """The first part name of a pattern that isn't taken: ``xl/drawings/drawing{}.xml``."""
    taken = {name.lower() for name in package.names}
    return next(name for number in count(1) if (name := pattern.format(number)).lower() not in taken)


def relate(package: Package, part: str, kind: str, target: str) -> str:
    """Have a part refer to another.

    Args:
        package: The package; its relationships part is made if there is none.
        part: Who refers; empty for the package itself.
        kind: The relationship's type, a URI.
        target: The part referred to.

    Returns:
        The id for the part's own XML.
    """
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    if name not in package.names:
        package.add(name, _NO_RELATIONSHIPS, _RELATIONSHIPS_TYPE)
    original = package.part(name)
    tree = parsed(original, name)
    taken = {link.get("Id") for link in tree}
    made = next(one for number in count(1) if (one := f"rId{number}") not in taken)
    attributes = {"Id": made, "Type": kind, "Target": posixpath.relpath(target, folder or ".")}
    added(tree, f"{namespace(tree)}Relationship", attributes)
    package.replace(name, serialised(tree, original))
    return made


def declare_extension(package: Package, extension: str, content_type: str) -> None:
    """Give all parts with an extension a type, as Office programs do for ``vml``; one that has a type keeps it."""
    original = package.part(_CONTENT_TYPES)
    tree = parsed(original, _CONTENT_TYPES)
    tag = f"{namespace(tree)}Default"
    known = [rule for rule in tree if rule.tag == tag]
    if any((rule.get("Extension") or "").lower() == extension for rule in known):
        return
    added(tree, tag, {"Extension": extension, "ContentType": content_type}, index=len(known))
    package.replace(_CONTENT_TYPES, serialised(tree, original))


def retype(package: Package, part: str, content_type: str) -> None:
    """Change the declared type of a part that has one of its own."""
    original = package.part(_CONTENT_TYPES)
    tree = parsed(original, _CONTENT_TYPES)
    for rule in tree:
        if rule.get("PartName") == f"/{part}":
            rule.set("ContentType", content_type)
    package.replace(_CONTENT_TYPES, serialised(tree, original))
