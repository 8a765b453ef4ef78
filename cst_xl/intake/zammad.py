"""Reader of Zammad reports: a workbook of at most 6.000 tickets, headers below a title, names or attributes of its API.

"First Response In Min" is counted in calendar minutes with pauses taken out. Source: ``lib/excel_sheet/ticket.rb``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cst_xl.core.findings import warning
from cst_xl.intake.columns import Field, likeness
from cst_xl.intake.imported import Context, Imported, Likeness, Reader
from cst_xl.intake.source import Sheet
from cst_xl.intake.ticket_rows import Export, read_export

MOST_TICKETS: Final = 6_000
"""What one report query returns at most."""

EXPORT: Final = Export(
    "Zammad",
    (
        Field("numero_ticket", ("Number", "Numero"), required=True, signed=("#",)),
        Field("aperto", ("Created At", "created_at", "Creato il", "Creato alle"), required=True),
        Field("stato", ("State", "Stato", "state"), required=True),
        Field("canale", ("Create Channel", "Canale di creazione", "create_article_type"), required=True),
        Field("coda", ("Group", "Gruppo", "group")),
        Field("titolo", ("Title", "Titolo", "title")),
        Field("chiuso", ("Closed At", "close_at", "Close At", "Chiuso il", "Chiuso alle")),
        Field("prima_risposta", ("First Response At", "first_response_at", "Prima risposta il")),
        Field("durata_risposta", ("First Response In Min", "first_response_in_min")),
        Field("livello", ("Livello", "Level")),
        Field("etichette", ("Tags", "Etichette", "tag_list")),
    ),
)


def recognise(sheet: Sheet) -> Likeness:
    """Recognise the report's headers."""
    return likeness(sheet, EXPORT.fields, sure=88)


def read(sheet: Sheet, context: Context) -> Imported:
    """Read the report; one as long as a query can be is probably cut."""
    imported = read_export(EXPORT, sheet, context)
    if len(imported.rows("ticket")) < MOST_TICKETS:
        return imported
    cut = warning(
        f"Il rapporto di Zammad ha {MOST_TICKETS} ticket, il massimo di una ricerca: probabilmente è tagliato. "
        "Esportare un mese per volta.",
        found=str(len(imported.rows("ticket"))),
        expected=f"meno di {MOST_TICKETS}",
    )
    return replace(imported, findings=(*imported.findings, cut))


READER: Final = Reader("zammad", EXPORT.title, recognise, read)
