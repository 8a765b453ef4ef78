"""Reader of GLPI ticket searches: CSV of the old kind (trailing ``;``) and of GLPI 11 (CRLF, delimiter of one's choice).

The order of day and month is each user's setting, so it is read off the column. Take-over is the TTO date or its delay.
The captions were not verified for every version; they are compared in Italian and English.
"""

from __future__ import annotations

from typing import Final

from cst_xl.intake.columns import Field, likeness
from cst_xl.intake.imported import Context, Imported, Likeness, Reader
from cst_xl.intake.source import Sheet
from cst_xl.intake.ticket_rows import Export, read_export

EXPORT: Final = Export(
    "GLPI",
    (
        Field("numero_ticket", ("ID",), required=True),
        Field(
            "aperto", ("Data di apertura", "Data apertura", "Opening date", "Date d'ouverture"), required=True
        ),
        Field("stato", ("Stato", "Status", "Statut"), required=True),
        Field(
            "canale", ("Sorgente richiesta", "Origine della richiesta", "Origine richiesta", "Request source")
        ),
        Field("coda", ("Categoria", "Category")),
        Field("titolo", ("Titolo", "Title")),
        Field(
            "chiuso",
            (
                "Data di risoluzione",
                "Data di soluzione",
                "Data soluzione",
                "Resolved date",
                "Data risoluzione",
                "Resolution date",
                "Solution date",
                "Data di chiusura",
                "Closing date",
            ),
        ),
        Field(
            "preso_in_carico", ("Data di presa in carico", "Data presa in carico", "Take into account date")
        ),
        Field("prima_risposta", ("Data prima risposta", "First response date")),
        Field(
            "durata_presa", ("Tempo di presa in carico", "Take into account time", "Take into account delay")
        ),
        Field(
            "attesa",
            ("Durata in attesa", "Tempo di attesa", "Waiting time", "Waiting duration", "Pending duration"),
        ),
        Field("etichette", ("Etichette", "Tags")),
        Field("livello", ("Livello", "Level")),
    ),
)


def recognise(sheet: Sheet) -> Likeness:
    """Recognise the search's headers."""
    return likeness(sheet, EXPORT.fields, sure=85)


def read(sheet: Sheet, context: Context) -> Imported:
    """Read the search."""
    return read_export(EXPORT, sheet, context)


READER: Final = Reader("glpi", EXPORT.title, recognise, read)
