"""What the section *Services* reads: stocks and movements as the office knows them, and the register that proves them.

Movements count from the end of last year, as the bulletin compares; where a register has lines it is counted, and what
is typed beside it is only compared.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cst_xl.core import kinds
from cst_xl.core.tables import Column, RawTable, Record

if TYPE_CHECKING:
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Inputs

SERVICES = RawTable(
    key="servizi",
    sheet="Dati Servizi",
    title="Servizi attivi",
    columns=(
        Column(
            "data", "Data", kinds.DAY, required=True, width=14, also=("Alla data", "Giorno"),
            help="Fine del periodo, per esempio 30/06/2016; facoltativa una riga per il 31/12 dell'anno prima.",
        ),
        Column(
            "attivi", "Servizi attivi", kinds.COUNT, required=True, width=16, also=("Attivi",),
            help="Quanti servizi al cittadino sono attivi in quella data.",
        ),
        Column(
            "nuovi", "Nuovi servizi", kinds.COUNT, width=16, also=("Nuovi", "Attivazioni", "Attivati"),
            help="Servizi attivati dal 31/12 dell'anno prima a quella data.",
        ),
        Column(
            "disattivati", "Disattivazioni", kinds.COUNT, width=16, also=("Disattivati", "Servizi disattivati"),
            help="Servizi disattivati dal 31/12 dell'anno prima a quella data.",
        ),
    ),
    hint="Una riga per la fine del periodo. Se c'è il registro a destra, nuovi e disattivati si contano da quello.",
    unique=("data",),
    neighbours=True,
    capacity=60,
    totals=False,
)  # fmt: skip

REGISTER = RawTable(
    key="registro_servizi",
    sheet="Dati Servizi",
    title="Registro dei servizi",
    columns=(
        Column("servizio", "Servizio", kinds.TEXT, required=True, width=36, help="Nome del servizio al cittadino."),
        Column("categoria", "Categoria", kinds.TEXT, width=22, help="Facoltativa."),
        Column(
            "attivato_il", "Attivato il", kinds.DAY, width=14, also=("Attivazione", "Data attivazione"),
            help="Data di attivazione; vuota se non si conosce.",
        ),
        Column(
            "disattivato_il", "Disattivato il", kinds.DAY, width=14, also=("Disattivazione", "Data disattivazione"),
            help="Data di disattivazione; vuota se il servizio è attivo.",
        ),
    ),
    hint="Facoltativo: una riga per ogni servizio attivato o disattivato; nuovi e disattivati si contano da qui.",
    first_column=6,
    neighbours=True,
    capacity=1000,
    totals=False,
)  # fmt: skip


class Reported(NamedTuple):
    """The lines of the table of totals that count for this quarter."""

    now: Record | None
    before: Record | None

    def current(self, key: str) -> int | None:
        """A count of the line for this quarter; None without the line or without the count."""
        return None if self.now is None else self.now[key]


def last_year_end(period: Period) -> date:
    """The day that the bulletin compares with."""
    return date(period.year - 1, 12, 31)


def reported(inputs: Inputs) -> Reported:
    """The last line within the quarter, and the one for the end of last year; a date nobody can read may be either."""
    if "data" in inputs[SERVICES].unreadable:
        return Reported(None, None)
    by_day = {
        record["data"]: record for record in reversed(list(inputs[SERVICES].records())) if record["data"]
    }
    within = [day for day in by_day if day in inputs.period]
    now = by_day[max(within)] if within else None
    return Reported(now, by_day.get(last_year_end(inputs.period)))


def backwards(record: Record) -> bool:
    """Whether a line of the register ends before it begins."""
    opened, closed = record["attivato_il"], record["disattivato_il"]
    return opened is not None and closed is not None and closed < opened


def moved(inputs: Inputs, key: str, until: date) -> int | None:
    """Services of the register that came or went since the end of last year.

    None without a register, and where one of its dates can't be read or can't be true.
    """
    register = inputs[REGISTER]
    if not register or key in register.unreadable or any(map(backwards, register.records())):
        return None
    start = last_year_end(inputs.period)
    days = [record[key] for record in register.records() if record[key] is not None]
    return sum(1 for day in days if start < day <= until)
