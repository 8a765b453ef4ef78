"""What a cell of the template says whatever the quarter: how a person's cells are told from ours.

The template of another quarter says "3° trimestre 2016" where this one says "2° trimestre 2016", and its tables begin
some rows lower. So cells are compared by what they say, numbers and month names left out, not by where they stand. The
price: a text of a person's that differs from one of ours on the same sheet by a number only passes for ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cst_xl.core.kinds import CellError, Uncomputed
from cst_xl.core.period_words import MONTH_NAMES
from cst_xl.core.table_texts import filled
from cst_xl.workbook import cells
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.grid import area_at, cell_at
from cst_xl.workbook.keeping.items import Place

_MONTHS: Final = "|".join((*MONTH_NAMES, *(name[:3] for name in MONTH_NAMES)))
_VARIABLE: Final = re.compile(rf"\b(?:{_MONTHS})\b|\d+(?:[.,]\d+)*|[$']|\s+|_xlfn\.|_xlws\.|_xludf\.")
_CELL_LETTERS: Final = re.compile(r"(?<![a-z_.])[a-z]{1,3}(?=§)")
_ALIKE_ENOUGH: Final = 0.5


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as a cell has it, without ``=``; the cells of an array block all have the block's."""

    text: str


Contents = Mapping[Place, object]
"""What each filled cell of a sheet holds: a value, or a `Formula`."""


def contents(book: FileBook, sheet: str) -> dict[Place, object]:
    """The filled cells of a sheet."""
    found: dict[Place, object] = {
        (row, column): value
        for row, line in enumerate(book.values(sheet), 1)
        for column, value in enumerate(line, 1)
        if filled(value) and not isinstance(value, Uncomputed | CellError)
    }
    for formula in cells.formulas(book.package, sheet):
        text = Formula(formula.formula or "")
        if formula.array_ref is None:
            found[cell_at(formula.ref)] = text
            continue
        block = area_at(formula.array_ref)
        for row in range(block.top, block.bottom + 1):
            found.update(((row, column), text) for column in range(block.left, block.right + 1))
    return found


def essence(content: object) -> str:
    """What stays of a cell's content from quarter to quarter: text and formulas without their numbers and addresses.

    A number stays as it is: the template has none of its own outside the tables.
    """
    if not isinstance(content, str | Formula):
        return repr(content)
    text = content if isinstance(content, str) else content.text
    bare = _VARIABLE.sub(_kept, text.casefold())
    return f"ƒ {_CELL_LETTERS.sub('§', bare)}" if isinstance(content, Formula) else bare


def _kept(variable: re.Match[str]) -> str:
    """A sign in place of a number or month; nothing in place of blanks, ``$``, ``'`` and prefixes, which programs vary."""
    text = variable.group()
    return "" if text[0] in "$'_" or text.isspace() else "§"


def renamed(old: Mapping[str, Contents], new: Mapping[str, Contents]) -> dict[str, str]:
    """Sheets of ours that a person gave another name: the old workbook's name to the template's.

    Args:
        old: The old workbook's sheets that the template doesn't know by name.
        new: The template's sheets that the old workbook lacks.
    """
    found: dict[str, str] = {}
    for name, cells_there in old.items():
        likeness = {
            ours: _likeness(cells_there, theirs) for ours, theirs in new.items() if ours not in found.values()
        }
        best = max(likeness, key=lambda ours: likeness[ours], default=None)
        if best is not None and likeness[best] >= _ALIKE_ENOUGH:
            found[name] = best
    return found


def _likeness(one: Contents, other: Contents) -> float:
    """How much of what the template writes is there, from 0 to 1."""
    wanted = set(map(essence, _texts(other)))
    return len(wanted & set(map(essence, _texts(one)))) / len(wanted) if wanted else 0.0


def _texts(found: Contents) -> Iterable[str | Formula]:
    return (content for content in found.values() if isinstance(content, str | Formula))
