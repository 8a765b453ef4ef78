"""Stops of the systems: which count, for how many minutes inside the quarter, and what availability they leave.

Stops of one system that overlap count once, and minutes inside a planned stop are planned: that is how a monitoring
tool with scheduled downtimes sees them. A stop that crosses the edge of the quarter counts with its inner part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.kinds import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cst_xl.core.periods import Period
    from cst_xl.core.tables import Record, TypedTable

OUTAGES: Final = "fermi"
"""Key of the raw table with the stops, one row each."""

_HUNDRED: Final = Decimal(100)
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
        if not is_broken(record) and record["inizio"] <= record["fine"]
    )


def all_counted(table: TypedTable, period: Period) -> bool:
    """Whether no stop is left out because its row can't be read or can't be true: sums without it would be too low."""
    return not any(
        is_broken(record) or record["fine"] < record["inizio"] or record["programmato"] is None
        for record in table.records()
    ) and not any(is_swapped(stop, period) for stop in outages(table, period))


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


def _outage(record: Record, period: Period) -> Outage:
    start, end = record["inizio"].to_pydatetime(), record["fine"].to_pydatetime()
    first, after = period.bounds
    touches = start < after and end > first
    inside = (max(start, first), min(end, after)) if touches else None
    name = record["sistema"] or "sistema non indicato"
    return Outage(record.row, name, start, end, bool(record["programmato"]), record["causa"] or "", inside)


def is_broken(record: Record) -> bool:
    """Tell whether a moment is missing; a missing moment is NaT, which no comparison equals, itself included."""
    return any(record[key] is None or record[key] != record[key] for key in ("inizio", "fine"))


def swapped(moment: datetime) -> datetime | None:
    """The moment with its day and month the other way round; None when there is no such day."""
    try:
        return moment.replace(day=moment.month, month=moment.day)
    except ValueError:
        return None


def is_swapped(stop: Outage, period: Period) -> bool:
    """Whether a stop outside the quarter would be inside with its day and month the other way round."""
    other = swapped(stop.start)
    return stop.inside is None and other is not None and other in period


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
