"""A file on its way into a workbook: recognised, compared, told; written by whoever holds the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cst_xl.core.findings import Finding, Severity, in_order
from cst_xl.core.grammar import plural
from cst_xl.core.periods import Period
from cst_xl.core.provenance import IMPORTS, Provenance
from cst_xl.core.tables import Grid, RawTable, read
from cst_xl.intake import generic
from cst_xl.intake.aggregate import Mapper
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.imported import Block, TextRow
from cst_xl.intake.merging import Incoming, Merge, Write, merge
from cst_xl.intake.reading import Given, Origin, Reader
from cst_xl.intake.source import Sheet
from cst_xl.intake.workbook_context import context_of

_MOST_TOLD: Final = 5
_MOST_REMARKED: Final = 2_000
_AS_DETECTED: Final = Dialect()


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
        there = {key for letters in present.headers.values() for key in letters}
        rows = tuple(_known(one.row(), there) for one in self._sources(moment))
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
                    _remarks(found.findings),
                )

    def told(self, *, every: bool = False) -> str:
        """What was recognised and how it compares, in Italian, with the gravest remarks or with every one."""
        lines = list(dict.fromkeys(f"Riconosciuto: {one.told}." for one in self.origins))
        lines += [_told(one) for one in self.merges]
        if self.ignored:
            lines.append(f"Non riconosciuto: {', '.join(self.ignored)}.")
        return "\n".join([*lines, *self._problems(None if every else _MOST_TOLD)])

    def _problems(self, most: int | None) -> Iterator[str]:
        """The gravest remarks of the readers of known programs; those of our own tables show on *Controlli*."""
        named = (origin.imported for origin in self.origins if origin.imported.reader != generic.TITLE)
        every = in_order(tuple(finding for found in named for finding in found.findings))
        for finding in every[:most]:
            yield f"{finding.severity.mark} {finding.message}"
        if most is not None and len(every) > most:
            rest = _count(len(every) - most, "altra osservazione", "altre osservazioni")
            yield f"… e {rest} (foglio {IMPORTS.sheet})."

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

    def as_json(self) -> dict[str, object]:
        """What was recognised, how it compares and what was found, for another program."""
        return {
            "sources": [one.as_json() for one in self.origins],
            "tables": [one.as_json() for one in self.merges],
            "ignored": list(self.ignored),
            "findings": [one.as_json() for one in self.findings],
        }

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


def _known(row: TextRow, there: set[str]) -> TextRow:
    """The row without what an older workbook has no column for."""
    return tuple(text if one.key in there else "" for one, text in zip(IMPORTS.columns, row, strict=True))


def _remarks(findings: Sequence[Finding]) -> str:
    """What was found on the way, each with its mark; as much as a person reads in a cell."""
    text = " ".join(f"{one.severity.mark} {one.message}" for one in in_order(tuple(findings)))
    return text if len(text) <= _MOST_REMARKED else f"{text[: _MOST_REMARKED - 1]}…"


def plan(
    given: Given | Sequence[Given],
    tables: Sequence[RawTable],
    values: Callable[[str], Grid],
    period: Period | None,
    *,
    reader: str = "",
    dialect: Dialect = _AS_DETECTED,
    mapper: Mapper = map,
) -> Plan:
    """Read a file, or several that belong together, and compare with the workbook; nothing is written.

    Args:
        given: The file; log archives of a quarter are given together, since each knows only its month.
        tables: The raw tables of the workbook.
        values: Gives the cells of a sheet of the workbook, from A1 on.
        period: The workbook's quarter.
        reader: Name of the reader to use, see `recognise.NAMES`; empty to recognise it.
        dialect: How text files are written, where detection is wrong.
        mapper: Reduces the pieces of a file that no sheet holds; `cluster.mapper` gives one that runs elsewhere.

    Raises:
        CstError: A file can't be read, nothing in it is known, or it doesn't fit into the workbook.
    """
    every = list(given) if isinstance(given, Sequence) else [given]
    reading = Reader(tables, context_of(values, period), reader, dialect, mapper).read(every)
    names = ", ".join(one.name for one in every)
    return Plan(names, _merged(reading.origins, values, period), reading.ignored, reading.origins)


def _merged(
    origins: Sequence[Origin], values: Callable[[str], Grid], period: Period | None
) -> tuple[Merge, ...]:
    """One merge for each raw table, whatever number of files and sheets its rows come from."""
    by_table: dict[str, list[tuple[Sheet, Block]]] = {}
    for origin in origins:
        for block in origin.imported.blocks:
            by_table.setdefault(block.table.key, []).append((origin.sheet, block))
    merges: list[Merge] = []
    for parts in by_table.values():
        sheet, block = parts[0] if len(parts) == 1 else _together(parts)
        grid = values(block.table.sheet)
        present = read(block.table, grid, period=period)
        merges.append(merge(_incoming(block, sheet, period), present, grid))
    return tuple(merges)


def _together(parts: Sequence[tuple[Sheet, Block]]) -> tuple[Sheet, Block]:
    """Rows for one table from several sheets, as if they stood in one below the other."""
    names = ", ".join(dict.fromkeys(sheet.name for sheet, _ in parts))
    return Sheet(names, ()), Block(parts[0][1].table, tuple(row for _, block in parts for row in block.rows))


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
    table = merge.incoming.table
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
        f"{merge.incoming.sheet.name}: tabella «{table.title}» (foglio {table.sheet}), "
        f"{_count(rows, 'riga', 'righe')}: {', '.join(parts)}.{end}"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
