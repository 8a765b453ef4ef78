"""What is wrong with the recorded stops: backwards, outside the quarter, weeks long, overlapping."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.outages import Outage, by_system, is_broken, is_swapped, outages, swapped
from cst_xl.core.quantities import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cst_xl.core.periods import Period
    from cst_xl.core.tables import TypedTable

_LONG: Final = timedelta(days=7)


def findings(table: TypedTable, period: Period) -> Iterator[Finding]:
    """Report stops that end before they start, fall outside the quarter or overlap another of the same system."""
    for record in table.records():
        if not is_broken(record) and record["fine"] < record["inizio"]:
            message = (
                f"Nel foglio {table.table.sheet}, riga {record.row}, la fine del fermo ({_text(record['fine'])}) è "
                f"prima dell'inizio ({_text(record['inizio'])}): il fermo non viene contato."
            )
            cell = table.cell(record.row, "fine")
            expected = f"un momento dopo {_text(record['inizio'])}"
            yield error(message, cell=cell, found=_text(record["fine"]), expected=expected)
    stops = outages(table, period)
    for stop in stops:
        if stop.inside is None:
            yield _outside(stop, table, period)
        elif stop.end - stop.start > _LONG:
            yield _long(stop, table)
    for group in by_system(stops).values():
        yield from _overlaps(group, table)


def _outside(stop: Outage, table: TypedTable, period: Period) -> Finding:
    """A day and a month that were swapped on the way («01/04» read as 4 January) are worth more than a warning."""
    message = (
        f"Nel foglio {table.table.sheet}, riga {stop.row}, il fermo del {_text(stop.start)} non è nel {period.label} "
        "e non viene contato."
    )
    expected = f"una data dal {period.start:%d/%m/%Y} al {period.end:%d/%m/%Y}"
    facts = {"cell": table.cell(stop.row, "inizio"), "found": _text(stop.start), "expected": expected}
    if is_swapped(stop, period):
        return error(
            f"{message} Giorno e mese scambiati? Sarebbe il {swapped(stop.start):%d/%m/%Y}.", **facts
        )
    return warning(message, **facts)


def _long(stop: Outage, table: TypedTable) -> Finding:
    """One swapped date makes days of minutes."""
    lasts = format_duration(Decimal((stop.end - stop.start) // timedelta(seconds=1)) / 60)
    message = (
        f"Nel foglio {table.table.sheet}, riga {stop.row}, il fermo di {stop.system} dura {lasts}: se le date sono "
        "giuste non c'è nulla da fare; spesso giorno e mese sono scambiati."
    )
    found = f"{_text(stop.start)} - {_text(stop.end)}"
    return warning(
        message, cell=table.cell(stop.row, "fine"), found=found, expected="un fermo di ore, non di settimane"
    )


def _overlaps(group: Sequence[Outage], table: TypedTable) -> Iterator[Finding]:
    last: Outage | None = None
    for stop in sorted((one for one in group if one.inside), key=lambda one: (one.start, one.row)):
        if last is not None and stop.start < last.end:
            message = (
                f"Nel foglio {table.table.sheet} i fermi di {stop.system} alle righe {last.row} e {stop.row} si "
                "sovrappongono: i minuti in comune contano una volta."
            )
            cell = table.cell(stop.row, "inizio")
            yield warning(message, cell=cell, found=_text(stop.start), expected=f"dopo {_text(last.end)}")
        if last is None or stop.end > last.end:
            last = stop


def _text(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"
