"""How long a service was open between two moments, and when a deadline in working hours falls.

Every SLA «entro 6h lavorative» is decided here. Service hours and closures are compiled once into a `Timeline`, whose
cells are as long as all openings and closings allow (an hour for 08-18, half an hour for 8:30-13); from then on an
interval is the difference of two lookups and a deadline is one more.

The line is the wall of Europe/Rome where that is right: while no opening is near a clock change (Sundays, 2 to 3). For
24x7 and the like it is UTC, so that a night in March has 23 hours and one in October 25; see `clock`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from math import gcd
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cst_xl.core.clock import (
    ROME,
    Clock,
    ClockChange,
    UtcClock,
    WallClock,
    clock_changes,
    wall,
    wall_seconds,
    wall_seconds_many,
)
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.periods import FIRST_YEAR, LAST_YEAR
from cst_xl.core.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from cst_xl.core.service_hours import ServiceHours

LONGEST: Final = 30
"""Years that one calendar may span: more comes from a mistyped date, and a timeline holds no more than 68."""

_DAY: Final = 86_400
_HOUR: Final = 3_600
_CHUNK: Final = 16_384
"""Intervals handled at once: few enough that what is calculated in between stays in the processor's cache."""


class WorkedSeconds(NamedTuple):
    """The result of `WorkingCalendar.seconds_between_many`.

    Attributes:
        seconds: Signed working seconds; 0 where unknown.
        known: False where the start or the end is missing (NaT).
    """

    seconds: NDArray[np.int64]
    known: NDArray[np.bool_]


class WorkingCalendar:
    """Service hours over a range of days, less the closures.

    Naive moments are the wall of Europe/Rome, aware ones are brought there. The service is open while that wall shows
    an hour of service, opening time included, closing time not: hours from 2:00 to 2:30 count twice on the Sunday in
    October that doubles them and not at all on the one in March that skips them. All moments from the midnight that
    opens the first day to the one that ends the last are covered.

    Attributes:
        hours: The service hours.
        first: First day covered.
        last: Last day covered.
        days_closed: The closures within the range with their reasons, in order, whether or not hours fell on them.

    Raises:
        BadValueError: The range is backwards, longer than 30 years, or leaves 1990-2100.
    """

    def __init__(self, hours: ServiceHours, first: date, last: date, closures: Mapping[date, str]) -> None:
        check_range(first, last)
        self.hours = hours
        self.first = first
        self.last = last
        self.days_closed = MappingProxyType(
            {day: closures[day] for day in sorted(closures) if first <= day <= last}
        )
        self._wall_start = wall_seconds(_midnight(first))
        self._wall_end = wall_seconds(_midnight(last)) + _DAY
        step = _step(hours)
        by_day = self._cells_by_day(step)
        self._open_days: list[bool] = (by_day.sum(axis=1) > 0).tolist()
        cells = by_day.ravel()
        changes = clock_changes(first, last)
        self._clock: Clock = WallClock()
        if any(self._is_touched(change, cells, step) for change in changes):
            self._clock = UtcClock(changes)
            cells = self._in_utc(cells, step)
        self._start = self._clock.seconds(_midnight(first))
        self._line = Timeline(cells, step)

    def __repr__(self) -> str:
        return f"WorkingCalendar({self.hours.label!r}, {self.first}, {self.last}, {len(self.days_closed)} closures)"

    def seconds_between(self, start: datetime, end: datetime) -> int:
        """Return the working seconds from `start` to `end`; negative when `end` comes first.

        Raises:
            BadValueError: A moment is outside the days covered.
        """
        return self._line.worked(self._place(end)) - self._line.worked(self._place(start))

    def minutes_between(self, start: datetime, end: datetime) -> Decimal:
        """Return the working minutes from `start` to `end`, to 28 digits; to compare exactly, compare the seconds.

        Raises:
            BadValueError: A moment is outside the days covered.
        """
        return Decimal(self.seconds_between(start, end)) / 60

    def deadline(self, start: datetime, working_seconds: int) -> datetime:
        """Return the earliest moment by which that much working time has passed since `start`.

        Outside service hours the count begins at the next opening. A count that is used up at closing time ends there,
        not at the next opening. No time at all gives `start`. Naive where `start` is naive, else in Europe/Rome.

        Raises:
            BadValueError: `start` is outside the days covered, or the working time is negative.
            CstError: The deadline falls after the last day covered.
        """
        place = self._place(start)
        if working_seconds < 0:
            raise _negative(working_seconds)
        if working_seconds == 0:
            return start if start.tzinfo is None else start.astimezone(ROME)
        worked = self._line.worked(place) + working_seconds
        if worked > self._line.total:
            raise self._too_late()
        return self._clock.moment(self._start + self._line.reached(worked), like=start)

    def is_open(self, moment: datetime) -> bool:
        """Tell whether the service is open at a moment: at opening time yes, at closing time no.

        Raises:
            BadValueError: The moment is outside the days covered.
        """
        place = self._place(moment)
        if place == self._line.length:
            raise self._outside(moment)
        return self._line.is_open(place)

    def working_days(self, first: date, last: date) -> int:
        """Count the days from `first` to `last`, both included, on which the service opens.

        Raises:
            BadValueError: A day is outside those covered, or `last` comes first.
        """
        for day in (first, last):
            if not self.first <= day <= self.last:
                raise self._outside(day)
        if last < first:
            raise BadValueError(f"{first:%d/%m/%Y}-{last:%d/%m/%Y}", "un periodo che finisce dopo l'inizio")
        return sum(self._open_days[(first - self.first).days : (last - self.first).days + 1])

    def seconds_between_many(self, starts: ArrayLike, ends: ArrayLike) -> WorkedSeconds:
        """Return the signed working seconds of many intervals: a missing start or end is no error, but unknown.

        Args:
            starts: One-dimensional `datetime64` of any unit (NumPy, pandas), wall time, NaT where missing. Of an hour
                that October doubles the first is meant: `datetime64` has no fold.
            ends: As many.

        Raises:
            BadValueError: A moment is outside the days covered.
            TypeError: Not `datetime64`.
            ValueError: The lengths differ.
        """
        import numpy as np

        before, known_before = self._checked(starts)
        after, known_after = self._checked(ends)
        if before.shape != after.shape:
            raise ValueError(f"starts and ends must pair up, not {before.shape} and {after.shape}")
        known = known_before & known_after
        seconds = np.empty(before.shape, np.int64)
        for part in _chunks(len(seconds)):
            worked = self._line.worked_many(self._places(before[part]))
            np.subtract(self._line.worked_many(self._places(after[part])), worked, out=seconds[part])
        if not known.all():
            seconds[~known] = 0
        return WorkedSeconds(seconds, known)

    def deadline_many(self, starts: ArrayLike, working_seconds: ArrayLike) -> NDArray[np.datetime64]:
        """Return the deadlines of many starts as `datetime64[s]`, wall time; NaT where the start is NaT.

        Args:
            starts: As for `seconds_between_many`.
            working_seconds: One number for all, or one for each; whole and not negative.

        Raises:
            BadValueError: A start is outside the days covered, or a working time is negative.
            CstError: A deadline falls after the last day covered.
            TypeError: Not `datetime64`, or not whole numbers.
        """
        import numpy as np

        begin, known = self._checked(starts)
        given = np.asarray(working_seconds)
        if given.dtype.kind not in "iu":
            raise TypeError(f"working_seconds must be whole numbers, not {given.dtype}")
        allowed = np.where(known, np.broadcast_to(given.astype(np.int64), begin.shape), 0)
        if allowed.size and allowed.min() < 0:
            raise _negative(int(allowed.min()))
        result = np.empty(begin.shape, np.int64)
        for part in _chunks(len(result)):
            result[part] = self._deadlines(begin[part], allowed[part])
        result[~known] = np.iinfo(np.int64).min
        return result.view("datetime64[s]")

    def _deadlines(self, begin: NDArray[np.int64], allowed: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return wall seconds; see `deadline_many`."""
        import numpy as np

        worked = np.minimum(allowed, self._line.total + 1)
        worked += self._line.worked_many(self._places(begin))
        if (worked > self._line.total).any():
            raise self._too_late()
        places = self._line.reached_many(worked)
        return np.where(allowed == 0, begin, self._clock.to_wall(places + self._start))

    def _place(self, moment: datetime) -> int:
        place = self._clock.seconds(moment) - self._start
        if not 0 <= place <= self._line.length:
            raise self._outside(moment)
        return place

    def _places(self, walls: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._clock.from_wall(walls) - self._start

    def _checked(self, moments: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return wall seconds, with the first midnight for missing ones, and where they are known."""
        import numpy as np

        walls = wall_seconds_many(moments)
        known = walls != np.iinfo(np.int64).min
        if not known.all():
            walls = np.where(known, walls, self._wall_start)
        if walls.size and (walls.min() < self._wall_start or walls.max() > self._wall_end):
            wrong = (walls < self._wall_start) | (walls > self._wall_end)
            raise self._outside(WallClock().moment(int(walls[wrong][0]), like=_midnight(self.first)))
        return walls, known

    def _cells_by_day(self, step: int) -> NDArray[np.bool_]:
        """Return open cells, one row for each day."""
        import numpy as np

        per_minute = np.zeros((len(self.hours.week), _DAY // 60), np.bool_)
        for weekday, windows in enumerate(self.hours.week):
            for start, end in windows:
                per_minute[weekday, start:end] = True
        week = per_minute[:, :: step // 60]
        days = np.arange((self.last - self.first).days + 1)
        by_day = week[(days + self.first.weekday()) % len(week)]
        by_day[[(day - self.first).days for day in self.days_closed]] = False
        return by_day

    def _is_touched(self, change: ClockChange, cells: NDArray[np.bool_], step: int) -> bool:
        """Tell whether the service is open so near a clock change that the wall would mislead."""
        start, end = ((edge - self._wall_start) // step for edge in change.doubtful)
        return bool(cells[start:end].any())

    def _in_utc(self, cells: NDArray[np.bool_], step: int) -> NDArray[np.bool_]:
        """Lay cells of wall time out in UTC: a day of clock change loses or doubles some."""
        import numpy as np

        start, end = (
            self._clock.seconds(_midnight(day)) for day in (self.first, self.last + timedelta(days=1))
        )
        walls = self._clock.to_wall(np.arange(start, end, step, dtype=np.int64))
        return cells[(walls - self._wall_start) // step]

    def _outside(self, found: date) -> BadValueError:
        text = f"{wall(found):%d/%m/%Y %H:%M}" if isinstance(found, datetime) else f"{found:%d/%m/%Y}"
        return BadValueError(text, f"una data coperta dal calendario di lavoro, {self._covered}")

    def _too_late(self) -> CstError:
        return CstError(f"La scadenza cade oltre il calendario di lavoro, {self._covered}.")

    @property
    def _covered(self) -> str:
        years = "-".join(dict.fromkeys((str(self.first.year), str(self.last.year))))
        return f"che copre il {years} (dal {self.first:%d/%m/%Y} al {self.last:%d/%m/%Y})"


def check_range(first: date, last: date) -> None:
    """Refuse a range of days that no calendar can cover.

    Raises:
        BadValueError: It is backwards, longer than 30 years, or leaves 1990-2100.
    """
    shown = f"{first:%d/%m/%Y}-{last:%d/%m/%Y}"
    if last < first:
        raise BadValueError(shown, "un periodo che finisce dopo l'inizio")
    if first.year < FIRST_YEAR or last.year > LAST_YEAR or last.year - first.year >= LONGEST:
        expected = f"un periodo di al più {LONGEST} anni fra il {FIRST_YEAR} e il {LAST_YEAR}"
        raise BadValueError(shown, expected, "Forse l'anno di una data è scritto male.")


def _step(hours: ServiceHours) -> int:
    """Return the longest cell, in seconds, at whose edges all openings, closings and clock changes lie."""
    return gcd(_HOUR, *(minute * 60 for windows in hours.week for window in windows for minute in window))


def _chunks(length: int) -> Iterator[slice]:
    return (slice(start, start + _CHUNK) for start in range(0, length, _CHUNK))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the wall has no zone


def _negative(seconds: int) -> BadValueError:
    return BadValueError(seconds, "un tempo di lavoro non negativo")
