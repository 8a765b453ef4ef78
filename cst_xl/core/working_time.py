"""Working time, the door for sections and functions: hours, holidays, calendars, time by the clock.

One import gives what a deadline needs. Calendars are remembered: compiling one takes milliseconds, looking up
microseconds, and cells of one sheet ask for the same calendar hundreds of times.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cst_xl.core.clock import clock_deadline, elapsed_seconds, wall
from cst_xl.core.closures import PatronDay, italian_holidays
from cst_xl.core.periods import LAST_YEAR
from cst_xl.core.service_hours import ServiceHours
from cst_xl.core.working_calendar import WorkedSeconds, WorkingCalendar, check_range

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "PatronDay",
    "ServiceHours",
    "WorkedSeconds",
    "WorkingCalendar",
    "calendar",
    "calendar_for",
    "clock_deadline",
    "elapsed_seconds",
    "italian_holidays",
]

_NO_CLOSURES: Final[Mapping[date, str]] = MappingProxyType({})


def calendar(
    hours: ServiceHours, first: date, last: date, closures: Mapping[date, str] = _NO_CLOSURES
) -> WorkingCalendar:
    """Return the calendar of exactly these days and closures, compiled once and remembered.

    Raises:
        BadValueError: As for `WorkingCalendar`.
    """
    return _compiled(hours, first, last, tuple(sorted(closures.items())))


def calendar_for(
    hours: ServiceHours,
    first: date,
    last: date,
    *,
    province: str | None = None,
    patron: PatronDay | None = None,
    closures: Mapping[date, str] = _NO_CLOSURES,
) -> WorkingCalendar:
    """Return a calendar with Italian holidays that holds all moments from `first` to `last` and their deadlines.

    It covers whole years and one more, in which deadlines of the last days may fall.

    Args:
        hours: The service hours.
        first: Earliest day or moment that will be asked for.
        last: Latest one.
        province: Code of the province whose patron is kept ("FI"); empty or None for national holidays only.
        patron: A patron's day instead of the province's.
        closures: Further days, with their reasons; a reason given here replaces a holiday's name.

    Raises:
        BadValueError: The code is no province, or the range as for `WorkingCalendar`.
    """
    years = _day(first).year, min(_day(last).year + 1, LAST_YEAR)
    return _with_holidays(hours, years, province, patron, tuple(sorted(closures.items())))


@lru_cache(maxsize=16)
def _compiled(
    hours: ServiceHours, first: date, last: date, closures: tuple[tuple[date, str], ...]
) -> WorkingCalendar:
    return WorkingCalendar(hours, first, last, dict(closures))


@lru_cache(maxsize=16)
def _with_holidays(
    hours: ServiceHours,
    years: tuple[int, int],
    province: str | None,
    patron: PatronDay | None,
    closures: tuple[tuple[date, str], ...],
) -> WorkingCalendar:
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    check_range(first, last)
    closed = italian_holidays(range(years[0], years[1] + 1), province, patron)
    closed.update((day, reason or closed.get(day, "")) for day, reason in closures)
    return _compiled(hours, first, last, tuple(sorted(closed.items())))


def _day(moment: date) -> date:
    return wall(moment).date() if isinstance(moment, datetime) else moment
