"""Import exports: rows of a file under those that are there, never in their place unasked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cst_xl.actions.checking import Clock
from cst_xl.core import paste_area
from cst_xl.core.book import Book, ask_files
from cst_xl.core.edition import quarter, raw_tables
from cst_xl.core.errors import CstError
from cst_xl.intake import cluster, files, importing, pasted, source
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.reading import Given
from cst_xl.intake.source import Source
from cst_xl.sections import SECTIONS
from cst_xl.workbook import saving
from cst_xl.workbook.file import FileBook

_TITLE: Final = "Importa"
_DETECTED: Final = Dialect()
_TABULATORS: Final = frozenset({"tab", "\\t"})


def import_file(book: Book, now: Clock = datetime.now) -> importing.Plan | None:
    """*Importa…*: put the rows of an export under those of the tables that they are for.

    What is pasted on the sheet *Incolla* comes first, unless it is in the workbook already; else files are chosen. Files
    of one log belong together, others may be chosen together just as well. Rows that are there are left out; what
    contradicts them is told, and changes only when the person says so.

    Raises:
        CstError: The file can't be read, nothing in it is known, or it doesn't fit.
    """
    plan = _plan_of_pasted(book) or _plan_of_files(book)
    if plan is None:
        book.tell(_TITLE, "Nessun file scelto: non è cambiato nulla.")
        return None
    adding = plan.new > 0 and book.confirm(_TITLE, f"{plan.told()}\n\nAggiungere le righe nuove?")
    replacing = plan.conflicts > 0 and book.confirm(_TITLE, plan.question)
    book.progress("Scrittura delle righe…")
    _put_rows(book, plan, now(), adding=adding, replacing=replacing)
    book.tell(_TITLE, f"{plan.told()}\n\n{plan.outcome(adding=adding, replacing=replacing)}")
    return plan


def _plan_of_pasted(book: Book) -> importing.Plan | None:
    """What the cells on the sheet *Incolla* would bring; None when there are none, or nothing in them is new."""
    there = pasted.source_of(book.values(paste_area.SHEET))
    if there is None:
        return None
    book.progress(f"Lettura del foglio {paste_area.SHEET}…")
    try:
        plan = _plan(book, [there])
    except CstError as refusal:
        raise CstError(f"{refusal} Per importare un file svuotare il foglio {paste_area.SHEET}.") from refusal
    return plan if plan.new or plan.conflicts else None


def _plan_of_files(book: Book) -> importing.Plan | None:
    """What the files would bring that the person chooses; None when none is chosen."""
    paths = ask_files(book, "Scegliere uno o più file da importare", files.PATTERNS)
    if not paths:
        return None
    book.progress(f"Lettura di {', '.join(path.name for path in paths)}…")
    return _plan(book, paths)


def _plan(book: Book, given: Sequence[Given]) -> importing.Plan:
    return importing.plan(given, raw_tables(SECTIONS), book.values, quarter(book.values))


def _put_rows(book: Book, plan: importing.Plan, moment: datetime, *, adding: bool, replacing: bool) -> bool:
    """Write what was decided and where it came from, and have the workbook follow; say whether anything was written."""
    if not adding and not replacing:
        return False
    for sheet, write in plan.writes(adding=adding, replacing=replacing):
        book.write(sheet, *write)
    for sheet, write in plan.provenance(book.values, moment):
        book.write(sheet, *write)
    book.recalculate()
    return True


@dataclass(frozen=True)
class How:
    """What whoever imports knows better than any detection.

    Attributes:
        reader: Name of the reader to use; empty to recognise it.
        dialect: How text files are written.
        scheduler: Address of a Dask scheduler that sums up what no sheet holds; empty for this process.
    """

    reader: str = ""
    dialect: Dialect = _DETECTED
    scheduler: str = ""


_AS_DETECTED: Final = How()


def dialect(encoding: str, separator: str, decimal: str) -> Dialect:
    """How text files are said to be written; empty texts are detected.

    Raises:
        CstError: One of them isn't what it should be.
    """
    return Dialect(encoding, "\t" if separator in _TABULATORS else separator, decimal)


def copied(text: str) -> Source:
    """Cells that were copied elsewhere and come as text.

    Raises:
        CstError: They aren't a table.
    """
    return source.pasted(text)


@dataclass(frozen=True)
class ImportedInto:
    """What importing into a workbook file did.

    Attributes:
        plan: What was found in the sources.
        outcome: What became of it, in Italian.
    """

    plan: importing.Plan
    outcome: str

    def as_json(self) -> dict[str, object]:
        """The record that ``import --json`` prints."""
        return {**self.plan.as_json(), "outcome": self.outcome}


def import_into_file(
    path: Path,
    sources: Sequence[Given],
    *,
    how: How = _AS_DETECTED,
    replace: bool = False,
    now: Clock = datetime.now,
    backups: int = saving.BACKUPS,
) -> ImportedInto:
    """Import exports into a workbook file, which is computed anew; importing the same ones twice changes nothing.

    Args:
        path: The workbook.
        sources: One file, the log archives of a quarter together, or copied cells; when there are none, what is pasted
            on the sheet *Incolla*.
        how: What detection would get wrong, and where large files are summed up.
        replace: Let the sources win where they contradict rows that are there.
        now: Tells the moment that the sheet of imports notes.
        backups: How many dated copies of the workbook before to keep beside it.

    Raises:
        CstError: A file can't be read, nothing in it is known, it doesn't fit, or no scheduler answers.
    """
    saving.refuse_if_open(path)
    book = FileBook.open(path)
    period = quarter(book.values)
    with cluster.mapper(how.scheduler) if how.scheduler else nullcontext(map) as mapper:
        plan = importing.plan(
            sources or [_on_the_sheet(book, how.dialect)], raw_tables(SECTIONS), book.values, period,
            reader=how.reader, dialect=how.dialect, mapper=mapper,
        )  # fmt: skip
    adding, replacing = plan.new > 0, replace and plan.conflicts > 0
    if _put_rows(book, plan, now(), adding=adding, replacing=replacing):
        book.save(backups=backups)
    return ImportedInto(plan, plan.outcome(adding=adding, replacing=replacing))


def _on_the_sheet(book: Book, dialect: Dialect) -> Source:
    there = pasted.source_of(book.values(paste_area.SHEET), dialect)
    if there is None:
        raise CstError(
            f"Non c'è nulla da importare: indicare un file, o incollare le celle nel foglio {paste_area.SHEET}."
        )
    return there
