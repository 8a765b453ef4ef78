"""How fast and how right the working-time engine is, beside the packages that a person would find first.

Run ``python benchmarks/working_time.py`` with the extra ``bench`` installed. Every engine measures the same intervals
(Italy, patron of Florence, 08-18; median about 5 hours, mean about 22) from the input that suits it best, prepared
beforehand; the best of several runs counts. «differ» is the share of intervals on which it disagrees with this package
by a second or more: pandas counts whole hours, the others agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cst_xl.core.clock import ROME
from cst_xl.core.working_time import ServiceHours, WorkingCalendar, italian_holidays

Moments = NDArray[np.datetime64]
Measure = Callable[[], Sequence[float] | NDArray[Any]]

FIRST, LAST = date(2015, 1, 1), date(2018, 12, 31)
HOLIDAYS: Final = italian_holidays(range(FIRST.year, LAST.year + 1), "FI")
CALENDAR: Final = WorkingCalendar(ServiceHours.parse("lun-ven 08:00-18:00"), FIRST, LAST, HOLIDAYS)
OPENING, CLOSING = time(8), time(18)
HOUR: Final = 3600


@dataclass(frozen=True)
class Engine:
    """One way to measure.

    Attributes:
        name: As printed.
        package: What must be installed.
        prepare: Makes, from naive starts and ends, the function that is timed; it returns seconds.
        runs: How many times it is timed.
    """

    name: str
    package: str
    prepare: Callable[[Moments, Moments], Measure]
    runs: int = 3


def intervals(count: int) -> tuple[Moments, Moments]:
    """Draw starts over three years, by day and night, and lengths with a long tail."""
    random = np.random.default_rng(2016)
    starts = np.datetime64(FIRST, "s") + random.integers(0, 3 * 365 * 24 * HOUR, count)
    lengths = (random.lognormal(np.log(5 * HOUR), 1.72, count)).astype(np.int64)
    return starts, starts + np.minimum(lengths, 300 * 24 * HOUR)


def in_arrays(starts: Moments, ends: Moments) -> Measure:
    """Measure with this package, `datetime64` in and whole seconds out."""
    return lambda: CALENDAR.seconds_between_many(starts, ends).seconds


def one_by_one(starts: Moments, ends: Moments) -> Measure:
    """Measure with this package, one pair of datetimes after the other, as cells of a sheet do."""
    pairs = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return lambda: [CALENDAR.seconds_between(start, end) for start, end in pairs]


def schedule() -> Any:
    """Build the same calendar for workclock."""
    workclock = import_module("workclock")
    rules = [workclock.WorkDay(OPENING, CLOSING), workclock.Holidays(list(HOLIDAYS))]
    return workclock.Schedule(rules, time_zone="Europe/Rome")


def in_utc(moments: Moments) -> Moments:
    """Convert wall time to UTC, which workclock wants."""
    shown = (moment.replace(tzinfo=ROME) for moment in moments.tolist())
    return np.array([int(moment.timestamp()) for moment in shown], "datetime64[s]")


def with_workclock(starts: Moments, ends: Moments) -> Measure:
    """Measure with a Rust engine."""
    peer, utc_starts, utc_ends = schedule(), in_utc(starts), in_utc(ends)
    return lambda: peer.between_many(utc_starts, utc_ends) / np.timedelta64(1, "s")


def with_bizdurr(starts: Moments, ends: Moments) -> Measure:
    """Measure with pure Python, day by day."""
    week = ("monday", "tuesday", "wednesday", "thursday", "friday")
    hours = {day: {"start": f"{OPENING:%H:%M}", "end": f"{CLOSING:%H:%M}"} for day in week}
    peer = import_module("bizdurr").BusinessDuration(hours, "Europe/Rome", holidays=list(HOLIDAYS))
    pairs = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return lambda: [peer.calculate(start, end).total_seconds() for start, end in pairs]


def with_business_duration(starts: Moments, ends: Moments) -> Measure:
    """Measure with Python over a pandas range of days."""
    measure = import_module("business_duration").businessDuration
    pairs = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return lambda: [
        measure(start, end, OPENING, CLOSING, holidaylist=HOLIDAYS, unit="sec") for start, end in pairs
    ]


def with_businesstimedelta(starts: Moments, ends: Moments) -> Measure:
    """Measure with pure Python rules; it takes naive datetimes for UTC, hence the zone."""
    package = import_module("businesstimedelta")
    rome = import_module("pytz").timezone("Europe/Rome")
    workday = package.WorkDayRule(OPENING, CLOSING, working_days=[0, 1, 2, 3, 4], tz=rome)
    peer = package.Rules([workday, package.HolidayRule(HOLIDAYS, tz=rome)])
    pairs = [tuple(map(rome.localize, pair)) for pair in zip(starts.tolist(), ends.tolist(), strict=True)]
    return lambda: [peer.difference(start, end).timedelta.total_seconds() for start, end in pairs]


def with_pandas(starts: Moments, ends: Moments) -> Measure:
    """Measure by counting the hours of a range, the usual recipe."""
    pandas = import_module("pandas")
    hour = pandas.offsets.CustomBusinessHour(start=OPENING, end=CLOSING, holidays=list(HOLIDAYS))
    pairs = list(zip(pandas.DatetimeIndex(starts), pandas.DatetimeIndex(ends), strict=True))
    return lambda: [HOUR * max(0, len(pandas.date_range(start, end, freq=hour)) - 1) for start, end in pairs]


ENGINES: Final = (
    Engine("cst_xl, arrays", "cst_xl", in_arrays, runs=200),
    Engine("cst_xl, one by one", "cst_xl", one_by_one, runs=5),
    Engine("workclock (Rust)", "workclock", with_workclock, runs=10),
    Engine("bizdurr", "bizdurr", with_bizdurr),
    Engine("business-duration", "business_duration", with_business_duration, runs=1),
    Engine("businesstimedelta", "businesstimedelta", with_businesstimedelta, runs=1),
    Engine("pandas CustomBusinessHour", "pandas", with_pandas, runs=1),
)


def best_time(task: Callable[[], object], runs: int) -> float:
    """Return the shortest of several runs, in seconds, after one that warms up."""
    if runs > 1:
        task()
    times = []
    for _ in range(runs):
        start = perf_counter()
        task()
        times.append(perf_counter() - start)
    return min(times)


def compare(count: int, engines: Sequence[Engine]) -> None:
    """Print time, ratio to the first engine and disagreement with it, one line per engine."""
    starts, ends = intervals(count)
    hours = (ends - starts).astype(np.int64) / HOUR
    print(f"\n{count:,} intervals, median {np.median(hours):.1f} h, mean {hours.mean():.1f} h")
    print(f"{'engine':<28}{'seconds':>12}{'ratio':>10}{'differ':>9}")
    base, truth = 0.0, np.array([])
    for engine in engines:
        if find_spec(engine.package) is None:
            print(f"{engine.name:<28}{'not installed':>31}")
            continue
        measure = engine.prepare(starts, ends)
        seconds = best_time(measure, engine.runs)
        found = np.asarray(measure(), float)
        base, truth = base or seconds, truth if truth.size else found
        differ = np.mean(~(np.abs(found - truth) < 1))
        print(f"{engine.name:<28}{seconds:>12.6f}{seconds / base:>9,.0f}x{differ:>9.1%}")


def compare_deadlines(count: int) -> None:
    """Print the same for deadlines of six working hours, against workclock."""
    starts, _ = intervals(count)
    own = best_time(lambda: CALENDAR.deadline_many(starts, 6 * HOUR), 20)
    print(f"\n{count:,} deadlines of 6 working hours\n{'cst_xl, arrays':<28}{own:>12.6f}{1:>9}x")
    if find_spec("workclock") is None:
        return
    peer, utc = schedule(), in_utc(starts)
    theirs = best_time(lambda: peer.add_many(utc, timedelta(hours=6)), 3)
    found = in_utc(CALENDAR.deadline_many(starts, 6 * HOUR))
    differ = np.mean(found != peer.add_many(utc, timedelta(hours=6)))
    print(f"{'workclock (Rust)':<28}{theirs:>12.6f}{theirs / own:>9,.0f}x{differ:>9.1%}")


def main() -> None:
    """Print all comparisons."""
    built = best_time(lambda: WorkingCalendar(CALENDAR.hours, FIRST, LAST, HOLIDAYS), 10)
    print(f"Compiling a calendar of {LAST.year - FIRST.year + 1} years: {built * 1000:.1f} ms")
    compare(10_000, ENGINES)
    compare(1_000_000, [engine for engine in ENGINES if engine.prepare in {in_arrays, with_workclock}])
    compare_deadlines(1_000_000)


if __name__ == "__main__":
    main()
