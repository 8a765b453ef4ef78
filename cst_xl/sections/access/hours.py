"""Bands of the day: read from any label in use, laid over the opening hours, checked to cover the day once.

Web statistics come by hour («0h», «08») or by band («08:00-18:00», «18-08»). A band during which the counter is open,
or shut, throughout can be counted as such; one that straddles an opening or a closing can't, and is never split by
guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold
from cst_xl.core.kinds import Kind
from cst_xl.core.working_time import ServiceHours

DAY: Final = 24 * 60
_HOUR: Final = 60
_EXPECTED: Final = "una fascia, per esempio «08:00-18:00», oppure un'ora, per esempio «8»"
_TIME: Final = r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})? *h?"
_BAND: Final = re.compile(rf"(?:(?:dalle|dalla|ore|fascia) +)*{_TIME} *(?:-|a|alle|alla) *(?:ore )?{_TIME}")
_ONE_HOUR: Final = re.compile(r"(?:ore|ora|h)? *(\d{1,2})(?:[:.]00){0,2} *h?")


@dataclass(frozen=True, order=True)
class Band:
    """A part of the day, in minutes from midnight; one that runs past midnight goes on the next morning.

    Attributes:
        start: 0 to 1439.
        length: 1 to 1440.
    """

    start: int
    length: int

    @classmethod
    def parse(cls, value: object) -> Band:
        """Read "08:00-18:00", "8-18", "18:00-24:00", "dalle 18 alle 8", "00:00-07:59"; "0h", "08", "8:00" are one hour.

        Raises:
            BadValueError: It names no band or no hour of the day.
        """
        plain = fold(kinds.text(value)).strip()
        if match := _ONE_HOUR.fullmatch(plain):
            if int(match[1]) < DAY // _HOUR:
                return cls(int(match[1]) * _HOUR, _HOUR)
        elif match := _BAND.fullmatch(plain):
            hour, minute, end_hour, end_minute = (int(part or 0) for part in match.groups())
            start, end = hour * _HOUR + minute, end_hour * _HOUR + end_minute
            end += end_minute == _HOUR - 1  # 07:59 is the last minute of a band up to 08:00
            if max(minute, end_minute) < _HOUR and start < DAY and end <= DAY and start != end:
                return cls(start, (end - start) % DAY or DAY)
        raise BadValueError(value, _EXPECTED)

    @property
    def end(self) -> int:
        """Where it ends, in minutes; above 1440 when it runs past midnight."""
        return self.start + self.length

    @property
    def wraps(self) -> bool:
        """Whether it runs past midnight."""
        return self.end > DAY

    @property
    def label(self) -> str:
        """How it is printed: "08:00-18:00"."""
        return f"{clock(self.start)}-{clock(self.end)}"

    @property
    def code(self) -> str:
        """How ids name it: "08-18", or "0830-1300" when it isn't of whole hours."""
        digits = self.label.replace(":", "")
        return (
            digits
            if self.start % _HOUR or self.end % _HOUR
            else digits.replace("00-", "-").removesuffix("00")
        )

    def minutes(self) -> Iterator[int]:
        """Every minute of the day that belongs to it."""
        return (minute % DAY for minute in range(self.start, self.end))

    def __str__(self) -> str:
        return self.label


BAND: Final = Kind("band", _EXPECTED, Band.parse)


def clock(minute: int) -> str:
    """A time of day: "08:00"; midnight is 24:00 when it ends a band."""
    shown = minute if minute <= DAY else minute - DAY
    return f"{shown // _HOUR:02}:{shown % _HOUR:02}"


def opening(hours: ServiceHours, day: int | None = None) -> tuple[bool, ...]:
    """For each minute of the day, whether the counter is open on that weekday; without one, on any day at all."""
    is_open = [False] * DAY
    for windows in hours.week if day is None else (hours.week[day],):
        for start, end in windows:
            is_open[start:end] = [True] * (end - start)
    return tuple(is_open)


def state_of(band: Band, is_open: Sequence[bool]) -> bool | None:
    """Whether the counter is open during the band; None when it opens or closes meanwhile."""
    states = {is_open[minute] for minute in band.minutes()}
    return states.pop() if len(states) == 1 else None


def gaps(bands: Sequence[Band]) -> tuple[Band, ...]:
    """The stretches of the day that no band covers."""
    return _stretches([count == 0 for count in _cover(bands)])


def overlaps(bands: Sequence[Band]) -> tuple[Band, ...]:
    """The stretches of the day that several bands cover."""
    return _stretches([count > 1 for count in _cover(bands)])


def _cover(bands: Sequence[Band]) -> list[int]:
    cover = [0] * DAY
    for band in bands:
        for minute in band.minutes():
            cover[minute] += 1
    return cover


def _stretches(wanted: Sequence[bool]) -> tuple[Band, ...]:
    """The unbroken runs of minutes that are wanted."""
    edges = [minute for minute in range(DAY) if minute == 0 or wanted[minute] != wanted[minute - 1]]
    ends = [*edges[1:], DAY]
    return tuple(Band(start, end - start) for start, end in zip(edges, ends, strict=True) if wanted[start])
