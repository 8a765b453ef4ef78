"""What doesn't fit together in the section *Infrastruttura*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.sections.infrastructure import outages
from cst_xl.sections.infrastructure.items import MACHINES, PRODUCTION, STAGING, UPTIME, read_items
from cst_xl.sections.infrastructure.raw import RESOURCES, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figures
    from cst_xl.core.section import Inputs
    from cst_xl.sections.infrastructure.items import Reading

_FULL: Final = 100


def check(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """Report unreadable lines, more production machines than machines, bad stops, and an uptime that they deny."""
    reading = read_items(inputs[RESOURCES])
    yield from reading.findings
    yield from _production(reading, figures)
    yield from _uptime(reading, inputs, figures)
    yield from outages.findings(inputs[STOPS], inputs.period)


def _production(reading: Reading, figures: Figures) -> Iterator[Finding]:
    total, part = figures[MACHINES.figure], figures[PRODUCTION.figure]
    if total.number is not None and part.number is not None and part.number > total.number:
        cell = reading.cells[PRODUCTION.key]
        message = (
            f"Nel foglio {RESOURCES.sheet}, cella {cell.rpartition('!')[2]}: le virtual machine di produzione "
            f"({part.text}) sono più di tutte le virtual machine ({total.text})."
        )
        expected = f"al massimo {total.text}"
        yield error(message, figure=part.id, cell=cell, found=part.text, expected=expected)


def _uptime(reading: Reading, inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """An uptime of 100% is only true if no stop that counts was recorded, and says so if planned ones don't."""
    uptime = figures[UPTIME.figure]
    if uptime.number is None or "fermi_programmati" in inputs.parameters.unreadable:
        return
    counted = inputs.parameters["fermi_programmati"]
    recorded = figures[f"infrastruttura.disponibilita_{counted}"]
    cell = reading.cells[UPTIME.key]
    where = f"Nel foglio {RESOURCES.sheet}, cella {cell.rpartition('!')[2]}"
    facts = {"figure": uptime.id, "cell": cell, "found": uptime.text}
    if uptime.number == _FULL and recorded.number is not None and recorded.number < _FULL:
        message = (
            f"{where}: l'uptime è {uptime.text}, ma fra i fermi registrati c'è tempo in cui un sistema era fermo "
            f"(disponibilità {recorded.text}, fermi programmati {counted})."
        )
        yield warning(
            message, expected=f"{recorded.text}, se quei fermi riguardano l'infrastruttura", **facts
        )
    staging = figures[STAGING.figure]
    if uptime.number == _FULL and staging.number and counted == "inclusi":
        message = (
            f"{where}: l'uptime del 100% non conta il fermo dello staging ({staging.text}), benché nei Parametri i "
            "fermi programmati siano inclusi: va bene solo se lo staging non fa parte dell'infrastruttura misurata."
        )
        yield note(message, expected="un uptime che dica che cosa misura", **facts)
