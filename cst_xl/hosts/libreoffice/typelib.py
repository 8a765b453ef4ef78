"""The types of our UNO interfaces as a type library, without LibreOffice's development kit.

Calc finds the functions of an add-in by reflection, so their interface must be a registered type. LibreOffice reads
types from a small binary file whose format its sources describe (``unoidl/README.md``, "Specification of the new UNOIDL
types.rdb format"). Its compiler would refuse names such as ``cst_diff``; the format, and Calc, take them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADER: Final = b"UNOIDL\xff\x00"
_MODULE: Final = 0
_INTERFACE: Final = 5
_IN: Final = 0
_BASE: Final = "com.sun.star.uno.XInterface"


@dataclass(frozen=True)
class Method:
    """A method of an interface.

    Attributes:
        name: Its name.
        parameters: Name and UNO type of each parameter, all for input.
        gives: UNO type of the result.
    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    gives: str


def library(interfaces: Mapping[str, Sequence[Method]]) -> bytes:
    """The content of a type library.

    Args:
        interfaces: Methods of each interface, by its full name (``it.cst.xl.XPonte``).
    """
    content = bytearray(_HEADER + bytes(8))
    tree: dict[str, object] = {}
    for name, methods in interfaces.items():
        *modules, last = name.split(".")
        inner = tree
        for module in modules:
            inner = inner.setdefault(module, {})  # type: ignore[assignment]
        inner[last] = methods
    entries = _entries(content, tree)
    content[8:16] = struct.pack("<II", _appended(content, entries), len(tree))
    return bytes(content)


def _entries(content: bytearray, entities: Mapping[str, object]) -> bytes:
    """Append what is in a map; gives its entries, which must be in the order of their names."""
    places = [
        (
            _appended(content, name.encode("ascii") + b"\0"),
            _appended(content, _entity(content, entities[name])),
        )
        for name in sorted(entities)
    ]
    return b"".join(struct.pack("<II", *place) for place in places)


def _entity(content: bytearray, entity: object) -> bytes:
    if isinstance(entity, dict):
        return struct.pack("<BI", _MODULE, len(entity)) + _entries(content, entity)
    return _interface(entity)  # type: ignore[arg-type]


def _interface(methods: Sequence[Method]) -> bytes:
    no_optional_bases, no_attributes = _number(0), _number(0)
    bases = _number(1) + _text(_BASE)
    body = b"".join(map(_method, methods))
    return bytes([_INTERFACE]) + bases + no_optional_bases + no_attributes + _number(len(methods)) + body


def _method(method: Method) -> bytes:
    no_exceptions = _number(0)
    parameters = b"".join(bytes([_IN]) + _text(name) + _text(kind) for name, kind in method.parameters)
    head = _text(method.name) + _text(method.gives)
    return head + _number(len(method.parameters)) + parameters + no_exceptions


def _appended(content: bytearray, piece: bytes) -> int:
    at = len(content)
    content += piece
    return at


def _number(value: int) -> bytes:
    return struct.pack("<I", value)


def _text(text: str) -> bytes:
    """A text in its place; the highest bit of its length would say that it is elsewhere in the file."""
    encoded = text.encode("ascii")
    return _number(len(encoded)) + encoded
