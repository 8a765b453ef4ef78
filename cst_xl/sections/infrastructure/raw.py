"""Raw tables of the section *Infrastruttura*, side by side on one sheet: the resources, and the stops one by one."""

from __future__ import annotations

from typing import Final

from cst_xl.core import kinds
from cst_xl.core.kinds import Kind
from cst_xl.core.tables import Column, RawTable

_SHEET: Final = "Dati Infrastruttura"


def _as_typed(value: object) -> object:
    """Text tidied, any other cell value left alone: 0,9999 means something else as a number than as text."""
    return kinds.text(value) if isinstance(value, str) else value


QUANTITY: Final = Kind("quantity", "un valore, per esempio «100%», «104» o «744 GB»", _as_typed)

RESOURCES: Final = RawTable(
    key="infrastruttura",
    sheet=_SHEET,
    title="Risorse e uptime",
    columns=(
        Column(
            "voce", "Voce", kinds.TEXT, required=True, width=38, also=("Risorsa", "Descrizione"),
            help="Uptime · Virtual machine · Virtual machine di produzione · CPU core · RAM · Storage · Fermo staging.",
        ),
        Column("valore", "Valore", QUANTITY, width=14, also=("Quantità",), help="Il valore a fine trimestre."),
        Column(
            "unita", "Unità", kinds.TEXT, width=14, also=("Unità di misura", "U.M."),
            help="%, GB per la RAM, TB per lo storage, giorni per i fermi; vuota per ciò che si conta.",
        ),
        Column(
            "nota", "Nota", kinds.TEXT, width=44, also=("Note", "Motivo"),
            help="Per il fermo: il motivo, come continuerebbe «per …» (per esempio: sostituzione programmata SAN).",
        ),
    ),
    hint="Una voce per riga; i nomi conosciuti sono elencati nell'aiuto della colonna «Voce».",
    neighbours=True,
    capacity=40,
    totals=False,
)  # fmt: skip

STOPS: Final = RawTable(
    key="fermi",
    sheet=_SHEET,
    title="Fermi",
    columns=(
        Column(
            "sistema", "Sistema", kinds.TEXT, required=True, width=26, also=("Host", "Servizio"),
            help="Il sistema fermo; lo stesso sistema va scritto sempre allo stesso modo.",
        ),
        Column(
            "inizio", "Inizio", kinds.MOMENT, required=True, width=18, also=("Inizio fermo", "Dal", "Da"),
            help="Giorno, mese, anno e ora: 05/04/2016 08:30.",
        ),
        Column(
            "fine", "Fine", kinds.MOMENT, required=True, width=18, also=("Fine fermo", "Al"),
            help="Giorno, mese, anno e ora; per un fermo ancora aperto, la fine del trimestre.",
        ),
        Column(
            "programmato", "Programmato", kinds.YES_NO, required=True, width=14, also=("Schedulato", "Pianificato"),
            help="sì per un fermo programmato e comunicato prima, altrimenti no.",
        ),
        Column("causa", "Causa", kinds.TEXT, width=40, also=("Motivo", "Descrizione"), help="Facoltativa."),
    ),
    hint="Un fermo per riga, anche quelli a cavallo del trimestre: contano i minuti che cadono dentro.",
    first_column=6,
    neighbours=True,
    capacity=500,
    totals=False,
)  # fmt: skip
