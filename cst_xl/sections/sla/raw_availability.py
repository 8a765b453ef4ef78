"""Raw table of availabilities month by month, for centres whose monitoring reports months instead of quarters."""

from __future__ import annotations

from typing import Final

from cst_xl.core import kinds
from cst_xl.core.tables import Column, RawTable
from cst_xl.sections.sla.raw import CODE, MEASURES

MONTHS: Final = RawTable(
    key="disponibilita",
    sheet=MEASURES.sheet,
    title="Disponibilità mensile",
    columns=(
        Column(
            "codice", "Codice SLA", CODE, required=True, width=12, also=("Codice", "COD", "Cod."),
            help="Codice dello SLA di disponibilità, come nel foglio Catalogo SLA (per esempio SLA.2).",
        ),
        Column("mese", "Mese", kinds.PERIOD, required=True, width=16, also=("Periodo",), help="Il mese: «aprile 2016»."),
        Column(
            "quota", "Disponibilità", kinds.PERCENT, required=True, width=14, also=("Uptime", "Rilevato"),
            help="La quota di tempo in cui il sistema era attivo, con tutte le cifre: 98,985%.",
        ),
        Column(
            "programmato", "Fermo programmato (minuti)", kinds.MINUTES, width=16, also=("Fermo programmato", "Programmato"),
            help="I minuti di fermo programmato contati come fermo nella disponibilità; vuoto vale 0.",
        ),
    ),
    hint="Facoltativo: se il trimestre si conosce per mesi; la media è pesata sui minuti di ogni mese.",
    unique=("codice", "mese"),
    first_column=8,
    neighbours=True,
    capacity=100,
    totals=False,
)  # fmt: skip
