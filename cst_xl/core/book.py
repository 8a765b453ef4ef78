"""The workbook interface that actions speak to, and the double that ships with it.

A handful of methods, so that Excel through xlwings, LibreOffice through UNO, a file without any program and a book in
memory can all stand behind the same action.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from cst_xl.core.errors import CstError
from cst_xl.core.tables import Grid, letter

if TYPE_CHECKING:
    from pathlib import Path

Rows = Sequence[Sequence[object]]

NO_PRINTER = (
    "Per il PDF del foglio {} serve un programma di calcolo: aprire la cartella in Excel o in LibreOffice."
)


class Book(Protocol):
    """A workbook, open somewhere."""

    @property
    def name(self) -> str:
        """File name, for messages."""

    @property
    def path(self) -> Path | None:
        """Where it is saved on this computer; None when it was never saved, or only somewhere in the cloud."""

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""

    def values(self, sheet: str) -> Grid:
        """The used cells of a sheet from A1 on; no rows when there is no such sheet.

        An empty cell is None or an empty text, an error value is a `CellError`.
        """

    def named(self, name: str) -> str | None:
        """What a name of the whole workbook refers to (``Istruzioni!$H$14``); None when there is no such name."""

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of typed values (not formulas) into cells; None clears one; nothing else changes."""

    def recalculate(self) -> None:
        """Have every computed cell show what the raw cells say now."""

    def ask_file(self, title: str, patterns: tuple[str, ...]) -> Path | None:
        """Let the person choose a file to read.

        Args:
            title: Of the dialog, in Italian.
            patterns: Kinds of files that are offered: ``*.csv``.

        Returns:
            The file, or None when the person gave up.
        """

    def confirm(self, title: str, question: str) -> bool:
        """Ask a question in Italian, to be answered with yes or no; True for yes."""

    def export_pdf(self, sheet: str, path: Path) -> None:
        """Print a sheet to a PDF file.

        Raises:
            CstError: No spreadsheet program is at hand, or it refused.
        """

    def progress(self, message: str) -> None:
        """Show what is being done, in Italian; an empty text ends it."""

    def tell(self, title: str, message: str) -> None:
        """Show one closing message, in Italian."""


@runtime_checkable
class OffersSeveral(Protocol):
    """A book whose dialog lets a person choose several files at once."""

    def ask_files(self, title: str, patterns: tuple[str, ...]) -> tuple[Path, ...]:
        """Like `Book.ask_file`, for any number of files; none when the person gave up."""


def ask_files(book: Book, title: str, patterns: tuple[str, ...]) -> tuple[Path, ...]:
    """Let the person choose files to read: several where the program's dialog can, else one."""
    if isinstance(book, OffersSeveral):
        return book.ask_files(title, patterns)
    chosen = book.ask_file(title, patterns)
    return () if chosen is None else (chosen,)


@dataclass
class Answers:
    """What a book without a screen answers; whoever runs an action on it decides beforehand.

    Attributes:
        file: The file that is chosen.
        others: Further files, where several may be chosen.
        agree: The answer to every question; nobody there means no.
        questions: What was asked, in order.
    """

    file: Path | None = None
    others: tuple[Path, ...] = ()
    agree: bool = False
    questions: list[str] = field(default_factory=list)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is chosen."""
        return () if self.file is None else (self.file, *self.others)

    def ask(self, question: str) -> bool:
        """Answer a question, and remember it."""
        self.questions.append(question)
        return self.agree


@dataclass
class MemoryBook:
    """A workbook in memory: sheets of cells, and a record of what was told."""

    cells: dict[str, list[list[object]]] = field(default_factory=dict)
    name: str = "memoria.xlsx"
    path: Path | None = None
    names: dict[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    told: list[tuple[str, str]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    on_recalculate: Callable[[MemoryBook], None] | None = None
    on_print: Callable[[str, Path], None] | None = None

    @classmethod
    def of(cls, grids: Mapping[str, Grid]) -> MemoryBook:
        """A book with these sheets."""
        return cls({sheet: [list(row) for row in grid] for sheet, grid in grids.items()})

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""
        return tuple(self.cells)

    def values(self, sheet: str) -> Grid:
        """The cells of a sheet from A1 on; no rows when there is no such sheet."""
        return self.cells.get(sheet, [])

    def named(self, name: str) -> str | None:
        """What a name refers to; names don't tell capitals."""
        return next((ref for one, ref in self.names.items() if one.casefold() == name.casefold()), None)

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of values into cells, growing the sheet as needed."""
        first_row, first_column = place(top_left)
        grid = self.cells.setdefault(sheet, [])
        for offset, values in enumerate(rows):
            while len(grid) < first_row + offset:
                grid.append([])
            row = grid[first_row + offset - 1]
            row.extend([None] * (first_column - 1 + len(values) - len(row)))
            row[first_column - 1 : first_column - 1 + len(values)] = values

    def recalculate(self) -> None:
        """Call the hook, if there is one: a book in memory has no computed cells of its own."""
        if self.on_recalculate is not None:
            self.on_recalculate(self)

    def ask_file(self, title: str, patterns: tuple[str, ...]) -> Path | None:  # noqa: ARG002 - part of the interface
        """The file that was decided beforehand."""
        self.answers.questions.append(title)
        return self.answers.file

    def ask_files(self, title: str, patterns: tuple[str, ...]) -> tuple[Path, ...]:  # noqa: ARG002 - part of the interface
        """The files that were decided beforehand."""
        self.answers.questions.append(title)
        return self.answers.files

    def confirm(self, title: str, question: str) -> bool:  # noqa: ARG002 - part of the interface
        """The answer that was decided beforehand."""
        return self.answers.ask(question)

    def export_pdf(self, sheet: str, path: Path) -> None:
        """Call the hook; without one there is no program that could print.

        Raises:
            CstError: There is no hook.
        """
        if self.on_print is None:
            raise CstError(NO_PRINTER.format(sheet))
        self.on_print(sheet, path)

    def progress(self, message: str) -> None:
        """Remember the step."""
        self.steps.append(message)

    def tell(self, title: str, message: str) -> None:
        """Remember the message."""
        self.told.append((title, message))


def place(address: str) -> tuple[int, int]:
    """``"B7"`` -> (7, 2): row and column numbers of a cell address without a sheet."""
    letters = address.rstrip("0123456789")
    column = 0
    for char in letters.upper().replace("$", ""):
        column = column * 26 + ord(char) - 64
    return int(address[len(letters) :]), column


def address(row: int, column: int) -> str:
    """(7, 2) -> ``"B7"``."""
    return f"{letter(column)}{row}"


def located(reference: str) -> tuple[str, str]:
    """``'Dati SLA'!$A$5`` -> (``Dati SLA``, ``A5``): sheet and first cell of an absolute reference."""
    sheet, _, cells = reference.removeprefix("=").rpartition("!")
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, cells.partition(":")[0].replace("$", "")
