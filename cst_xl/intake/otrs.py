"""Reader of OTRS and Znuny ticket lists and statistics: CSV with ``;``, headers in Italian, English or mixed.

Headers that the Italian translation lacks stay English in an Italian export ("Close Time", "FirstResponse"). «Numero»
is a running row number: the ticket's own is «Ticket#», 14 digits or more, and must stay a text.
Source: ``Kernel/System/Stats``, ``Kernel/Language/it.pm``.
"""

from __future__ import annotations

from typing import Final

from cst_xl.intake.columns import Field, likeness
from cst_xl.intake.imported import Context, Imported, Likeness, Reader
from cst_xl.intake.source import Sheet
from cst_xl.intake.ticket_rows import Export, read_export

EXPORT: Final = Export(
    "OTRS/Znuny",
    (
        Field(
            "numero_ticket",
            ("Ticket Number", "TicketNumber"),
            required=True,
            signed=("Ticket#", "Richiesta#"),
        ),
        Field(
            "aperto",
            ("Creato", "Created", "Create Time", "Data di creazione", "Data creazione"),
            required=True,
        ),
        Field("stato", ("Stato", "State"), required=True),
        Field("canale", ("Type", "Tipo", "Tipo di ticket")),
        Field("coda", ("Coda", "Queue")),
        Field("titolo", ("Titolo", "Title", "Oggetto", "Subject")),
        Field("chiuso", ("Close Time", "Closed", "Data di chiusura", "Ora di chiusura", "Chiuso")),
        Field("preso_in_carico", ("First Lock", "FirstLock", "Primo blocco")),
        Field("prima_risposta", ("FirstResponse", "First Response", "Prima risposta")),
        Field("durata_risposta", ("FirstResponseInMin", "First Response In Min")),
        Field("attesa", ("Pending time in min", "PendingInMin", "Tempo di attesa")),
        Field("livello", ("Livello", "Level")),
        Field("riga", ("Numero", "Number")),
    ),
)


def recognise(sheet: Sheet) -> Likeness:
    """Recognise the ticket list's headers."""
    return likeness(sheet, EXPORT.fields)


def read(sheet: Sheet, context: Context) -> Imported:
    """Read the ticket list."""
    return read_export(EXPORT, sheet, context)


READER: Final = Reader("otrs", EXPORT.title, recognise, read)
