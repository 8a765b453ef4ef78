"""HTML and SVG made from values: everything is escaped but what was made here, so that no text can become markup."""

from __future__ import annotations

from html import escape
from typing import Final

_VOID: Final = frozenset({"meta", "link", "br", "img", "hr", "input"})
"""HTML elements that have neither content nor an end tag; SVG has none of these names."""


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | None
"""Markup as it is, text to be escaped, or nothing."""


def element(tag: str, *children: Child, **attributes: str | float | None) -> Markup:
    """Make one element.

    Args:
        tag: Its name.
        children: What it holds, in order.
        attributes: ``class_`` stands for ``class``, other underscores for hyphens; None leaves one out.
    """
    start = tag + "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    if tag in _VOID:
        return Markup(f"<{start}>")
    return Markup(f"<{start}>{joined(*children)}</{tag}>")


def joined(*children: Child) -> Markup:
    """Put pieces behind each other."""
    return Markup("".join(map(_escaped, children)))


def amount(value: float) -> str:
    """A length for an attribute: at most two decimals, none that say nothing."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")  # + 0 turns -0.0 into 0


def _escaped(child: Child) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Markup) else escape(child, quote=False)


def _attribute(name: str, value: str | float) -> str:
    name = name.rstrip("_").replace("_", "-")
    text = value if isinstance(value, str) else amount(value)
    return f' {name}="{escape(text)}"'
