"""What a button or a command does: each action a short list of steps over a Book, told once for every host.

An action of a button ends in exactly one message; what it must refuse it raises as a `CstError`, and whoever runs it
(`hosts.running`) tells that. Everything is computed before the first cell is written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cst_xl.bulletin import publish as publishing
from cst_xl.bulletin.publish import Published
from cst_xl.core.book import Book, located
from cst_xl.core.edition import compute, raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Severity
from cst_xl.core.grammar import plural
from cst_xl.core.parameters import PARAMETERS, PARAMETERS_TABLE
from cst_xl.intake import files, importing
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, layout, macros, resources, results, rollover, saving, template
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.xlwings_conf import CONF_SHEET

if TYPE_CHECKING:
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Edition

EXAMPLE = "esempio-2016-T2"

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
    edition = _recalculated(book)
    results.refuse_failed(book)
    moment = now()
    updated = f"aggiornato il {moment:%d/%m/%Y} alle {moment:%H:%M}"
    if (cell := book.named(layout.UPDATED_NAME)) is not None:
        book.write(*located(cell), [[updated]])
    book.tell("Calcola", f"Calcolo {updated}. {_computed(edition)} {summary(edition)}")
    return edition


def import_file(book: Book, now: Clock = datetime.now) -> importing.Plan | None:
    """*Importa…*: put the rows of a chosen file under those of the table that its headers name.

    Rows that are there already are left out; what contradicts them is told, and changes only when the person says so.

    Raises:
        CstError: The file can't be read, nothing in it is known, or it doesn't fit.
    """
    title = "Importa"
    path = book.ask_file("Scegliere il file da importare", files.PATTERNS)
    if path is None:
        book.tell(title, "Nessun file scelto: non è cambiato nulla.")
        return None
    book.progress(f"Lettura di {path.name}…")
    plan = importing.plan(path, raw_tables(SECTIONS), book.values, compute(SECTIONS, book.values).period)
    adding = plan.new > 0 and book.confirm(title, f"{plan.told()}\n\nAggiungere le righe nuove?")
    replacing = plan.conflicts > 0 and book.confirm(title, plan.question)
    book.progress("Scrittura delle righe…")
    _put_rows(book, plan, now(), adding=adding, replacing=replacing)
    book.tell(title, f"{plan.told()}\n\n{plan.outcome(adding=adding, replacing=replacing)}")
    return plan


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


def publish(book: Book) -> Path | None:
    """*Genera Focus*: print the bulletin beside the workbook.

    Errors among the findings keep it from being printed unless the person insists; so does a file of that name.

    Raises:
        CstError: The quarter is missing, the workbook isn't saved, or there is no program to print with.
    """
    title = "Genera Focus"
    book.progress("Calcolo delle tabelle…")
    edition = _recalculated(book)
    results.refuse_failed(book)
    path = _beside(book, f"Focus_{_period(edition)}.pdf")
    errors = _count(edition, Severity.ERROR)
    if errors and not book.confirm(title, f"{summary(edition)} Generare il Focus lo stesso?"):
        book.tell(title, f"Il Focus non è stato generato. {summary(edition)}")
        return None
    if path.exists() and not book.confirm(
        title, f"«{path.name}» esiste già in questa cartella: sostituirlo?"
    ):
        book.tell(title, f"Il Focus non è stato generato: «{path.name}» è rimasto com'era.")
        return None
    _refuse_if_held(path)
    book.progress("Stampa del Focus in PDF…")
    book.export_pdf(layout.FOCUS, path)
    warned = f" Attenzione: {summary(edition)}" if errors else ""
    book.tell(title, f"Focus del {_period(edition).label}: {path}.{warned}")
    return path


def next_quarter(book: Book) -> Path | None:
    """*Nuovo trimestre*: make the next quarter's workbook beside this one, which stays as it is.

    Parameters and catalogues are carried over, this quarter's figures are appended to the history.

    Raises:
        CstError: The quarter is missing, the workbook isn't saved, or there is a file of that name.
    """
    title = "Nuovo trimestre"
    book.progress("Lettura della cartella…")
    edition = compute(SECTIONS, book.values)
    following = _period(edition).next
    path = _beside(book, f"Focus_{following}{'.xlsm' if book.name.lower().endswith('.xlsm') else '.xlsx'}")
    if path.exists():
        raise CstError(f"«{path.name}» esiste già in questa cartella: non viene sovrascritto.")
    if _count(edition, Severity.ERROR) and not book.confirm(
        title, f"{summary(edition)} Le cifre passano nello storico così come sono: continuare?"
    ):
        book.tell(title, f"La cartella del {following.label} non è stata creata. {summary(edition)}")
        return None
    book.progress(f"Preparazione del {following.label}…")
    own = {str(row[0]): row[1] for row in book.values(CONF_SHEET) if len(row) > 1 and row[0]}
    _write_new(rollover.carried(edition, book.values), path, like=edition, settings=own)
    lost = "; ".join(rollover.left_behind(edition, book.values))
    kept = f" Colonne aggiunte a mano e non riportate: {lost}." if lost else ""
    book.tell(title, f"La cartella del {following.label} è pronta: {path}. Questa è rimasta com'era.{kept}")
    return path


def diagnose(book: Book, examine: Callable[[Path | None], str]) -> None:
    """*Diagnostica*: say what is missing on this computer and how to mend it.

    Args:
        book: The workbook.
        examine: Examines the computer and the workbook's file, and says what it found in Italian.
    """
    book.progress("Esame di questo PC…")
    book.tell("Diagnostica", examine(book.path))


def _recalculated(book: Book) -> Edition:
    book.recalculate()
    return compute(SECTIONS, book.values)


def _period(edition: Edition) -> Period:
    if edition.period is None:
        raise CstError("Manca il periodo nel foglio Parametri: per esempio «2016-T2».")
    return edition.period


def _beside(book: Book, name: str) -> Path:
    if book.path is None:
        raise CstError(f"«{book.name}» non è salvata in una cartella di questo PC: salvarla e riprovare.")
    return book.path.with_name(name)


def _refuse_if_held(path: Path) -> None:
    try:
        if path.exists():
            path.open("ab").close()
    except OSError as cause:
        raise CstError(f"«{path.name}» è aperto in un altro programma: chiuderlo e riprovare.") from cause


def _count(edition: Edition, severity: Severity) -> int:
    return sum(1 for one in edition.findings if one.severity is severity)


def summary(edition: Edition) -> str:
    """Findings counted, in one Italian sentence."""
    errors, warnings = _count(edition, Severity.ERROR), _count(edition, Severity.WARNING)
    if not errors and not warnings:
        return "Nessun errore e nessun avviso."
    return (
        f"{errors} {plural(errors, 'errore', 'errori')} e {warnings} {plural(warnings, 'avviso', 'avvisi')}: "
        "sono elencati nel foglio Controlli."
    )


def _computed(edition: Edition) -> str:
    if edition.period is None:
        return "Manca il periodo nel foglio Parametri: non è stato calcolato nulla."
    known = sum(1 for figure in edition.figures if figure.value is not None)
    return f"{edition.period.label}: {known} voci calcolate."


@dataclass(frozen=True)
class Computed:
    """What computing a workbook file gave."""

    edition: Edition
    path: Path


def compute_file(path: Path) -> Computed:
    """Compute a workbook file without Excel and store the results in it."""
    saving.refuse_if_open(path)
    book = FileBook.open(path)
    edition = book.edition()
    book.store(edition)
    book.save()
    return Computed(edition, path)


def check_file(path: Path) -> Edition:
    """Compute a workbook file and leave it as it is."""
    return FileBook.open(path).edition()


@dataclass(frozen=True)
class ImportedInto:
    """What importing into a workbook file did.

    Attributes:
        plan: What was found in the sources.
        outcome: What became of it, in Italian.
    """

    plan: importing.Plan
    outcome: str


def import_into_file(
    path: Path, sources: Sequence[Path], *, reader: str = "", replace: bool = False, now: Clock = datetime.now
) -> ImportedInto:
    """Import exports into a workbook file, which is computed anew; importing the same ones twice changes nothing.

    Args:
        path: The workbook.
        sources: One file, or the log archives of a quarter together.
        reader: Name of the reader to use; empty to recognise it.
        replace: Let the sources win where they contradict rows that are there.
        now: Tells the moment that the sheet of imports notes.

    Raises:
        CstError: A file can't be read, nothing in it is known, or it doesn't fit.
    """
    saving.refuse_if_open(path)
    book = FileBook.open(path)
    tables = raw_tables(SECTIONS)
    plan = importing.plan(sources, tables, book.values, compute(SECTIONS, book.values).period, reader=reader)
    adding, replacing = plan.new > 0, replace and plan.conflicts > 0
    if _put_rows(book, plan, now(), adding=adding, replacing=replacing):
        book.save()
    return ImportedInto(plan, plan.outcome(adding=adding, replacing=replacing))


def report_file(path: Path, folder: Path, issued: date, *, draft: bool) -> Published:
    """Publish the bulletin of a workbook file: PDF, web page and open data, in a folder of its own.

    Raises:
        UnresolvedFindingsError: There are errors among the findings, and it isn't to be a draft.
        CstError: The workbook can't be read, has no period, or the folder refuses.
    """
    return publishing.publish(check_file(path), folder, issued, draft=draft)


def new_template(period: Period, path: Path) -> Computed:
    """Make an empty workbook for a quarter: parameters and catalogues filled in, nothing else."""
    shipped = example.read_folder(resources.folder("workbooks") / EXAMPLE)
    carried = {table.key for table in raw_tables(SECTIONS) if table.carried}
    raw = {key: rows for key, rows in shipped.items() if key in carried}
    raw[PARAMETERS_TABLE.key] = _parameter_rows({"periodo": str(period)})
    return _write_new(raw, path, like=_edition(shipped))


def demo(path: Path) -> Computed:
    """Make the example quarter's workbook, computed, from its raw data."""
    return build_from_folder(resources.folder("workbooks") / EXAMPLE, path)


def build_from_folder(folder: Path, path: Path) -> Computed:
    """Make a workbook from a folder of raw tables kept as CSV files."""
    return _write_new(example.read_folder(folder), path)


def _edition(raw: example.Raw) -> Edition:
    grids = example.grids(raw)
    return compute(SECTIONS, lambda sheet: grids.get(sheet, []))


def _write_new(
    raw: example.Raw,
    path: Path,
    like: Edition | None = None,
    settings: Mapping[str, object] | None = None,
) -> Computed:
    """Make a workbook, with macros if its name says so; the file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "cartella.xlsx"
        template.write(_edition(raw), raw, made, like=like, settings=settings)
        edition = compute_file(made).edition
        if path.suffix.lower() == ".xlsm":
            plain, made = made, made.with_suffix(".xlsm")
            macros.add(plain, made)
        content = made.read_bytes()
    saving.write_atomically(path, lambda out: out.write(content))
    return Computed(edition, path)


def _parameter_rows(given: Mapping[str, str]) -> list[list[str]]:
    header = [column.header for column in PARAMETERS_TABLE.columns]
    return [header, *[[p.label, given.get(p.key, p.default or ""), p.help] for p in PARAMETERS]]
