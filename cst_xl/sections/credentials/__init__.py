"""Section *Credentials*: credentials by the year in which they were issued, and how many of them are CNS cards.

The printed bulletin said «superati i 6.000» of a total of 5.809: here the words are made from the total.
"""

from __future__ import annotations

from cst_xl.core.section import Section
from cst_xl.core.trends import Followed
from cst_xl.core.units import count
from cst_xl.sections.credentials.checks import check
from cst_xl.sections.credentials.figures import compute
from cst_xl.sections.credentials.output import TABLE, charts, say
from cst_xl.sections.credentials.raw import CREDENTIALS

__all__ = ["CREDENTIALS", "SECTION"]

SECTION = Section(
    key="credenziali",
    title="Credenziali di accesso",
    sheet="Credenziali",
    reading="Ogni riga conta le credenziali attive rilasciate in quel periodo, e quante di esse sono CNS (Carta Nazionale dei Servizi).",
    raw=(CREDENTIALS,),
    tables=(TABLE,),
    compute=compute,
    check=check,
    say=say,
    charts=charts,
    followed=(
        Followed("credenziali.totale", "", "Credenziali attive, totale", count("credenziali")),
        Followed("credenziali.totale.cns", "", "Credenziali CNS, totale", count("credenziali")),
    ),
)
