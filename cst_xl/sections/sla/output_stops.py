"""Stops as the section *SLA* shows them: availability with and without planned ones, and the worst one by one.

The contract asks for a report on the stops, with their causes: the worst stand beside the levels that they touch.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import OutColumn, Row
from cst_xl.core.quantities import format_duration, format_number
from cst_xl.core.section import ComputedTable
from cst_xl.core.units import AVAILABILITY, MINUTES, TEXT
from cst_xl.sections.sla.availability import stops_by_code
from cst_xl.sections.sla.levels import read_levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figures
    from cst_xl.core.outages import Outage
    from cst_xl.core.section import Inputs

_ROOM: Final = 12
_PARTS: Final = ("disponibilita_inclusi", "disponibilita_esclusi", "fermo_programmato", "fermo_imprevisto")


def _computed_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    for level in read_levels(inputs):
        if level.computed is not None:
            cells = (figures[f"sla.{level.code}.{part}"] for part in _PARTS)
            holds = "programmati " + ("inclusi" if level.computed.planned_counts else "esclusi")
            yield Row((level.code, f"dai {level.computed.source}", *cells, holds))


def _stop_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    """Worst first; what has no room is counted in one row."""
    del figures
    codes: dict[int, list[str]] = {}
    stops: dict[int, Outage] = {}
    for code, group in stops_by_code(inputs).items():
        for stop in group:
            stops[stop.row] = stop
            codes.setdefault(stop.row, []).extend([code] if code else [])
    worst = sorted(stops.values(), key=lambda stop: (-stop.minutes, stop.start, stop.row))
    shown = worst if len(worst) <= _ROOM else worst[: _ROOM - 1]
    for stop in shown:
        levels = ", ".join(sorted(codes[stop.row])) or None
        lasts = format_duration(stop.minutes)
        planned = "sì" if stop.planned else "no"
        start = f"{stop.start:%d/%m/%Y %H:%M}"
        yield Row((levels, stop.system, stop.cause or None, start, lasts, planned))
    if rest := worst[len(shown) :]:
        total = format_duration(sum((stop.minutes for stop in rest), Decimal(0)))
        yield Row((None, f"Altri {format_number(len(rest))} fermi, più brevi", None, None, total, None))


COMPUTED: Final = ComputedTable(
    key="sla_disponibilita_calcolata",
    title="Disponibilità calcolata, {period}",
    columns=(
        OutColumn("codice", "COD", TEXT, 9),
        OutColumn("fonte", "Calcolata", TEXT, 14),
        OutColumn("inclusi", "Programmati inclusi", AVAILABILITY, 14),
        OutColumn("esclusi", "Programmati esclusi", AVAILABILITY, 14),
        OutColumn("programmati", "Programmati (minuti)", MINUTES, 14),
        OutColumn("imprevisti", "Non programmati (minuti)", MINUTES, 14),
        OutColumn("vale", "Nei Parametri", TEXT, 20),
    ),
    rows=_computed_rows,
    room=10,
    help="Gli SLA di disponibilità calcolati dai mesi o dai fermi registrati, con e senza i fermi programmati.",
    note="I mesi pesano per i loro minuti; senza i fermi programmati, questi escono anche dai minuti del periodo.",
)

STOPS: Final = ComputedTable(
    key="sla_fermi",
    title="Fermi più lunghi, {period}",
    columns=(
        OutColumn("codice", "COD", TEXT, 9),
        OutColumn("sistema", "Sistema", TEXT, 34),
        OutColumn("causa", "Causa", TEXT, 28),
        OutColumn("inizio", "Inizio", TEXT, 18),
        OutColumn("durata", "Durata", TEXT, 15),
        OutColumn("programmato", "Programmato", TEXT, 14),
    ),
    rows=_stop_rows,
    room=_ROOM,
    open_ended=True,
    help="I fermi più lunghi del trimestre con inizio, durata e causa: servono al report sui malfunzionamenti.",
    note="Contano i minuti dentro il trimestre; COD è lo SLA a cui il foglio Mappature associa il sistema.",
)
