"""The guide for staff as lines of text, read from the Markdown pages that the repository shows with pictures.

One source for both: what a person reads in the workbook, without Internet and without any other file, is what the
pages in ``docs/guida`` say. The index gives the order of the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from cst_xl.workbook.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.tree import SyntaxTreeNode

_INDEX: Final = "index.md"


class Kind(StrEnum):
    """What a line is."""

    STEP = "passo"
    POINT = "punto"
    TEXT = "testo"
    ROW = "riga"


@dataclass(frozen=True)
class Line:
    """A line of a page.

    Attributes:
        kind: What it is.
        text: The text without marks; of a row of a table the first cell.
        detail: Of a row the other cells, with their headers where there are several.
        number: Of a step its number.
        targets: The pages that it links to, by key.
    """

    kind: Kind
    text: str
    detail: str = ""
    number: int = 0
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page of the guide: one task."""

    key: str
    title: str
    lines: tuple[Line, ...]


@cache
def pages() -> tuple[Page, ...]:
    """The pages in the order of the index, which comes first.

    Raises:
        CstError: The installation is incomplete.
    """
    source = folder("guida")
    index = _page(source / _INDEX)
    targets = dict.fromkeys(target for line in index.lines for target in line.targets)
    return (index, *(_page(source / f"{target}.md") for target in targets))


def _page(path: Path) -> Page:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark").enable("table")
    tree = SyntaxTreeNode(parser.parse(path.read_text(encoding="utf-8")))
    title = next(_plain(node) for node in tree.children if node.type == "heading")
    return Page(path.stem, title, tuple(line for node in tree.children for line in _lines(node)))


def _lines(node: SyntaxTreeNode) -> Iterator[Line]:
    """The lines of one block of a page; its title isn't one, and pictures have no text."""
    match node.type:
        case "paragraph" if text := _plain(node):
            yield Line(Kind.TEXT, text, targets=_targets(node))
        case "ordered_list" | "bullet_list":
            kind = Kind.STEP if node.type == "ordered_list" else Kind.POINT
            for number, item in enumerate(node.children, 1):
                yield Line(kind, _plain(item), number=number, targets=_targets(item))
        case "table":
            head, body = (
                [[_plain(cell) for cell in row.children] for row in part.children] for part in node.children
            )
            yield from (_row(head[0], cells) for cells in body)


def _row(headers: list[str], cells: list[str]) -> Line:
    first, *others = cells
    if len(others) > 1:
        others = [f"{header}: {cell}." for header, cell in zip(headers[1:], others, strict=True)]
    return Line(Kind.ROW, first, " ".join(others))


def _targets(node: SyntaxTreeNode) -> tuple[str, ...]:
    """The pages that a line links to, by key."""
    links = (str(one.attrs["href"]) for one in node.walk() if one.type == "link")
    return tuple(link.removesuffix(".md") for link in links)


def _plain(node: SyntaxTreeNode) -> str:
    """The text of a block, without marks and pictures."""
    breaks = {"softbreak": " ", "hardbreak": " "}
    kept = (
        one for one in node.walk() if one.type in {"text", "code_inline", *breaks} and not _in_picture(one)
    )
    return "".join(breaks.get(one.type, one.content) for one in kept).strip()


def _in_picture(node: SyntaxTreeNode) -> bool:
    return node.parent is not None and node.parent.type == "image"
