"""Publish the Focus: from a button, beside the workbook; from the command line, in a folder of the quarter.

Both give the same: PDF, web page and open data in a folder of the bulletin, and the release written down in the
workbook. They are there together or not at all: the workbook is written while the folder can still be taken back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cst_xl.actions.checking import Clock, recalculated
from cst_xl.actions.telling import beside, period_of, refuse_if_held, summary
from cst_xl.bulletin import publish as publishing
from cst_xl.bulletin.focus import DRAFT
from cst_xl.bulletin.publish import Published
from cst_xl.core import releases
from cst_xl.core.book import Book
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Severity
from cst_xl.core.grammar import join
from cst_xl.core.section import Edition
from cst_xl.workbook import layout, results, saving
from cst_xl.workbook.file import FileBook

FOLDER = "pubblicati"
"""Folder beside the workbook that holds the folders of all bulletins."""

_TITLE = "Genera Focus"
_NO_NAME = "Nessuno lo ha firmato: il nome di chi rilascia si scrive nel foglio Parametri, alla voce «Responsabile del rilascio»."


@dataclass(frozen=True)
class Reported:
    """What publishing a workbook's bulletin did.

    Attributes:
        published: The files.
        notes: What a person should know, in Italian sentences: what has changed, what was kept, who signed.
    """

    published: Published
    notes: tuple[str, ...]


def publish(book: Book, now: Clock = datetime.now) -> Reported | None:
    """*Genera Focus*: publish the bulletin beside the workbook, and print the sheet *Focus* to a PDF of its own.

    With errors among the findings only a draft can be made, if the person wants one. What is there already is replaced
    only when the person says so.

    Raises:
        CstError: The quarter is missing, the workbook isn't saved, a file can't be written, or there is no program to
            print with; nothing has changed then.
    """
    book.progress("Calcolo delle tabelle…")
    edition = recalculated(book)
    results.refuse_failed(book)
    draft = edition.count(Severity.ERROR) > 0
    name = f"Focus_{period_of(edition)}" + (f"_{DRAFT}" if draft else "")
    paper, folder = beside(book, f"{name}.pdf"), beside(book, FOLDER)
    if not _agreed(book, edition, [paper, folder / name], draft=draft):
        return None
    refuse_if_held(paper)
    with tempfile.TemporaryDirectory(dir=paper.parent, prefix=".focus-") as workshop:
        printed = Path(workshop) / paper.name
        book.progress("Stampa del foglio Focus in PDF…")
        book.export_pdf(layout.FOCUS, printed)
        book.progress("Composizione di PDF, pagina web e dati aperti…")
        put = _placing(printed, paper)
        done = _published(
            book,
            edition,
            folder,
            now(),
            draft=draft,
            along=put,
            also={f"stampa del foglio {layout.FOCUS}": printed},
        )
    made = done.published
    book.tell(_TITLE, " ".join([_told(made, paper), *done.notes, *([summary(edition)] if draft else [])]))
    return done


def _agreed(book: Book, edition: Edition, paths: list[Path], *, draft: bool) -> bool:
    """Ask what has to be asked; tell it when that ends the action."""
    if draft and not book.confirm(
        _TITLE,
        f"{summary(edition)} Si può preparare soltanto una bozza, con {DRAFT} su ogni pagina: prepararla?",
    ):
        book.tell(_TITLE, f"Il Focus non è stato generato. {summary(edition)}")
        return False
    there = [f"«{path.name}»" for path in paths if path.exists()]
    if there and not book.confirm(
        _TITLE,
        f"Accanto a questa cartella di lavoro esiste già {join(list(dict.fromkeys(there)))}: sostituire?",
    ):
        book.tell(_TITLE, f"Il Focus non è stato generato: {join(there)} è rimasto com'era.")
        return False
    return True


def _placing(printed: Path, paper: Path) -> Callable[[], None]:
    """The last step: the printed sheet takes its name."""

    def put() -> None:
        try:
            printed.replace(paper)
        except OSError as cause:
            raise CstError(
                f"«{paper.name}» non si può scrivere in questa cartella: {cause.strerror}."
            ) from cause

    return put


def _told(made: Published, paper: Path) -> str:
    what = f"{DRAFT} del Focus" if made.draft else "Focus"
    return (
        f"{what} pronto nella cartella {made.folder}: PDF da inviare ({made.files[0].name}), pagina web "
        f"({made.files[1].name}) e dati aperti (cartella {publishing.DATA}). Stampa del foglio {layout.FOCUS}: {paper}."
    )


def report_file(
    path: Path,
    folder: Path,
    now: Clock,
    *,
    draft: bool,
    signer: str = "",
    backups: int = saving.BACKUPS,
) -> Reported:
    """Publish the bulletin of a workbook file, in a folder of its own, and record the release in the workbook.

    Args:
        path: The workbook; a draft leaves it as it is.
        folder: The folder that holds the bulletins.
        now: Tells the day to print and the moment of the release.
        draft: Make a BOZZA, whatever the findings say.
        signer: Who releases it; when empty, the name in the sheet of parameters.
        backups: How many dated copies of the workbook before to keep beside it.

    Raises:
        UnresolvedFindingsError: There are errors among the findings, and it isn't to be a draft.
        CstError: The workbook can't be read or written, has no period, or the folder refuses; nothing has changed then.
    """
    if not draft:
        saving.refuse_if_open(path)
    book = FileBook.open(path)

    def save() -> None:
        book.save(backups=backups)

    return _published(book, book.edition(), folder, now(), draft=draft, signer=signer, along=save)


def _published(
    book: Book,
    edition: Edition,
    folder: Path,
    moment: datetime,
    *,
    draft: bool,
    along: Callable[[], None],
    signer: str = "",
    also: dict[str, Path] | None = None,
) -> Reported:
    """Publish, record the release, and do what belongs to it as the last step before the folder is final."""
    notes: list[str] = []

    def record(made: Published) -> None:
        if made.draft:
            if also:
                along()
            return
        hashes = made.hashes | {
            name: sha256(path.read_bytes()).hexdigest() for name, path in (also or {}).items()
        }
        who = signer.strip() or str(edition.parameters.values.get("responsabile") or "").strip()
        release = releases.Release(period_of(edition), moment, who, hashes)
        notes.append(_recorded(book, edition, release, made))
        along()

    logo = _logo(edition, book.path)
    made = publishing.publish(edition, folder, moment.date(), draft=draft, logo=logo, record=record)
    kept = [f"Quello di prima è conservato in {made.kept}."] if made.kept else []
    listed = [f"L'elenco è in {made.review}."] if made.review and made.changes.items else []
    return Reported(made, (made.changes.summary(), *listed, *kept, *notes))


def _recorded(book: Book, edition: Edition, release: releases.Release, made: Published) -> str:
    """Write the release down in the workbook; says what was done."""
    sheet = releases.RELEASES.sheet
    if not {sheet, releases.RELEASED.sheet} <= set(book.sheets()):
        return f"Questa cartella di lavoro non ha il foglio «{sheet}»: il rilascio non vi è registrato."
    if releases.recorded(edition, made.hashes):
        return f"È lo stesso Focus già rilasciato: il foglio «{sheet}» è rimasto com'era."
    for place in releases.writes(release, edition):
        book.write(*place)
    book.recalculate()
    return f"Rilascio registrato nel foglio «{sheet}». " + (
        f"Rilasciato da: {release.signer}." if release.signer else _NO_NAME
    )


def _logo(edition: Edition, workbook: Path | None) -> Path | None:
    """The file of the logo; a relative path starts at the workbook's folder."""
    named = str(edition.parameters.values.get("logo") or "").strip().strip('"')
    if not named:
        return None
    return (workbook.parent if workbook else Path()) / named
