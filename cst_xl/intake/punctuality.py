"""Deadlines of tickets that no sheet holds: cases counted and breaches kept, piece by piece, by the rules of the sheet.

A ticket that is done or closed is judged within its piece. One that is still open is judged in the end, because whether
it is late depends on the last moment that the whole file knows of: of such a ticket three values are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.channels import MONITORING, channel_of
from cst_xl.core.deadlines import Stopwatch
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.findings import Finding, error
from cst_xl.core.kinds import MINUTES
from cst_xl.core.parameters import Parameters
from cst_xl.core.periods import Period
from cst_xl.core.quantities import Deadline
from cst_xl.core.sla_kinds import SlaKind, read_expected
from cst_xl.intake.imported import Context
from cst_xl.intake.moments import Order, moments
from cst_xl.intake.tallies import Judged, Tally, Waiting
from cst_xl.intake.ticket_rows import Meaning, Seen, minutes
from cst_xl.sections.sla.cases import event_of
from cst_xl.sections.sla.judging import Event

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_MINUTE: Final = 60
_LONGEST_PAUSE: Final = 366 * 24 * 60  # minutes: a mistyped unit must not overflow
_NAMES: Final = ("canale", "coda", "etichette")


@dataclass(frozen=True)
class Term:
    """A deadline of the contract that tickets tell of; picklable, which a calendar isn't: each process makes its own.

    Attributes:
        code: The SLA.
        event: The moment of a ticket that ends the time.
        deadline: How long it may take.
        parameters: Service hours, patron's province and closures.
        period: The quarter.
    """

    code: str
    event: Event
    deadline: Deadline
    parameters: Parameters
    period: Period

    @property
    def watch(self) -> Stopwatch:
        """How the time runs, from the quarter to the end of the next year; calendars are remembered where they are made.

        Raises:
            BadValueError: The province isn't one.
        """
        last = date(self.period.end.year + 1, 12, 31)
        return Stopwatch.of(self.deadline, self.parameters, self.period.start, last)


def terms(context: Context, period: Period) -> tuple[tuple[Term, ...], tuple[Finding, ...]]:
    """The deadlines of the catalogue that tickets tell of, and why one of them can't be counted."""
    found: list[Term] = []
    findings: list[Finding] = []
    for agreed in context.catalogue:
        deadline = _deadline(agreed.expected) if agreed.kind is SlaKind.DEADLINE else None
        event = None if deadline is None else event_of(agreed.measured_on, agreed.description, deadline)
        if deadline is None or event is None:
            continue
        term = Term(agreed.code, event, deadline, context.parameters, period)
        try:
            term.watch.calendar  # noqa: B018 - asked here, so that it is told before a million rows are read
        except CstError as reason:
            findings.append(error(f"{term.code}: i termini non si possono contare: {reason}"))
        else:
            found.append(term)
    return tuple(found), tuple(findings)


def _deadline(text: str) -> Deadline | None:
    try:
        value = read_expected(SlaKind.DEADLINE, text).value
    except BadValueError:
        return None
    return value if isinstance(value, Deadline) else None


@dataclass(frozen=True)
class Judge:
    """Judges pieces of a file; picklable, since pieces may be judged elsewhere.

    Attributes:
        terms: The deadlines.
        context: What queues, tags and channels mean.
        period: The quarter whose tickets are cases.
        order: Of day and month in the file's dates.
    """

    terms: tuple[Term, ...]
    context: Context
    period: Period
    order: Order

    @property
    def columns(self) -> tuple[str, ...]:
        """Keys of the columns that are needed beside those of the counts."""
        if not self.terms:
            return ()
        return tuple(dict.fromkeys(("chiuso", "attesa", *_NAMES, *(one.event.column for one in self.terms))))

    def __call__(self, frame: pd.DataFrame) -> dict[str, Tally]:
        """What a piece tells of each deadline, by code."""
        import numpy as np

        if not self.terms:
            return {}
        opened = moments(frame["aperto"], self.order)
        first, after = np.datetime64(self.period.start), np.datetime64(self.period.end + timedelta(days=1))
        mask = (opened >= first) & (opened < after) & ~self._of_monitoring(frame)
        own, opened = frame[mask], opened[mask]
        closed = self._moments(own, "chiuso")
        paused = self._paused(own)
        numbers = own["numero_ticket"].to_numpy(dtype=object)
        return {
            term.code: _piece(term, numbers, opened, self._moments(own, term.event.column), closed, paused)
            for term in self.terms
        }

    def _moments(self, frame: pd.DataFrame, key: str) -> NDArray[np.datetime64]:
        import numpy as np

        if key not in frame:
            return np.full(len(frame), np.datetime64("NaT", "s"))
        return moments(frame[key], self.order)

    def _paused(self, frame: pd.DataFrame) -> NDArray[np.int64]:
        """Seconds of waiting for the user, where the parameters let it count."""
        import numpy as np

        if "attesa" not in frame or self.context.parameters.values.get("attesa_utente") == "non conta":
            return np.zeros(len(frame), np.int64)
        codes, texts = frame["attesa"].factorize()
        seconds: NDArray[np.int64] = np.array([*(_seconds(str(text)) for text in texts), 0], np.int64)
        found: NDArray[np.int64] = seconds[codes]
        return found

    def _of_monitoring(self, frame: pd.DataFrame) -> NDArray[np.bool_]:
        """Tickets that monitoring opened by itself, by what channel, queue and tags mean."""
        import numpy as np

        names = frame[[key for key in _NAMES if key in frame]]
        if names.empty or not len(names.columns):
            return np.zeros(len(frame), np.bool_)
        codes = names.groupby(list(names.columns), observed=True, sort=False).ngroup().to_numpy()
        _, first = np.unique(codes, return_index=True)
        meaning = Meaning(self.context, Seen())
        rows = (zip(names.columns, names.iloc[int(at)], strict=True) for at in first)
        answers = [_is_alert(meaning, {str(key): str(text) for key, text in row}) for row in rows]
        return np.array(answers, np.bool_)[codes]


def _is_alert(meaning: Meaning, texts: Mapping[str, str]) -> bool:
    applied = meaning.applied(dict(texts))
    channel = channel_of(applied.get("canale", "")) or channel_of(applied.get("coda", ""))
    return channel == MONITORING


def _seconds(text: str) -> int:
    try:
        lasted = MINUTES.read(minutes(text)) if text else None
    except BadValueError:
        lasted = None
    return int(min(lasted, Decimal(_LONGEST_PAUSE)) * _MINUTE) if isinstance(lasted, Decimal) else 0


def _piece(
    term: Term,
    numbers: NDArray[np.object_],
    opened: NDArray[np.datetime64],
    done: NDArray[np.datetime64],
    closed: NDArray[np.datetime64],
    paused: NDArray[np.int64],
) -> Tally:
    """Judge what is done or closed, keep what is open."""
    import numpy as np

    watch = term.watch
    done, closed = _within(done, watch), _within(closed, watch)
    has = ~np.isnat(done)
    still_open = ~has & np.isnat(closed)
    ends = np.where(has, done, closed)
    verdicts = watch.judge(opened, ends, paused)
    late = verdicts.late & has
    judged = verdicts.known & ~still_open & (has | ~verdicts.late)
    tally = Judged(numbers, opened, ends, verdicts).tally(judged, late, done=has)
    tally.unknown = int((~judged & ~still_open).sum())
    tally.seen = bool(has.any())
    kept = Waiting(tuple(map(str, numbers[still_open])), opened[still_open], paused[still_open])
    tally.waiting = [kept] if kept.numbers else []
    known = np.concatenate([opened, done[has], closed[~np.isnat(closed)]])
    tally.latest = known.max() if len(known) else None
    return tally


def _within(values: NDArray[np.datetime64], watch: Stopwatch) -> NDArray[np.datetime64]:
    """The moments that the calendar reaches: a year mistyped by a decade is none."""
    import numpy as np

    first, last = watch.calendar.first, watch.calendar.last
    outside = (values < np.datetime64(first)) | (values > np.datetime64(last))
    return np.where(outside, np.datetime64("NaT"), values)
