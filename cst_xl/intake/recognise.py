"""Which reader a sheet is for, judged by what stands in it and never by its name; or which a person says it is for.

A sheet that nobody knows is refused with the headers that were found and the readers that came nearest, each with what
it would have needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.errors import CstError, shown
from cst_xl.core.tables import RawTable
from cst_xl.intake import generic, glpi, latency, matomo, nagios_availability, nagios_log, otrs, zammad
from cst_xl.intake.imported import ENOUGH, Context, Imported, Likeness, Reader
from cst_xl.intake.source import Sheet, Source
from cst_xl.intake.wording import named

EXPORTS: Final = (
    nagios_availability.READER,
    nagios_log.READER,
    otrs.READER,
    glpi.READER,
    zammad.READER,
    matomo.READER,
    latency.READER,
)
"""The readers of known programs; of equally likely ones the first counts."""

NAMES: Final = (*(reader.key for reader in EXPORTS), "tabella")
"""What ``--as`` understands."""

_NEAR: Final = 3
_SEARCHED: Final = 20
"""Rows among which headers are looked for, to be told."""


def readers(tables: Sequence[RawTable], context: Context) -> tuple[Reader, ...]:
    """All readers, that of the workbook's own tables last."""
    return (*EXPORTS, generic.reader(tables, context))


def choose(sheet: Sheet, among: Sequence[Reader], name: str = "") -> Reader:
    """The reader of a sheet.

    Args:
        sheet: The cells.
        among: The readers.
        name: Key of the one to take, whatever the sheet looks like; empty for the likeliest.

    Raises:
        CstError: No reader has that name, or none is likely enough.
    """
    if name:
        chosen = next((reader for reader in among if reader.key == name), None)
        if chosen is None:
            raise CstError(
                f"Il lettore «{name}» non esiste: ci sono {', '.join(reader.key for reader in among)}."
            )
        return chosen
    likely = sorted(((reader.recognise(sheet), reader) for reader in among), key=lambda pair: -pair[0].score)
    best, chosen = likely[0]
    if best.score < ENOUGH:
        raise _unknown(sheet, likely)
    return chosen


@dataclass(frozen=True)
class Found:
    """What the readers made of a file.

    Attributes:
        read: Each sheet that some reader knows, with what it made of it.
        refused: The other sheets, with the reason.
    """

    read: tuple[tuple[Sheet, Imported], ...]
    refused: tuple[tuple[Sheet, CstError], ...]


def read(
    source: Source, tables: Sequence[RawTable], context: Context, name: str = ""
) -> tuple[Imported, ...]:
    """Like `read_sheets`, the results alone."""
    return tuple(imported for _, imported in read_sheets(source, tables, context, name).read)


def read_sheets(source: Source, tables: Sequence[RawTable], context: Context, name: str = "") -> Found:
    """Read every sheet of a file that some reader knows.

    Args:
        source: The file.
        tables: The raw tables that it may fill by their own headers.
        context: What the workbook says.
        name: Reader to use, or empty.

    Raises:
        CstError: The file is empty, nobody knows any of its sheets, or the reader refuses it.
    """
    if not source.sheets:
        raise CstError(f"«{source.name}» è vuoto.")
    among = readers(tables, context)
    found: list[tuple[Sheet, Imported]] = []
    refusals: list[tuple[Sheet, CstError]] = []
    for sheet in source.sheets:
        try:
            found.append((sheet, choose(sheet, among, name).read(sheet, context)))
        except CstError as refusal:
            refusals.append((sheet, refusal))
    if not found:
        raise refusals[0][1]
    return Found(tuple(found), tuple(refusals))


def read_logs(sources: Sequence[Source], context: Context) -> Imported:
    """Read log archives together: each of them alone knows only its month.

    Raises:
        CstError: They aren't logs, or none is of the quarter.
    """
    lines = [line for source in sources for sheet in source.sheets for line in sheet.lines]
    return nagios_log.read_lines(lines, context)


def are_logs(source: Source) -> bool:
    """Whether a file is a log, to be read together with its neighbours."""
    return bool(source.sheets) and all(nagios_log.recognise(sheet).score >= ENOUGH for sheet in source.sheets)


def _unknown(sheet: Sheet, likely: Sequence[tuple[Likeness, Reader]]) -> CstError:
    near = [
        f"«{reader.title}» (manca {named(one.missing)})" if one.missing else f"«{reader.title}»"
        for one, reader in likely[:_NEAR]
        if one.score > 0
    ]
    nearest = f" I lettori più vicini: {'; '.join(near)}." if near else ""
    return CstError(
        f"«{sheet.name}» non è riconosciuto. Intestazioni trovate: {_headers(sheet)}.{nearest} "
        f"Lettori: {', '.join(reader.key for _, reader in likely)}."
    )


def _headers(sheet: Sheet) -> str:
    """The row that looks most like headers: of the first ones that with most texts."""

    def texts(row: Sequence[object]) -> int:
        return sum(isinstance(value, str) and bool(value.strip()) for value in row)

    row = max(sheet.grid[:_SEARCHED], key=texts, default=())
    return shown(", ".join(kinds.text(value) for value in row if value not in (None, "")))
