"""What a person added to a workbook, one thing an item, and what became of it: kept in the new workbook, or left behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cst_xl.core.book import address, place
from cst_xl.core.errors import shown
from cst_xl.core.grammar import counted

Place = tuple[int, int]
"""Row and column of a cell, from 1."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that staff put into a workbook and the template doesn't know.

    Attributes:
        what: Its kind, in Italian: "cella", "formula", "commento", "foglio"…
        where: Sheet, and cell or range (``Ticket!K7``); the sheet alone for a whole sheet.
        content: What it says, on one line.
        why: In Italian: why it stayed behind, or what to look at again; empty when it is simply kept.
    """

    what: str
    where: str
    content: str
    why: str = ""


@dataclass(frozen=True)
class Kept:
    """What became of everything that staff added.

    Attributes:
        carried: What is in the new workbook as well.
        left: What is only in the old one; each item says why.
        recheck: What was carried over but refers to cells that may have moved; each item says which.
    """

    carried: tuple[Item, ...] = ()
    left: tuple[Item, ...] = ()
    recheck: tuple[Item, ...] = ()

    def told(self) -> str:
        """One Italian sentence or two; empty when there was nothing to keep."""
        said = []
        if self.carried:
            said.append(f"Riportati {_counted(self.carried)}.")
        if self.recheck:
            said.append(f"Da ricontrollare: {_listed(self.recheck)}.")
        if self.left:
            said.append(f"Non riportati, e rimasti nella cartella di prima: {_listed(self.left)}.")
        return " ".join(said)


@dataclass
class Ledger:
    """A `Kept` while it is being made."""

    carried: list[Item] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)
    recheck: list[Item] = field(default_factory=list)

    def closed(self) -> Kept:
        """All that was entered; cells side by side or one below the other that fare alike are one item."""
        return Kept(gathered(self.carried), gathered(self.left), gathered(self.recheck))


def at(sheet: str, place: Place) -> str:
    """``Ticket!K7``."""
    return f"{sheet}!{address(*place)}"


def one_line(content: object) -> str:
    """A cell's content as a list shows it."""
    return shown(content)


_CELLS: Final = ("cella", "formula")
_LISTED: Final = 12
_PLURALS: Final = {
    "foglio": "fogli",
    "cella": "celle",
    "formula": "formule",
    "commento": "commenti",
    "nome": "nomi",
    "formato": "formati",
}


def _counted(items: Sequence[Item]) -> str:
    kinds: dict[str, int] = {}
    for item in items:
        kinds[item.what] = kinds.get(item.what, 0) + 1
    return ", ".join(counted(number, what, _PLURALS.get(what, what)) for what, number in kinds.items())


def _listed(items: Sequence[Item]) -> str:
    shown_items = [f"{item.where} ({item.what})" for item in items[:_LISTED]]
    more = len(items) - _LISTED
    return ", ".join(shown_items) + (f" e altri {more}, nel foglio «Non riportato»" if more > 0 else "")


def gathered(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items in their order, without repetitions; cells one below the other that fare alike are one item."""
    found: list[Item] = []
    ends: dict[tuple[str, str, str, int], tuple[int, int]] = {}
    for item in dict.fromkeys(items):
        sheet, _, cell = item.where.rpartition("!")
        if item.what not in _CELLS or ":" in cell:
            found.append(item)
            continue
        row, column = place(cell)
        column_of = (item.what, item.why, sheet, column)
        at_item, last = ends.get(column_of, (0, 0))
        if last == row - 1:
            first = found[at_item].where.partition(":")[0]
            found[at_item] = replace(found[at_item], where=f"{first}:{cell}")
        else:
            at_item = len(found)
            found.append(item)
        ends[column_of] = (at_item, row)
    return tuple(found)
