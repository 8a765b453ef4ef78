"""Accesses by hour and weekday: the share on days, and at times, when the counter is shut.

Bands of the day alone don't see a Saturday morning; the printed «in orari e giorni in cui gli sportelli sono chiusi»
needs this table. A public holiday on a working weekday can't be told apart here and counts as that weekday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cst_xl.core.figures import Difference, Figures, Share, Total
from cst_xl.core.section import Inputs
from cst_xl.core.tables import Record
from cst_xl.core.units import RATE
from cst_xl.sections.access.bands import ACCESSES, HOURS
from cst_xl.sections.access.hours import Band, gaps, opening, overlaps, state_of
from cst_xl.sections.access.raw import DAY_NAMES, HOURS_BY_DAY, WEEKDAYS

CLOSED_DAYS: Final = "accessi.fuori_giorni"
CLOSED: Final = "accessi.fuori_apertura"
IN_HOURS_TOTAL: Final = "accessi.giorni.orario"
OUT_OF_HOURS_TOTAL: Final = "accessi.giorni.fuori"
WEEK_TOTAL: Final = "accessi.giorni.totale"
_CLOSED_DAYS_LABEL: Final = "Quota di accessi nei giorni di chiusura degli sportelli"
_CLOSED_LABEL: Final = "Quota di accessi in giorni o orari di chiusura degli sportelli"


@dataclass(frozen=True)
class Week:
    """The table by hour and weekday.

    Attributes:
        records: Its rows, those without a readable hour left out.
        columns: The weekdays that have at least one value.
        readable: Whether every cell of theirs could be read: an empty one is a zero, an unread one isn't.
    """

    records: tuple[Record, ...]
    columns: tuple[str, ...]
    readable: bool = True

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands of its rows."""
        return tuple(record["ora"] for record in self.records)

    @cached_property
    def sound(self) -> bool:
        """Whether all seven days are there and every minute of the day is counted once."""
        whole = self.columns == WEEKDAYS and not gaps(self.bands) and not overlaps(self.bands)
        return whole and self.readable

    def straddling(self, inputs: Inputs, day: str) -> tuple[Record, ...]:
        """The rows that the counter's opening or closing on that weekday cuts in two."""
        is_open = opening(inputs.parameters[HOURS], WEEKDAYS.index(day))
        return tuple(record for record in self.records if state_of(record["ora"], is_open) is None)


def read_week(inputs: Inputs) -> Week:
    """The rows of the table."""
    records = tuple(record for record in inputs[HOURS_BY_DAY].records() if record["ora"] is not None)
    filled = tuple(day for day in WEEKDAYS if any(record[day] is not None for record in records))
    return Week(records, filled, inputs[HOURS_BY_DAY].unreadable.isdisjoint(WEEKDAYS))


def day_id(day: str, part: str = "") -> str:
    """Id of a weekday's accesses, or of those ``orario`` (in opening hours) or ``fuori`` of them."""
    return f"accessi.giorno.{day}" + (f".{part}" if part else "")


def closed_days(inputs: Inputs) -> tuple[str, ...]:
    """The weekdays on which the counter doesn't open."""
    week = inputs.parameters[HOURS].week
    return tuple(day for day, windows in zip(WEEKDAYS, week, strict=True) if not windows)


def compute_week(inputs: Inputs, figures: Figures) -> None:
    """Accesses of each weekday in and out of hours, and the shares of the week; no weekdays without the table."""
    week = read_week(inputs)
    if not week.records:
        figures.add(CLOSED_DAYS, None, RATE, _CLOSED_DAYS_LABEL)
        figures.add(CLOSED, None, RATE, _CLOSED_LABEL)
        return
    for day in WEEKDAYS:
        _weekday(inputs, week, figures, day)
    for figure_id, part, label in (
        (IN_HOURS_TOTAL, "orario", "in orario di sportello"),
        (OUT_OF_HOURS_TOTAL, "fuori", "fuori dall'orario di sportello"),
        (WEEK_TOTAL, "", "totale dei giorni"),
    ):
        figures.derive(
            figure_id, Total(tuple(day_id(day, part) for day in WEEKDAYS)), ACCESSES, f"Accessi, {label}"
        )
    shut = tuple(day_id(day) for day in closed_days(inputs))
    if HOURS in inputs.parameters.unreadable:
        figures.add(CLOSED_DAYS, None, RATE, _CLOSED_DAYS_LABEL)
    else:
        figures.derive(CLOSED_DAYS, Share(shut, (WEEK_TOTAL,)), RATE, _CLOSED_DAYS_LABEL)
    figures.derive(CLOSED, Share((OUT_OF_HOURS_TOTAL,), (WEEK_TOTAL,)), RATE, _CLOSED_LABEL)


def _weekday(inputs: Inputs, week: Week, figures: Figures, day: str) -> None:
    name = DAY_NAMES[WEEKDAYS.index(day)]
    known = week.sound and not week.straddling(inputs, day) and HOURS not in inputs.parameters.unreadable
    is_open = opening(inputs.parameters[HOURS], WEEKDAYS.index(day))
    in_hours = [record for record in week.records if state_of(record["ora"], is_open)] if known else []
    figures.add(day_id(day), _sum(week.records, day) if week.sound else None, ACCESSES, f"Accessi di {name}")
    figures.add(
        day_id(day, "orario"),
        _sum(in_hours, day) if known else None,
        ACCESSES,
        f"Accessi di {name}, in orario di sportello",
    )
    out_of_hours = Difference(day_id(day), day_id(day, "orario"))
    figures.derive(
        day_id(day, "fuori"), out_of_hours, ACCESSES, f"Accessi di {name}, fuori dall'orario di sportello"
    )


def _sum(records: Sequence[Record], day: str) -> int:
    """An empty cell among filled ones is a zero, as pivot tables write it; the checks say so."""
    return sum(record[day] or 0 for record in records)
