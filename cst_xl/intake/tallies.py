"""What is known of one deadline while a file is read piece by piece: counts that add up, and only the worst breaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cst_xl.core.deadlines import Stopwatch, Verdicts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_BREACHES: Final = 1_000
"""Breaches of one level that are kept, the worst."""


@dataclass(frozen=True)
class Late:
    """A case past its deadline.

    Attributes:
        ticket: Its number.
        opened: When the time began to run.
        due: The last moment in time.
        done: When it was done; None when it still wasn't.
        seconds: The overrun, in the time by which the deadline runs.
    """

    ticket: str
    opened: datetime
    due: datetime
    done: datetime | None
    seconds: int


@dataclass(frozen=True)
class Waiting:
    """Tickets that are still open: numbers, openings, seconds of waiting for the user."""

    numbers: tuple[str, ...]
    opened: NDArray[np.datetime64]
    paused: NDArray[np.int64]


@dataclass
class Tally:
    """What is known of one deadline so far.

    Attributes:
        cases: Tickets that could be judged.
        late: Those past the deadline.
        unknown: Tickets that can't be judged.
        worst: The longest overrun in seconds.
        breaches: The late ones, worst first, at most `MOST_BREACHES`.
        waiting: Tickets to be judged in the end.
        pending: Of those, the ones that weren't due yet.
        seen: Whether any ticket has the moment that is asked for.
        latest: The last moment that the rows know of; None before there was one.
    """

    cases: int = 0
    late: int = 0
    unknown: int = 0
    worst: int = 0
    breaches: tuple[Late, ...] = ()
    waiting: list[Waiting] = field(default_factory=list)
    pending: int = 0
    seen: bool = False
    latest: np.datetime64 | None = None

    def add(self, other: Tally) -> None:
        """Take in what another piece knows."""
        self.cases += other.cases
        self.late += other.late
        self.unknown += other.unknown
        self.pending += other.pending
        self.worst = max(self.worst, other.worst)
        every = sorted((*self.breaches, *other.breaches), key=lambda one: (-one.seconds, one.ticket))
        self.breaches = tuple(every[:MOST_BREACHES])
        self.waiting += other.waiting
        self.seen = self.seen or other.seen
        if other.latest is not None and (self.latest is None or other.latest > self.latest):
            self.latest = other.latest

    def finish(self, watch: Stopwatch, end: date) -> None:
        """Judge the tickets that are still open, by the last moment known, at most the end of the quarter."""
        import numpy as np

        if self.latest is None:
            return
        until = min(np.datetime64(end + timedelta(days=1), "s"), self.latest)
        waiting, self.waiting = self.waiting, []
        for group in waiting:
            ends = np.full(len(group.opened), until)
            verdicts = watch.judge(group.opened, ends, group.paused)
            late = verdicts.late
            judged = Judged(np.array(group.numbers, dtype=object), group.opened, ends, verdicts)
            self.pending += int((~late).sum())
            self.add(judged.tally(late, late, done=np.zeros(len(late), np.bool_)))


@dataclass(frozen=True)
class Judged:
    """Tickets with their verdicts."""

    numbers: NDArray[np.object_]
    opened: NDArray[np.datetime64]
    ends: NDArray[np.datetime64]
    verdicts: Verdicts

    def tally(self, judged: NDArray[np.bool_], late: NDArray[np.bool_], done: NDArray[np.bool_]) -> Tally:
        """What they add up to.

        Args:
            judged: Which of them are cases.
            late: Which of those are late.
            done: Of which the end is when it was done; the others are still open then.
        """
        import numpy as np

        overrun = self.verdicts.overrun
        places = np.flatnonzero(late)
        worst = places[np.argsort(-overrun[places], kind="stable")][:MOST_BREACHES]
        breaches = tuple(
            Late(
                str(self.numbers[at]),
                self.opened[at].item(),
                self.verdicts.due[at].item(),
                self.ends[at].item() if done[at] else None,
                int(overrun[at]),
            )
            for at in worst.tolist()
        )
        longest = int(overrun[places].max()) if len(places) else 0
        return Tally(cases=int(judged.sum()), late=len(places), worst=longest, breaches=breaches)
