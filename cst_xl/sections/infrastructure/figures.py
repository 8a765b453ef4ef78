"""Figures of the section *Infrastruttura*: the resources as given, and what the recorded stops come to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.figures import Difference, Share, Total
from cst_xl.core.kinds import plain
from cst_xl.core.outages import all_counted, by_system, downtime, outages
from cst_xl.core.quantities import round_half_up
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.sla_units import measure_unit
from cst_xl.core.units import MINUTES, RATE, TEXT, Unit, count
from cst_xl.sections.infrastructure.items import (
    ITEMS,
    MACHINES,
    PRODUCTION,
    STAGING,
    UPTIME,
    Item,
    read_items,
)
from cst_xl.sections.infrastructure.raw import RESOURCES, STOPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cst_xl.core.figures import Figures
    from cst_xl.core.outages import Outage
    from cst_xl.core.section import Inputs

LABELS: Final = {
    "uptime": "Uptime dell'infrastruttura HW",
    "vm": "Virtual machine",
    "vm_produzione": "Virtual machine di produzione",
    "cpu_core": "CPU core",
    "ram": "RAM",
    "storage": "Storage",
    "fermo_staging": "Fermo programmato dello staging",
}
_STOPS: Final = count("fermi")


def compute(inputs: Inputs, figures: Figures) -> None:
    """Fill in the resources, the stops in all and by system, and the period of the sentence on uptime.

    With one stop unread, nothing is said of them all: a sum without it would be too low, an availability too high.
    """
    _compute_resources(inputs, figures)
    stops = [stop for stop in outages(inputs[STOPS], inputs.period) if stop.inside]
    if not all_counted(inputs[STOPS], inputs.period):
        stops = []
    _compute_stops(stops, figures)
    for group in by_system(stops).values():
        name, key = group[0].system, system_id(group[0])
        found = downtime(group)
        figures.add(f"{key}.programmati", found.planned, MINUTES, f"{name}: minuti di fermo programmato")
        figures.add(
            f"{key}.non_programmati", found.unplanned, MINUTES, f"{name}: minuti di fermo non programmato"
        )
        _compute_availability(f"{key}.", f"{name}: disponibilità", group, inputs, figures)
    label = "Tempo in cui nessun sistema era fermo"
    _compute_availability("infrastruttura.", label, stops, inputs, figures)
    known = figures.number(UPTIME.figure) is not None
    label = "Periodo della frase sull'uptime"
    figures.add("periodo.frase_uptime", inputs.period.label if known else None, TEXT, label)


def system_id(stop: Outage) -> str:
    """Beginning of the ids of a system's figures: ``infrastruttura.sistema.portale_dei_servizi``."""
    return f"infrastruttura.sistema.{plain(stop.system).replace(' ', '_')}"


def _compute_resources(inputs: Inputs, figures: Figures) -> None:
    reading = read_items(inputs[RESOURCES])
    for item in ITEMS:
        value = reading.values.get(item.key)
        figures.add(item.figure, value, _unit(item, value), LABELS[item.key])
    cause = reading.note(STAGING) or None
    figures.add(f"{STAGING.figure}.causa", cause, TEXT, f"{LABELS[STAGING.key]}: motivo")
    _compute_machines(figures)


def _compute_machines(figures: Figures) -> None:
    """What follows from the two numbers of machines, unless more are in production than there are."""
    rest, share = (
        Difference(MACHINES.figure, PRODUCTION.figure),
        Share((PRODUCTION.figure,), (MACHINES.figure,)),
    )
    every, part = figures.number(MACHINES.figure), figures.number(PRODUCTION.figure)
    for key, basis, unit, label in (
        ("vm_non_produzione", rest, MACHINES.unit, "Virtual machine non di produzione"),
        ("quota_produzione", share, RATE, "Quota delle virtual machine di produzione"),
    ):
        if every is not None and part is not None and part > every:
            figures.add(f"infrastruttura.{key}", None, unit, label)
        else:
            figures.derive(f"infrastruttura.{key}", basis, unit, label)


def _unit(item: Item, value: int | Decimal | None) -> Unit:
    if item is UPTIME and value is not None:
        return measure_unit(SlaKind.AVAILABILITY, Decimal(value))
    if value is None:
        return item.unit
    unit = replace(item.unit, max_decimals=_decimals_to_see(item.unit, Decimal(value)))
    one_day = item is STAGING and unit.text(value) == Unit("", suffix=unit.suffix).text(1)
    return replace(unit, suffix="\u00a0giorno") if one_day else unit


def _decimals_to_see(unit: Unit, value: Decimal) -> int | None:
    """As many decimals as it takes that something doesn't print as nothing: five minutes aren't 0 days."""
    most = unit.decimals if unit.max_decimals is None else unit.max_decimals
    if not value or round_half_up(value, most):
        return unit.max_decimals
    return -value.adjusted()


def _compute_stops(stops: Sequence[Outage], figures: Figures) -> None:
    """Totals are sums over the systems: two systems down for an hour are two hours."""
    by_group = [downtime(group) for group in by_system(stops).values()]
    for planned, key, words in (
        (True, "fermi_programmati", "Fermi programmati"),
        (False, "fermi_non_programmati", "Fermi non programmati"),
    ):
        number = sum(1 for stop in stops if stop.planned is planned)
        minutes = sum((one.planned if planned else one.unplanned for one in by_group), Decimal(0))
        prefix = f"infrastruttura.{key}"
        figures.add(f"{prefix}.numero", number if stops else None, _STOPS, f"{words}, numero")
        figures.add(
            f"{prefix}.minuti", minutes if stops else None, MINUTES, f"{words}, minuti di tutti i sistemi"
        )
    for part, unit, words in (("numero", _STOPS, "numero"), ("minuti", MINUTES, "minuti di tutti i sistemi")):
        parts = tuple(
            f"infrastruttura.{key}.{part}" for key in ("fermi_programmati", "fermi_non_programmati")
        )
        figures.derive(f"infrastruttura.fermi.{part}", Total(parts), unit, f"Fermi, {words}")


def _compute_availability(
    prefix: str, label: str, stops: Sequence[Outage], inputs: Inputs, figures: Figures
) -> None:
    """Both readings of a contract that doesn't say whether planned stops count."""
    for counts, word in ((True, "inclusi"), (False, "esclusi")):
        minutes = inputs.period.minutes
        value = downtime(stops).availability(minutes, planned_counts=counts) if stops else None
        unit = measure_unit(SlaKind.AVAILABILITY, value)
        figures.add(f"{prefix}disponibilita_{word}", value, unit, f"{label}, fermi programmati {word}")
