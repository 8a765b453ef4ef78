"""Make a workbook: the example, a blank quarter, the next quarter from this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cst_xl.actions.checking import Computed
from cst_xl.actions.making import edition_of, write_new
from cst_xl.actions.telling import beside, period_of, summary
from cst_xl.core.book import Book
from cst_xl.core.edition import compute, raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Severity
from cst_xl.core.kinds import plain
from cst_xl.core.parameters import PARAMETERS, PARAMETERS_TABLE
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, opening, resources, rollover, saving
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.keeping import carrying
from cst_xl.workbook.keeping.items import Kept
from cst_xl.workbook.xlwings_conf import own_settings

if TYPE_CHECKING:
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Edition

EXAMPLE = "esempio-2016-T2"


@dataclass(frozen=True)
class RolledOver:
    """A quarter's workbook, made from an earlier one that stays as it is.

    Attributes:
        edition: The new quarter, computed: settings and history, no data yet.
        path: The new workbook.
        source: The workbook that it was made from.
        remarks: What a person should know, one Italian sentence each: quarters left out, things not carried over.
        kept: What became of everything that staff had added.
    """

    edition: Edition
    path: Path
    source: Path
    remarks: tuple[str, ...]
    kept: Kept = field(default_factory=Kept)


def from_previous(source: Path, period: Period, out: Path, *, institution: str = "") -> RolledOver:
    """Make a quarter's workbook from that of an earlier quarter, as the button *Nuovo trimestre* does.

    The steps don't depend on the program's own state: several may run at once. A workbook that is there is replaced,
    whole or not at all; who must not lose one asks first.

    Args:
        source: The earlier workbook; it is only read.
        period: The quarter to make, later than that of the workbook.
        out: The workbook to write; with macros when it is an .xlsm.
        institution: Whose workbook it is to be: that of the source, which takes it over if it names none.

    Raises:
        CstError: The source is another institution's, is open in another program, isn't a workbook of ours, doesn't say its quarter or is of a
            later one; the folder or the disk refused.
    """
    if out.exists() and source.exists() and out.samefile(source):
        raise CstError(f"«{out.name}» è la cartella di partenza: il nuovo trimestre va in un altro file.")
    saving.refuse_if_open(source)
    saving.refuse_if_open(out)
    book = FileBook.open(source)
    edition = book.edition()
    _refuse_another(edition, institution, source)
    return _rolled_over(book, edition, period, out, source, institution)


def next_quarter(book: Book) -> Path | None:
    """*Nuovo trimestre*: make the next quarter's workbook beside this one, which stays as it is.

    Parameters and catalogues are carried over, this quarter's figures are appended to the history.

    Raises:
        CstError: The quarter is missing, the workbook isn't saved, or there is a file of that name.
    """
    title = "Nuovo trimestre"
    book.progress("Lettura della cartella…")
    edition = compute(SECTIONS, book.values)
    following = period_of(edition).next
    path = beside(book, f"Focus_{following}{'.xlsm' if book.name.lower().endswith('.xlsm') else '.xlsx'}")
    if path.exists():
        raise CstError(f"«{path.name}» esiste già in questa cartella: non viene sovrascritto.")
    if edition.count(Severity.ERROR) and not book.confirm(
        title, f"{summary(edition)} Le cifre passano nello storico così come sono: continuare?"
    ):
        book.tell(title, f"La cartella del {following.label} non è stata creata. {summary(edition)}")
        return None
    book.progress(f"Preparazione del {following.label}…")
    made = _rolled_over(book, edition, following, path, book.path or path)
    told = (f"La cartella del {following.label} è pronta: {path}. Questa è rimasta com'era.", *made.remarks)
    book.tell(title, " ".join(told))
    return path


def _refuse_another(edition: Edition, institution: str, source: Path) -> None:
    """A list that names the wrong source would give one institution's figures to another."""
    named = str(edition.parameters["ente"])
    if institution and named and plain(named) != plain(institution):
        raise CstError(f"«{source.name}» è di «{named}», non di «{institution}».")


def _rolled_over(
    book: Book,
    edition: Edition,
    period: Period,
    path: Path,
    source: Path,
    institution: str = "",
) -> RolledOver:
    carried = rollover.carried(edition, book.values, period)
    carried[PARAMETERS_TABLE.key] = _named(carried[PARAMETERS_TABLE.key], institution)
    kept = Kept()

    def keep(made: Path) -> None:
        nonlocal kept
        kept = carrying.carry(source, edition, carried, made)

    made = write_new(
        carried,
        path,
        like=_resembled(edition),
        settings=own_settings(book.values),
        finish=keep if source.is_file() else None,
    )
    return RolledOver(made.edition, path, source, tuple(_remarks(edition, period, kept)), kept)


def _resembled(edition: Edition) -> Edition:
    """What the new quarter will look like: the old one, or the example while the old one is empty itself."""
    tables = (table for table in raw_tables(SECTIONS) if not table.carried and table not in opening.BEGUN)
    pasted = (edition.tables[table.key] for table in tables)
    if any(len(table) for table in pasted):
        return edition
    return edition_of(example.read_folder(resources.folder("workbooks") / EXAMPLE))


def _remarks(edition: Edition, period: Period, kept: Kept) -> Iterator[str]:
    between = rollover.skipped(period_of(edition), period)
    if between:
        names = ", ".join(one.label for one in between)
        yield f"Nello storico non c'è {names}: le frasi che confrontano con il trimestre prima non si dicono."
    if new := [row[0] for row in opening.recurring(edition, period)]:
        yield f"Chiusure aggiunte per il {period.year}, da controllare: {', '.join(new)}."
    if edition.count(Severity.ERROR):
        yield f"Cartella di partenza: {summary(edition)} Le cifre passano nello storico così come sono."
    if told := kept.told():
        yield told


def _named(rows: list[list[str]], institution: str) -> list[list[str]]:
    """The parameters, with the institution where they name none."""
    if not institution:
        return rows
    parameter = next(one for one in PARAMETERS if one.key == "ente")
    at = next((at for at, row in enumerate(rows) if plain(row[0]) == plain(parameter.label)), None)
    if at is None:
        return [*rows, [parameter.label, institution, parameter.help]]
    label, named, *rest = rows[at]
    return [*rows[:at], [label, named or institution, *rest], *rows[at + 1 :]]


def new_template(period: Period, path: Path, institution: str = "") -> Computed:
    """Make an empty workbook for a quarter: parameters and catalogues filled in, nothing else."""
    shipped = example.read_folder(resources.folder("workbooks") / EXAMPLE)
    carried = {table.key for table in raw_tables(SECTIONS) if table.carried}
    raw = {key: rows for key, rows in shipped.items() if key in carried}
    raw[PARAMETERS_TABLE.key] = _parameter_rows({"periodo": str(period), "ente": institution})
    return write_new(raw, path, like=edition_of(shipped))


def demo(path: Path) -> Computed:
    """Make the example quarter's workbook, computed, from its raw data."""
    return build_from_folder(resources.folder("workbooks") / EXAMPLE, path)


def build_from_folder(folder: Path, path: Path) -> Computed:
    """Make a workbook from a folder of raw tables kept as CSV files."""
    return write_new(example.read_folder(folder), path)


def _parameter_rows(given: Mapping[str, str]) -> list[list[str]]:
    header = [column.header for column in PARAMETERS_TABLE.columns]
    return [header, *[[p.label, given.get(p.key, p.default or ""), p.help] for p in PARAMETERS]]
