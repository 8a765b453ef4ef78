"""Section *Infrastruttura*: uptime, resources of the private cloud, and the stops of the quarter.

The printed bulletin once gave its second quarter the uptime of «i primi 3 mesi», and measured a stop of machines in
«giorni uomo»: here period words come from the period, and a unit of work for a stop is a finding.
"""

from __future__ import annotations

from typing import Final

from cst_xl.core.section import Section
from cst_xl.core.trends import Followed
from cst_xl.core.units import AVAILABILITY
from cst_xl.sections.infrastructure.checks import check
from cst_xl.sections.infrastructure.figures import compute
from cst_xl.sections.infrastructure.output import (
    MACHINE_TABLE,
    RESOURCE_TABLE,
    STOP_TABLE,
    SYSTEM_TABLE,
    charts,
    say,
)
from cst_xl.sections.infrastructure.raw import RESOURCES, STOPS

__all__ = ["RESOURCES", "SECTION", "STOPS"]

SECTION: Final = Section(
    key="infrastruttura",
    title="Infrastruttura",
    sheet="Infrastruttura",
    reading="Risorse a fine trimestre; la disponibilità è ricalcolata dai fermi registrati, con e senza i programmati.",
    raw=(RESOURCES, STOPS),
    tables=(RESOURCE_TABLE, MACHINE_TABLE, STOP_TABLE, SYSTEM_TABLE),
    compute=compute,
    check=check,
    say=say,
    charts=charts,
    followed=(
        Followed(
            "infrastruttura.uptime",
            "L'uptime dell'infrastruttura HW è",
            "Uptime dell'infrastruttura HW",
            AVAILABILITY,
            "frase.infrastruttura.andamento",
        ),
    ),
)
