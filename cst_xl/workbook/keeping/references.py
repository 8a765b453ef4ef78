"""What the formulas that come along point at: cells of computed sheets may hold something else in the new workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cst_xl.workbook import layout
from cst_xl.workbook.grid import cell_at
from cst_xl.workbook.keeping.alike import Contents, essence

_REFERENCE: Final = re.compile(r"(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!\$?([A-Z]{1,3})\$?(\d{1,7})")
_QUOTED: Final = re.compile(r'"[^"]*"')
_OF_A_PERIOD: Final = re.compile(r"[^\W\d]\w*\.\w*(?:19|20)\d\d[\w.]*")


def moved_targets(
    formula: str, old: Mapping[str, Contents], new: Mapping[str, Contents], names: Mapping[str, str]
) -> Iterator[str]:
    """What a formula refers to that doesn't hold the same in the new workbook, as it is written there.

    Args:
        formula: Without ``=``.
        old: What the computed sheets held, by their name in the old workbook.
        new: What they hold now, by the template's name.
        names: The template's name of each of those sheets.
    """
    bare = _QUOTED.sub('""', formula)
    for found in _REFERENCE.finditer(bare):
        sheet = (found[1] or "").replace("''", "'") or found[2]
        if sheet in old:
            cell = cell_at(f"{found[3]}{found[4]}")
            before, after = old[sheet].get(cell), new.get(names[sheet], {}).get(cell)
            if _said(before) != _said(after):
                yield f"{layout.quoted(sheet)}!{found[3]}{found[4]}"
    for found in _OF_A_PERIOD.finditer(bare):
        yield found.group()


def _said(content: object) -> str | None:
    return None if content is None else essence(content)
