"""*Diagnostica* in LibreOffice: what its cells and commands need, and nothing that only matters to Excel.

Whoever reads the answer got one from the worker, so that its Python can be started is known already.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cst_xl.actions import checking
from cst_xl.core.errors import CstError
from cst_xl.hosts import doctor
from cst_xl.hosts.doctor import python_checks, workbook_checks
from cst_xl.hosts.doctor.checks import Check, Subject

if TYPE_CHECKING:
    from cst_xl.core.book import Book

NEVER_SAVED: Final = "la cartella non è ancora stata salvata su questo PC"


def diagnose(book: Book) -> None:
    """Examine this computer and the workbook's file, and tell the troubles."""
    checking.diagnose(book, lambda path: doctor.told(examine(doctor.ThisMachine(), path)))


def examine(machine: doctor.Machine, workbook: Path | None) -> tuple[Check, ...]:
    """The checks that concern LibreOffice.

    Args:
        machine: The computer.
        workbook: The workbook's file; None where it has none.
    """
    return (
        python_checks.python_version(machine),
        python_checks.packages(machine),
        file(workbook),
        workbook_checks.permissions(machine, workbook),
    )


def file(workbook: Path | None) -> Check:
    """Whether Excel, too, and the command line can read the file that the document is saved in."""
    from cst_xl.workbook.file import FileBook

    subject = Subject("cartella", "Cartella di lavoro")
    if workbook is None:
        return subject.skipped(NEVER_SAVED)
    try:
        FileBook.open(workbook)
    except CstError as refusal:
        return subject.warning(
            str(workbook),
            str(refusal),
            "salvare la cartella in formato .xlsx o .xlsm: così la leggono anche Excel e i comandi cst-xl",
        )
    return subject.fine(str(workbook))
