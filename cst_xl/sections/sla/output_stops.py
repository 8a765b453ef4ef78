"""The worst stops as the section *SLA* shows them, one by one.

The contract asks for a report on the stops, with their causes: the worst stand beside the levels that they touch.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import OutColumn, Row
from cst_xl.core.quantities import format_duration, format_number
from cst_xl.core.section import ComputedTable
from cst_xl.core.units import TEXT
from cst_xl.sections.sla.availability import stops_by_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figures
    from cst_xl.core.outages import Outage
    from cst_xl.core.section import Inputs

_ROOM: Final = 10


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
