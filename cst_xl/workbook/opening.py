"""What a later quarter's paste sheets begin with: the past that stays true, so that nobody types it again.

- **Credentials**: the years and semesters that are over.
- **Services**: the register, and the stock at the end of last year that the balance is counted from.
- **Usage**: for each category the semester of comparison, from the figures of the quarters that computed it.
- **Closures**: those that recur on the same day, once more in a new year; all the others are for people to decide.

Everything else of a quarter is cleared: a number left from the last one looks exactly like one of this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cst_xl.core.figures import Figures
from cst_xl.core.kinds import plain
from cst_xl.core.parameters import CLOSURES_TABLE
from cst_xl.core.periods import Period
from cst_xl.core.table_texts import TextRow, headers, line, text_rows
from cst_xl.core.tables import Grid
from cst_xl.sections.credentials.raw import CREDENTIALS
from cst_xl.sections.services.raw import REGISTER, SERVICES, last_year_end
from cst_xl.sections.usage.raw import CATEGORIES, USAGE, semesters

if TYPE_CHECKING:
    from cst_xl.core.section import Edition

Lines = list[list[str]]
"""Rows of texts, headers first."""

_PATRON = "patron"
_RECURS = 2
"""In how many years a closure must stand on the same day to be taken for one of every year."""

BEGUN = (CREDENTIALS, SERVICES, REGISTER, USAGE)
"""The tables that aren't empty in a new quarter, although they aren't catalogues."""


def begun(edition: Edition, values: Callable[[str], Grid], period: Period) -> dict[str, Lines]:
    """Rows that paste sheets of a later quarter begin with, by key of the raw table.

    Args:
        edition: The quarter of the old workbook, computed.
        values: Gives the cells of a sheet of the old workbook.
        period: The later quarter.
    """
    rows = {table.key: list(text_rows(edition.tables[table.key], values(table.sheet))) for table in BEGUN}
    found = {
        CREDENTIALS.key: _over(rows[CREDENTIALS.key], period),
        SERVICES.key: _stock(rows[SERVICES.key], last_year_end(period)),
        REGISTER.key: [line(REGISTER, row) for row in rows[REGISTER.key]],
        USAGE.key: _compared(edition, period),
    }
    tables = {table.key: table for table in BEGUN}
    return {key: [headers(tables[key]), *lines] for key, lines in found.items() if lines}


def recurring(edition: Edition, period: Period) -> Lines:
    """Closures for the year of a later quarter: those of earlier years that recur, on their day.

    Args:
        edition: The quarter of the old workbook.
        period: The later quarter.

    Returns:
        The rows to add, without headers; none in a year that has closures of its own.
    """
    days = edition.parameters.closures
    if not days or any(day.year == period.year for day in days):
        return []
    years: dict[tuple[int, int], set[int]] = {}
    for day in days:
        years.setdefault((day.month, day.day), set()).add(day.year)
    latest = {(day.month, day.day): reason for day, reason in sorted(days.items())}
    keys = [column.key for column in CLOSURES_TABLE.columns]
    added = [
        {"giorno": f"{date(period.year, month, number):%d/%m/%Y}", "motivo": latest[month, number]}
        for month, number in sorted(years)
        if _exists(period.year, month, number)
        and (len(years[month, number]) >= _RECURS or _PATRON in plain(latest[month, number]))
    ]
    return [[row.get(key, "") for key in keys] for row in added]


def _over(rows: Sequence[TextRow], period: Period) -> Lines:
    """Credentials of years and semesters that ended before the quarter began."""
    return [
        line(CREDENTIALS, row)
        for row in rows
        if isinstance(known := row.values.get("periodo"), Period) and known.end < period.start
    ]


def _stock(rows: Sequence[TextRow], day: date) -> Lines:
    """The line for the end of last year, without what came and went in the year before."""
    kept = [row for row in rows if row.values.get("data") == day]
    return [
        [
            row.texts.get(column.key, "") if column.key in {"data", "attivi"} else ""
            for column in SERVICES.columns
        ]
        for row in kept[:1]
    ]


def _compared(edition: Edition, period: Period) -> Lines:
    """Each category with its uses in the semester of comparison; none while no quarter has computed one."""
    before, _ = semesters(period)
    known = list(_editions(edition))
    lines = []
    found = False
    for record in edition.tables[CATEGORIES.key].records():
        if record["codice"] is None or record["nome"] is None or record["escluso"]:
            continue
        figure_id = f"utilizzo.{record['codice']}.{before}"
        uses = next((n for figures in known if (n := figures.number(figure_id)) is not None), None)
        found = found or uses is not None
        lines.append([record["nome"], "" if uses is None else str(int(uses)), "", ""])
    return lines if found else []


def _editions(edition: Edition) -> Iterator[Figures]:
    """The figures of the old workbook's quarter, then those of its history, latest first."""
    yield edition.figures
    for quarter in sorted(edition.history, reverse=True):
        yield edition.history[quarter]


def _exists(year: int, month: int, day: int) -> bool:
    """Whether a year has that day: 29 February."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
