"""An export pasted as it is: one sheet of the workbook takes any, and what stands there is read as a file would be.

The sheets of data have headers of their own and take rows that fit them. A Nagios report has 34 columns that none of
them knows, and its meaning depends on mappings and rules: so it is pasted on a sheet without headers, formatted as text,
and *Importa…* puts what it says where it belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.paste_area import FIRST_ROW, SHEET
from cst_xl.core.table_texts import filled
from cst_xl.core.tables import Grid
from cst_xl.intake import source
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.source import Sheet, Source

_AS_DETECTED: Final = Dialect()


def source_of(grid: Grid, given: Dialect = _AS_DETECTED) -> Source | None:
    """What stands on the sheet, as a file with one sheet; None while it is empty.

    Lines of a text file that were pasted with their separators in one column are cut there.

    Args:
        grid: The cells of the sheet from A1 on.
        given: How such lines are written, where detection is wrong.

    Raises:
        CstError: There is too much of it.
    """
    rows = list(grid[FIRST_ROW - 1 :])
    while rows and not any(map(filled, rows[-1])):
        rows.pop()
    if not rows:
        return None
    if not any(filled(value) for row in rows for value in row[1:]):
        text = "\n".join(kinds.text(row[0]) if row and filled(row[0]) else "" for row in rows)
        return _placed(source.pasted(text, given), [])
    texts = "\n".join(_line(row) for row in rows)
    return _placed(source.pasted(texts, Dialect(separator="\t", decimal=given.decimal)), rows)


def _placed(found: Source, cells: Sequence[Sequence[object]]) -> Source:
    """The source with the rows where they stand on the sheet, and with the cells' own types where there are any."""
    above: list[Sequence[object]] = [()] * (FIRST_ROW - 1)
    name = f"foglio {SHEET}"
    sheets = tuple(
        Sheet(name, [*above, *(cells or sheet.grid)], sheet.how, sheet.decimal, sheet.stated, sheet.lines)
        for sheet in found.sheets
    )
    return Source(name, found.sha256, sheets)


def _line(row: Sequence[object]) -> str:
    """A row as the clipboard would hold it; breaks within a cell can't matter for what lines are looked at for."""
    return "\t".join(" ".join(kinds.text(value).split()) if filled(value) else "" for value in row)
