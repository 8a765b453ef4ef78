"""What the next quarter's workbook takes over from this one: settings, catalogues, and this quarter's figures as history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.history import HISTORY
from cst_xl.core.kinds import plain
from cst_xl.core.parameters import CLOSURES_TABLE, PARAMETERS, PARAMETERS_TABLE
from cst_xl.core.table_texts import as_typed, text_rows
from cst_xl.core.tables import Grid
from cst_xl.sections import SECTIONS
from cst_xl.workbook import opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from cst_xl.core.periods import Period
    from cst_xl.core.section import Edition

Raw = dict[str, list[list[str]]]
"""Rows of texts by key of the raw table, headers first."""


def carried(edition: Edition, values: Callable[[str], Grid], period: Period | None = None) -> Raw:
    """The raw tables of a later quarter's workbook.

    Args:
        edition: This quarter, computed from the workbook.
        values: Gives the cells of a sheet of the workbook, from A1 on.
        period: The later quarter; the next one when left out.

    Raises:
        CstError: The workbook doesn't say which quarter it is, or the other one isn't later.
    """
    if edition.period is None:
        raise CstError("Nel foglio Parametri manca il periodo: senza non si sa quale trimestre segue.")
    period = period or edition.period.next
    refuse_backwards(edition.period, period)
    raw: Raw = {}
    for table in raw_tables(SECTIONS):
        if table.carried:
            rows = text_rows(edition.tables[table.key], values(table.sheet))
            raw[table.key] = as_typed(table, rows)
    raw[PARAMETERS_TABLE.key] = _advanced(raw[PARAMETERS_TABLE.key], period)
    raw[CLOSURES_TABLE.key] += opening.recurring(edition, period)
    raw |= opening.begun(edition, values, period)
    raw[HISTORY.key] = _with_history(raw[HISTORY.key], edition, edition.period)
    return raw


def everything(edition: Edition, values: Callable[[str], Grid]) -> Raw:
    """All raw tables, for a workbook of the same quarter."""
    return {
        table.key: as_typed(table, text_rows(edition.tables[table.key], values(table.sheet)))
        for table in raw_tables(SECTIONS)
    }


def refuse_backwards(source: Period, period: Period) -> None:
    """Only forwards: an earlier quarter's workbook would carry figures of its own future as history.

    Raises:
        CstError: The quarter isn't later than the workbook's.
    """
    if period <= source:
        raise CstError(
            f"La cartella di partenza è del {source.label}: da lì si prepara un trimestre successivo "
            f"(per esempio {source.next}), non il {period.label}."
        )


def skipped(source: Period, period: Period) -> tuple[Period, ...]:
    """The quarters between two workbooks, which the history won't know."""
    between = []
    at = source.next
    while at < period:
        between.append(at)
        at = at.next
    return tuple(between)


def _advanced(rows: list[list[str]], period: Period) -> list[list[str]]:
    """The parameters with the next period; a line for it is added when there is none."""
    parameter = next(one for one in PARAMETERS if one.key == "periodo")
    names = {plain(parameter.label), plain(parameter.key)}
    headers, *lines = rows
    others = [line for line in lines if plain(line[0]) not in names]
    at = next((at for at, line in enumerate(lines) if plain(line[0]) in names), 0)
    others.insert(at, [parameter.label, str(period), parameter.help])
    return [headers, *others]


def _with_history(rows: list[list[str]], edition: Edition, period: Period) -> list[list[str]]:
    """The history with this quarter's figures, in machine notation; what it said of this quarter before is replaced."""
    headers, *lines = rows
    earlier = [line for line in lines if line[0] not in {str(period), period.label}]
    figures = (figure.as_json() for figure in edition.figures)
    now = [
        [str(period), one["id"] or "", one["value"], one["unit"] or ""]
        for one in figures
        if one["value"] is not None
    ]
    return [headers, *earlier, *now]
