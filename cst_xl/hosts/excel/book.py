"""An open Excel workbook as a Book, through xlwings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from cst_xl.core.book import Rows
from cst_xl.core.tables import Grid


@dataclass
class ExcelBook:
    """A workbook open in Excel.

    Attributes:
        book: The xlwings book.
    """

    book: Any

    @property
    def name(self) -> str:
        """File name, for messages."""
        return str(self.book.name)

    @property
    def path(self) -> Path:
        """Where the workbook is saved."""
        return Path(self.book.fullname)

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""
        return tuple(sheet.name for sheet in self.book.sheets)

    def values(self, sheet: str) -> Grid:
        """The used cells of a sheet from A1 on, in one call; error values come as their text."""
        if sheet not in self.sheets():
            return []
        there = self.book.sheets[sheet]
        last = there.used_range.last_cell
        cells = there.range((1, 1), (last.row, last.column))
        rows = cells.options(ndim=2, err_to_str=True).value
        return [[_plain(value) for value in row] for row in rows]

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of values into cells, in one call."""
        block = [[_typed(value) for value in row] for row in rows]
        if block and block[0]:
            self.book.sheets[sheet].range(top_left).options(ndim=2).value = block

    def recalculate(self) -> None:
        """Compute everything anew: cell functions whose inputs were changed by a program included."""
        self.book.app.api.CalculateFull()

    def progress(self, message: str) -> None:
        """Show the step in the status bar; an empty text gives the bar back to Excel."""
        self.book.app.status_bar = message or False

    def tell(self, title: str, message: str) -> None:
        """Show one message box."""
        self.book.app.alert(message, title=title, buttons="ok", mode="info")


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.replace(tzinfo=None)
    return value


def _typed(value: object) -> object:
    """Texts that a spreadsheet would take for a formula stay text (an apostrophe is Excel's own mark for that)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return float(value) if isinstance(value, Decimal) else value
