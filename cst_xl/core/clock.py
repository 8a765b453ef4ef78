"""The clock on an Italian wall and the time that really passes.

Twice a year the two part: on the last Sunday of March the hour from 2 to 3 doesn't exist, on the last Sunday of
October it is lived twice. A deadline «entro 2h dalla comunicazione» runs by the time that passes, a service that
opens at 8 follows the wall. A naive `datetime` is the wall of Europe/Rome, its `fold` telling the two hours of
October apart (PEP 495); an aware one is brought to that wall first. All counts are whole seconds: an Excel date is a
binary fraction of a day and misses the second by microseconds, so fractions are rounded to the nearest second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

ROME: Final = ZoneInfo("Europe/Rome")
_SECOND: Final = timedelta(seconds=1)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - the wall has no zone
_EPOCH_UTC: Final = datetime(1970, 1, 1, tzinfo=UTC)


def wall(moment: datetime) -> datetime:
    """Return what the Italian wall clock showed: naive, `fold` kept."""
    return moment if moment.tzinfo is None else moment.astimezone(ROME).replace(tzinfo=None)


def elapsed_seconds(start: datetime, end: datetime) -> int:
    """Return the seconds that really pass from `start` to `end`, across clock changes too; negative backwards."""
    return utc_seconds(end) - utc_seconds(start)


def clock_deadline(start: datetime, seconds: int) -> datetime:
    """Return the moment `seconds` of real time after `start`, naive where `start` is naive, else in Europe/Rome."""
    return _from_utc(utc_seconds(start) + seconds, like=start)


def wall_seconds(moment: datetime) -> int:
    """Return the seconds that the wall shows since 1970."""
    return _whole_seconds(wall(moment) - _EPOCH)


def utc_seconds(moment: datetime) -> int:
    """Return the seconds that have passed since 1970 (UTC)."""
    return _whole_seconds((moment.replace(tzinfo=ROME) if moment.tzinfo is None else moment) - _EPOCH_UTC)


def wall_seconds_many(moments: ArrayLike) -> NDArray[np.int64]:
    """Return the wall seconds since 1970 of one-dimensional naive `datetime64` of any unit; NaT stays NaT's number.

    Raises:
        TypeError: Something else was given.
    """
    import numpy as np

    given = np.asarray(moments)
    if given.dtype.kind != "M" or given.ndim != 1:
        raise TypeError(
            f"moments must be one-dimensional datetime64, not {given.ndim}-dimensional {given.dtype}"
        )
    if given.dtype != np.dtype("datetime64[s]"):
        given = (given.astype("datetime64[us]") + np.timedelta64(_SECOND // 2)).astype("datetime64[s]")
    return given.view(np.int64)


def _from_utc(seconds: int, like: datetime) -> datetime:
    rome = (_EPOCH_UTC + timedelta(seconds=seconds)).astimezone(ROME)
    return rome.replace(tzinfo=None) if like.tzinfo is None else rome


def _whole_seconds(gap: timedelta) -> int:
    return (gap + _SECOND / 2) // _SECOND


@dataclass(frozen=True)
class ClockChange:
    """One jump of the Italian clock.

    Attributes:
        instant: When it happens, in UTC seconds since 1970.
        before: Seconds that the wall is ahead of UTC until then.
        after: The same from then on.
    """

    instant: int
    before: int
    after: int

    @property
    def settled(self) -> int:
        """The wall second from which a naive time without `fold` counts by the new offset."""
        return self.instant + max(self.before, self.after)

    @property
    def doubtful(self) -> tuple[int, int]:
        """The wall seconds, from and to, around the change that two readings of one naive time could touch."""
        jump = abs(self.after - self.before)
        return self.settled - 2 * jump, self.settled + jump


def clock_changes(first: date, last: date) -> tuple[ClockChange, ...]:
    """Return the changes from the midnight that opens `first` to the one that ends `last`, in order."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    days = range((last - first).days + 2)
    probes = ((int(start.timestamp()) + day * 86_400 - 43_200) for day in days)
    return tuple(_change(low, high) for low, high in pairwise(probes) if _offset(low) != _offset(high))


def _change(low: int, high: int) -> ClockChange:
    """Close in on the one change between two UTC seconds."""
    before, after = _offset(low), _offset(high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle) == before else (low, middle)
    return ClockChange(high, before, after)


def _offset(utc: int) -> int:
    gap = (_EPOCH_UTC + timedelta(seconds=utc)).astimezone(ROME).utcoffset()
    return 0 if gap is None else gap // _SECOND


class Clock(Protocol):
    """A way to lay moments on a line of seconds, and back."""

    def seconds(self, moment: datetime) -> int:
        """Return the place of a moment on the line."""

    def moment(self, seconds: int, like: datetime) -> datetime:
        """Return the moment at a place: naive where `like` is naive, else in Europe/Rome."""

    def from_wall(self, seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places of naive moments, given as wall seconds since 1970; of a doubled hour, the first."""

    def to_wall(self, seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the wall seconds since 1970 at places on the line."""


@dataclass(frozen=True)
class WallClock:
    """The line is the wall: right, and fastest, as long as nothing counts while the clock changes."""

    def seconds(self, moment: datetime) -> int:
        """Return wall seconds since 1970."""
        return wall_seconds(moment)

    def moment(self, seconds: int, like: datetime) -> datetime:
        """Return the moment that the wall shows then."""
        return (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=like.tzinfo and ROME)

    def from_wall(self, seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return them as they are."""
        return seconds

    def to_wall(self, seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return them as they are."""
        return seconds


@dataclass(frozen=True)
class UtcClock:
    """The line is the time that passes, in UTC seconds; arrays need the `changes` of their years, at least one."""

    changes: tuple[ClockChange, ...]

    def seconds(self, moment: datetime) -> int:
        """Return UTC seconds since 1970."""
        return utc_seconds(moment)

    def moment(self, seconds: int, like: datetime) -> datetime:
        """Return the moment in Europe/Rome, its `fold` telling which of a doubled hour it is."""
        return _from_utc(seconds, like)

    def from_wall(self, seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Take the offset away."""
        return seconds - self._offsets([change.settled for change in self.changes], seconds)

    def to_wall(self, seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Add the offset."""
        return seconds + self._offsets([change.instant for change in self.changes], seconds)

    def _offsets(self, thresholds: list[int], seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        import numpy as np

        steps = np.array(list(self._steps()), dtype=np.int64)
        return steps.take(np.searchsorted(np.array(thresholds, dtype=np.int64), seconds, side="right"))

    def _steps(self) -> Iterator[int]:
        yield self.changes[0].before
        for change in self.changes:
            yield change.after
