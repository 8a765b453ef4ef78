"""What the section *Infrastruttura* shows and says: resources, virtual machines, stops one by one and by system."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Sentence, Series
from cst_xl.core.grammar import join, of_percent, plural
from cst_xl.core.outages import by_system, outages
from cst_xl.core.quantities import format_duration, format_number
from cst_xl.core.section import ComputedTable
from cst_xl.core.shares import rounded_share
from cst_xl.core.units import AVAILABILITY, MINUTES, TEXT
from cst_xl.sections.infrastructure.figures import system_id
from cst_xl.sections.infrastructure.items import (
    CORES,
    ITEMS,
    MACHINES,
    MEMORY,
    PRODUCTION,
    STAGING,
    STORAGE,
    UPTIME,
    read_items,
)
from cst_xl.sections.infrastructure.raw import RESOURCES, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figure, Figures
    from cst_xl.core.outages import Outage
    from cst_xl.core.section import Inputs

_ROOM_STOPS: Final = 15
_ROOM_SYSTEMS: Final = 12
_REST: Final = "infrastruttura.vm_non_produzione"
_COUNTS: Final = tuple(
    f"infrastruttura.{key}.{part}"
    for key in ("fermi_programmati", "fermi_non_programmati", "fermi")
    for part in ("numero", "minuti")
)


def _inside(inputs: Inputs) -> list[Outage]:
    return [stop for stop in outages(inputs[STOPS], inputs.period) if stop.inside]


def _resource_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    reading = read_items(inputs[RESOURCES])
    for item in ITEMS:
        figure = figures[item.figure]
        if figure.value is not None:
            yield Row((figure.label, figure, reading.note(item)))


def _machine_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    del inputs
    production, rest, total = (figures[key] for key in (PRODUCTION.figure, _REST, MACHINES.figure))
    if production.number is not None and rest.number is not None and rest.number >= 0:
        yield Row(("Di produzione", production))
        yield Row(("Altre", rest))
        yield Row(("Totale", total), total=True)


def _stop_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    """Worst first; what has no room is counted in one row, so that the total below it is whole."""
    stops = sorted(_inside(inputs), key=lambda stop: -stop.minutes)
    room = _ROOM_STOPS - 1
    shown = stops if len(stops) <= room else stops[: room - 1]
    for stop in shown:
        start, end = (f"{moment:%d/%m/%Y %H:%M}" for moment in (stop.start, stop.end))
        planned = "sì" if stop.planned else "no"
        yield Row((stop.system, start, end, format_duration(stop.minutes), planned, stop.cause))
    rest = stops[len(shown) :]
    if rest:
        others = format_duration(sum((stop.minutes for stop in rest), Decimal(0)))
        yield Row((f"Altri {len(rest)} fermi, più brevi", None, None, others, None, None))
    minutes = figures.number("infrastruttura.fermi.minuti")
    if minutes is not None:
        total = Decimal(minutes)
        label = f"Totale ({len(stops)} {plural(len(stops), 'fermo', 'fermi')})"
        yield Row((label, None, None, format_duration(total), None, None), total=True)


def _system_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    """Least available first; what has no room is counted in one row."""
    if figures.number("infrastruttura.fermi.minuti") is None:
        return
    groups = by_system(_inside(inputs)).values()
    keys = sorted(
        ((group[0].system, system_id(group[0])) for group in groups),
        key=lambda pair: figures.number(f"{pair[1]}.disponibilita_inclusi") or 0,
    )
    parts = ("programmati", "non_programmati", "disponibilita_inclusi", "disponibilita_esclusi")
    shown = keys if len(keys) <= _ROOM_SYSTEMS else keys[: _ROOM_SYSTEMS - 1]
    for name, key in shown:
        yield Row((name, *(figures[f"{key}.{part}"] for part in parts)))
    if rest := len(keys) - len(shown):
        yield Row((f"Altri {format_number(rest)} sistemi, più disponibili", None, None, None, None))


def charts(inputs: Inputs, figures: Figures) -> Iterator[Chart]:
    """Draw the machines in production and the others, where both numbers are known and fit."""
    if not list(_machine_rows(inputs, figures)) or not figures.number(MACHINES.figure):
        return
    production, rest, total, share = (
        figures[key].text
        for key in (PRODUCTION.figure, _REST, MACHINES.figure, "infrastruttura.quota_produzione")
    )
    yield Chart(
        key="virtual_machine",
        kind=ChartKind.DOUGHNUT,
        title=f"Virtual machine di produzione e altre, {inputs.period.label}",
        table="virtual_machine",
        category="tipo",
        series=(Series("numero", "corrente"),),
        alternative=f"Su {total} virtual machine {production} sono di produzione ({share}) e {rest} no.",
    )


def say(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """Say uptime, stops, machines and capacity, each where it is known."""
    yield from _uptime(inputs, figures)
    yield from _staging(figures)
    yield from _stops(inputs, figures)
    yield from _machines(figures)
    yield from _capacity(figures)


def _uptime(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    figure = figures[UPTIME.figure]
    if figure.number is None:
        return
    most = figure.unit.max_decimals or figure.unit.decimals
    rate = of_percent(rounded_share(figure.number, most))
    text = f"Nel {inputs.period.label} il servizio di infrastruttura HW ha registrato un uptime {rate}."
    yield Sentence("frase.infrastruttura.uptime", text, (figure.id, "periodo.frase_uptime"), headline=True)


def _staging(figures: Figures) -> Iterator[Sentence]:
    figure, cause = figures[STAGING.figure], figures[f"{STAGING.figure}.causa"]
    if figure.number is None:
        return
    ids: tuple[str, ...] = (figure.id,)
    if figure.number == 0:
        text = "Il servizio di staging non ha avuto fermi macchine programmati."
    else:
        text = f"Il servizio di staging ha registrato un fermo macchine programmato di {figure.text}"
        text += f" per {cause.text}." if cause.value else "."
        ids += (cause.id,) if cause.value else ()
    yield Sentence("frase.infrastruttura.fermo_staging", text, ids)


def _stops(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    numbers = [figures.number(key) for key in _COUNTS]
    if any(number is None for number in numbers):
        return
    planned, planned_minutes, unplanned, unplanned_minutes, total, _ = (Decimal(n or 0) for n in numbers)
    parts = [
        f"{format_number(many)} {plural(int(many), one, several)} ({format_duration(minutes)})"
        for many, minutes, one, several in (
            (planned, planned_minutes, "programmato", "programmati"),
            (unplanned, unplanned_minutes, "non programmato", "non programmati"),
        )
        if many
    ]
    verb = plural(
        int(total), "è stato registrato 1 fermo", f"sono stati registrati {format_number(total)} fermi"
    )
    text = f"Nel {inputs.period.label} {verb} dei sistemi: {join(parts)}."
    yield Sentence("frase.infrastruttura.fermi", text, _COUNTS)


def _machines(figures: Figures) -> Iterator[Sentence]:
    total, production = figures[MACHINES.figure], figures[PRODUCTION.figure]
    if not total.number:
        return
    text = f"Il private cloud gestisce {total.text} virtual machine"
    ids: tuple[str, ...] = (total.id,)
    if production.number is not None and production.number <= total.number:
        text += f", {_in_production(int(production.number), int(total.number))} di produzione"
        ids += (production.id,)
    yield Sentence("frase.infrastruttura.vm", text + ".", ids)


def _in_production(part: int, total: int) -> str:
    if total == 1:
        return "che è" if part else "che non è"
    if part in (0, total):
        return "tutte" if part else "nessuna"
    return f"di cui {format_number(part)}"


def _capacity(figures: Figures) -> Iterator[Sentence]:
    known = [item for item in (CORES, MEMORY, STORAGE) if figures.number(item.figure) is not None]
    words = {CORES.key: "{} CPU core", MEMORY.key: "{} GB di RAM", STORAGE.key: "{} TB di storage"}
    if known:
        amounts = [words[item.key].format(_bare(figures[item.figure])) for item in known]
        text = f"Le risorse del private cloud sono {join(amounts)}."
        yield Sentence("frase.infrastruttura.risorse", text, tuple(item.figure for item in known))


def _bare(figure: Figure) -> str:
    return replace(figure.unit, suffix="").text(figure.value)


RESOURCE_TABLE: Final = ComputedTable(
    key="infrastruttura",
    title="Infrastruttura, {period}",
    columns=(
        OutColumn("voce", "Voce", TEXT, 38),
        OutColumn("valore", "Valore", TEXT, 16),
        OutColumn("nota", "Nota", TEXT, 46),
    ),
    rows=_resource_rows,
    room=10,
    help="Uptime, virtual machine, CPU, RAM, storage e fermi programmati, ognuno con la sua unità.",
)

MACHINE_TABLE: Final = ComputedTable(
    key="virtual_machine",
    title="Virtual machine, {period}",
    columns=(
        OutColumn("tipo", "Virtual machine", TEXT, 38),
        OutColumn("numero", "Numero", MACHINES.unit, 16),
    ),
    rows=_machine_rows,
    room=3,
    help="Le virtual machine di produzione, le altre e il totale.",
)

STOP_TABLE: Final = ComputedTable(
    key="fermi",
    title="Fermi dei sistemi, {period}",
    columns=(
        OutColumn("sistema", "Sistema", TEXT, 38),
        OutColumn("inizio", "Inizio", TEXT, 17),
        OutColumn("fine", "Fine", TEXT, 17),
        OutColumn("durata", "Durata", TEXT, 16),
        OutColumn("programmato", "Programmato", TEXT, 13),
        OutColumn("causa", "Causa", TEXT, 40),
    ),
    rows=_stop_rows,
    room=_ROOM_STOPS,
    open_ended=True,
    help="I fermi del trimestre, dal più lungo; la durata è quella dei minuti che cadono nel trimestre.",
    note="Contano i minuti dentro il trimestre; nel totale i fermi sovrapposti dello stesso sistema contano una volta.",
)

SYSTEM_TABLE: Final = ComputedTable(
    key="fermi_sistemi",
    title="Disponibilità secondo i fermi registrati, {period}",
    columns=(
        OutColumn("sistema", "Sistema", TEXT, 38),
        OutColumn("programmati", "Programmati (minuti)", MINUTES, 14),
        OutColumn("non_programmati", "Non programmati (minuti)", MINUTES, 16),
        OutColumn("inclusi", "Disponibilità, programmati inclusi", AVAILABILITY, 18),
        OutColumn("esclusi", "Disponibilità, programmati esclusi", AVAILABILITY, 18),
    ),
    rows=_system_rows,
    room=_ROOM_SYSTEMS,
    open_ended=True,
    help="Per ogni sistema fermato, i minuti di fermo e la disponibilità con e senza i fermi programmati.",
    note="Esclusi: il fermo programmato esce dai minuti di fermo e anche da quelli del periodo.",
)
