"""Raw tables of the tickets: totals by month, one row a ticket, and the meaning of each state.

A centre has an export of its ticket system, or only the monthly totals that a colleague sends; both have a sheet, and
`sources` decides which of them speaks. States differ from system to system and from queue to queue, so their meaning
is a table that staff can edit; `DEFAULT_STATES` is what holds while that sheet is empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold
from cst_xl.core.kinds import Kind
from cst_xl.core.tables import Column, RawTable

OPEN: Final = "aperto"
FOREIGN: Final = "chiuso non di competenza"
NEW: Final = "nuovo"
SOLVED: Final = "risolto"
MEANINGS: Final = (OPEN, FOREIGN, NEW, SOLVED)
"""What a state may count as: the four state columns of the bulletin, in their order."""

DEFAULT_STATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("nuovo", "new", "nuove"), NEW),
        **dict.fromkeys(
            (
                *("aperto", "aperta", "open", "in attesa", "pending"),
                *("in attesa di promemoria", "in attesa di risposta", "pending reminder"),
                *("in attesa di chiusura automatica+", "pending auto close+"),
                *("in attesa di chiusura automatica-", "pending auto close-"),
                *("in lavorazione (assegnata)", "in lavorazione (pianificata)", "in lavorazione"),
                *("in lavorazione (assegnato)", "in lavorazione (pianificato)"),
                *("processing (assigned)", "processing (planned)", "processing"),
                *("pending close", "in attesa di chiusura"),
            ),
            OPEN,
        ),
        **dict.fromkeys(
            (
                *(
                    "risolto",
                    "chiuso",
                    "closed",
                    "chiuso con successo",
                    "closed successful",
                    "solved",
                    "resolved",
                ),
                *("chiuso con soluzione temporanea", "closed with workaround"),
            ),
            SOLVED,
        ),
        **dict.fromkeys(
            ("chiuso non di competenza", "chiuso senza successo", "closed unsuccessful"), FOREIGN
        ),
    }
)
"""State as it is exported -> meaning.

Sources: the Italian and English state names of OTRS 5 and Znuny 6 (``Kernel/Language/it.pm``), of GLPI (0.84 and as
later versions decline them) and of Zammad. A state that is in none of them, such as «unito» of merged tickets, is for
the staff to decide.
"""

_LEVELS: Final = {"1": 1, "2": 2, "i": 1, "ii": 2, "primo": 1, "secondo": 2}
_LEVEL: Final = re.compile(
    r"(?:livello|liv|l)? *(?P<level>1|2|i|ii|primo|secondo) *[°o]? *(?:livello|liv)?[.*]*"
)


def _level(value: object) -> int:
    """Read "1", "2° livello*", "secondo", "L1" or the number of a cell."""
    match = _LEVEL.fullmatch(fold(kinds.text(value)).strip())
    if match is None:
        raise BadValueError(value, LEVEL.expected)
    return _LEVELS[match["level"]]


LEVEL: Final = Kind("level", "il livello, 1 oppure 2", _level)


MONTHLY: Final = RawTable(
    key="ticket_mensili",
    sheet="Dati Ticket Mensili",
    title="Totali mensili dei ticket",
    columns=(
        Column(
            "mese", "Mese", kinds.PERIOD, required=True, width=20, also=("periodo", "mesi"),
            help="Il mese, per esempio «aprile 2016»; «2° trimestre 2016» per i valori noti solo per il trimestre.",
        ),
        Column(
            "alert", "Alert, incident, problem", kinds.COUNT, width=14, also=("alert",),
            help="Segnalazioni del monitoraggio (Nagios) nel mese.",
        ),
        Column(
            "reperibilita", "Problem gestiti in reperibilità", kinds.COUNT, width=16,
            also=("problem gestiti in reperibilita'", "reperibilità"),
            help="Problemi gestiti dal servizio di reperibilità nel mese.",
        ),
        Column(
            "telefono_1", "1° livello", kinds.COUNT, width=12, also=("1º livello", "primo livello", "telefonici 1° livello"),
            help="Ticket telefonici chiusi dal primo livello.",
        ),
        Column(
            "telefono_2", "2° livello", kinds.COUNT, width=12, also=("2º livello", "secondo livello", "telefonici 2° livello"),
            help="Ticket telefonici passati al secondo livello; se noti solo per il trimestre, vanno nella sua riga.",
        ),
        Column("gestiti", "Gestiti", kinds.COUNT, help="Ticket arrivati per mail e gestiti nel mese, in qualunque stato."),
        Column("aperti", "Aperti", kinds.COUNT, also=("aperto",), help="Di questi, quelli ancora aperti (0 se nessuno)."),
        Column(
            "non_competenza", "Chiuso non di competenza", kinds.COUNT, also=("chiusi non di competenza",),
            help="Di questi, quelli chiusi perché non di competenza (0 se nessuno).",
        ),
        Column("nuovi", "Nuovo", kinds.COUNT, also=("nuovi",), help="Di questi, quelli non ancora presi in carico (0 se nessuno)."),
        Column("risolti", "Risolto", kinds.COUNT, also=("risolti",), help="Di questi, quelli risolti."),
        Column(
            "risolti_su_gestiti", "Risolti su gestiti", kinds.PERCENT, also=("% risolti su gestiti",),
            help="Facoltativo: la percentuale già calcolata da altri; viene solo confrontata.",
        ),
    ),
    hint="Una riga per mese del trimestre; i mesi presenti nel foglio «Dati Ticket» si contano da lì.",
    unique=("mese",),
    capacity=40,
)  # fmt: skip

TICKETS: Final = RawTable(
    key="ticket",
    sheet="Dati Ticket",
    title="Elenco dei ticket",
    columns=(
        # The key isn't "numero": OTRS puts a running row number under that header, beside its «Ticket#».
        Column(
            "numero_ticket", "Numero ticket", kinds.TEXT, required=True, width=20,
            also=("Ticket#", "Ticket", "ID", "Number", "TicketNumber", "N. ticket", "Ticket Number", "Codice ticket"),
            help="Il numero del ticket nel sistema di assistenza.",
        ),
        Column(
            "canale", "Canale", kinds.TEXT, width=14,
            also=("Type", "Tipo", "Tipo di ticket", "Origine", "Sorgente richiesta", "Origine della richiesta", "Request source"),
            help="«mail», «telefono» o «monitoraggio»; se manca si cerca nella coda.",
        ),
        Column("livello", "Livello", LEVEL, width=9, also=("Level",), help="Per i ticket telefonici: 1 oppure 2; vuoto vale 1."),
        Column(
            "stato", "Stato", kinds.TEXT, required=True, width=26, also=("State", "Status"),
            help="Lo stato come lo esporta il sistema: che cosa conta si decide nel foglio «Stati Ticket».",
        ),
        Column(
            "aperto", "Data di apertura", kinds.MOMENT, required=True, width=20,
            also=("Creato", "Created", "Created at", "Aperto il", "Data apertura", "Opening date"),
            help="Data e ora di apertura: decide il mese del ticket.",
        ),
        Column(
            "preso_in_carico", "Presa in carico", kinds.MOMENT, width=20, also=("First Lock", "FirstLock", "Data di presa in carico"),
            help="Data e ora della presa in carico.",
        ),
        Column(
            "prima_risposta", "Prima risposta", kinds.MOMENT, width=20, also=("FirstResponse", "First Response", "First response at"),
            help="Data e ora della prima risposta.",
        ),
        Column(
            "chiuso", "Data di chiusura", kinds.MOMENT, width=20,
            also=("Close Time", "Closed at", "Close at", "Closed", "Data di risoluzione", "Data chiusura", "Chiuso il"),
            help="Data e ora di chiusura o di risoluzione.",
        ),
        Column("coda", "Coda", kinds.TEXT, width=36, also=("Queue", "Categoria", "Category", "Group", "Gruppo"), help="La coda o la categoria."),
        Column("titolo", "Titolo", kinds.TEXT, width=44, also=("Title", "Oggetto", "Subject"), help="L'oggetto del ticket."),
        Column(
            "attesa", "In attesa", kinds.MINUTES, width=12, also=("Durata in attesa", "Waiting time", "Waiting duration"),
            help="Quanto il ticket è rimasto in attesa dell'utente, in minuti: non conta nei termini.",
        ),
        Column(
            "durata_presa", "Durata presa in carico", kinds.MINUTES, width=14, also=("Tempo di presa in carico", "Take into account time"),
            help="Se l'esportazione la riporta, in minuti: viene solo confrontata.",
        ),
        Column(
            "durata_risposta", "Durata prima risposta", kinds.MINUTES, width=14, also=("FirstResponseInMin", "First Response In Min"),
            help="Se l'esportazione la riporta, in minuti: viene solo confrontata.",
        ),
    ),
    hint="Facoltativo: l'esportazione di OTRS, Znuny, GLPI o Zammad, con le sue intestazioni; una riga per ticket.",
    unique=("numero_ticket",),
    capacity=100_000,
    totals=False,
)  # fmt: skip

STATES: Final = RawTable(
    key="stati_ticket",
    sheet="Stati Ticket",
    title="Significato degli stati",
    columns=(
        Column(
            "stato", "Stato", kinds.TEXT, required=True, width=36,
            help="Uno stato, scritto come nel foglio «Dati Ticket» (maiuscole e accenti non contano).",
        ),
        Column(
            "conta_come", "Conta come", kinds.one_of(*MEANINGS), required=True, width=28,
            help="La colonna del bollettino: " + ", ".join(f"«{meaning}»" for meaning in MEANINGS) + ".",
        ),
    ),
    hint="Ogni stato usato nel foglio «Dati Ticket» e la colonna del bollettino in cui conta.",
    unique=("stato",),
    capacity=100,
    totals=False,
    carried=True,
)  # fmt: skip
