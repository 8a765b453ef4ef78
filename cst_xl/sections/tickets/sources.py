"""Which source speaks for which cell of the ticket table: ticket rows, a monthly total or the total of the quarter.

Where a month has ticket rows of a channel, the rows speak and the typed total is only compared. A total of the quarter
speaks only for a column that no month of the quarter fills. Nothing is ever added from two sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cst_xl.core.periods import Period
from cst_xl.core.section import Inputs
from cst_xl.core.tables import Record, TypedTable
from cst_xl.sections.tickets.columns import COUNTS
from cst_xl.sections.tickets.raw import MONTHLY
from cst_xl.sections.tickets.rows import count_rows

Place = tuple[Period, str]
"""A month or the quarter, and the key of a column."""


@dataclass(frozen=True)
class Sources:
    """What each source says.

    Attributes:
        quarter: The quarter of the bulletin.
        counted: From ticket rows, by month.
        typed: From the monthly sheet, by month; for the quarter its own row.
        cells: Where a typed value stands.
        records: The rows of the monthly sheet that were used.
        strangers: Its rows that speak of another period.
        phone: State column key, or "gestiti" -> phone tickets among the rows.
        unsure: Places that ticket rows may belong to which can't be placed: no source speaks for them.
        given: Keys of the monthly columns of which something is known to exist, though it may be in no month: a cell that
            couldn't be read, a row whose month couldn't be, a total pasted along.
    """

    quarter: Period
    counted: Mapping[Place, int]
    typed: Mapping[Place, int]
    cells: Mapping[Place, str]
    records: Mapping[Period, Record] = field(default_factory=dict)
    strangers: tuple[Record, ...] = ()
    phone: Mapping[str, int] = field(default_factory=dict)
    unsure: frozenset[Place] = frozenset()
    given: frozenset[str] = frozenset()

    def value(self, month: Period, key: str) -> int | None:
        """The value that holds for a month; None when it isn't known."""
        if (month, key) in self.unsure:
            return None
        return self.counted.get((month, key), self.typed.get((month, key)))

    def known(self, key: str) -> tuple[Period, ...]:
        """The months of the quarter that have a value in the column."""
        return tuple(month for month in self.quarter.months if self.value(month, key) is not None)

    def missing(self, key: str) -> tuple[Period, ...]:
        """The months that have none."""
        return tuple(month for month in self.quarter.months if self.value(month, key) is None)

    def whole(self, key: str) -> int | None:
        """The value typed for the whole quarter."""
        return self.typed.get((self.quarter, key))

    def total(self, key: str) -> int | None:
        """The value typed for the quarter where it may stand for the column: no month has one, or they make it up."""
        whole, known = self.whole(key), self.known(key)
        if any(place[1] == key for place in self.unsure):
            return None
        return whole if not known or whole == sum(self.value(month, key) or 0 for month in known) else None

    def absent(self, key: str) -> bool:
        """Whether nothing was given for a column, as in a centre without a second level."""
        unsure = any(place[1] == key for place in self.unsure)
        return not (self.known(key) or self.whole(key) is not None or key in self.given or unsure)

    def has(self, month: Period) -> bool:
        """Whether anything is known of a month."""
        return any(self.value(month, count.key) is not None for count in COUNTS)


def gather(inputs: Inputs) -> Sources:
    """Read all sources of the quarter."""
    table = inputs[MONTHLY]
    wanted = {*inputs.period.months, inputs.period}
    records: dict[Period, Record] = {}
    strangers: list[Record] = []
    typed: dict[Place, int] = {}
    cells: dict[Place, str] = {}
    for record in table.records():
        period = record["mese"]
        if period is None or period in records:  # unreadable or repeated: reading the table reported it
            continue
        if period not in wanted:
            strangers.append(record)
            continue
        records[period] = record
        for count in COUNTS:
            cells[period, count.key] = table.cell(record.row, count.key)
            if record[count.key] is not None:
                typed[period, count.key] = record[count.key]
    rows = count_rows(inputs)
    months = inputs.period.months
    counted = {(months[place], key): number for (place, key), number in rows.counts.items()}
    unsure = frozenset((months[place], key) for place, key in rows.unsure)
    return Sources(
        inputs.period, counted, typed, cells, records, tuple(strangers), rows.phone, unsure, _given(table)
    )


def _given(table: TypedTable) -> frozenset[str]:
    """Keys of the columns of which something is known to exist."""
    if "mese" in table.unreadable:
        return frozenset(count.key for count in COUNTS)
    pasted = {key for totals in table.pasted_totals.values() for key, total in totals.items() if total}
    return table.unreadable | pasted
