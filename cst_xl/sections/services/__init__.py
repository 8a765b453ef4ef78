"""Section *Services*: how many services citizens can use, and what came and went since the end of last year."""

from __future__ import annotations

from cst_xl.core.section import Section
from cst_xl.core.trends import Followed
from cst_xl.core.units import count
from cst_xl.sections.services.checks import check
from cst_xl.sections.services.figures import compute
from cst_xl.sections.services.output import TABLE, charts, say
from cst_xl.sections.services.raw import REGISTER, SERVICES

__all__ = ["REGISTER", "SECTION", "SERVICES"]

SECTION = Section(
    key="servizi",
    title="Servizi attivi",
    sheet="Servizi",
    reading="Servizi al cittadino attivi a fine periodo, e che cosa è cambiato dal 31/12 dell'anno prima.",
    raw=(SERVICES, REGISTER),
    tables=(TABLE,),
    compute=compute,
    check=check,
    say=say,
    charts=charts,
    followed=(
        Followed(
            "servizi.attivi",
            "I servizi attivi al cittadino sono",
            "Servizi attivi",
            count("servizi"),
            "frase.servizi.andamento",
        ),
    ),
)
