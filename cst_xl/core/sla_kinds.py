"""The four kinds of service level and how each is judged: one sign rule, exact comparisons.

A contract mixes percentages, milliseconds, deadlines and intervals, and «scostamento» means something else for each.
What they share: a deviation above zero is better than agreed, zero is as agreed, below zero is a breach. Values are
compared as they are, never as they are printed, and no rounding may lift a breach to its threshold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold
from cst_xl.core.quantities import (
    Deadline,
    Interval,
    count,
    format_duration,
    format_number,
    milliseconds,
    percent,
)

NO_BREACH: Final = "Nessuno scostamento rilevato"
_HUNDRED: Final = Decimal(100)
_EXPECTED_CASES: Final = f"«{NO_BREACH}» oppure quanti casi, per esempio «3 casi su 120 oltre il termine»"
_NO_BREACH: Final = re.compile(r"(?:nessun[oa]? )(?:scostamento|ritardo|violazione|caso|superamento)\b.*")
_CASES: Final = re.compile(
    r"(?P<late>[0-9.]+)(?: cas[oi])?(?: (?:su|di) (?P<total>[0-9.]+)(?: casi)?)?(?P<tail> (?:oltre|fuori) (?:il )?termine.*)?"
)


class SlaKind(StrEnum):
    """Kinds of service level, by the words that the catalogue uses."""

    AVAILABILITY = "disponibilità"
    UPPER_BOUND = "limite superiore"
    DEADLINE = "scadenza"
    FREQUENCY = "frequenza"


class Outcome(StrEnum):
    """How a measure stands to what was agreed."""

    ABOVE = "↑"
    EQUAL = "="
    BELOW = "↓"

    @property
    def symbol(self) -> str:
        """The sign."""
        return self.value

    @property
    def words(self) -> str:
        """The Italian words that stand beside the sign, so that it never speaks alone."""
        return {"↑": "meglio dell'atteso", "=": "come concordato", "↓": "sotto l'atteso"}[self.value]


@dataclass(frozen=True)
class Cases:
    """How a deadline was kept.

    Attributes:
        late: Cases past the deadline.
        total: All cases; None when nobody counted them.
        worst: The longest overrun, in minutes; None when it isn't known.

    Raises:
        BadValueError: More late cases than cases.
    """

    late: int
    total: int | None = None
    worst: Decimal | None = None

    def __post_init__(self) -> None:
        if self.total is not None and self.late > self.total:
            raise BadValueError(self.late, f"al massimo {format_number(self.total)}, il numero dei casi")

    @classmethod
    def parse(cls, text: object) -> Cases:
        """Read "Nessuno scostamento rilevato", "3 casi su 120 oltre il termine", "3 su 120", "1 caso oltre il termine".

        Raises:
            BadValueError: Another wording: a bare number isn't enough to tell late cases from cases.
        """
        words = " ".join(fold(text).split()).rstrip(".") if isinstance(text, str) else ""
        if _NO_BREACH.fullmatch(words):
            return cls(0)
        match = _CASES.fullmatch(words)
        if match is None or not (match["total"] or match["tail"]):
            raise BadValueError(text, _EXPECTED_CASES)
        return cls(count(match["late"]), count(match["total"]) if match["total"] else None)

    @property
    def label(self) -> str:
        """As the bulletin prints it."""
        if self.late == 0:
            return NO_BREACH
        whole = "" if self.total is None else f" su {format_number(self.total)}"
        worst = "" if self.worst is None else f", fino a {format_duration(self.worst)} di ritardo"
        return f"{format_number(self.late)} {'caso' if self.late == 1 else 'casi'}{whole} oltre il termine{worst}"


Threshold = Decimal | Deadline | Interval
Measure = Decimal | Cases | Interval


class Read(NamedTuple):
    """A threshold or a measure that was read.

    Attributes:
        value: A percent number, milliseconds, `Deadline`, `Interval` or `Cases`, as the kind wants.
        note: How an unusual form was understood, in Italian; "" when it was plain.
    """

    value: Threshold | Measure
    note: str = ""


class Judgement(NamedTuple):
    """How a measure stands to its threshold.

    Attributes:
        deviation: In the kind's `deviation_unit`; None when late cases are known but not out of how many.
        outcome: The sign of it; a late case is a breach out of however many.
    """

    deviation: Decimal | None
    outcome: Outcome


def read_expected(kind: SlaKind, value: object) -> Read:
    """Read what was agreed: "99,00%", "7 ms", "entro 1h lavorativa", "Ogni 6 mesi".

    Raises:
        BadValueError: Not a threshold of that kind; the hint names the kind that it would fit.
    """
    return _read(_EXPECTED_READERS, kind, value)


def read_measured(kind: SlaKind, value: object) -> Read:
    """Read what was measured: "98,985%", "7 ms", "Nessuno scostamento rilevato", "Ogni 3 mesi".

    Raises:
        BadValueError: Not a measure of that kind; the hint names the kind that it would fit.
    """
    return _read(_MEASURED_READERS, kind, value)


def judge(kind: SlaKind, expected: object, measured: object) -> Judgement:
    """Hold a measure against its threshold.

    Args:
        kind: Decides how both are read, and what the deviation is.
        expected: The threshold, as typed or as `read_expected` gave it.
        measured: The measure, as typed or as `read_measured` gave it.

    Raises:
        BadValueError: One of them can't be read as that kind.
    """
    # A Decimal was read before: read again, 0,5% would be taken for a cell's fraction and become 50%.
    agreed = expected if isinstance(expected, Threshold) else read_expected(kind, expected).value
    seen = measured if isinstance(measured, Measure) else read_measured(kind, measured).value
    match kind, agreed, seen:
        case SlaKind.AVAILABILITY, Decimal(), Decimal():
            found = deviation_points(agreed, seen)
        case SlaKind.UPPER_BOUND, Decimal(), Decimal():
            found = deviation_relative(agreed, seen)
        case SlaKind.FREQUENCY, Interval(), Interval():
            found = deviation_relative(Decimal(agreed.months), Decimal(seen.months))
        case SlaKind.DEADLINE, Deadline(), Cases():
            late = deviation_late(seen)
            return Judgement(late, Outcome.BELOW if seen.late else Outcome.EQUAL)
        case _:
            raise BadValueError(measured, f"una misura di tipo «{kind.value}»")
    return Judgement(found, outcome(found))


def deviation(kind: SlaKind, expected: object, measured: object) -> Decimal | None:
    """Return the deviation alone; see `judge`."""
    return judge(kind, expected, measured).deviation


def deviation_points(expected: Decimal, measured: Decimal) -> Decimal:
    """Return measured - expected, in percentage points: the published 0,485 fits this, not the relative 0,492."""
    return measured - expected


def deviation_relative(expected: Decimal, measured: Decimal) -> Decimal:
    """Return how much less than agreed was needed, in per cent of what was agreed; positive is better.

    Raises:
        BadValueError: Nothing was agreed: a threshold of 0 has no relative deviation.
    """
    if expected <= 0:
        raise BadValueError(expected, "una soglia maggiore di zero")
    return _HUNDRED * (expected - measured) / expected


def deviation_late(cases: Cases) -> Decimal | None:
    """Return -late/total in per cent, 0 without a late case, None for late cases out of nobody knows how many."""
    if cases.late == 0:
        return Decimal(0)
    return None if cases.total is None else -_HUNDRED * cases.late / cases.total


def outcome(deviation: Decimal) -> Outcome:
    """Return the sign of a deviation, unrounded: -0,0004 is a breach."""
    if deviation > 0:
        return Outcome.ABOVE
    return Outcome.BELOW if deviation < 0 else Outcome.EQUAL


def downtime_minutes(availability: Decimal, minutes: int) -> Decimal:
    """Return the minutes of stop that an availability means.

    Args:
        availability: A percent number: 98.985.
        minutes: Length of the period: 131040 for a quarter of 91 days.
    """
    return (_HUNDRED - availability) * minutes / _HUNDRED


def error_budget_left(expected: Decimal, measured: Decimal, minutes: int) -> Decimal:
    """Return the minutes of stop that were still allowed in the period; negative once the threshold is broken."""
    return downtime_minutes(expected, minutes) - downtime_minutes(measured, minutes)


def _percent(value: object) -> Read:
    return Read(*percent(value))


def _milliseconds(value: object) -> Read:
    return Read(milliseconds(value))


def _bound(value: object) -> Read:
    read = milliseconds(value)
    if read <= 0:
        raise BadValueError(value, "un limite maggiore di zero, per esempio «7 ms»")
    return Read(read)


def _deadline(value: object) -> Read:
    return Read(Deadline.parse(value))


def _interval(value: object) -> Read:
    return Read(Interval.parse(value))


def _cases(value: object) -> Read:
    return Read(Cases.parse(value))


_Readers = dict[SlaKind, Callable[[object], Read]]
_EXPECTED_READERS: Final[_Readers] = {
    SlaKind.AVAILABILITY: _percent,
    SlaKind.UPPER_BOUND: _bound,
    SlaKind.DEADLINE: _deadline,
    SlaKind.FREQUENCY: _interval,
}
_MEASURED_READERS: Final[_Readers] = _EXPECTED_READERS | {
    SlaKind.UPPER_BOUND: _milliseconds,
    SlaKind.DEADLINE: _cases,
}


def _read(readers: _Readers, kind: SlaKind, value: object) -> Read:
    try:
        return readers[kind](value)
    except BadValueError as bad:
        raise BadValueError(value, bad.expected, _other_kind(readers, kind, value) or bad.hint) from None


def _other_kind(readers: _Readers, kind: SlaKind, value: object) -> str:
    """Name the kind that the text would fit; a bare number fits too many to tell."""
    if not isinstance(value, str) or not re.search(r"[a-z%']", fold(value)):
        return ""
    for other in SlaKind:
        if other is not kind and _fits(readers[other], value):
            return f"Va bene per il tipo «{other.value}»: il tipo nel Catalogo SLA è giusto?"
    return ""


def _fits(reader: Callable[[object], Read], value: object) -> bool:
    try:
        reader(value)
    except BadValueError:
        return False
    return True
