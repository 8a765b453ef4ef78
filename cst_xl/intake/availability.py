"""From seconds in each state to the availability of an SLA: which rule counts what, stated with every figure.

The same outages give 98,985% or 99,422% depending on whether a planned stop counts, so the rule stands beside the
number, and so does what the other rule would give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from cst_xl.core.clock import utc_seconds
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.kinds import Noted
from cst_xl.core.mappings import Named
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.intake.imported import Context, TextRow, text_row
from cst_xl.intake.wording import exact_percent, many, named
from cst_xl.sections.sla.raw import MEASURES

if TYPE_CHECKING:
    from cst_xl.core.parameters import Parameters
    from cst_xl.core.periods import Period

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class States:
    """Seconds of one host or service in the period, each twice: in all, and inside scheduled downtimes.

    Attributes:
        good: Up, or OK.
        warning: WARNING of a service; 0 for hosts.
        bad: Down, unreachable, critical, unknown.
        good_scheduled: Of ``good``; the same for the two below.
        warning_scheduled: See above.
        bad_scheduled: See above.
        undetermined: Not running, or no data.
    """

    good: int
    warning: int
    bad: int
    good_scheduled: int = 0
    warning_scheduled: int = 0
    bad_scheduled: int = 0
    undetermined: int = 0

    @property
    def total(self) -> int:
        """All seconds."""
        return self.good + self.warning + self.bad + self.undetermined

    @property
    def scheduled(self) -> int:
        """Seconds inside scheduled downtimes."""
        return self.good_scheduled + self.warning_scheduled + self.bad_scheduled


@dataclass(frozen=True)
class Subject:
    """A host or a service, and how long it was in which state."""

    host: str
    service: str
    states: States

    @property
    def name(self) -> str:
        """``HOST`` or ``HOST;servizio``, as patterns see it."""
        return f"{self.host};{self.service}" if self.service else self.host

    def codes(self, context: Context) -> tuple[str, ...]:
        """The SLA codes of availability that it is mapped to."""
        return context.codes(SlaKind.AVAILABILITY, *self._asked)

    def is_mapped(self, context: Context) -> bool:
        """Whether the sheet *Mappature* speaks of it at all."""
        return bool(context.mappings.destinations(*self._asked))

    @property
    def _asked(self) -> tuple[Named, *tuple[str, ...]]:
        if self.service:
            return (Named.SERVICE, self.name, self.service)
        return (Named.HOST, self.host)


@dataclass(frozen=True)
class Rule:
    """How seconds become a percentage.

    Attributes:
        planned_counts: Whether a planned stop counts as a stop; if not, planned time leaves both sides.
        undetermined_counts: Whether time of which nothing is known counts as a stop; if not, it leaves the period.
        warning_is_good: Whether a service in WARNING is available.
        several: What holds of several systems in one SLA: «minimo», «media» or «almeno uno».
        limit: The largest undetermined share, a percent number, that a report may have.
    """

    planned_counts: bool = True
    undetermined_counts: bool = True
    warning_is_good: bool = True
    several: str = "minimo"
    limit: Decimal = Decimal(1)

    @classmethod
    def of(cls, parameters: Parameters) -> Rule:
        """The rule that the parameters set."""
        given: Mapping[str, Any] = parameters.values
        return cls(
            planned_counts=given["fermi_programmati"] == "inclusi",
            undetermined_counts=given.get("tempo_indeterminato") != "escluso",
            warning_is_good=given.get("stato_warning") != "fermi",
            several=given.get("piu_sistemi") or cls.several,
            limit=_number(given.get("limite_indeterminato"), cls.limit),
        )

    def percent(self, states: States, *, planned_counts: bool) -> Decimal | None:
        """The availability as a percent number; None when no time is left to be available in."""
        good = states.good + (states.warning if self.warning_is_good else 0)
        whole = states.total - (0 if self.undetermined_counts else states.undetermined)
        if not planned_counts:
            good -= states.good_scheduled + (states.warning_scheduled if self.warning_is_good else 0)
            whole -= states.scheduled
        return _HUNDRED * good / whole if whole > 0 else None

    def words(self, group: Sequence[Subject]) -> str:
        """The rule in Italian, as far as it mattered for these systems."""
        parts = [f"fermi programmati {'inclusi' if self.planned_counts else 'esclusi'}"]
        if any(one.states.warning for one in group):
            parts.append("WARNING disponibile" if self.warning_is_good else "WARNING come fermo")
        if any(one.states.undetermined for one in group):
            parts.append(f"tempo indeterminato {'come fermo' if self.undetermined_counts else 'escluso'}")
        return ", ".join(parts)


def _number(value: object, default: Decimal) -> Decimal:
    """A percent number, or what an unusual spelling of one was read as."""
    read = value.value if isinstance(value, Noted) else value
    return read if isinstance(read, Decimal) else default


def seconds_of(period: Period) -> int:
    """Seconds that really pass in a period, across the changes of the clock."""
    start, end = bounds(period)
    return end - start


def bounds(period: Period) -> tuple[int, int]:
    """First and last instant of a period, in UTC seconds since 1970."""
    first = datetime.combine(period.start, time())
    return utc_seconds(first), utc_seconds(datetime.combine(period.end, time()) + timedelta(days=1))


def implausible(subject: Subject, rule: Rule, expected: int | None) -> str:
    """Why a report can't be used, in Italian; empty when it can."""
    states = subject.states
    if min(vars(states).values()) < 0:
        return "ci sono tempi negativi"
    if states.scheduled > states.total - states.undetermined:
        return "il tempo programmato supera quello osservato"
    if expected is not None and states.total != expected:
        return (
            f"le parti sommano {many(states.total, 'secondo', 'secondi')} ({_days(states.total)}), "
            f"il periodo è di {many(expected, 'secondo', 'secondi')} ({_days(expected)})"
        )
    if not states.total:
        return "non copre alcun tempo"
    share = _HUNDRED * states.undetermined / states.total
    if share > rule.limit:
        return f"il tempo indeterminato è il {exact_percent(share)}, oltre il limite del {exact_percent(rule.limit)}"
    return ""


def _days(seconds: int) -> str:
    days = round(seconds / 86_400)
    return f"{days} giorni"


def measures(
    subjects: Sequence[Subject], context: Context, source: str
) -> tuple[tuple[TextRow, ...], list[Finding]]:
    """The measured availability of every SLA that the subjects are mapped to, and what can't be used.

    Args:
        subjects: Hosts or services.
        context: Quarter, parameters and mappings.
        source: Name of the source, for notes: "Nagios avail.cgi".
    """
    rule = Rule.of(context.parameters)
    expected = None if context.period is None else seconds_of(context.period)
    findings: list[Finding] = []
    by_code: dict[str, list[Subject]] = {}
    for subject in subjects:
        if why := implausible(subject, rule, expected):
            findings.append(error(f"{source}: «{subject.name}» non viene usato: {why}.", found=subject.name))
            continue
        for code in subject.codes(context):
            by_code.setdefault(code, []).append(subject)
    findings.extend(_unmapped(subjects, context, source))
    rows = []
    for code, group in by_code.items():
        row, problem = _measure(code, group, rule, source)
        rows += [row] if row else []
        findings += [problem] if problem else []
    return tuple(rows), findings


def _measure(
    code: str, group: Sequence[Subject], rule: Rule, source: str
) -> tuple[TextRow | None, Finding | None]:
    if len(group) > 1 and rule.several == "almeno uno":
        names = named(one.name for one in group)
        message = (
            f"{source}: di {code} ({names}) conta il tempo in cui almeno un sistema era attivo, e un rapporto di "
            "disponibilità non lo dice: servono i log."
        )
        return None, error(message, expected="gli archivi nagios-*.log del trimestre")
    values = {counts: _joined(group, rule, counts) for counts in (True, False)}
    value, other = values[rule.planned_counts], values[not rule.planned_counts]
    if value is None:
        return None, error(f"{source}: {code} non ha tempo in cui essere disponibile, era tutto programmato.")
    word = "esclusi" if rule.planned_counts else "inclusi"
    beside = "" if other is None else f"; con i fermi programmati {word} {exact_percent(other)}"
    joined = f" ({rule.several})" if len(group) > 1 else ""
    text = f"{source}: {', '.join(one.name for one in group)}{joined}; {rule.words(group)}{beside}"
    return text_row(MEASURES, {"codice": code, "rilevato": exact_percent(value), "nota": text}), None


def _joined(group: Sequence[Subject], rule: Rule, counts: bool) -> Decimal | None:
    values = [rule.percent(one.states, planned_counts=counts) for one in group]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return sum(known, Decimal(0)) / len(known) if rule.several == "media" else min(known)


def _unmapped(subjects: Sequence[Subject], context: Context, source: str) -> Iterator[Finding]:
    lost = [subject.name for subject in subjects if not subject.is_mapped(context)]
    if lost:
        make = warning if len(lost) == len(subjects) else note
        yield make(
            f"{source}: {many(len(lost), 'nome', 'nomi')} senza uno SLA nel foglio Mappature: {named(lost)}.",
            found=", ".join(lost[:10]),
            expected="una riga del foglio Mappature, tipo «host» o «servizio», con il codice SLA",
        )
