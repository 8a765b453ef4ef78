"""The columns of the bulletin's ticket table: one list that figures, tables, sources and checks go by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cst_xl.core.channels import MAIL, MONITORING, PHONE
from cst_xl.core.units import Unit, count
from cst_xl.sections.tickets.raw import FOREIGN, NEW, OPEN, SOLVED

EVENTS: Final = count("eventi")
TICKET: Final = count("ticket")


@dataclass(frozen=True)
class Count:
    """One counted column.

    Attributes:
        key: Last part of its figures' ids and key of the monthly raw column.
        label: Italian name in lists of figures.
        header: Italian header in the table.
        group: Heading over several columns.
        unit: What is counted.
        channel: The channel whose ticket rows give it; None when no rows can.
        width: Column width in characters.
    """

    key: str
    label: str
    header: str
    group: str
    unit: Unit
    channel: str | None
    width: int = 11


COUNTS: Final = (
    Count("alert", "Alert, incident e problem da Nagios", "Alert, incident, problem", "Da Nagios", EVENTS, MONITORING, 13),
    Count("reperibilita", "Problem gestiti in reperibilità", "Problem gestiti in reperibilità", "Da Nagios", EVENTS, None, 15),
    Count("telefono_1", "Ticket telefonici di 1° livello", "1° livello", "Ticket telefonici", TICKET, PHONE),
    Count("telefono_2", "Ticket telefonici di 2° livello", "2° livello", "Ticket telefonici", TICKET, PHONE),
    Count("gestiti", "Ticket da mail gestiti", "Gestiti", "Ticket da mail", TICKET, MAIL),
    Count("aperti", "Ticket da mail aperti", "Aperti", "Ticket da mail", TICKET, MAIL),
    Count("non_competenza", "Ticket da mail chiusi perché non di competenza", "Chiuso non di competenza", "Ticket da mail", TICKET, MAIL, 15),
    Count("nuovi", "Ticket da mail nuovi", "Nuovo", "Ticket da mail", TICKET, MAIL),
    Count("risolti", "Ticket da mail risolti", "Risolto", "Ticket da mail", TICKET, MAIL),
)  # fmt: skip

BY_KEY: Final = {count.key: count for count in COUNTS}
STATE_OF: Final = {OPEN: "aperti", FOREIGN: "non_competenza", NEW: "nuovi", SOLVED: "risolti"}
"""Meaning of a state -> key of the column that counts it, in the order of the columns."""

STATE_KEYS: Final = tuple(STATE_OF.values())
DONE_KEYS: Final = ("risolti", "non_competenza")
"""What counts as solved in «risolti su gestiti».

Only (RISOLTO + CHIUSO NON DI COMPETENZA) / GESTITI reproduces all three monthly rates of the printed bulletin.
"""
