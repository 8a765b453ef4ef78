"""Reader of everything else: a sheet whose headers, or the mapping of its columns, name those of a raw table.

A centre's own spreadsheet calls things by its own names; rows «colonna» of the sheet *Mappature* say which of our
headers each of them is. A sheet that uses our headers needs no mapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.breaches import BREACHES
from cst_xl.core.errors import CstError
from cst_xl.core.history import HISTORY
from cst_xl.core.mappings import Mappings, Named
from cst_xl.core.parameters import PARAMETERS_TABLE
from cst_xl.core.periods import Period
from cst_xl.core.provenance import IMPORTS
from cst_xl.core.table_headers import Window, stretches
from cst_xl.core.table_texts import text_rows
from cst_xl.core.tables import RawTable, read
from cst_xl.intake.imported import Block, Context, Imported, Likeness, Reader, text_row
from cst_xl.intake.source import Sheet
from cst_xl.intake.wording import many

TITLE: Final = "tabella del modello"
_WITH_POINT: Final = re.compile(r"([-+]?(?:\d+|\d{1,3}(?:,\d{3})+))(?:\.(\d+))?( ?%?)")
_NO_NUMBERS: Final = frozenset({kinds.TEXT.name, kinds.MOMENT.name, kinds.DAY.name, kinds.PERIOD.name})
"""Kinds of columns in which a point is a part of a name or a date."""

_SEARCHED: Final = 60
"""Rows among which the headers must stand."""

NOT_DATA: Final = frozenset({PARAMETERS_TABLE.key, HISTORY.key, IMPORTS.key, BREACHES.key})
"""Tables of settings, and those that only the program writes: a file never fills them."""


def reader(tables: Sequence[RawTable], context: Context) -> Reader:
    """The reader of these raw tables, in a workbook with these mappings.

    Args:
        tables: Every table of the workbook: one that a file can't fill must not be taken for another.
        context: Mappings and quarter: headers may depend on both.
    """

    def recognise(sheet: Sheet) -> Likeness:
        mapped = _mapped(sheet, context.mappings)
        table = table_of(mapped, tables, context.period)
        if table is None or table.key in NOT_DATA:
            return Likeness(0, ("le intestazioni di un foglio «Dati»",))
        missing = _missing(mapped, table, context.period)
        return Likeness(40, missing) if missing else Likeness(80)

    def read_sheet(sheet: Sheet, context: Context) -> Imported:
        mapped = _mapped(sheet, context.mappings)
        table = table_of(mapped, tables, context.period)
        if table is None or table.key in NOT_DATA:
            raise CstError(f"«{sheet.name}» non ha le intestazioni di nessuna tabella conosciuta.")
        return _imported(mapped, table, context)

    return Reader("tabella", TITLE, recognise, read_sheet)


def table_of(sheet: Sheet, tables: Sequence[RawTable], period: Period | None) -> RawTable | None:
    """The raw table whose headers a sheet has; None when no table fits, or two fit alike."""
    fits = sorted(((_fit(sheet, table, period), at) for at, table in enumerate(tables)), reverse=True)
    best = [at for fit, at in fits if fit == fits[0][0]]
    if len(best) != 1 or fits[0][0] == (False, 0, 0):
        return None
    return tables[best[0]]


def in_file(table: RawTable, name: str) -> RawTable:
    """The table as it stands in a file: alone, from the first column on; problems are told with the file's name."""
    return replace(table, sheet=name, first_column=1, neighbours=False)


def _places(sheet: Sheet, table: RawTable, period: Period | None) -> Mapping[str, int]:
    year = period.year if period else None
    found, _ = stretches(Window(in_file(table, sheet.name), 1, 1, year, period), sheet.grid[:_SEARCHED])
    return found[0].places if found else {}


def _fit(sheet: Sheet, table: RawTable, period: Period | None) -> tuple[bool, int, int]:
    """How well headers fit: nothing required is missing, how many are there, how few of the table's are not."""
    places = _places(sheet, table, period)
    if not places:
        return (False, 0, 0)
    complete = all(column.key in places for column in table.columns if column.required)
    return (complete, len(places), len(places) - len(table.columns))


def _missing(sheet: Sheet, table: RawTable, period: Period | None) -> tuple[str, ...]:
    """Headers of required columns that a sheet lacks."""
    places = _places(sheet, table, period)
    return tuple(column.header for column in table.columns if column.required and column.key not in places)


def _imported(sheet: Sheet, table: RawTable, context: Context) -> Imported:
    if sheet.stated and sheet.decimal == ".":
        sheet = _in_italian(sheet, table, context.period)
    typed = read(in_file(table, sheet.name), sheet.grid, period=context.period)
    found = list(text_rows(typed, sheet.grid))
    rows = tuple(text_row(table, row.texts) for row in found)
    said = f"{TITLE} «{table.title}», {many(len(rows), 'riga', 'righe')}"
    return Imported(TITLE, said, (Block(table, rows, tuple(row.row for row in found)),), typed.findings)


def _in_italian(sheet: Sheet, table: RawTable, period: Period | None) -> Sheet:
    """The sheet with its numbers as Italians write them, where a person said that the point begins their decimals."""
    places = {
        at
        for key, at in _places(sheet, table, period).items()
        if table.column(key).kind.name not in _NO_NUMBERS
    }
    grid = [
        [_italian(value) if at in places else value for at, value in enumerate(row)] for row in sheet.grid
    ]
    return replace(sheet, grid=grid)


def _italian(value: object) -> object:
    """``1,234.50%`` -> ``1234,50%``; 12.000 is 12 then, and what isn't such a number stays as it is."""
    match = _WITH_POINT.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return value
    whole, decimals, sign = match.groups()
    return whole.replace(",", "") + (f",{decimals}" if (decimals or "").strip("0") else "") + sign


def _mapped(sheet: Sheet, mappings: Mappings) -> Sheet:
    """The sheet with its headers as the mapping of columns translates them."""
    if not any(rule.named is Named.COLUMN for rule in mappings.rules):
        return sheet
    grid = [list(_translated(row, mappings)) for row in sheet.grid[:_SEARCHED]]
    return replace(sheet, grid=[*grid, *sheet.grid[_SEARCHED:]])


def _translated(row: Sequence[object], mappings: Mappings) -> Iterator[object]:
    """A row with the texts replaced that are mapped headers; it is one when it has at least two of them."""
    found = [
        mappings.destination(Named.COLUMN, kinds.text(value)) if isinstance(value, str) else None
        for value in row
    ]
    is_header = sum(one is not None for one in found) > 1
    for value, header in zip(row, found, strict=True):
        yield header if is_header and header is not None else value
