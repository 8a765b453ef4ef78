"""Publish the Focus: from a button, beside the workbook; from the command line, in a folder of the quarter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cst_xl.actions.checking import check_file, recalculated
from cst_xl.actions.telling import beside, count, period_of, refuse_if_held, summary
from cst_xl.bulletin import publish as publishing
from cst_xl.bulletin.publish import Published
from cst_xl.core.book import Book
from cst_xl.core.findings import Severity
from cst_xl.workbook import layout, results


def publish(book: Book) -> Path | None:
    """*Genera Focus*: print the bulletin beside the workbook.

    Errors among the findings keep it from being printed unless the person insists; so does a file of that name.

    Raises:
        CstError: The quarter is missing, the workbook isn't saved, or there is no program to print with.
    """
    title = "Genera Focus"
    book.progress("Calcolo delle tabelle…")
    edition = recalculated(book)
    results.refuse_failed(book)
    path = beside(book, f"Focus_{period_of(edition)}.pdf")
    errors = count(edition, Severity.ERROR)
    if errors and not book.confirm(title, f"{summary(edition)} Generare il Focus lo stesso?"):
        book.tell(title, f"Il Focus non è stato generato. {summary(edition)}")
        return None
    if path.exists() and not book.confirm(
        title, f"«{path.name}» esiste già in questa cartella: sostituirlo?"
    ):
        book.tell(title, f"Il Focus non è stato generato: «{path.name}» è rimasto com'era.")
        return None
    refuse_if_held(path)
    book.progress("Stampa del Focus in PDF…")
    book.export_pdf(layout.FOCUS, path)
    warned = f" Attenzione: {summary(edition)}" if errors else ""
    book.tell(title, f"Focus del {period_of(edition).label}: {path}.{warned}")
    return path


def report_file(path: Path, folder: Path, issued: date, *, draft: bool) -> Published:
    """Publish the bulletin of a workbook file: PDF, web page and open data, in a folder of its own.

    Raises:
        UnresolvedFindingsError: There are errors among the findings, and it isn't to be a draft.
        CstError: The workbook can't be read, has no period, or the folder refuses.
    """
    return publishing.publish(check_file(path), folder, issued, draft=draft)
