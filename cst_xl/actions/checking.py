"""Verify, calculate, diagnose: read what is there, and have every computed cell say what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cst_xl.actions.telling import computed, summary
from cst_xl.core.book import Book, located
from cst_xl.core.edition import compute
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout, results, saving
from cst_xl.workbook.file import FileBook

if TYPE_CHECKING:
    from cst_xl.core.section import Edition

Clock = Callable[[], datetime]


def verify(book: Book) -> Edition:
    """*Verifica dati*: read everything, refresh the checks, say how many findings there are."""
    book.progress("Lettura e verifica dei dati…")
    edition = compute(SECTIONS, book.values)
    book.recalculate()
    book.tell("Verifica dati", summary(edition))
    return edition


def calculate(book: Book, now: Clock = datetime.now) -> Edition:
    """*Calcola*: have every computed cell show what the raw cells say now, and note when that was.

    Raises:
        CstError: Cells of ours hold errors instead of results, because the functions can't run.
    """
    book.progress("Calcolo delle tabelle…")
    edition = recalculated(book)
    results.refuse_failed(book)
    moment = now()
    updated = f"aggiornato il {moment:%d/%m/%Y} alle {moment:%H:%M}"
    if (cell := book.named(layout.UPDATED_NAME)) is not None:
        book.write(*located(cell), [[updated]])
    book.tell("Calcola", f"Calcolo {updated}. {computed(edition)} {summary(edition)}")
    return edition


def diagnose(book: Book, examine: Callable[[Path | None], str]) -> None:
    """*Diagnostica*: say what is missing on this computer and how to mend it.

    Args:
        book: The workbook.
        examine: Examines the computer and the workbook's file, and says what it found in Italian.
    """
    book.progress("Esame di questo PC…")
    book.tell("Diagnostica", examine(book.path))


def recalculated(book: Book) -> Edition:
    """Have the host recalculate, then read the workbook."""
    book.recalculate()
    return compute(SECTIONS, book.values)


@dataclass(frozen=True)
class Computed:
    """What computing a workbook file gave."""

    edition: Edition
    path: Path


def compute_file(path: Path, *, backups: int = saving.BACKUPS) -> Computed:
    """Compute a workbook file without Excel and store the results in it.

    Args:
        path: The workbook.
        backups: How many dated copies of the file before to keep beside it.
    """
    saving.refuse_if_open(path)
    book = FileBook.open(path)
    edition = book.edition()
    book.store(edition)
    book.save(backups=backups)
    return Computed(edition, path)


def check_file(path: Path) -> Edition:
    """Compute a workbook file and leave it as it is."""
    return FileBook.open(path).edition()
