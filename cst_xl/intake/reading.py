"""What a person hands over, file by file, to what the readers made of it: logs together, tickets by the million summed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cst_xl.core.tables import RawTable
from cst_xl.intake import aggregate, files, pieces, recognise
from cst_xl.intake.aggregate import Mapper
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.imported import Context, Imported
from cst_xl.intake.source import Sheet, Source
from cst_xl.sections.tickets.raw import TICKETS

_AS_DETECTED: Final = Dialect()

Given = Path | Source
"""A file, or cells that were pasted."""


@dataclass(frozen=True)
class Origin:
    """What was read from a file.

    Attributes:
        name: File name.
        sha256: Digest of its content; for log archives read together, those of all of them.
        imported: What its reader made of it.
        sheet: Where its rows stand; without cells where a row isn't one row of the file.
    """

    name: str
    sha256: str
    imported: Imported
    sheet: Sheet

    @property
    def told(self) -> str:
        """What was recognised and how the file is written, in Italian."""
        return "; ".join(part for part in (self.imported.said, self.sheet.how) if part)

    def as_json(self) -> dict[str, object]:
        """The record that ``import --json`` prints."""
        return {
            "file": self.name,
            "sha256": self.sha256,
            "reader": self.imported.reader,
            "recognised": self.told,
            "span": self.imported.span,
        }


@dataclass(frozen=True)
class Reading:
    """What was read from all that was handed over.

    Attributes:
        origins: What was recognised.
        ignored: Names of the sheets that weren't.
    """

    origins: tuple[Origin, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """Reads files for one workbook.

    Attributes:
        tables: The raw tables that files may fill.
        context: What the workbook says.
        name: Name of the reader to use, see `recognise.NAMES`; empty to recognise it.
        dialect: How text files are written, where detection is wrong.
        mapper: Reduces the pieces of a file that no sheet holds.
    """

    tables: Sequence[RawTable]
    context: Context
    name: str = ""
    dialect: Dialect = _AS_DETECTED
    mapper: Mapper = map

    def read(self, given: Sequence[Given]) -> Reading:
        """Read everything.

        Raises:
            CstError: A file can't be read, or nothing in it is known.
        """
        origins: list[Origin] = []
        ignored: list[str] = []
        logs: list[Source] = []
        for one in given:
            if isinstance(one, Path) and self._is_long(one):
                origins.append(self._summed_up(one))
                continue
            source = files.read(one, self.dialect) if isinstance(one, Path) else one
            if not self.name and recognise.are_logs(source):
                logs.append(source)
                continue
            found = recognise.read_sheets(source, self.tables, self.context, self.name)
            origins += [self._origin(source, sheet, imported) for sheet, imported in found.read]
            ignored += [sheet.name for sheet, _ in found.refused]
        return Reading((*origins, *self._of_logs(logs)), tuple(ignored))

    def _is_long(self, path: Path) -> bool:
        if self.name and self.name not in pieces.EXPORTS:
            return False
        return files.is_too_large(path) or pieces.is_long(path, self.dialect, TICKETS.capacity)

    def _summed_up(self, path: Path) -> Origin:
        imported = aggregate.monthly(path, self.context, self.dialect, self.mapper, name=self.name)
        how = pieces.open_export(path, self.dialect, self.name).how
        return Origin(path.name, pieces.digest(path), imported, Sheet(path.name, (), how))

    def _origin(self, source: Source, sheet: Sheet, imported: Imported) -> Origin:
        """Tickets that the sheet has no room for are summed up instead."""
        if len(imported.rows(TICKETS.key)) > TICKETS.capacity:
            with TemporaryDirectory() as folder:
                path = pieces.spilled(sheet, Path(folder) / source.name)
                imported = aggregate.monthly(path, self.context, pieces.SPILLED, self.mapper, name=self.name)
        return Origin(source.name, source.sha256, imported, sheet)

    def _of_logs(self, logs: Sequence[Source]) -> Iterator[Origin]:
        """Log archives together: the rows are of all of them, and each is named as their source."""
        if not logs:
            return
        prints = "+".join(sorted(source.sha256 for source in logs))
        rest = len(logs) - 1
        shown = logs[0].name + (f" e {rest} {'altro' if rest == 1 else 'altri'}" if rest else "")
        imported = recognise.read_logs(logs, self.context)
        yield Origin(", ".join(source.name for source in logs), prints, imported, Sheet(shown, ()))
