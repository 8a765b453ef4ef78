"""The type library, read back by a reader that follows LibreOffice's description of the format."""

from __future__ import annotations

import struct

from cst_xl.hosts.libreoffice.typelib import Method, library

METHODS = [
    Method("cst_diff", (("prima", "any"), ("dopo", "any")), "any"),
    Method("cst_tabella", (("dati", "com.sun.star.table.XCellRange"),), "[][]any"),
    Method("senza", (), "string"),
]
INTERFACES = {"it.cst.xl.XPonte": METHODS[:1], "it.cst.xl.XFunzioni": METHODS, "org.altro.X": []}


class Reader:
    """``unoidl/README.md``, "Specification of the new UNOIDL types.rdb format"."""

    def __init__(self, content):
        assert content[:8] == b"UNOIDL\xff\x00"
        self._content = content
        self._at = 8

    def all(self):
        """Methods of each interface."""
        return dict(self._map(self._number(), self._number()))

    def _map(self, at, entries):
        """The entities of a map: offsets of a name, which ends in a zero byte, and of what it names."""
        places = struct.iter_unpack("<II", self._content[at : at + 8 * entries])
        names = []
        for name_at, entity_at in places:
            name = self._content[name_at : self._content.index(b"\0", name_at)].decode("ascii")
            names.append(name)
            for inner, methods in self._entity(entity_at):
                yield ".".join(filter(None, (name, inner))), methods
        assert names == sorted(names)  # LibreOffice searches by halving

    def _entity(self, at):
        self._at = at
        kind = self._byte()
        if kind == 0:  # a module, whose map follows at once
            count = self._number()
            yield from self._map(self._at, count)
        else:
            assert kind == 5  # an interface, neither deprecated nor annotated
            assert [self._text() for _ in range(self._number())] == ["com.sun.star.uno.XInterface"]
            assert (self._number(), self._number()) == (0, 0)  # optional bases, attributes
            yield "", [self._method() for _ in range(self._number())]

    def _method(self):
        name, gives = self._text(), self._text()
        parameters = []
        for _ in range(self._number()):
            assert self._byte() == 0  # in
            parameters.append((self._text(), self._text()))
        assert self._number() == 0  # exceptions
        return Method(name, tuple(parameters), gives)

    def _byte(self):
        self._at += 1
        return self._content[self._at - 1]

    def _number(self):
        self._at += 4
        return struct.unpack_from("<I", self._content, self._at - 4)[0]

    def _text(self):
        length = self._number()
        assert length < 1 << 31  # the highest bit would say that the text is elsewhere
        self._at += length
        return self._content[self._at - length : self._at].decode("ascii")


def test_what_is_written_can_be_read():
    assert Reader(library(INTERFACES)).all() == INTERFACES


def test_the_order_in_which_interfaces_are_given_does_not_matter():
    backwards = dict(reversed(INTERFACES.items()))
    assert library(backwards) == library(INTERFACES)


def test_methods_keep_their_order():
    methods = [Method(name, (), "any") for name in ("c", "a", "b")]
    assert Reader(library({"m.X": methods})).all() == {"m.X": methods}
