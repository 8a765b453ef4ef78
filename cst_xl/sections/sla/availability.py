"""Availability of a level computed from months or from recorded stops, with planned stops and without them.

Months don't last the same: their shares are weighted by their minutes, never simply averaged. Recorded stops give an
availability only for systems that *Mappature* joins to the level and that stopped at all: no stop on the sheet may also
mean that nobody kept the list. A computed value that denies a typed one is reported with both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.grammar import join, plural
from cst_xl.core.mappings import MAPPINGS, Mappings, Named, read_mappings
from cst_xl.core.outages import OUTAGES, Downtime, Outage, all_counted, by_system, downtime, outages
from cst_xl.core.periods import Span
from cst_xl.core.quantities import decimals_of, format_percent, round_half_up
from cst_xl.sections.sla.raw import CODE
from cst_xl.sections.sla.raw_availability import MONTHS

if TYPE_CHECKING:
    from cst_xl.core.section import Inputs
    from cst_xl.core.tables import Record

_HUNDRED: Final = Decimal(100)
_FROM_MONTHS: Final = "mesi"
_FROM_STOPS: Final = "fermi"
_MOST_DECIMALS: Final = 6
_MOST_NAMES: Final = 5


@dataclass(frozen=True)
class ComputedAvailability:
    """What months or stops say about a level.

    Attributes:
        source: «mesi» or «fermi».
        down: Minutes of planned and of other stops.
        included: The percent number with planned stops as stops.
        excluded: The same with planned stops out of both sides; None when nothing is left.
        planned_counts: Which of the two the parameters choose.
        tolerance: Percentage points by which the numbers may be off because of how their sources were rounded.
        simple_mean: Of months: their unweighted mean, the classic slip.
    """

    source: str
    down: Downtime
    included: Decimal
    excluded: Decimal | None
    planned_counts: bool
    tolerance: Decimal = Decimal(0)
    simple_mean: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """The one that holds."""
        return self.included if self.planned_counts else self.excluded


@dataclass(frozen=True)
class Availabilities:
    """The computed availabilities by SLA code, and what stands in the way of others."""

    by_code: Mapping[str, ComputedAvailability]
    findings: tuple[Finding, ...]


def availabilities(inputs: Inputs) -> Availabilities:
    """Compute every availability that the sheets allow; months come before stops."""
    return inputs.once("sla.availability", lambda: _availabilities(inputs))


def _availabilities(inputs: Inputs) -> Availabilities:
    findings: list[Finding] = []
    if "fermi_programmati" in inputs.parameters.unreadable:
        return Availabilities({}, ())
    found = dict(_from_stops(inputs, findings))
    found.update(_from_months(inputs, findings))
    return Availabilities(found, tuple(findings))


def _from_months(inputs: Inputs, findings: list[Finding]) -> Iterator[tuple[str, ComputedAvailability]]:
    table = inputs.tables.get(MONTHS.key)
    if not table:
        return
    by_code: dict[str, dict[str, Record]] = {}
    months = [str(month) for month in inputs.period.months]
    for record in table.records():
        month = record["mese"]
        if month is not None and str(month) not in months:
            findings.append(_not_a_month(record, table.cell(record.row, "mese"), inputs))
        elif record["codice"] and month is not None:
            by_code.setdefault(record["codice"], {}).setdefault(str(month), record)
    for code, records in by_code.items():
        lacking = [m.label for m in inputs.period.months if not _has_share(records.get(str(m)))]
        if lacking:
            message = (
                f"Nel foglio {MONTHS.sheet} la disponibilità di {code} manca per {join(lacking)}: "
                "il trimestre non si può calcolare dai mesi."
            )
            cell = table.cell(next(iter(records.values())).row, "mese")
            findings.append(warning(message, cell=cell, expected="un rigo per ogni mese del trimestre"))
            continue
        computed = _weighted([records[month] for month in months], inputs)
        for record in computed[1]:
            message = (
                f"Nel foglio {MONTHS.sheet}, riga {record.row} ({code}), il fermo programmato è più lungo di tutto il "
                "fermo che la disponibilità lascia: non viene tolto."
            )
            cell = table.cell(record.row, "programmato")
            findings.append(
                error(message, cell=cell, expected="minuti contati come fermo nella disponibilità")
            )
        yield code, computed[0]


def _has_share(record: Record | None) -> bool:
    return record is not None and record["quota"] is not None


def _weighted(records: list[Record], inputs: Inputs) -> tuple[ComputedAvailability, list[Record]]:
    """The quarter of its months, each weighing as many minutes as it has; and rows with too long a planned stop."""
    planned = down = slack = Decimal(0)
    wrong: list[Record] = []
    for record, month in zip(records, inputs.period.months, strict=True):
        share: Decimal = record["quota"]
        half_step = Decimal(5).scaleb(-decimals_of(share) - 1)
        stopped = (_HUNDRED - share) * month.minutes / _HUNDRED
        given = record["programmato"] or Decimal(0)
        if given > stopped + half_step * month.minutes / _HUNDRED:
            wrong.append(record)
            given = Decimal(0)
        planned += min(given, stopped)
        down += stopped
        slack += half_step * month.minutes
    mean = sum((record["quota"] for record in records), Decimal(0)) / len(records)
    found = Downtime(planned, down - planned)
    return _computed(_FROM_MONTHS, found, inputs, slack / inputs.period.minutes, mean), wrong


def _computed(
    source: str, down: Downtime, inputs: Inputs, tolerance: Decimal, mean: Decimal | None = None
) -> ComputedAvailability:
    minutes = inputs.period.minutes
    return ComputedAvailability(
        source=source,
        down=down,
        included=down.availability(minutes, planned_counts=True) or Decimal(0),
        excluded=down.availability(minutes, planned_counts=False),
        planned_counts=inputs.parameters["fermi_programmati"] == "inclusi",
        tolerance=tolerance,
        simple_mean=mean,
    )


def stops_by_code(inputs: Inputs) -> dict[str, list[Outage]]:
    """The stops of the quarter by the SLA code that their system is mapped to; those of no level under ""."""
    table = inputs.tables.get(OUTAGES)
    if not table:
        return {}
    rules = inputs.tables.get(MAPPINGS.key)
    mappings = Mappings() if rules is None else read_mappings(rules)
    found: dict[str, list[Outage]] = {}
    for stop in outages(table, inputs.period):
        if stop.inside:
            for code in system_codes(mappings, stop.system) or ("",):
                found.setdefault(code, []).append(stop)
    return found


def system_codes(mappings: Mappings, system: str) -> tuple[str, ...]:
    """The SLA codes that a system's name is mapped to, as a host or as a service."""
    named = (*mappings.destinations(Named.HOST, system), *mappings.destinations(Named.SERVICE, system))
    return tuple(dict.fromkeys(str(CODE.read(one)) for one in named))


def _from_stops(inputs: Inputs, findings: list[Finding]) -> Iterator[tuple[str, ComputedAvailability]]:
    table = inputs.tables.get(OUTAGES)
    if not table or not all_counted(table, inputs.period):
        return
    several = inputs.parameters.values.get("piu_sistemi") or "minimo"
    for code, stops in stops_by_code(inputs).items():
        systems = by_system(stops)
        if not code:
            continue
        if several != "minimo" and len(systems) > 1:
            names = join([group[0].system for group in systems.values()])
            findings.append(
                note(
                    f"{code}: dai fermi registrati ({names}) la disponibilità si calcola solo con «SLA su più sistemi» = "
                    f"«minimo»; con «{several}» bisogna sapere anche dei sistemi che non si sono fermati.",
                    figure=f"sla.{code}.rilevato",
                    cell=table.cell(stops[0].row, "sistema"),
                )
            )
            continue
        groups = [(downtime(group), len(group)) for group in systems.values()]
        counts = inputs.parameters["fermi_programmati"] == "inclusi"
        down, many = min(groups, key=lambda pair: _known(pair[0], inputs.period.minutes, counts=counts))
        # Stops are written to the minute: each may be off by one.
        yield code, _computed(_FROM_STOPS, down, inputs, _HUNDRED * many / inputs.period.minutes)


def _known(down: Downtime, minutes: int, *, counts: bool) -> Decimal:
    value = down.availability(minutes, planned_counts=counts)
    return _HUNDRED if value is None else value


def agreed_measure(
    typed: Decimal | None, computed: ComputedAvailability | None, expected: object
) -> tuple[Decimal | None, str, bool]:
    """Decide which availability of a level holds.

    Args:
        typed: What was typed or imported for the quarter.
        computed: What months or stops say.
        expected: The threshold; a typed value on its other side than the computed one is an error.

    Returns:
        The value; what a person should know, in Italian, or an empty text; whether that is an error.
    """
    value = None if computed is None else computed.value
    if computed is None or value is None:
        return typed, "", False
    from_months = computed.source == _FROM_MONTHS
    if typed is None:
        return value, "", False
    decimals = decimals_of(typed)
    mean = computed.simple_mean
    slipped = mean is not None and round_half_up(mean, decimals) == typed != round_half_up(value, decimals)
    slack = computed.tolerance + Decimal(5).scaleb(-decimals - 1)
    if abs(typed - value) <= slack and not slipped:
        return (value if from_months else typed), "", False
    used = "vale il valore calcolato" if from_months else "vale il rilevato scritto"
    source = (
        "dai valori mensili, pesati sui minuti," if from_months else "dai fermi registrati per i suoi sistemi"
    )
    slip = " Il valore scritto è la media semplice dei mesi." if slipped else ""
    crosses = isinstance(expected, Decimal) and (typed >= expected) != (value >= expected)
    what = f"è scritto {exact(typed)}, ma {source} risulta {exact(value)}: {used}.{slip}"
    return (value if from_months else typed), what, from_months or crosses


def exact(value: Decimal) -> str:
    """A percentage with the digits it has, at most six decimals."""
    return format_percent(round_half_up(value, _MOST_DECIMALS), 2, _MOST_DECIMALS)


def _not_a_month(record: Record, cell: str, inputs: Inputs) -> Finding:
    found = record["mese"]
    what = "non è un mese" if found.span is not Span.MONTH else f"non è del {inputs.period.label}"
    message = f"Nel foglio {MONTHS.sheet}, riga {record.row}, «{found.label}» {what}: il rigo non conta."
    names = join([month.label for month in inputs.period.months])
    return warning(message, cell=cell, found=found.label, expected=f"un mese fra {names}")


def unmapped_findings(inputs: Inputs) -> Iterator[Finding]:
    """Tell of stops whose system is mapped to no level, once there are rules at all."""
    rules = inputs.tables.get(MAPPINGS.key)
    if not rules:
        return
    lost = by_system(stops_by_code(inputs).get("", ()))
    if not lost:
        return
    names = [group[0].system for group in lost.values()]
    more = [f"altri {len(names) - _MOST_NAMES}"] if len(names) > _MOST_NAMES else []
    many = plural(
        len(names), "1 sistema fermo non è associato", f"{len(names)} sistemi fermi non sono associati"
    )
    yield note(
        f"Nel foglio {MAPPINGS.sheet} {many} a uno SLA: {join([*names[:_MOST_NAMES], *more])}.",
        cell=f"{MAPPINGS.sheet}!A6",
        found=", ".join(names[:_MOST_NAMES]),
        expected="una riga di tipo «host» o «servizio» con il codice SLA",
    )
