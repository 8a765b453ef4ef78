"""Which raw table a sheet of cells belongs to, judged by its headers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cst_xl.core.errors import CstError, shown
from cst_xl.core.table_headers import Window, stretches
from cst_xl.core.tables import RawTable, TypedTable, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cst_xl.core.periods import Period
    from cst_xl.intake.files import FoundSheet

_SEARCHED = 60  # rows among which the headers must stand


@dataclass(frozen=True)
class Recognised:
    """A sheet whose headers are those of a raw table.

    Attributes:
        table: The raw table.
        sheet: The sheet.
        typed: Its rows, read; places and findings are those of the file.
    """

    table: RawTable
    sheet: FoundSheet
    typed: TypedTable


def recognise(sheet: FoundSheet, tables: Sequence[RawTable], period: Period | None) -> Recognised | None:
    """Find the raw table of a sheet, and read it; None when no table fits, or two fit alike.

    Args:
        sheet: The cells.
        tables: The tables that may be meant.
        period: The edition's quarter, for headers and dates that depend on it.
    """
    fits = sorted(((_fit(sheet, table, period), at) for at, table in enumerate(tables)), reverse=True)
    best = [at for fit, at in fits if fit == fits[0][0]] if fits else []
    if len(best) != 1 or fits[0][0] == (False, 0, 0):
        return None
    table = tables[best[0]]
    return Recognised(table, sheet, read(_in_file(table, sheet), sheet.grid, period=period))


def unknown(sheets: Sequence[FoundSheet], tables: Sequence[RawTable]) -> CstError:
    """The refusal of a file in which nothing was recognised: what stands in it, and what is known."""
    found = "; ".join(f"{sheet.name}: {_first_row(sheet)}" for sheet in sheets) or "il file è vuoto"
    titles = ", ".join(dict.fromkeys(f"«{table.title}»" for table in tables))
    return CstError(
        f"Nessuna tabella riconosciuta dalle intestazioni. Trovato: {found}. Tabelle conosciute: {titles}."
    )


def _in_file(table: RawTable, sheet: FoundSheet) -> RawTable:
    """The table as it stands in a file: alone, from the first column on; problems are told with the file's name."""
    return replace(table, sheet=sheet.name, first_column=1, neighbours=False)


def _fit(sheet: FoundSheet, table: RawTable, period: Period | None) -> tuple[bool, int, int]:
    """How well headers fit: nothing required is missing, how many are there, how few of the table's are not."""
    year = period.year if period else None
    found, _ = stretches(Window(_in_file(table, sheet), 1, 1, year, period), sheet.grid[:_SEARCHED])
    if not found:
        return (False, 0, 0)
    places = found[0].places
    complete = all(column.key in places for column in table.columns if column.required)
    return (complete, len(places), len(places) - len(table.columns))


def _first_row(sheet: FoundSheet) -> str:
    rows = (row for row in sheet.grid if any(value not in (None, "") for value in row))
    return shown(", ".join(shown(value) for value in next(rows, ()) if value not in (None, "")))
