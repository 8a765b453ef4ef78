"""Replay of a Nagios log: the seconds that each host and service spent in each state, as ``avail.cgi`` counts them.

Hard states only. What was true before the first line of the period is the last state logged before it. While the
daemon isn't running, and after it starts again without logging states, the last known state is taken to last. A
downtime of a host covers its services. Before the first state of all, nothing is known. The rules are those of Nagios
Core 4 with its default options; replaying the archives gives the same seconds as its report, cell by cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cst_xl.intake.availability import States, Subject

_LINE: Final = re.compile(r"\[(\d{9,10})\] (.*)")
_STATE: Final = re.compile(
    r"(?P<what>CURRENT|INITIAL)? ?(?P<kind>HOST|SERVICE) (?P<alert>ALERT|STATE): (?P<rest>.*)", re.DOTALL
)
_DOWNTIME: Final = re.compile(r"(HOST|SERVICE) DOWNTIME ALERT: (.*)", re.DOTALL)
_SCHEDULED: Final = re.compile(r"EXTERNAL COMMAND: SCHEDULE_(HOST|SVC|SERVICE)_DOWNTIME;(.*)", re.DOTALL)
_COMMENT_AFTER: Final = 4  # fixed, trigger, duration, author
_HEAD: Final = re.compile(
    r"\[\d{9,10}\] (?:LOG (?:ROTATION|VERSION)|Nagios|CURRENT|INITIAL|HOST|SERVICE|EXTERNAL COMMAND|Local time|Caught|"
    r"Success|PASSIVE|TIMEPERIOD|PROGRAM|wproc|qh:|nerd:|Auto-save|Warning|Error)"
)
_HOUR: Final = 3600
_GOOD: Final = frozenset({"UP", "OK", "RECOVERY"})
_STATES: Final = {
    "HOST": frozenset({"UP", "DOWN", "UNREACHABLE", "RECOVERY"}),
    "SERVICE": frozenset({"OK", "WARNING", "UNKNOWN", "CRITICAL", "RECOVERY"}),
}

Name = tuple[str, str]
"""Host, and service or nothing."""

Stretch = tuple[int, int]
"""From and to, in UTC seconds."""


@dataclass(frozen=True)
class Event:
    """A state that was logged.

    Attributes:
        at: UTC seconds.
        name: Of whom.
        state: ``UP``, ``DOWN``, ``OK``…
        hard: Whether Nagios had made sure.
        alert: Whether it is an alert; else a state logged at a start or a rotation.
        text: Output of the check.
    """

    at: int
    name: Name
    state: str
    hard: bool
    alert: bool
    text: str

    @property
    def good(self) -> bool:
        """Whether all is well."""
        return self.state in _GOOD


@dataclass
class Log:
    """What the lines say.

    Attributes:
        events: States in the order of time.
        downtimes: Beginnings (True) and ends of scheduled downtimes, by name.
        reasons: Comments of scheduled downtimes: begin, end and text, by name.
        first: First instant logged; 0 in an empty log.
        last: Last one.
        unread: How many lines aren't log lines.
        hours: Hours since 1970 in which anything was logged.
    """

    events: list[Event] = field(default_factory=list)
    downtimes: dict[Name, list[tuple[int, bool]]] = field(default_factory=dict)
    reasons: dict[Name, list[tuple[int, int, str]]] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    unread: int = 0
    hours: set[int] = field(default_factory=set)

    def speaks_of(self, start: int, end: int) -> bool:
        """Whether anything was logged between two instants: Nagios repeats every state whenever it turns a page."""
        return any(start <= hour * _HOUR < end for hour in self.hours)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Log:
        """Read lines; those of several archives may come in any order, and twice."""
        log = cls()
        for line in sorted(set(lines), key=_instant):
            log._take(line)
        return log

    def _take(self, line: str) -> None:
        match = _LINE.fullmatch(line.rstrip("\r\n"))
        if match is None:
            self.unread += bool(line.strip())
            return
        at, text = int(match[1]), match[2]
        self.first, self.last = self.first or at, max(self.last, at)
        self.hours.add(at // _HOUR)
        if state := _STATE.fullmatch(text):
            self._state(at, state)
        elif downtime := _DOWNTIME.fullmatch(text):
            self._downtime(at, *downtime.groups())
        elif scheduled := _SCHEDULED.fullmatch(text):
            self._reason(*scheduled.groups())

    def _state(self, at: int, match: re.Match[str]) -> None:
        kind = match["kind"]
        wanted = 5 if kind == "SERVICE" else 4
        parts = match["rest"].split(";", wanted)
        if len(parts) < wanted or (match["what"] is None) != (match["alert"] == "ALERT"):
            self.unread += 1
            return
        name = (parts[0], parts[1] if kind == "SERVICE" else "")
        state, hard = parts[wanted - 3], parts[wanted - 2]
        if state not in _STATES[kind] or hard not in {"HARD", "SOFT"}:
            self.unread += 1
            return
        text = parts[wanted] if len(parts) > wanted else ""
        self.events.append(Event(at, name, state, hard == "HARD", match["what"] is None, text))

    def _downtime(self, at: int, kind: str, rest: str) -> None:
        parts = rest.split(";")
        name = (parts[0], parts[1] if kind == "SERVICE" and len(parts) > 1 else "")
        word = parts[2 if kind == "SERVICE" else 1] if len(parts) > (2 if kind == "SERVICE" else 1) else ""
        if word in {"STARTED", "STOPPED", "CANCELLED"}:
            self.downtimes.setdefault(name, []).append((at, word == "STARTED"))
        else:
            self.unread += 1

    def _reason(self, kind: str, rest: str) -> None:
        parts = rest.split(";")
        if kind == "HOST":
            parts.insert(1, "")
        host, service, start, end, *more = [*parts, "", "", "", ""]
        comment = ";".join(more[_COMMENT_AFTER:]).strip(";")
        if start.isdigit() and end.isdigit() and comment:
            self.reasons.setdefault((host, service), []).append((int(start), int(end), comment))


def _instant(line: str) -> int:
    match = _LINE.match(line)
    return int(match[1]) if match else -1


def is_log(lines: Sequence[str]) -> bool:
    """Whether the first lines are those of a Nagios log."""
    head = [line for line in lines[:20] if line.strip()]
    return bool(head) and sum(_HEAD.match(line) is not None for line in head) * 2 > len(head)


@dataclass(frozen=True)
class Stay:
    """A stretch of one state."""

    start: int
    end: int
    state: str
    text: str


class Replay:
    """The states of a period.

    Args:
        log: The lines.
        start: First instant, UTC seconds.
        end: Last instant; what comes after isn't looked at.
    """

    def __init__(self, log: Log, start: int, end: int) -> None:
        self.log = log
        self.start = start
        self.end = end
        self._by_name: dict[Name, list[Event]] = {}
        for event in log.events:
            if event.hard:
                self._by_name.setdefault(event.name, []).append(event)

    @property
    def names(self) -> tuple[Name, ...]:
        """Hosts and services with any hard state, hosts first."""
        return tuple(sorted(self._by_name, key=lambda name: (bool(name[1]), name)))

    def stays(self, name: Name) -> Iterator[Stay]:
        """The states of a name one after the other; equal neighbours are one. Time before the first isn't known."""
        events = self._by_name.get(name, [])
        first = max(bisect_right([event.at for event in events], self.start) - 1, 0)
        open_one: Event | None = None
        for event in events[first:]:
            if event.at >= self.end:
                break
            if open_one is not None and event.state == open_one.state:
                continue
            if open_one is not None:
                yield from self._stay(open_one, event.at)
            open_one = event
        if open_one is not None:
            yield from self._stay(open_one, self.end)

    def _stay(self, event: Event, end: int) -> Iterator[Stay]:
        start, end = max(event.at, self.start), min(end, self.end)
        if start < end:
            yield Stay(start, end, event.state, event.text)

    def planned(self, name: Name) -> list[Stretch]:
        """Scheduled downtimes of a name within the period, those of its host included, apart and in order."""
        names = {name, (name[0], "")}
        return merged(stretch for one in names for stretch in self._downtimes(one))

    def _downtimes(self, name: Name) -> Iterator[Stretch]:
        entries = sorted(self.log.downtimes.get(name, []))
        began: int | None = None if not entries or entries[0][1] else self.start
        for at, starts in entries:
            if starts:
                began = at if began is None else began
            elif began is not None:
                yield from self._clipped(began, at)
                began = None
        if began is not None:
            yield from self._clipped(began, self.end)

    def _clipped(self, start: int, end: int) -> Iterator[Stretch]:
        start, end = max(start, self.start), min(end, self.end)
        if start < end:
            yield start, end

    def subject(self, name: Name) -> Subject:
        """How long a name was in which state."""
        planned = self.planned(name)
        seconds = {"good": 0, "warning": 0, "bad": 0}
        scheduled = dict(seconds)
        for stay in self.stays(name):
            key = "good" if stay.state in _GOOD else "warning" if stay.state == "WARNING" else "bad"
            seconds[key] += stay.end - stay.start
            scheduled[key] += overlap((stay.start, stay.end), planned)
        states = States(
            **seconds,
            good_scheduled=scheduled["good"],
            warning_scheduled=scheduled["warning"],
            bad_scheduled=scheduled["bad"],
            undetermined=self.end - self.start - sum(seconds.values()),
        )
        return Subject(name[0], name[1], states)

    def reason(self, name: Name, stretch: Stretch) -> str:
        """The comment of the scheduled downtime that covers a stretch."""
        for one in (name, (name[0], "")):
            for start, end, text in self.log.reasons.get(one, []):
                if start < stretch[1] and end > stretch[0]:
                    return text
        return ""


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time without overlaps, in order."""
    result: list[Stretch] = []
    for start, end in sorted(stretches):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def overlap(stretch: Stretch, others: Sequence[Stretch]) -> int:
    """Seconds of a stretch that lie inside others, which are apart and in order."""
    first = bisect_left([end for _, end in others], stretch[0])
    total = 0
    for start, end in others[first:]:
        if start >= stretch[1]:
            break
        total += max(0, min(end, stretch[1]) - max(start, stretch[0]))
    return total


def cut(stretch: Stretch, others: Sequence[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    """A stretch in pieces, each with whether it lies inside the others."""
    at = stretch[0]
    for start, end in others:
        if end <= at or start >= stretch[1]:
            continue
        if start > at:
            yield (at, start), False
        yield (max(at, start), min(end, stretch[1])), True
        at = min(end, stretch[1])
    if at < stretch[1]:
        yield (at, stretch[1]), False
