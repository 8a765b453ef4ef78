"""How users reach the services: at which times, on which days and from which devices."""

from __future__ import annotations

from cst_xl.core.figures import Figures
from cst_xl.core.section import Inputs, Section
from cst_xl.core.trends import Followed
from cst_xl.core.units import count
from cst_xl.sections.access.bands import compute_bands
from cst_xl.sections.access.checks import check
from cst_xl.sections.access.claims import compute_claim
from cst_xl.sections.access.devices import compute_devices
from cst_xl.sections.access.output import BAND_TABLE, DAY_TABLE, DEVICE_TABLE, charts, say
from cst_xl.sections.access.raw import BANDS, DEVICES, HOURS_BY_DAY
from cst_xl.sections.access.week import compute_week

__all__ = ["BANDS", "DEVICES", "HOURS_BY_DAY", "SECTION"]


def _compute(inputs: Inputs, figures: Figures) -> None:
    compute_bands(inputs, figures)
    compute_week(inputs, figures)
    compute_claim(figures)
    compute_devices(inputs, figures)


SECTION = Section(
    key="accessi",
    title="Statistiche su modalità di accesso",
    sheet="Accessi",
    reading="Le quote sono sul totale degli accessi del trimestre; «fuori orario» è ciò che avviene a sportelli chiusi.",
    raw=(BANDS, HOURS_BY_DAY, DEVICES),
    tables=(BAND_TABLE, DEVICE_TABLE, DAY_TABLE),
    compute=_compute,
    check=check,
    say=say,
    charts=charts,
    followed=(
        Followed(
            "accessi.totale", "Gli accessi sono", "Accessi", count("accessi"), "frase.accessi.andamento"
        ),
    ),
)
