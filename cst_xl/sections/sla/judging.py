"""Cases of a deadline, judged: which were late and by how much, which weren't due yet, which nobody can tell.

Tickets and interventions are logs alike: a row has a moment at which the time began to run and one at which something
was done. What can't be read from a row isn't taken for punctual, and what was only punctual because waiting was taken
out is counted, so that a person can judge it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.deadlines import Stopwatch, Verdicts, stopwatch_or_reason
from cst_xl.core.findings import Finding, error
from cst_xl.core.quantities import Deadline
from cst_xl.core.sla_kinds import Cases

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from cst_xl.core.section import Inputs

_MINUTE: Final = 60
_SECONDS: Final = "datetime64[s]"


@dataclass(frozen=True)
class Event:
    """A moment of a case that a deadline may ask for.

    Attributes:
        word: As the catalogue says it.
        column: Key of the log's column with the moment.
        carried: Key of the column with the duration that the export computed itself; empty when there is none.
        wording: How descriptions in a contract speak of it, folded.
        said: As a sentence says it, with its article.
    """

    word: str
    column: str
    carried: str
    wording: re.Pattern[str]
    said: str


@dataclass(frozen=True)
class Log:
    """A raw table whose rows are cases.

    Attributes:
        table: Its key.
        number: Key of the column that names a case.
        one: What a case is called.
        many: The same in the plural.
        source: Where typed and counted values differ, who says the second: «dalle righe dei ticket».
        used: And what holds then: «si usano le righe».
        closed: Key of the column that tells when a case ended, whatever else is missing; empty when there is none.
        paused: Key of the column with the minutes that don't count.
        pause: Header of it.
    """

    table: str
    number: str
    one: str
    many: str
    source: str
    used: str
    closed: str
    paused: str
    pause: str


@dataclass(frozen=True)
class Run:
    """How the time of a deadline runs over a log.

    Attributes:
        start: Key of the column where it begins.
        began: As a sentence says it, with its article: «l'apertura».
        pauses: Whether waiting stops it.
        waits: Whether a case without its moment is still waited for, so that it is late once its time is up; if not,
            somebody may simply not have written it down.
    """

    start: str
    began: str
    pauses: bool = True
    waits: bool = True


@dataclass(frozen=True)
class Breach:
    """A case past its deadline.

    Attributes:
        row: Sheet row.
        number: Its number in the log.
        opened: When the time began to run.
        due: The last moment in time.
        done: When it was done; None when it still wasn't at the end of what the rows know.
        minutes: The overrun, in the time by which the deadline runs.
        paused: Minutes of waiting that were taken out.
    """

    row: int
    number: str
    opened: datetime
    due: datetime
    done: datetime | None
    minutes: Decimal
    paused: Decimal


@dataclass(frozen=True)
class CountedCases:
    """What a log says about one deadline.

    Attributes:
        log: Which one.
        event: The moment that the deadline asks for.
        run: How its time runs.
        cases: Late ones, all that could be judged, the worst overrun.
        breaches: The late ones, worst first.
        unknown: Sheet rows of cases that can't be judged.
        pending: How many weren't due yet.
        spared: How many are in time only because waiting was taken out.
        differing: Row, carried and recomputed minutes where an exported duration differs.
        by_clock: Whether those exported durations are right if counted around the clock.
        also: Further findings of the log about this deadline.
    """

    log: Log
    event: Event
    run: Run
    cases: Cases
    breaches: tuple[Breach, ...]
    unknown: tuple[int, ...] = ()
    pending: int = 0
    spared: int = 0
    differing: tuple[tuple[int, Decimal, Decimal], ...] = ()
    by_clock: bool = False
    also: tuple[Finding, ...] = ()


def judge_cases(
    inputs: Inputs, frame: pd.DataFrame, deadline: Deadline, log: Log, event: Event, run: Run
) -> CountedCases | Finding:
    """Judge the rows of a log that are cases of a deadline; a finding when no calendar can be made.

    Args:
        inputs: The quarter and its parameters.
        frame: The cases, each once, by sheet row.
        deadline: Its minutes, and whether they are of working time.
        log: Where the rows come from.
        event: What must be done.
        run: From when on the time runs.
    """
    last = date(inputs.period.end.year + 1, 12, 31)
    watch, reason = stopwatch_or_reason(deadline, inputs.parameters, inputs.period.start, last)
    clock, _ = stopwatch_or_reason(Deadline(deadline.minutes), inputs.parameters, inputs.period.start, last)
    if watch is None or clock is None:
        return error(
            f"I termini non si possono contare {log.source}: {reason}",
            cell=f"{inputs.tables[log.table].table.sheet}!A1",
            expected="orario e festività leggibili nei Parametri",
        )
    return _Judging(inputs, frame, log, event, run, watch, clock).judged()


class _Judging:
    """The judging of one deadline over the rows of the quarter."""

    def __init__(
        self,
        inputs: Inputs,
        frame: pd.DataFrame,
        log: Log,
        event: Event,
        run: Run,
        watch: Stopwatch,
        clock: Stopwatch,
    ) -> None:
        self.frame = frame
        self.log = log
        self.event = event
        self.run = run
        self.watch = watch
        self.clock = clock
        self.opened = moments(frame[run.start])
        self.closed = self._plausible(log.closed)
        self.done = self._plausible(event.column)
        counts = run.pauses and inputs.parameters.values.get("attesa_utente") != "non conta"
        self.paused = seconds(frame, log.paused if counts else "")
        self.known_until = self._known_until(inputs)

    def judged(self) -> CountedCases:
        import numpy as np

        has = ~np.isnat(self.done)
        ends = np.where(has, self.done, np.where(np.isnat(self.closed), self.known_until, self.closed))
        verdicts = self.watch.judge(self.opened, ends, self.paused)
        still_open = ~has & np.isnat(self.closed) & verdicts.known
        waiting = still_open & self.run.waits
        late = verdicts.late & (has | waiting)
        pending = waiting & ~verdicts.late
        judged = verdicts.known & ~pending & (has | waiting | ~still_open & ~verdicts.late)
        unpaused = self.watch.judge(self.opened, ends)
        spared = judged & ~late & unpaused.late & (has | waiting)
        worst = verdicts.overrun[late].max() if late.any() else None
        differing, by_clock = self._compared(verdicts, has)
        cases = Cases(
            int(late.sum()), int(judged.sum()), None if worst is None else Decimal(int(worst)) / _MINUTE
        )
        return CountedCases(
            log=self.log,
            event=self.event,
            run=self.run,
            cases=cases,
            breaches=self._breaches(verdicts, late, has),
            unknown=tuple(int(row) for row in self.frame.index[~judged & ~pending]),
            pending=int(pending.sum()),
            spared=int(spared.sum()),
            differing=differing,
            by_clock=by_clock,
        )

    def _plausible(self, key: str) -> NDArray[np.datetime64]:
        """The moments, without those that the calendar doesn't reach: a year mistyped by a decade."""
        import numpy as np

        if not key:
            return np.full(len(self.frame), np.datetime64("NaT"), _SECONDS)
        found = moments(self.frame[key])
        first, last = self.watch.calendar.first, self.watch.calendar.last
        outside = (found < np.datetime64(first)) | (found > np.datetime64(last))
        return np.where(outside, np.datetime64("NaT"), found)

    def _known_until(self, inputs: Inputs) -> np.datetime64:
        """The last moment of which the rows can know something, at most the end of the quarter."""
        import numpy as np

        end = np.datetime64(inputs.period.end + timedelta(days=1), "s")
        seen = np.concatenate([self.opened, self.closed, self.done])
        seen = seen[~np.isnat(seen)]
        latest: np.datetime64 = seen.max() if seen.size else end
        return min(end, latest)

    def _breaches(
        self, verdicts: Verdicts, late: NDArray[np.bool_], has: NDArray[np.bool_]
    ) -> tuple[Breach, ...]:
        import numpy as np

        places = np.flatnonzero(late)
        order = places[np.argsort(-verdicts.overrun[places], kind="stable")]
        numbers = self.frame[self.log.number].to_numpy()
        return tuple(
            Breach(
                row=int(self.frame.index[at]),
                number=numbers[at] or "",
                opened=self.opened[at].item(),
                due=verdicts.due[at].item(),
                done=self.done[at].item() if has[at] else None,
                minutes=Decimal(int(verdicts.overrun[at])) / _MINUTE,
                paused=Decimal(int(self.paused[at])) / _MINUTE,
            )
            for at in order.tolist()
        )

    def _compared(
        self, verdicts: Verdicts, has: NDArray[np.bool_]
    ) -> tuple[tuple[tuple[int, Decimal, Decimal], ...], bool]:
        """Durations that the export carries, beside those counted here; a minute is lost to its rounding."""
        if not self.event.carried:
            return (), False
        carried = self.frame[self.event.carried]
        filled = carried.notna().to_numpy() & has & verdicts.known
        if not filled.any():
            return (), False
        exported = seconds(self.frame, self.event.carried)
        differ = filled & (abs(exported - verdicts.elapsed) > _MINUTE)
        around = self.clock.judge(self.opened, self.done, self.paused).elapsed
        by_clock = bool(differ.any() and (abs(exported - around)[filled] <= _MINUTE).all())
        rows = [
            (
                int(self.frame.index[at]),
                Decimal(int(exported[at])) / _MINUTE,
                Decimal(int(verdicts.elapsed[at])) / _MINUTE,
            )
            for at in differ.nonzero()[0].tolist()
        ]
        return tuple(rows), by_clock


def moments(column: pd.Series[pd.Timestamp]) -> NDArray[np.datetime64]:
    """A column of moments as whole seconds."""
    return column.to_numpy().astype(_SECONDS)


def seconds(frame: pd.DataFrame, key: str) -> NDArray[np.int64]:
    """A column of minutes in seconds; 0 where there is none, at most a year (a mistyped unit must not overflow)."""
    import numpy as np

    if key not in frame or not frame[key].notna().any():
        return np.zeros(len(frame), np.int64)
    longest = 366 * 24 * 60
    return np.array(
        [0 if minutes is None else int(min(minutes, longest) * _MINUTE) for minutes in frame[key]], np.int64
    )
