"""Parts of one package copied into another with all that they refer to: drawings, charts, pictures, tables, links.

Ids of relationships stay, so the parts' own XML stays as well; only names of parts change, where they are taken.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Final

from cst_xl.workbook import wiring
from cst_xl.workbook.markup import Element, local, namespace, parsed, serialised
from cst_xl.workbook.package import Package, Relationship

_CONTENT_TYPES: Final = "[Content_Types].xml"
_RELATIONSHIPS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_DEFAULT_TYPES: Final = frozenset(
    ["vml", "png", "jpeg", "jpg", "gif", "emf", "wmf", "bmp", "tiff", "svg", "bin"]
)
LEFT_OUT: Final = frozenset(
    ["pivotTable", "slicer", "timeline", "threadedComment", "queryTable", "customProperty"]
)
"""Relationships whose parts hang on the workbook's own: they can't go along by themselves."""

Rewrite = Callable[[str, bytes], bytes]
"""Kind of a part ("table", "chart") and its content -> the content that it shall have."""


class PartCopier:
    """Copies parts of one package into another, each once.

    Attributes:
        left_out: Kinds of the relationships that were not followed.
    """

    def __init__(self, old: Package, new: Package, rewrite: Rewrite) -> None:
        self._old = old
        self._new = new
        self._rewrite = rewrite
        self._copied: dict[str, str] = {}
        self.left_out: list[str] = []

    def copy(self, part: str, kind: str, content: bytes | None = None) -> str:
        """Copy a part and what it refers to; gives its name in the new package.

        Args:
            part: Its name in the old package.
            kind: The word that its relationship uses.
            content: What it shall hold; its own content, rewritten, when left out.
        """
        if part in self._copied:
            return self._copied[part]
        stem, extension = posixpath.splitext(part)
        name = wiring.free_name(
            self._new, re.sub(r"\d+$", "", stem).replace("{", "").replace("}", "") + "{}" + extension
        )
        self._copied[part] = name
        self._declare(part, name, self._rewrite(kind, self._old.part(part)) if content is None else content)
        self._copy_relationships(part, name)
        return name

    def _declare(self, part: str, name: str, content: bytes) -> None:
        extension = posixpath.splitext(part)[1].lstrip(".").lower()
        content_type = self._type_of(part)
        if extension in _DEFAULT_TYPES:
            wiring.declare_extension(self._new, extension, content_type)
        self._new.add(name, content, content_type)

    def _copy_relationships(self, part: str, name: str) -> None:
        folder, file = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{file}.rels")
        if links not in self._old.names:
            return
        original = self._old.part(links)
        tree = parsed(original, links)
        targets = {link.id: link for link in self._old.relationships(part)}
        for link in list(tree):
            if local(link) == "Relationship" and link.get("TargetMode") != "External":
                self._redirect(tree, link, targets, posixpath.dirname(name))
        folder, file = posixpath.split(name)
        self._new.add(
            posixpath.join(folder, "_rels", f"{file}.rels"), serialised(tree, original), _RELATIONSHIPS_TYPE
        )

    def _redirect(
        self, tree: Element, link: Element, targets: Mapping[str, Relationship], folder: str
    ) -> None:
        target = targets[link.get("Id")]
        if target.kind in LEFT_OUT or not target.part:
            self.left_out.append(target.kind)
            tree.remove(link)
            return
        link.set("Target", posixpath.relpath(self.copy(target.part, target.kind), folder))

    def _type_of(self, part: str) -> str:
        types = parsed(self._old.part(_CONTENT_TYPES), _CONTENT_TYPES)
        space = namespace(types)
        for rule in types.iterfind(f"{space}Override"):
            if (rule.get("PartName") or "").lower() == f"/{part}".lower():
                return str(rule.get("ContentType"))
        extension = posixpath.splitext(part)[1].lstrip(".").lower()
        known = {
            (rule.get("Extension") or "").lower(): rule.get("ContentType")
            for rule in types.iterfind(f"{space}Default")
        }
        return str(known.get(extension) or "application/octet-stream")
