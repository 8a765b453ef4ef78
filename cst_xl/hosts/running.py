"""How a button's command runs, whatever the host: one closing message, and on failure a workbook as it was.

A person never sees a traceback. What the program refuses is told as the sentence that the refusal carries; what it
didn't expect is told with the path of the log file. Either way the cells that the command had written before get their
earlier contents back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cst_xl.actions import checking, exports, publishing, quarters
from cst_xl.core.book import Book, Rows, ask_files, place
from cst_xl.core.errors import CstError
from cst_xl.hosts import doctor, log
from cst_xl.workbook.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from cst_xl.core.tables import Grid

Action = Callable[[Book], object]


def _diagnose(book: Book) -> None:
    checking.diagnose(book, lambda path: doctor.told(doctor.examine(doctor.ThisMachine(), path)))


ACTIONS: Final[Mapping[str, Action]] = {
    "importa": exports.import_file,
    "verifica": checking.verify,
    "calcola": checking.calculate,
    "focus": publishing.publish,
    "nuovo_trimestre": quarters.next_quarter,
    "diagnostica": _diagnose,
}
"""What each command of `workbook.commands` does."""


def perform(name: str, book: Book, known: Mapping[str, Action] = ACTIONS) -> bool:
    """Run a command on a workbook, from its first step to its closing message.

    Args:
        name: A key of ``known``.
        book: The workbook.
        known: The commands that there are.

    Returns:
        Whether it went well.
    """
    title = next((command.label for command in COMMANDS if command.action == name), name).rstrip("…")
    kept = Restorable(book)
    try:
        _action(name, known)(kept)
    except CstError as refusal:
        kept.tell(title, f"{refusal}{kept.restored()}")
    except Exception:  # noqa: BLE001 - a person gets one sentence, the log the rest
        details = log.record(f"command {name}")
        where = f" I dettagli sono nel file {details}." if details else ""
        kept.tell(
            title, f"L'operazione non è riuscita.{kept.restored() or ' I dati sono come prima.'}{where}"
        )
    else:
        return True
    finally:
        book.progress("")
    return False


def _action(name: str, known: Mapping[str, Action]) -> Action:
    if name not in known:
        raise CstError(f"Il comando «{name}» non esiste: i comandi sono {', '.join(known)}.")
    return known[name]


@dataclass(frozen=True)
class _Written:
    """A block of cells that was written, and what it held before."""

    sheet: str
    top_left: str
    before: Rows


@dataclass
class Restorable:
    """A Book that remembers what its cells held before they were written.

    Attributes:
        book: The workbook itself.
    """

    book: Book
    _written: list[_Written] = field(default_factory=list)

    @property
    def name(self) -> str:
        """See `Book`."""
        return self.book.name

    @property
    def path(self) -> Path | None:
        """See `Book`."""
        return self.book.path

    def sheets(self) -> tuple[str, ...]:
        """See `Book`."""
        return self.book.sheets()

    def values(self, sheet: str) -> Grid:
        """See `Book`."""
        return self.book.values(sheet)

    def named(self, name: str) -> str | None:
        """See `Book`."""
        return self.book.named(name)

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """See `Book`; what the cells held is remembered first."""
        self._written.append(_Written(sheet, top_left, _block(self.book.values(sheet), top_left, rows)))
        self.book.write(sheet, top_left, rows)

    def recalculate(self) -> None:
        """See `Book`."""
        self.book.recalculate()

    def ask_file(self, title: str, patterns: tuple[str, ...]) -> Path | None:
        """See `Book`."""
        return self.book.ask_file(title, patterns)

    def ask_files(self, title: str, patterns: tuple[str, ...]) -> tuple[Path, ...]:
        """See `OffersSeveral`."""
        return ask_files(self.book, title, patterns)

    def confirm(self, title: str, question: str) -> bool:
        """See `Book`."""
        return self.book.confirm(title, question)

    def export_pdf(self, sheet: str, path: Path) -> None:
        """See `Book`."""
        self.book.export_pdf(sheet, path)

    def progress(self, message: str) -> None:
        """See `Book`."""
        self.book.progress(message)

    def tell(self, title: str, message: str) -> None:
        """See `Book`; the last step is over by then."""
        self.book.progress("")
        self.book.tell(title, message)

    def restored(self) -> str:
        """Give every written cell its earlier content back; says so in Italian, or nothing when nothing was written."""
        if not self._written:
            return ""
        try:
            while self._written:
                last = self._written[-1]
                self.book.write(last.sheet, last.top_left, last.before)
                self._written.pop()
        except Exception:  # noqa: BLE001 - whatever keeps the cells from being written, the person must know of it
            log.record("restoring")
            sheets = ", ".join(dict.fromkeys(one.sheet for one in self._written))
            return f" Attenzione: nei fogli {sheets} restano dati scritti a metà: chiudere la cartella senza salvarla."
        return " I dati scritti nel frattempo sono stati tolti: la cartella è come prima."


def _block(grid: Grid, top_left: str, rows: Rows) -> list[list[object]]:
    """What stands where these rows would be written; None where nothing does."""
    top, left = place(top_left)
    return [
        [_cell(grid, top + down, left + right) for right in range(len(row))] for down, row in enumerate(rows)
    ]


def _cell(grid: Grid, row: int, column: int) -> object:
    cells = grid[row - 1] if row <= len(grid) else ()
    value = cells[column - 1] if column <= len(cells) else None
    return None if value == "" else value
