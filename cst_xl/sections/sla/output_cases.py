"""Deadlines as the section *SLA* shows them: how many cases kept each, and every case that didn't."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import OutColumn, Row
from cst_xl.core.breaches import BREACHES as BREACHES_OUTSIDE
from cst_xl.core.quantities import format_duration, format_number
from cst_xl.core.section import ComputedTable
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.units import TEXT, count
from cst_xl.sections.sla.figures import KEPT
from cst_xl.sections.sla.judging import Breach
from cst_xl.sections.sla.levels import read_levels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cst_xl.core.figures import Figures
    from cst_xl.core.section import Inputs

_ROOM_BREACHES: Final = 15


def lasting(minutes: int | Decimal) -> str:
    """A duration in words that never say that nothing happened."""
    size = abs(Decimal(minutes))
    return "meno di un minuto" if size < 1 else format_duration(size)


def _deadline_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    """The deadlines of which somebody, or a log, counted the cases."""
    for level in read_levels(inputs):
        key = f"sla.{level.code}"
        if level.kind is not SlaKind.DEADLINE or figures.number(f"{key}.casi") is None:
            continue
        worst = figures.number(f"{key}.ritardo_massimo")
        parts = ("atteso", "casi", "fuori_termine", "quota_nei_termini")
        late = None if worst is None else lasting(worst)
        source = "scritto" if level.counted is None else level.counted.log.many
        yield Row((level.code, *(figures[f"{key}.{part}"] for part in parts), late, source))


def _breach_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    """Worst first; what has no room is counted in one row."""
    del figures
    counted = [level for level in read_levels(inputs) if level.counted]
    found = [
        (level.code, one) for level in counted for one in (level.counted.breaches if level.counted else ())
    ]
    found += _imported(inputs, {level.code for level in counted})
    found.sort(key=lambda pair: -pair[1].minutes)
    shown = found if len(found) <= _ROOM_BREACHES else found[: _ROOM_BREACHES - 1]
    for code, breach in shown:
        done = "ancora aperto" if breach.done is None else _moment(breach.done)
        paused = format_duration(breach.paused) if breach.paused else None
        moments = (_moment(breach.opened), _moment(breach.due), done)
        yield Row((code, breach.number, *moments, lasting(breach.minutes), paused))
    if rest := len(found) - len(shown):
        yield Row((None, f"Altri {format_number(rest)} casi, meno in ritardo", None, None, None, None, None))


def _imported(inputs: Inputs, counted: set[str]) -> list[tuple[str, Breach]]:
    """Breaches of tickets that no sheet holds, where no log on a sheet counts the level itself."""
    table = inputs.tables.get(BREACHES_OUTSIDE.key)
    return [
        (
            record["codice"],
            Breach(
                row=record.row,
                number=record["ticket"] or "",
                opened=record["aperto"],
                due=record["scadenza"],
                done=record["fatto"] if record["fatto"] == record["fatto"] else None,
                minutes=record["ritardo"],
                paused=Decimal(0),
            ),
        )
        for record in (table.records() if table else ())
        if record["codice"] and record["codice"] not in counted and record["ritardo"] is not None
    ]


def _moment(moment: datetime) -> str | None:
    """A moment; None where an import didn't know it."""
    if moment != moment:  # noqa: PLR0124 - NaT equals nothing, itself included
        return None
    return f"{moment:%d/%m/%Y %H:%M}"


DEADLINES: Final = ComputedTable(
    key="sla_scadenze",
    title="Scadenze e casi, {period}",
    columns=(
        OutColumn("codice", "COD", TEXT, 9),
        OutColumn("atteso", "Termine", TEXT, 30),
        OutColumn("casi", "Casi", count("casi"), 10),
        OutColumn("fuori_termine", "Fuori termine", count("casi"), 10),
        OutColumn("quota", "Nei termini", KEPT, 12),
        OutColumn("ritardo", "Ritardo massimo", TEXT, 16),
        OutColumn("fonte", "Contati da", TEXT, 14),
    ),
    rows=_deadline_rows,
    room=12,
    help="Le scadenze di cui si conoscono i casi: quanti, quanti fuori termine, quota nei termini, ritardo più lungo.",
    note="«ticket» e «interventi»: contati dalle righe incollate; «scritto»: dal foglio Dati SLA.",
)

BREACHES: Final = ComputedTable(
    key="sla_ritardi",
    title="Casi oltre il termine, {period}",
    columns=(
        OutColumn("codice", "COD", TEXT, 9),
        OutColumn("ticket", "Ticket o intervento", TEXT, 24),
        OutColumn("aperto", "Da quando", TEXT, 18),
        OutColumn("scadenza", "Scadenza", TEXT, 18),
        OutColumn("fatto", "Fatto", TEXT, 18),
        OutColumn("ritardo", "Ritardo", TEXT, 16),
        OutColumn("attesa", "In attesa", TEXT, 14),
    ),
    rows=_breach_rows,
    room=_ROOM_BREACHES,
    open_ended=True,
    help="I ticket e gli interventi che hanno superato il termine di uno SLA, dal ritardo più lungo: scadenza, quando è stato fatto, ritardo.",
    note="Il ritardo è nel tempo in cui corre il termine: ore lavorative dove il contratto le dice tali.",
)
