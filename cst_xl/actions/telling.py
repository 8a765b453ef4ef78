"""What several actions say and ask: findings counted, the quarter in hand, files beside the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cst_xl.core.errors import CstError
from cst_xl.core.findings import Severity
from cst_xl.core.grammar import plural

if TYPE_CHECKING:
    from pathlib import Path

    from cst_xl.core.book import Book
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Edition


def period_of(edition: Edition) -> Period:
    """The quarter in hand.

    Raises:
        CstError: The sheet of parameters doesn't say which it is.
    """
    if edition.period is None:
        raise CstError("Manca il periodo nel foglio Parametri: per esempio «2016-T2».")
    return edition.period


def beside(book: Book, name: str) -> Path:
    """Path of a file in the workbook's folder.

    Raises:
        CstError: The workbook was never saved.
    """
    if book.path is None:
        raise CstError(f"«{book.name}» non è salvata in una cartella di questo PC: salvarla e riprovare.")
    return book.path.with_name(name)


def refuse_if_held(path: Path) -> None:
    """Refuse a file that another program holds, before anything is computed for it.

    Raises:
        CstError: It is held.
    """
    try:
        if path.exists():
            path.open("ab").close()
    except OSError as cause:
        raise CstError(f"«{path.name}» è aperto in un altro programma: chiuderlo e riprovare.") from cause


def summary(edition: Edition) -> str:
    """Findings counted, in one Italian sentence."""
    errors, warnings = edition.count(Severity.ERROR), edition.count(Severity.WARNING)
    if not errors and not warnings:
        return "Nessun errore e nessun avviso."
    return (
        f"{errors} {plural(errors, 'errore', 'errori')} e {warnings} {plural(warnings, 'avviso', 'avvisi')}: "
        "sono elencati nel foglio Controlli."
    )


def computed(edition: Edition) -> str:
    """How many figures could be computed, in one Italian sentence."""
    if edition.period is None:
        return "Manca il periodo nel foglio Parametri: non è stato calcolato nulla."
    known = sum(1 for figure in edition.figures if figure.value is not None)
    return f"{edition.period.label}: {known} voci calcolate."
