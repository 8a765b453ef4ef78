"""Raw table of the interventions: one row each, with the moments that a contract's deadlines run between.

No ticket system exports when the offices were told or the users warned, so staff keep this log; one row serves every
deadline on interventions, from the call to the notice.
"""

from __future__ import annotations

from typing import Final

from cst_xl.core import kinds
from cst_xl.core.tables import Column, RawTable

_WHEN: Final = "Giorno, mese, anno e ora: 05/04/2016 08:30."

INTERVENTIONS: Final = RawTable(
    key="interventi",
    sheet="Dati Interventi",
    title="Registro degli interventi",
    columns=(
        Column(
            "intervento", "Intervento", kinds.TEXT, required=True, width=16,
            also=("ID", "Codice", "Codice intervento", "ID intervento", "N. intervento", "Numero intervento"),
            help="Il numero o il codice dell'intervento: uno per riga.",
        ),
        Column(
            "canale", "Canale", kinds.TEXT, width=14, also=("Origine",),
            help="«telefono», «mail» o «monitoraggio»; se è vuoto vale per ogni canale.",
        ),
        Column("sistema", "Sistema", kinds.TEXT, width=24, also=("Servizio", "Host"), help="Il sistema; facoltativo."),
        Column(
            "comunicazione", "Comunicazione", kinds.MOMENT, width=18,
            also=("Richiesto il", "Segnalato il", "Ora comunicazione", "Data comunicazione", "Segnalazione"),
            help=f"Quando è arrivata la segnalazione. {_WHEN}",
        ),
        Column(
            "avvio", "Avvio intervento", kinds.MOMENT, width=18,
            also=("Avvio", "Inizio intervento", "Preso in carico il", "Presa in carico"),
            help=f"Quando è cominciato l'intervento. {_WHEN}",
        ),
        Column(
            "avviso_uffici", "Avviso agli uffici", kinds.MOMENT, width=18,
            also=("Avviso uffici", "Comunicazione agli uffici"),
            help=f"Quando sono stati avvisati gli uffici dell'ente; vuoto se non serviva. {_WHEN}",
        ),
        Column(
            "avviso_utenza", "Avviso all'utenza", kinds.MOMENT, width=18,
            also=("Avviso utenza", "Comunicazione all'utenza"),
            help=f"Quando è stata avvisata l'utenza; vuoto se non serviva. {_WHEN}",
        ),
        Column(
            "fine", "Fine intervento", kinds.MOMENT, width=18, also=("Risolto il", "Ripristino", "Chiuso il"),
            help=f"Quando l'intervento è finito. {_WHEN}",
        ),
        Column(
            "fermo_da", "Inizio interruzione", kinds.MOMENT, width=18, also=("Interruzione dal", "Inizio fermo"),
            help=f"Se il servizio si è interrotto: da quando. {_WHEN}",
        ),
        Column(
            "fermo_a", "Fine interruzione", kinds.MOMENT, width=18, also=("Interruzione al", "Fine fermo"),
            help=f"Se il servizio si è interrotto: fino a quando. {_WHEN}",
        ),
        Column(
            "fermo", "Interruzione (minuti)", kinds.MINUTES, width=14, also=("Interruzione", "Durata interruzione"),
            help="Quanto è durata l'interruzione, 0 se non c'è stata; con inizio e fine viene solo confrontata.",
        ),
        Column(
            "programmato", "Programmato", kinds.YES_NO, width=14, also=("Schedulato", "Pianificato"),
            help="sì per un intervento programmato e comunicato prima; vuoto vale no.",
        ),
        Column(
            "sospeso", "Sospeso (minuti)", kinds.MINUTES, width=12, also=("Sospeso", "Minuti sospesi", "Tempo sospeso"),
            help="Quanto l'intervento ha atteso l'utente, in minuti: non conta nel termine per intervenire.",
        ),
        Column(
            "tempo", "Tempo di intervento", kinds.MINUTES, width=14, also=("Durata fino all'avvio", "Tempo di avvio"),
            help="Se il registro la riporta, in minuti dalla comunicazione all'avvio: viene solo confrontata.",
        ),
        Column("nota", "Nota", kinds.TEXT, width=44, also=("Note", "Causa", "Descrizione"), help="Facoltativa."),
    ),
    hint="Facoltativo: un intervento per riga; con il registro le scadenze sugli interventi si contano, non si scrivono.",
    unique=("intervento",),
    capacity=2_000,
    totals=False,
)  # fmt: skip
