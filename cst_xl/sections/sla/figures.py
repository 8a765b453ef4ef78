"""Figures of the section *SLA*: expected, measured, deviation and outcome of each level, and the verb they support.

The printed bulletin once said that the levels «superano» their thresholds while six of eleven only met them; here the
verb follows from the counts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.figures import Difference, Figures, Share, Total
from cst_xl.core.quantities import Deadline, Interval
from cst_xl.core.sla_kinds import Cases, Outcome, SlaKind, downtime_minutes, error_budget_left
from cst_xl.core.sla_units import deviation_unit, measure_unit, threshold_unit
from cst_xl.core.units import AVAILABILITY, MINUTES, QUARTER, SYMBOL, TEXT, Value, count
from cst_xl.sections.sla.levels import Level, read_levels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cst_xl.core.section import Inputs

_LEVELS: Final = count("SLA")
_CASES: Final = count("casi")
KEPT: Final = replace(AVAILABILITY, max_decimals=4)
"""Share of cases in time: one late case in ten thousand must not be printed as 100%."""


def compute(inputs: Inputs, figures: Figures) -> None:
    """Fill in expected, measured, deviation and outcome of every level, then the counts and the verb."""
    levels = read_levels(inputs)
    for level in levels:
        _compute_level(level, figures)
        if level.kind is SlaKind.AVAILABILITY:
            _compute_downtime(level, inputs.period.minutes, figures)
            _compute_both(level, figures)
        if level.kind is SlaKind.DEADLINE:
            _compute_cases(level, figures)
    _compute_counts(levels, figures)
    _compute_criteria(levels, inputs, figures)
    claim = _claim(levels)
    quarter = None if claim is None else inputs.period.number
    figures.add("sla.frase.titolo", claim, TEXT, "Verbo della frase sugli SLA")
    figures.add("periodo.frase_sla", quarter, QUARTER, "Trimestre nella frase sugli SLA")


def _compute_level(level: Level, figures: Figures) -> None:
    key, code = f"sla.{level.code}", level.code
    kind = level.kind or SlaKind.AVAILABILITY
    measured, expected = level.measured, level.expected
    figures.add(f"{key}.atteso", _shown(expected), threshold_unit(kind, expected), f"{code} atteso")
    unit = measure_unit(kind, measured, expected)
    figures.add(f"{key}.rilevato", _shown(measured), unit, f"{code} rilevato", rounding=_half_step(measured))
    gap = None if level.judgement is None else level.judgement.deviation
    unit, label = deviation_unit(kind, gap), f"{code} scostamento"
    if kind is SlaKind.AVAILABILITY:
        basis = Difference(f"{key}.rilevato", f"{key}.atteso")
        figures.derive(f"{key}.scostamento", basis, unit, label)
    else:
        figures.add(f"{key}.scostamento", gap, unit, label)
    figures.add(f"{key}.esito", level.outcome and level.outcome.value, SYMBOL, f"{code} esito")


def _compute_downtime(level: Level, minutes: int, figures: Figures) -> None:
    stop = left = None
    if isinstance(level.measured, Decimal):
        stop = downtime_minutes(level.measured, minutes)
        if isinstance(level.expected, Decimal):
            left = error_budget_left(level.expected, level.measured, minutes)
    figures.add(
        f"sla.{level.code}.fermo_minuti", stop, MINUTES, f"{level.code} minuti di fermo nel trimestre"
    )
    figures.add(
        f"sla.{level.code}.budget_residuo", left, MINUTES, f"{level.code} minuti di fermo ancora consentiti"
    )


def _compute_both(level: Level, figures: Figures) -> None:
    """Both readings of a contract that doesn't say whether planned stops count, where months or stops were given."""
    computed, key, code = level.computed, f"sla.{level.code}", level.code
    if computed is None:
        return
    for word, value in (("inclusi", computed.included), ("esclusi", computed.excluded)):
        unit = measure_unit(SlaKind.AVAILABILITY, value)
        figures.add(
            f"{key}.disponibilita_{word}", value, unit, f"{code} disponibilità, fermi programmati {word}"
        )
    figures.add(
        f"{key}.fermo_programmato", computed.down.planned, MINUTES, f"{code} minuti di fermo programmato"
    )
    unplanned = computed.down.unplanned
    figures.add(f"{key}.fermo_imprevisto", unplanned, MINUTES, f"{code} minuti di fermo non programmato")


def _compute_cases(level: Level, figures: Figures) -> None:
    key, code = f"sla.{level.code}", level.code
    total = late = worst = None
    if isinstance(level.measured, Cases):
        total, late, worst = level.measured.total, level.measured.late, level.measured.worst
    figures.add(f"{key}.casi", total, _CASES, f"{code} casi nel trimestre")
    figures.add(f"{key}.fuori_termine", late, _CASES, f"{code} casi fuori termine")
    within = None if total is None or late is None else total - late
    figures.add(f"{key}.nei_termini", within, _CASES, f"{code} casi nei termini")
    rate = Share((f"{key}.nei_termini",), (f"{key}.casi",))
    figures.derive(f"{key}.quota_nei_termini", rate, KEPT, f"{code} quota dei casi nei termini")
    figures.add(f"{key}.ritardo_massimo", worst, MINUTES, f"{code} ritardo massimo in minuti")


def _compute_counts(levels: Iterable[Level], figures: Figures) -> None:
    outcomes = [level.outcome for level in levels]
    judged = any(outcomes)
    counted = (
        ("sopra", Outcome.ABOVE, "SLA sopra la soglia"),
        ("pari", Outcome.EQUAL, "SLA pari alla soglia"),
        ("sotto", Outcome.BELOW, "SLA sotto la soglia"),
        ("senza_esito", None, "SLA senza esito"),
    )
    for key, wanted, label in counted:
        figures.add(f"sla.{key}", outcomes.count(wanted) if judged else None, _LEVELS, label)
    judged_parts = ("sla.sopra", "sla.pari", "sla.sotto")
    figures.derive("sla.valutati", Total(judged_parts), _LEVELS, "SLA valutati")


def _compute_criteria(levels: Iterable[Level], inputs: Inputs, figures: Figures) -> None:
    """State the choices that the measures rest on, where a measure rests on them."""
    used = {level.kind for level in levels if level.measured is not None}
    for name, key, kind, label in (
        (
            "fermi_programmati",
            "fermi_programmati",
            SlaKind.AVAILABILITY,
            "Fermi programmati nella disponibilità",
        ),
        ("tempi_risposta", "sla3_statistica", SlaKind.UPPER_BOUND, "Statistica dei tempi di risposta"),
    ):
        known = kind in used and key not in inputs.parameters.unreadable
        figures.add(f"sla.criterio.{name}", inputs.parameters[key] if known else None, TEXT, label)


def _shown(value: object) -> Value:
    """A threshold or a measure as a figure holds it: percent numbers and milliseconds, the rest in words."""
    if isinstance(value, Deadline | Interval | Cases):
        return value.label
    return value if isinstance(value, Decimal) else None


def _half_step(value: object) -> Decimal:
    """Half of the last digit that was typed: tools print measures rounded."""
    if not isinstance(value, Decimal):
        return Decimal(0)
    return Decimal(5).scaleb(min(0, int(value.as_tuple().exponent)) - 1)


def _claim(levels: Iterable[Level]) -> str | None:
    outcomes = {level.outcome for level in levels} - {None}
    if not outcomes:
        return None
    if Outcome.BELOW in outcomes:
        return "non rispettano"
    if outcomes == {Outcome.ABOVE}:
        return "superano"
    return "rispettano" if outcomes == {Outcome.EQUAL} else "rispettano o superano"
