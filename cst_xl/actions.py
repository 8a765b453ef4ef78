"""What a button or a command does: each action a short list of steps over a Book, told once for every host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cst_xl.core.book import Book
from cst_xl.core.edition import compute, raw_tables
from cst_xl.core.findings import Severity
from cst_xl.core.parameters import PARAMETERS, PARAMETERS_TABLE
from cst_xl.core.periods import Period
from cst_xl.core.section import Edition
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources, template
from cst_xl.workbook.file import FileBook

EXAMPLE = "esempio-2016-T2"


def verify(book: Book) -> Edition:
    """*Verifica dati*: read everything, refresh the checks, say how many findings there are."""
    book.progress("Lettura e verifica dei dati…")
    edition = compute(SECTIONS, book.values)
    book.recalculate()
    book.progress("")
    book.tell("Verifica dati", summary(edition))
    return edition


def calculate(book: Book) -> Edition:
    """*Calcola*: have every computed cell show what the raw cells say now."""
    book.progress("Calcolo delle tabelle…")
    book.recalculate()
    edition = compute(SECTIONS, book.values)
    book.progress("")
    book.tell("Calcola", f"{_computed(edition)} {summary(edition)}")
    return edition


def summary(edition: Edition) -> str:
    """Findings counted, in one Italian sentence."""
    counts = {severity: sum(1 for one in edition.findings if one.severity is severity) for severity in Severity}
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if not errors and not warnings:
        return "Nessun errore e nessun avviso."
    return (
        f"{errors} {'errore' if errors == 1 else 'errori'} e {warnings} {'avviso' if warnings == 1 else 'avvisi'}: "
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
    book = FileBook.open(path)
    edition = book.edition()
    book.store(edition)
    book.save()
    return Computed(edition, path)


def check_file(path: Path) -> Edition:
    """Compute a workbook file and leave it as it is."""
    return FileBook.open(path).edition()


def new_template(period: Period, path: Path) -> Computed:
    """Make an empty workbook for a quarter: parameters and catalogues filled in, nothing else."""
    shipped = example.read_folder(resources.folder("workbooks") / EXAMPLE)
    carried = {table.key for table in raw_tables(SECTIONS) if table.carried}
    raw = {key: rows for key, rows in shipped.items() if key in carried}
    raw[PARAMETERS_TABLE.key] = _parameter_rows({"periodo": str(period)})
    return _build(raw, path)


def demo(path: Path) -> Computed:
    """Make the example quarter's workbook, computed, from its raw data."""
    return build_from_folder(resources.folder("workbooks") / EXAMPLE, path)


def build_from_folder(folder: Path, path: Path) -> Computed:
    """Make a workbook from a folder of raw tables kept as CSV files."""
    return _build(example.read_folder(folder), path)


def _build(raw: example.Raw, path: Path) -> Computed:
    grids = example.grids(raw)
    edition = compute(SECTIONS, lambda sheet: grids.get(sheet, []))
    path.parent.mkdir(parents=True, exist_ok=True)
    template.write(edition, raw, path)
    return compute_file(path)


def _parameter_rows(given: Mapping[str, str]) -> list[list[str]]:
    header = [column.header for column in PARAMETERS_TABLE.columns]
    return [header, *[[p.label, given.get(p.key, p.default or ""), p.help] for p in PARAMETERS]]
