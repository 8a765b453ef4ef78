"""A workbook open in Calc as a Book: every method is a question to the office at the other end of the pipe.

One lives for one command: what was read is remembered until something is written or computed, since every reading
crosses from one program to another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cst_xl.core.book import address, place
from cst_xl.core.errors import CstError
from cst_xl.hosts.libreoffice import values
from cst_xl.workbook.layout import Area

if TYPE_CHECKING:
    from cst_xl.core.book import Rows
    from cst_xl.core.tables import Grid

Ask = Callable[..., Any]
"""Has the office do something: name of the method, its arguments; gives the answer or raises `OfficeRefusedError`."""


class OfficeRefusedError(Exception):
    """The office couldn't do what was asked; the text says why, in its words."""


@dataclass
class OfficeBook:
    """A workbook open in Calc.

    Attributes:
        ask: How the office is asked.
    """

    ask: Ask
    _sheets: tuple[str, ...] = ()
    _read: dict[str, Grid] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """File name, for messages."""
        return str(self.ask("name"))

    @property
    def path(self) -> Path | None:
        """Where it is saved on this computer; None when it was never saved, or is somewhere on the net."""
        path = self.ask("path")
        return Path(path) if path else None

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""
        if not self._sheets:
            self._sheets = tuple(self.ask("sheets"))
        return self._sheets

    def values(self, sheet: str) -> Grid:
        """The used cells of a sheet from A1 on, in one question."""
        if sheet not in self.sheets():
            return []
        if sheet not in self._read:
            self._read[sheet] = values.rows(*self.ask("values", sheet)[1:])
        return self._read[sheet]

    def named(self, name: str) -> str | None:
        """What a name of the whole workbook refers to; names don't tell capitals."""
        found = self.ask("named", name)
        if not isinstance(found, tuple):
            return found if found is None else str(found)
        sheet, top, left, bottom, right = found
        return Area(sheet, top + 1, left + 1, bottom - top + 1, right - left + 1).reference

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of values into cells, in one call for each run of rows of the same width.

        Raises:
            CstError: The sheet is protected.
        """
        self._read.clear()
        top, left = place(top_left)
        for width, run in groupby(enumerate(rows), key=lambda numbered: len(numbered[1])):
            numbered = list(run)
            if width:
                block = [[values.written(value) for value in row] for _, row in numbered]
                self._write(sheet, address(top + numbered[0][0], left), block)

    def _write(self, sheet: str, top_left: str, block: list[list[object]]) -> None:
        row, column = place(top_left)
        try:
            self.ask("write", sheet, row - 1, column - 1, block)
        except OfficeRefusedError as refusal:
            raise CstError(
                f"Nel foglio {sheet} non si può scrivere a partire dalla cella {top_left}: è protetto? ({refusal})"
            ) from refusal

    def recalculate(self) -> None:
        """Compute everything anew: a hard recalculation."""
        self._read.clear()
        self.ask("recalculate")

    def ask_file(self, title: str, patterns: tuple[str, ...]) -> Path | None:
        """Show the office's own dialog for opening a file."""
        chosen = self.ask("ask_file", title, patterns)
        return Path(chosen) if chosen else None

    def confirm(self, title: str, question: str) -> bool:
        """Show a message box with yes and no."""
        return bool(self.ask("confirm", title, question))

    def export_pdf(self, sheet: str, path: Path) -> None:
        """Print a sheet to a PDF file.

        Raises:
            CstError: There is no such sheet, or the file can't be written.
        """
        if sheet not in self.sheets():
            raise CstError(f"In «{self.name}» non c'è il foglio {sheet}.")
        try:
            self.ask("export_pdf", sheet, str(path))
        except OfficeRefusedError as refusal:
            raise CstError(f"LibreOffice non ha potuto scrivere «{path}»: {refusal}") from refusal

    def progress(self, message: str) -> None:
        """Show the step in the status bar; an empty text ends it."""
        self.ask("progress", message)

    def tell(self, title: str, message: str) -> None:
        """Show one message box."""
        self.ask("tell", title, message)
