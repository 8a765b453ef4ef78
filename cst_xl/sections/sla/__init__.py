"""Section *SLA*: what the contract asks, what was measured, and on which side of its threshold each measure falls."""

from __future__ import annotations

from typing import Final

from cst_xl.core.breaches import BREACHES as IMPORTED
from cst_xl.core.mappings import MAPPINGS
from cst_xl.core.outages import OUTAGES
from cst_xl.core.section import Section
from cst_xl.sections.sla.cases import TICKETS
from cst_xl.sections.sla.figures import compute
from cst_xl.sections.sla.levels import check
from cst_xl.sections.sla.output import AVAILABILITIES, LEVELS, charts, say
from cst_xl.sections.sla.output_cases import BREACHES, DEADLINES
from cst_xl.sections.sla.output_stops import STOPS
from cst_xl.sections.sla.raw import CATALOGUE, MEASURES
from cst_xl.sections.sla.raw_availability import MONTHS
from cst_xl.sections.sla.raw_interventions import INTERVENTIONS

__all__ = ["CATALOGUE", "INTERVENTIONS", "MEASURES", "MONTHS", "SECTION"]

SECTION: Final = Section(
    key="sla",
    title="SLA rilevati",
    sheet="SLA",
    reading="↑ meglio dell'atteso, = come concordato, ↓ sotto l'atteso; la disponibilità si confronta in punti percentuali.",
    raw=(MEASURES, INTERVENTIONS, MONTHS, CATALOGUE),
    also=(TICKETS, OUTAGES, MAPPINGS.key, IMPORTED.key),
    tables=(LEVELS, AVAILABILITIES, STOPS, DEADLINES, BREACHES),
    compute=compute,
    check=check,
    say=say,
    charts=charts,
)
