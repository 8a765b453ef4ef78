"""Reader of everything else: a sheet whose headers, or the mapping of its columns, name those of a raw table.

A centre's own spreadsheet calls things by its own names; rows «colonna» of the sheet *Mappature* say which of our
headers each of them is. A sheet that uses our headers needs no mapping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Finding, note
from cst_xl.core.kinds import plain
from cst_xl.core.mappings import Mappings, Named
from cst_xl.core.table_headers import Window, stretches
from cst_xl.core.table_texts import text_rows
from cst_xl.core.tables import RawTable, read
from cst_xl.intake.imported import Block, Context, Imported, Likeness, Reader, text_row
from cst_xl.intake.source import Sheet
from cst_xl.intake.wording import many, named

_TITLE: Final = "tabella del modello"
_SEARCHED: Final = 60


def reader(tables: Sequence[RawTable], context: Context) -> Reader:
    """The reader of these raw tables, in a workbook with these mappings.

    Args:
        tables: The tables that may be meant.
        context: Mappings and quarter: headers may depend on both.
    """

    def recognise(sheet: Sheet) -> Likeness:
        mapped = _mapped(sheet, context.mappings)
        fits = [_fit(mapped, table, context) for table in tables]
        best = max(fits, default=(False, 0, 0))
        complete, there, _ = best
        if not complete or fits.count(best) > 1:
            return Likeness(min(20 + there, 40) if there else 0, ("le intestazioni di un foglio «Dati»",))
        return Likeness(80)

    def read_sheet(sheet: Sheet, context: Context) -> Imported:
        mapped = _mapped(sheet, context.mappings)
        table = max(tables, key=lambda one: _fit(mapped, one, context))
        if not _fit(mapped, table, context)[0]:
            raise CstError(f"«{sheet.name}» non ha le intestazioni di nessuna tabella conosciuta.")
        return _imported(mapped, table, context)

    return Reader("tabella", _TITLE, recognise, read_sheet)


def _in_file(table: RawTable, sheet: Sheet) -> RawTable:
    """The table as it stands in a file: alone, from the first column on; problems are told with the file's name."""
    return replace(table, sheet=sheet.name, first_column=1, neighbours=False)


def _fit(sheet: Sheet, table: RawTable, context: Context) -> tuple[bool, int, int]:
    """How well headers fit: nothing required is missing, how many are there, how few of the table's are not."""
    year = context.period.year if context.period else None
    found, _ = stretches(Window(_in_file(table, sheet), 1, 1, year, context.period), sheet.grid[:_SEARCHED])
    if not found:
        return (False, 0, 0)
    places = found[0].places
    complete = all(column.key in places for column in table.columns if column.required)
    return (complete, len(places), len(places) - len(table.columns))


def _imported(sheet: Sheet, table: RawTable, context: Context) -> Imported:
    typed = read(_in_file(table, sheet), sheet.grid, period=context.period)
    rows = tuple(text_row(table, row.texts) for row in text_rows(typed, sheet.grid))
    said = f"{_TITLE} «{table.title}», {many(len(rows), 'riga', 'righe')}"
    return Imported(_TITLE, said, (Block(table, rows),), typed.findings)


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


def unused_rules(sheet: Sheet, mappings: Mappings) -> Finding | None:
    """Mapped columns that a sheet doesn't have."""
    texts = {plain(value) for row in sheet.grid[:_SEARCHED] for value in row if isinstance(value, str)}
    rules = [rule for rule in mappings.rules if rule.named is Named.COLUMN and not any(map(rule.fits, texts))]
    if not rules:
        return None
    return note(f"«{sheet.name}» non ha le colonne mappate {named(rule.pattern for rule in rules)}.")
