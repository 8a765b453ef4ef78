"""Section *Usage*: how often the services of each category were used, beside the same semester a year before.

The printed bulletin said that bookings «crescono di 4 volte» of ×3,60: here words follow from the ratio, and which
categories are worth a sentence follows from a threshold.
"""

from __future__ import annotations

from cst_xl.core.section import Section
from cst_xl.sections.usage.checks import check
from cst_xl.sections.usage.figures import compute
from cst_xl.sections.usage.output import TABLE, charts, say
from cst_xl.sections.usage.raw import CATEGORIES, USAGE, USAGE_ROWS

__all__ = ["CATEGORIES", "SECTION", "USAGE", "USAGE_ROWS"]

SECTION = Section(
    key="utilizzo",
    title="Confronto utilizzo dei servizi",
    sheet="Utilizzo",
    reading="Ogni riga è una categoria di servizi: il semestre del bollettino accanto allo stesso semestre dell'anno prima.",
    raw=(USAGE, USAGE_ROWS, CATEGORIES),
    tables=(TABLE,),
    compute=compute,
    check=check,
    say=say,
    charts=charts,
)
