"""Stops of the systems: which count, for how many minutes inside the quarter, and what availability they leave.

Stops of one system that overlap count once, and minutes inside a planned stop are planned: that is how a monitoring
tool with scheduled downtimes sees them. A stop that crosses the edge of the quarter counts with its inner part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.kinds import plain
from cst_xl.core.quantities import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cst_xl.core.periods import Period
    from cst_xl.core.tables import Record, TypedTable

_HUNDRED: Final = Decimal(100)
_LONG: Final = timedelta(days=7)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Outage:
    """One stop.

    Attributes:
        row: Sheet row.
        system: As staff wrote it.
        start: First moment, local wall-clock time.
        end: Last moment.
        planned: Whether it was announced as planned.
        cause: May be empty.
        inside: The part of it that falls in the quarter; None when none does.
    """

    row: int
    system: str
    start: datetime
    end: datetime
    planned: bool
    cause: str
    inside: Stretch | None

    @property
    def minutes(self) -> Decimal:
        """Minutes inside the quarter."""
        return _minutes([self.inside]) if self.inside else Decimal(0)


@dataclass(frozen=True)
class Downtime:
    """How long something was stopped in the quarter: overlaps counted once, planned minutes apart.

    Attributes:
        planned: Minutes inside planned stops.
        unplanned: Minutes of the other stops, outside planned ones.
    """

    planned: Decimal
    unplanned: Decimal

    def availability(self, minutes: int, *, planned_counts: bool) -> Decimal | None:
        """Return the percent number over a period of so many minutes.

        Args:
            minutes: Length of the period.
            planned_counts: True as Nagios PERCENT_TOTAL_TIME_UP does; False takes planned stops out of the time that
                was up *and* out of the period, as Zabbix does with excluded downtimes.

        Returns:
            None when the whole period was a planned stop, so that nothing is left to be available in.
        """
        up = minutes - self.planned - self.unplanned
        whole = Decimal(minutes) if planned_counts else minutes - self.planned
        return _HUNDRED * up / whole if whole else None


def outages(table: TypedTable, period: Period) -> tuple[Outage, ...]:
    """Return the stops whose row is whole and whose end isn't before the start, in the order of the sheet."""
    return tuple(
        _outage(record, period)
        for record in table.records()
        if not _is_broken(record) and record["inizio"] <= record["fine"]
    )


def all_counted(table: TypedTable, period: Period) -> bool:
    """Whether no stop is left out because its row can't be read or can't be true: sums without it would be too low."""
    return not any(
        _is_broken(record) or record["fine"] < record["inizio"] or record["programmato"] is None
        for record in table.records()
    ) and not any(_is_swapped(stop, period) for stop in outages(table, period))


def by_system(stops: Iterable[Outage]) -> Mapping[str, tuple[Outage, ...]]:
    """Group stops by system, whatever capitals and spaces its name was written with."""
    groups: dict[str, list[Outage]] = {}
    for stop in stops:
        groups.setdefault(plain(stop.system), []).append(stop)
    return {name: tuple(group) for name, group in groups.items()}


def downtime(stops: Iterable[Outage]) -> Downtime:
    """Return how long at least one of these stops lasted."""
    inside = [(stop.planned, stop.inside) for stop in stops if stop.inside]
    planned = _minutes(_merged(stretch for is_planned, stretch in inside if is_planned))
    return Downtime(planned, _minutes(_merged(stretch for _, stretch in inside)) - planned)


def findings(table: TypedTable, period: Period) -> Iterator[Finding]:
    """Report stops that end before they start, fall outside the quarter or overlap another of the same system."""
    for record in table.records():
        if not _is_broken(record) and record["fine"] < record["inizio"]:
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


def _outage(record: Record, period: Period) -> Outage:
    start, end = record["inizio"].to_pydatetime(), record["fine"].to_pydatetime()
    first = datetime.combine(period.start, time())
    after = datetime.combine(period.end, time()) + timedelta(days=1)
    touches = start < after and end > first
    inside = (max(start, first), min(end, after)) if touches else None
    name = record["sistema"] or "sistema non indicato"
    return Outage(record.row, name, start, end, bool(record["programmato"]), record["causa"] or "", inside)


def _is_broken(record: Record) -> bool:
    """Tell whether a moment is missing; a missing moment is NaT, which no comparison equals, itself included."""
    return any(record[key] is None or record[key] != record[key] for key in ("inizio", "fine"))


def _outside(stop: Outage, table: TypedTable, period: Period) -> Finding:
    """A day and a month that were swapped on the way («01/04» read as 4 January) are worth more than a warning."""
    message = (
        f"Nel foglio {table.table.sheet}, riga {stop.row}, il fermo del {_text(stop.start)} non è nel {period.label} "
        "e non viene contato."
    )
    expected = f"una data dal {period.start:%d/%m/%Y} al {period.end:%d/%m/%Y}"
    facts = {"cell": table.cell(stop.row, "inizio"), "found": _text(stop.start), "expected": expected}
    if _is_swapped(stop, period):
        return error(
            f"{message} Giorno e mese scambiati? Sarebbe il {_swapped(stop.start):%d/%m/%Y}.", **facts
        )
    return warning(message, **facts)


def _swapped(moment: datetime) -> datetime | None:
    try:
        return moment.replace(day=moment.month, month=moment.day)
    except ValueError:
        return None


def _is_swapped(stop: Outage, period: Period) -> bool:
    """Whether a stop outside the quarter would be inside with its day and month the other way round."""
    swapped = _swapped(stop.start)
    return stop.inside is None and swapped is not None and swapped in period


def _long(stop: Outage, table: TypedTable) -> Finding:
    """One swapped date makes days of minutes."""
    lasts = format_duration(_minutes([(stop.start, stop.end)]))
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


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The same time without overlaps."""
    open_one: Stretch | None = None
    for start, end in sorted(stretches):
        if open_one is not None and start <= open_one[1]:
            open_one = (open_one[0], max(open_one[1], end))
            continue
        if open_one is not None:
            yield open_one
        open_one = (start, end)
    if open_one is not None:
        yield open_one


def _minutes(stretches: Iterable[Stretch]) -> Decimal:
    seconds = sum(int((end - start).total_seconds()) for start, end in stretches)
    return Decimal(seconds) / 60


def _text(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"
