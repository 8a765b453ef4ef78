"""Raw tables of the section *SLA*: the catalogue of the contract, written once, and the measures of the quarter."""

from __future__ import annotations

import re
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.kinds import Kind
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.tables import Column, RawTable

_CODE: Final = re.compile(r"(?:sla)?[ ._-]*0*([0-9]+) *([a-z]*)", re.IGNORECASE)


def _code(value: object) -> str:
    """One spelling for a code: "sla 2", "SLA.02" and "2" are SLA.2."""
    typed = kinds.text(value)
    match = _CODE.fullmatch(typed)
    return f"SLA.{match[1]}{match[2]}" if match else typed.replace(" ", "_")


def _as_typed(value: object) -> object:
    """Text tidied, any other cell value left alone: 0,98985 means something else as a number than as text."""
    return kinds.text(value) if isinstance(value, str) else value


CODE: Final = Kind("code", "il codice di uno SLA, per esempio «SLA.2»", _code, word_missing=False)
LEVEL: Final = Kind("level", "un valore come nel contratto, per esempio «98,985%» o «7 ms»", _as_typed)

PROMPTNESS: Final = ("presa in carico", "prima risposta", "chiusura")
"""Moments of a ticket that a deadline may be measured on."""

STEPS: Final = ("avvio intervento", "avviso agli uffici", "avviso all'utenza", "fine intervento")
"""Moments of an intervention that a deadline may be measured on."""

ELSEWHERE: Final = "altro"
"""A deadline that is measured on something that no log knows."""

MEASURES: Final = RawTable(
    key="sla",
    sheet="Dati SLA",
    title="Valori rilevati",
    columns=(
        Column(
            "codice", "Codice", CODE, required=True, width=12, also=("COD", "Cod.", "Codice SLA"),
            help="Codice dello SLA, come nel foglio Catalogo SLA (per esempio SLA.2).",
        ),
        Column(
            "rilevato", "Rilevato", LEVEL, width=32, also=("RILEVATO", "Valore rilevato", "Misurato"),
            help="98,985% · 7 ms · Nessuno scostamento rilevato · Ogni 3 mesi. Tutte le cifre, senza arrotondare.",
        ),
        Column(
            "casi", "Casi", kinds.COUNT, width=10, also=("Numero casi", "Casi totali"),
            help="Solo per le scadenze: quanti casi ci sono stati nel trimestre.",
        ),
        Column(
            "fuori_termine", "Fuori termine", kinds.COUNT, width=14, also=("Casi fuori termine", "Violazioni"),
            help="Solo per le scadenze: quanti casi hanno superato il termine.",
        ),
        Column(
            "ritardo_massimo", "Ritardo massimo", kinds.DURATION, width=18, also=("Ritardo max",),
            help="Solo per le scadenze superate: il ritardo più lungo, per esempio 45 min.",
        ),
        Column("nota", "Nota", kinds.TEXT, width=50, also=("Note", "SLA", "Descrizione"), help="Facoltativa."),
    ),
    hint="Un rigo per ogni SLA del catalogo, con il valore misurato nel trimestre.",
    unique=("codice",),
    neighbours=True,
    totals=False,
)  # fmt: skip

CATALOGUE: Final = RawTable(
    key="catalogo_sla",
    sheet="Catalogo SLA",
    title="Catalogo degli SLA",
    columns=(
        Column(
            "codice", "Codice", CODE, required=True, width=12, also=("COD", "Cod.", "Codice SLA"),
            help="Codice dello SLA nel contratto, per esempio SLA.2.",
        ),
        Column(
            "descrizione", "Descrizione", kinds.TEXT, required=True, width=70, also=("SLA", "Descrizione SLA"),
            help="Il testo dello SLA, come va stampato nel Focus.",
        ),
        Column(
            "tipo", "Tipo", kinds.one_of(*SlaKind), required=True, width=20, also=("Tipo SLA",),
            help="disponibilità (almeno una %), limite superiore (al massimo ms), scadenza (entro), frequenza (ogni).",
        ),
        Column(
            "atteso", "Atteso", LEVEL, required=True, width=32, also=("ATTESO", "Soglia", "Valore atteso"),
            help="99,00% · 7 ms · entro 1h lavorativa · entro 30' da avvio intervento · Ogni 6 mesi.",
        ),
        Column("nota", "Nota", kinds.TEXT, width=50, also=("Note",), help="Facoltativa."),
        Column(
            "misura", "Misurato su", kinds.one_of(*PROMPTNESS, *STEPS, ELSEWHERE), width=18,
            help="Solo per le scadenze: il momento del ticket o dell'intervento che chiude il conto; se è vuoto si capisce "
            "dalla descrizione.",
        ),
    ),
    hint="Si scrive una volta dal contratto; cambia solo se cambiano gli SLA.",
    unique=("codice",),
    capacity=100,
    totals=False,
    carried=True,
)  # fmt: skip
