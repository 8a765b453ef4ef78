"""Finding an export's columns by their headers, in either language, wherever the header row stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.kinds import plain
from cst_xl.intake.imported import Likeness
from cst_xl.intake.source import Sheet

_SEARCHED: Final = 60
"""Rows among which the header must stand: titles, report names and HTTP headers may come first."""


@dataclass(frozen=True)
class Field:
    """A column that a reader looks for.

    Attributes:
        key: The reader's name for it.
        names: Its headers in the languages in use, the commonest first.
        required: Whether the format is unthinkable without it.
        signed: Headers with signs that `plain` would drop ("#", "Ticket#"), compared as they are.
    """

    key: str
    names: tuple[str, ...]
    required: bool = False
    signed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Located:
    """Where the columns are.

    Attributes:
        row: Place of the header row, from 0.
        places: Place of each column in a row, by key.
        headers: The texts of the header row.
    """

    row: int
    places: Mapping[str, int]
    headers: tuple[str, ...]

    def values(self, row: Sequence[object]) -> dict[str, object]:
        """The cells of a row by key; None where the row is shorter."""
        return {key: row[at] if at < len(row) else None for key, at in self.places.items()}

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, dict[str, object]]]:
        """Number (from 1) and cells of every row below the header that holds anything."""
        for number, row in enumerate(sheet.grid[self.row + 1 :], self.row + 2):
            if any(value not in (None, "") for value in row):
                yield number, self.values(row)


def locate(sheet: Sheet, fields: Sequence[Field]) -> Located | None:
    """The row that names most of the columns; None when no row names one."""
    found = [_places(row, fields) for row in sheet.grid[:_SEARCHED]]
    if not found:
        return None
    best = max(range(len(found)), key=lambda at: (len(found[at]), -at))
    if not found[best]:
        return None
    return Located(
        best, found[best], tuple(kinds.text(value) for value in sheet.grid[best] if value is not None)
    )


def _places(row: Sequence[object], fields: Sequence[Field]) -> dict[str, int]:
    texts = {at: value.strip() for at, value in enumerate(row) if isinstance(value, str) and value.strip()}
    by_plain: dict[str, int] = {}
    for at, text in texts.items():
        by_plain.setdefault(plain(text), at)
    places: dict[str, int] = {}
    for field in fields:
        wanted = {one.casefold() for one in field.signed}
        found = [at for at, text in texts.items() if text.casefold() in wanted]
        found += [by_plain[plain(name)] for name in field.names if plain(name) in by_plain]
        if found:
            places[field.key] = found[0]
    return places


def likeness(sheet: Sheet, fields: Sequence[Field], sure: int = 90) -> Likeness:
    """How many of the required columns are there: all of them make ``sure``, each further column adds one."""
    located = locate(sheet, fields)
    there = located.places if located else {}
    required = [field for field in fields if field.required]
    missing = tuple((*field.signed, *field.names)[0] for field in required if field.key not in there)
    if missing:
        return Likeness(40 * (len(required) - len(missing)) // len(required), missing)
    return Likeness(min(sure + len(there) - len(required), 99))
