"""Whether the computed sheets of an open workbook show results: a cell whose function couldn't run must not pass for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cst_xl.core.book import Book, address
from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.grammar import plural
from cst_xl.core.kinds import CellError
from cst_xl.functions.catalogue import ERROR_MARK
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator


def refuse_failed(book: Book) -> None:
    """Make sure that every computed cell has a result.

    Raises:
        CstError: Some hold an error value, or the message of a function that couldn't run.
    """
    failed = list(_failed(book))
    if failed:
        sheet, cell, value = failed[0]
        raise CstError(
            f"{len(failed)} {plural(len(failed), 'cella calcolata non ha', 'celle calcolate non hanno')} un risultato: "
            f"nel foglio {sheet} la cella {cell} contiene «{value}». Premere Diagnostica per saperne la causa."
        )


def _failed(book: Book) -> Iterator[tuple[str, str, object]]:
    """Sheet, address and content of each cell without a result."""
    filled = {table.sheet for table in raw_tables(SECTIONS)} | {layout.PASTE}
    ours = set(layout.sheet_order(SECTIONS)) - filled
    for sheet in book.sheets():
        for row, line in enumerate(book.values(sheet) if sheet in ours else (), 1):
            for column, value in enumerate(line, 1):
                if isinstance(value, CellError) or (isinstance(value, str) and value.startswith(ERROR_MARK)):
                    yield sheet, address(row, column), value
