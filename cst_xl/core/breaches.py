"""Breaches of deadlines in tickets that the workbook itself doesn't hold: one row each, written by the import."""

from __future__ import annotations

from typing import Final

from cst_xl.core import kinds
from cst_xl.core.tables import Column, RawTable

BREACHES: Final = RawTable(
    key="fuori_termine_importati",
    sheet="Fuori termine",
    title="Ticket fuori termine",
    columns=(
        Column("codice", "Codice SLA", kinds.TEXT, required=True, width=12, help="Lo SLA che il ticket non rispetta."),
        Column("ticket", "Numero del ticket", kinds.TEXT, required=True, width=22, help="Il numero nel sistema di assistenza."),
        Column("aperto", "Aperto il", kinds.MOMENT, width=20, help="Quando il termine ha cominciato a correre."),
        Column("scadenza", "Scadenza", kinds.MOMENT, width=20, help="L'ultimo momento utile."),
        Column("fatto", "Evaso il", kinds.MOMENT, width=20, help="Vuoto se alla fine dei dati non era ancora evaso."),
        Column("ritardo", "Ritardo", kinds.DURATION, width=16, help="Nel tempo in cui corre il termine."),
    ),
    hint="La scrive il programma quando i ticket sono troppi per un foglio: i totali sono in «Dati SLA», qui i casi fuori termine.",
    unique=("codice", "ticket"),
    capacity=20_000,
    totals=False,
)  # fmt: skip
