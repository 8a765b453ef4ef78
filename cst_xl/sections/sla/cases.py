"""Deadlines counted from ticket rows: how many cases, which were late and by how much, and what couldn't be judged.

«Nessuno scostamento rilevato» used to be typed. Where ticket rows carry the moments, they decide: a case is a ticket
that people opened in the quarter. A ticket without its moment isn't taken for punctual: one that was closed within the
deadline can't have been late, one still open after it is late, and of the others it is said that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.channels import MONITORING, channel_of
from cst_xl.core.deadlines import Stopwatch, Verdicts, stopwatch_or_reason
from cst_xl.core.findings import Finding, error
from cst_xl.core.folding import fold
from cst_xl.core.sla_kinds import Cases
from cst_xl.sections.sla.raw import PROMPTNESS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from cst_xl.core.quantities import Deadline
    from cst_xl.core.section import Inputs

TICKETS: Final = "ticket"
"""Key of the raw table of ticket rows, which another section declares."""

_MINUTE: Final = 60
_SECONDS: Final = "datetime64[s]"


@dataclass(frozen=True)
class Event:
    """A moment of a ticket that a deadline may ask for.

    Attributes:
        word: As the catalogue says it.
        column: Key of the ticket column with the moment.
        carried: Key of the column with the duration that the export computed itself; empty when there is none.
        wording: How descriptions in a contract speak of it, folded.
    """

    word: str
    column: str
    carried: str
    wording: re.Pattern[str]


EVENTS: Final = (
    Event(PROMPTNESS[0], "preso_in_carico", "durata_presa", re.compile(r"\bpres\w* in carico\b")),
    Event(PROMPTNESS[1], "prima_risposta", "durata_risposta", re.compile(r"\brispost[ae]\b")),
    Event(PROMPTNESS[2], "chiuso", "", re.compile(r"\b(?:chiusura|ri?soluzione)\b")),
)


@dataclass(frozen=True)
class Breach:
    """A case past its deadline.

    Attributes:
        row: Sheet row.
        ticket: Its number.
        opened: When the time began to run.
        due: The last moment in time.
        done: When it was done; None when it still wasn't at the end of what the rows know.
        minutes: The overrun, in the time by which the deadline runs.
        paused: Minutes of waiting that were taken out.
    """

    row: int
    ticket: str
    opened: datetime
    due: datetime
    done: datetime | None
    minutes: Decimal
    paused: Decimal


@dataclass(frozen=True)
class TicketCases:
    """What the ticket rows say about one deadline.

    Attributes:
        event: The moment it asks for.
        cases: Late ones, all that could be judged, the worst overrun.
        breaches: The late ones, worst first.
        unknown: Sheet rows of tickets that can't be judged.
        pending: How many weren't due yet.
        spared: How many are in time only because waiting was taken out.
        differing: Row, carried and recomputed minutes where an exported duration differs.
        by_clock: Whether those exported durations are right if counted around the clock.
    """

    event: Event
    cases: Cases
    breaches: tuple[Breach, ...]
    unknown: tuple[int, ...] = ()
    pending: int = 0
    spared: int = 0
    differing: tuple[tuple[int, Decimal, Decimal], ...] = ()
    by_clock: bool = False


def event_of(measured_on: str | None, description: str, deadline: Deadline) -> Event | None:
    """Return the moment that a deadline asks for: as the catalogue says, else by its description.

    A clock that starts with the intervention or a call can't be read from a ticket's opening, unless the catalogue
    says so.
    """
    if measured_on is not None:
        return next((event for event in EVENTS if event.word == measured_on), None)
    if deadline.start:
        return None
    words = fold(description)
    return next((event for event in EVENTS if event.wording.search(words)), None)


def ticket_cases(inputs: Inputs, deadline: Deadline, event: Event) -> TicketCases | Finding | None:
    """Judge the quarter's tickets.

    Returns:
        The cases; a finding when no calendar can be made; None when no ticket of the quarter has that moment.
    """
    table = inputs.tables.get(TICKETS)
    if not table:
        return None
    frame = _of_people(table.frame, inputs)
    if not len(frame) or bool(frame[event.column].isna().all()):
        return None
    last = date(inputs.period.end.year + 1, 12, 31)
    watch, reason = stopwatch_or_reason(deadline, inputs.parameters, inputs.period.start, last)
    if watch is None:
        message = f"I termini non si possono contare dalle righe dei ticket: {reason}"
        return error(
            message, cell=f"{table.table.sheet}!A1", expected="orario e festività leggibili nei Parametri"
        )
    clock, _ = stopwatch_or_reason(
        type(deadline)(deadline.minutes), inputs.parameters, inputs.period.start, last
    )
    return _Judging(inputs, frame, event, watch, clock or watch).judged()


def _of_people(frame: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Tickets opened in the quarter, each once, without those that monitoring opened by itself."""
    start = datetime.combine(inputs.period.start, time())
    after = datetime.combine(inputs.period.end, time()) + timedelta(days=1)
    number = frame["numero_ticket"]
    mask = (frame["aperto"] >= start) & (frame["aperto"] < after) & ~(number.duplicated() & number.notna())
    alerts = _matches(frame["canale"], _is_monitoring)
    silent = ~_matches(frame["canale"], lambda text: channel_of(text) is not None)
    alerts |= silent & _matches(frame["coda"], _is_monitoring)
    return frame[mask.to_numpy() & ~alerts]


def _is_monitoring(text: str) -> bool:
    return channel_of(text) == MONITORING


def _matches(values: pd.Series[str], fits: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Hold a column against a test by way of its distinct values; what is missing doesn't fit."""
    import numpy as np
    import pandas as pd

    places, distinct = pd.factorize(values)
    answers = np.array([*(fits(value) for value in distinct), False], dtype=np.bool_)
    return answers[places]


class _Judging:
    """The judging of one deadline over the rows of the quarter."""

    def __init__(
        self, inputs: Inputs, frame: pd.DataFrame, event: Event, watch: Stopwatch, clock: Stopwatch
    ) -> None:
        self.frame = frame
        self.event = event
        self.watch = watch
        self.clock = clock
        self.opened = _moments(frame["aperto"])
        self.closed = self._plausible(frame["chiuso"])
        self.done = self._plausible(frame[event.column])
        counts = inputs.parameters.values.get("attesa_utente") != "non conta"
        self.paused = _seconds(frame, "attesa") if counts else _seconds(frame, "")
        self.known_until = self._known_until(inputs)

    def judged(self) -> TicketCases:
        import numpy as np

        has = ~np.isnat(self.done)
        ends = np.where(has, self.done, np.where(np.isnat(self.closed), self.known_until, self.closed))
        verdicts = self.watch.judge(self.opened, ends, self.paused)
        still_open = ~has & np.isnat(self.closed)
        late = verdicts.late & (has | still_open)
        pending = still_open & ~verdicts.late
        judged = verdicts.known & ~pending & (has | still_open | ~verdicts.late)
        unpaused = self.watch.judge(self.opened, ends)
        spared = judged & ~late & unpaused.late & (has | still_open)
        worst = verdicts.overrun[late].max() if late.any() else None
        differing, by_clock = self._compared(verdicts, has)
        cases = Cases(
            int(late.sum()), int(judged.sum()), None if worst is None else Decimal(int(worst)) / _MINUTE
        )
        return TicketCases(
            event=self.event,
            cases=cases,
            breaches=self._breaches(verdicts, late, has),
            unknown=tuple(int(row) for row in self.frame.index[~judged & ~pending]),
            pending=int(pending.sum()),
            spared=int(spared.sum()),
            differing=differing,
            by_clock=by_clock,
        )

    def _plausible(self, column: pd.Series[pd.Timestamp]) -> NDArray[np.datetime64]:
        """The moments, without those that the calendar doesn't reach: a year mistyped by a decade."""
        import numpy as np

        moments = _moments(column)
        first, last = self.watch.calendar.first, self.watch.calendar.last
        outside = (moments < np.datetime64(first)) | (moments > np.datetime64(last))
        return np.where(outside, np.datetime64("NaT"), moments)

    def _known_until(self, inputs: Inputs) -> np.datetime64:
        """The last moment of which the rows can know something, at most the end of the quarter."""
        import numpy as np

        end = np.datetime64(inputs.period.end + timedelta(days=1), "s")
        seen = np.concatenate([self.opened, self.closed, self.done])
        latest: np.datetime64 = seen[~np.isnat(seen)].max()
        return min(end, latest)

    def _breaches(
        self, verdicts: Verdicts, late: NDArray[np.bool_], has: NDArray[np.bool_]
    ) -> tuple[Breach, ...]:
        import numpy as np

        places = np.flatnonzero(late)
        order = places[np.argsort(-verdicts.overrun[places], kind="stable")]
        numbers = self.frame["numero_ticket"].to_numpy()
        return tuple(
            Breach(
                row=int(self.frame.index[at]),
                ticket=numbers[at] or "",
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
        exported = _seconds(self.frame, self.event.carried)
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


def _moments(column: pd.Series[pd.Timestamp]) -> NDArray[np.datetime64]:
    return column.to_numpy().astype(_SECONDS)


def _seconds(frame: pd.DataFrame, key: str) -> NDArray[np.int64]:
    """A column of minutes in seconds; 0 where there is none, at most a year (a mistyped unit must not overflow)."""
    import numpy as np

    if key not in frame or not frame[key].notna().any():
        return np.zeros(len(frame), np.int64)
    longest = 366 * 24 * 60
    return np.array(
        [0 if minutes is None else int(min(minutes, longest) * _MINUTE) for minutes in frame[key]], np.int64
    )
