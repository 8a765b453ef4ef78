"""Tables that crossed the pipe already: several functions look at the same ranges in one recalculation.

Both sides keep a shelf and put tables on it in the same order, so both know at any time what the worker still has; a
table that is there is named by its digest instead of being sent again.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import Generic, Hashable, TypeVar

Item = TypeVar("Item")
ROOM = 48
"""How many tables are kept: twice those of a workbook."""


def digest(content: bytes) -> bytes:
    """Name of a table, from its marshalled content."""
    return blake2b(content, digest_size=16).digest()


class Shelf(Generic[Item]):
    """The things used last, by a key."""

    def __init__(self, room: int = ROOM) -> None:
        self._items: OrderedDict[Hashable, Item] = OrderedDict()
        self._room = room

    def get(self, key: Hashable) -> Item | None:
        """What was put there under that key, which is then the one used last; None when it isn't here."""
        if key not in self._items:
            return None
        self._items.move_to_end(key)
        return self._items[key]

    def put(self, key: Hashable, item: Item) -> Item:
        """Keep something, and let what was used longest ago go when there is no room."""
        self._items[key] = item
        self._items.move_to_end(key)
        while len(self._items) > self._room:
            self._items.popitem(last=False)
        return item
