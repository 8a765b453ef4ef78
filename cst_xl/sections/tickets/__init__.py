"""Tickets of the quarter: how many by month, channel and state, and which share of them was solved.

The sources are ticket rows out of a ticket system, or monthly totals typed by hand; see `sources` for which of them
speaks. Totals are always computed: the printed bulletin's total row was largely another quarter's.
"""

from __future__ import annotations

from cst_xl.core.section import Section
from cst_xl.core.trends import Followed
from cst_xl.core.units import count
from cst_xl.sections.tickets.checks import check
from cst_xl.sections.tickets.figures import compute
from cst_xl.sections.tickets.output import TABLE, charts, say
from cst_xl.sections.tickets.raw import DEFAULT_STATES, MONTHLY, STATES, TICKETS

__all__ = ["DEFAULT_STATES", "MONTHLY", "SECTION", "STATES", "TICKETS"]

SECTION = Section(
    key="ticket",
    title="Ticket gestiti",
    sheet="Ticket",
    reading="Ogni riga è un mese del trimestre; «risolti su gestiti» comprende i ticket chiusi perché non di competenza.",
    raw=(MONTHLY, TICKETS, STATES),
    tables=(TABLE,),
    compute=compute,
    check=check,
    say=say,
    charts=charts,
    followed=(
        Followed(
            "ticket.totale.gestiti",
            "I ticket da mail gestiti sono",
            "Ticket da mail gestiti",
            count("ticket"),
            "frase.ticket.andamento",
        ),
    ),
)
