"""A file on its way into a workbook: recognised, compared, told; written by whoever holds the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from cst_xl.core.errors import CstError
from cst_xl.core.findings import Finding, Severity, in_order
from cst_xl.core.grammar import plural
from cst_xl.core.periods import Period
from cst_xl.core.provenance import IMPORTS, Provenance
from cst_xl.core.tables import Grid, RawTable, read
from cst_xl.intake import aggregate, files, generic, recognise
from cst_xl.intake.aggregate import Mapper
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.imported import Block, Context, Imported
from cst_xl.intake.merging import Incoming, Merge, Write, merge
from cst_xl.intake.source import Sheet, Source
from cst_xl.intake.workbook_context import context_of
from cst_xl.sections.tickets.raw import TICKETS

_MOST_TOLD: Final = 5
_AS_DETECTED: Final = Dialect()


@dataclass(frozen=True)
class Origin:
    """What was read from a file.

    Attributes:
        name: File name.
        sha256: Digest of its content; empty for a file that was only summed up.
        imported: What its reader made of it.
    """

    name: str
    sha256: str
    imported: Imported


@dataclass(frozen=True)
class Plan:
    """What importing a file would do.

    Attributes:
        file: Its name, or those of several.
        merges: One a table that it has rows for.
        ignored: Sheets of the file that weren't recognised.
        origins: What was read from which file.
    """

    file: str
    merges: tuple[Merge, ...]
    ignored: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def new(self) -> int:
        """How many rows would be added, or filled where they have empty cells."""
        return sum(len(one.new) + len(one.completed) for one in self.merges)

    @property
    def conflicts(self) -> int:
        """How many rows contradict one that is there."""
        return sum(len(one.conflicts) for one in self.merges)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the readers found, gravest first."""
        return in_order(tuple(finding for origin in self.origins for finding in origin.imported.findings))

    def writes(self, *, adding: bool, replacing: bool) -> Iterator[tuple[str, Write]]:
        """Every block to write with its sheet: new rows and filled cells, other values."""
        for one in self.merges:
            for write in one.writes(adding=adding, replacing=replacing):
                yield one.incoming.table.sheet, write

    def provenance(self, values: Callable[[str], Grid], moment: datetime) -> Iterator[tuple[str, Write]]:
        """What to write on the sheet *Importazioni*, once the rows are written; nothing for a file imported before.

        Args:
            values: Gives the cells of a sheet of the workbook.
            moment: When it is imported.
        """
        grid = values(IMPORTS.sheet)
        present = read(IMPORTS, grid)
        if not present.headers:
            return
        rows = tuple(one.row() for one in self._sources(moment))
        merged = merge(_incoming(Block(IMPORTS, rows), Sheet(self.file, ()), None), present, grid)
        if merged.block is not None:
            yield IMPORTS.sheet, merged.block

    def _sources(self, moment: datetime) -> Iterator[Provenance]:
        for origin in self.origins:
            found = origin.imported
            for block in found.blocks:
                yield Provenance(
                    origin.name,
                    origin.sha256,
                    found.reader,
                    block.table.title,
                    len(block.rows),
                    found.span,
                    moment,
                )

    def told(self) -> str:
        """What was recognised and how it compares, in Italian."""
        known = dict.fromkeys(
            origin.imported.said for origin in self.origins if origin.imported.reader != generic.TITLE
        )
        lines = [f"Riconosciuto: {said}." for said in known]
        lines += [_told(one) for one in self.merges]
        if self.ignored:
            lines.append(f"Non riconosciuto: {', '.join(self.ignored)}.")
        return "\n".join([*lines, *self._problems()])

    def _problems(self) -> Iterator[str]:
        """The gravest remarks of the readers of known programs; those of our own tables show on *Controlli*."""
        named = (origin.imported for origin in self.origins if origin.imported.reader != generic.TITLE)
        every = in_order(tuple(finding for found in named for finding in found.findings))
        for finding in every[:_MOST_TOLD]:
            yield f"{finding.severity.mark} {finding.message}"
        if len(every) > _MOST_TOLD:
            yield f"… e {_count(len(every) - _MOST_TOLD, 'altra osservazione', 'altre osservazioni')}."

    @property
    def question(self) -> str:
        """Whether the file is to win where it contradicts, in Italian."""
        return (
            f"{self.conflicts} {plural(self.conflicts, 'riga esiste', 'righe esistono')} già con altri valori:\n"
            f"{self.conflicts_told()}\n\nSostituire i valori del foglio con quelli del file?"
        )

    def outcome(self, *, adding: bool, replacing: bool) -> str:
        """What was done, in Italian."""
        added = self.new if adding else 0
        done = f"{added} {plural(added, 'riga aggiunta', 'righe aggiunte')}."
        if not adding and not replacing:
            done = "Non è cambiato nulla."
        if not self.conflicts:
            return done
        changed = "sostituiti con quelli del file" if replacing else "lasciati come sono"
        return f"{done} Valori in contrasto, {changed}:\n{self.conflicts_told()}"

    def conflicts_told(self) -> str:
        """The first conflicts with both their values, in Italian."""
        told = [
            f"• {merge.incoming.table.sheet}, {'; '.join(one.told for one in differences)}"
            for merge in self.merges
            for differences in merge.conflicts
        ]
        more = len(told) - _MOST_TOLD
        return "\n".join(
            [*told[:_MOST_TOLD], *([f"• … e {_count(more, 'altra', 'altre')}."] if more > 0 else [])]
        )


def plan(
    path: Path | Sequence[Path],
    tables: Sequence[RawTable],
    values: Callable[[str], Grid],
    period: Period | None,
    *,
    reader: str = "",
    given: Dialect = _AS_DETECTED,
    mapper: Mapper = map,
) -> Plan:
    """Read a file, or several that belong together, and compare with the workbook; nothing is written.

    Args:
        path: The file; log archives of a quarter are given together, since each knows only its month.
        tables: The raw tables of the workbook.
        values: Gives the cells of a sheet of the workbook, from A1 on.
        period: The workbook's quarter.
        reader: Name of the reader to use, see `recognise.NAMES`; empty to recognise it.
        given: How text files are written, where detection is wrong.
        mapper: Reduces the pieces of a file that no sheet holds; `cluster.mapper` gives one that runs elsewhere.

    Raises:
        CstError: A file can't be read, nothing in it is known, or it doesn't fit into the workbook.
    """
    paths = [path] if isinstance(path, Path) else list(path)
    context = context_of(values, period)
    sum_up = partial(aggregate.monthly, context=context, given=given, mapper=mapper)
    origins: list[tuple[Sheet, Origin]] = []
    ignored: list[str] = []
    logs: list[Source] = []
    for one in paths:
        if files.is_too_large(one):
            origins.append((Sheet(one.name, ()), Origin(one.name, aggregate.digest(one), sum_up(one))))
            continue
        source = files.read(one, given)
        if not reader and recognise.are_logs(source):
            logs.append(source)
            continue
        found = recognise.read_sheets(source, tables, context, reader)
        for sheet, imported in found.read:
            fitting = _fitting(one, imported, sum_up)
            origins.append((sheet, Origin(source.name, source.sha256, fitting)))
        ignored += [sheet.name for sheet, _ in found.refused]
    if logs:
        origins += _joined(logs, context)
    return Plan(
        ", ".join(one.name for one in paths),
        _merged(origins, values, period),
        tuple(ignored),
        tuple(origin for _, origin in origins),
    )


def _fitting(path: Path, imported: Imported, sum_up: Callable[[Path], Imported]) -> Imported:
    """Tickets that the sheet has no room for are summed up instead."""
    fits = len(imported.rows(TICKETS.key)) <= TICKETS.capacity
    return imported if fits or path.suffix.lower() in files.WORKBOOKS else sum_up(path)


def _joined(logs: Sequence[Source], context: Context) -> list[tuple[Sheet, Origin]]:
    """Log archives together: the rows are of all of them, and each is named as their source."""
    imported = recognise.read_logs(logs, context)
    names = ", ".join(source.name for source in logs)
    prints = "+".join(sorted(source.sha256 for source in logs))
    shown = logs[0].name if len(logs) == 1 else f"{logs[0].name} e {_count(len(logs) - 1, 'altro', 'altri')}"
    return [(Sheet(shown, ()), Origin(names, prints, imported))]


def _merged(
    origins: Sequence[tuple[Sheet, Origin]], values: Callable[[str], Grid], period: Period | None
) -> tuple[Merge, ...]:
    """One merge for each raw table, whatever number of sheets it comes from."""
    merges: list[Merge] = []
    for sheet, origin in origins:
        for block in origin.imported.blocks:
            if any(one.incoming.table.key == block.table.key and one.new for one in merges):
                raise CstError(
                    f"Due parti del file hanno righe per la tabella «{block.table.title}»: importarle una per volta."
                )
            grid = values(block.table.sheet)
            merges.append(
                merge(_incoming(block, sheet, period), read(block.table, grid, period=period), grid)
            )
    return tuple(merges)


def _incoming(block: Block, sheet: Sheet, period: Period | None) -> Incoming:
    """The rows of a block as a sheet of their own, each at its row of the file, under the table's headers."""
    headers = [column.header for column in block.table.columns]
    numbers = block.numbers or tuple(range(2, len(block.rows) + 2))
    grid: list[Sequence[object]] = [()] * max(numbers, default=1)
    grid[min(numbers, default=2) - 2] = headers
    for number, row in zip(numbers, block.rows, strict=True):
        grid[number - 1] = row
    placed = Sheet(sheet.name, grid, sheet.how)
    typed = read(generic.in_file(block.table, sheet.name), grid, period=period)
    return Incoming(block.table, placed, typed, numbered=bool(block.numbers))


def _told(merge: Merge) -> str:
    table, how = merge.incoming.table, merge.incoming.sheet.how
    rows = len(merge.new) + merge.equal + len({*merge.conflicts, *merge.completed})
    parts = [_count(len(merge.new), "nuova", "nuove"), f"{merge.equal} già presenti"]
    if merge.completed:
        parts.append(f"{len(merge.completed)} da completare")
    if merge.conflicts:
        parts.append(f"{len(merge.conflicts)} in contrasto con quelle del foglio")
    unread = sum(1 for one in merge.incoming.typed.findings if one.severity is Severity.ERROR)
    end = (
        f" {_count(unread, 'problema', 'problemi')} di lettura: v. Controlli dopo l'importazione."
        if unread
        else ""
    )
    return (
        f"{merge.incoming.sheet.name}: tabella «{table.title}» (foglio {table.sheet}"
        f"{f'; {how}' if how else ''}), {_count(rows, 'riga', 'righe')}: {', '.join(parts)}.{end}"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
