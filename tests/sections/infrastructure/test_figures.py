"""The figures of the resources are those of the printed bulletin; those of the stops add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.figures import Difference, Share, Total
from cst_xl.core.published import Verdict, compare
from cst_xl.sections.infrastructure import SECTION

RESOURCE_HEADERS = ["Voce", "Valore", "Unità", "Nota"]
STOP_HEADERS = ["Sistema", "Inizio", "Fine", "Programmato"]
STOPS = [
    ["Icms", "05/04/2016 08:00", "05/04/2016 10:00", "sì"],
    ["icms", "06/04/2016 08:00", "06/04/2016 09:00", "no"],
    ["Portale dei servizi", "05/04/2016 09:00", "05/04/2016 11:00", "no"],
    ["Portale dei servizi", "20/01/2016 09:00", "20/01/2016 11:00", "no"],
]
MINUTES = 91 * 1440


@pytest.fixture
def figures(inputs):
    """Compute the figures of resources and stops."""

    def compute(resources=(), stops=()):
        rows = {"infrastruttura": [RESOURCE_HEADERS, *resources], "fermi": [STOP_HEADERS, *stops]}
        return SECTION.run(inputs(SECTION, rows)).figures

    return compute


def test_every_printed_figure_is_there_and_only_the_stale_period_differs(example, printed):
    figures = SECTION.run(example(SECTION)).figures
    ours = [
        one
        for one in printed
        if one["id"].startswith("infrastruttura.") or one["id"] == "periodo.frase_uptime"
    ]
    verdicts = {one["id"]: compare(one["published"], figures[one["id"]], figures) for one in ours}
    assert len(verdicts) == 8
    assert {key for key, verdict in verdicts.items() if verdict is not Verdict.EQUAL} == {
        "periodo.frase_uptime"
    }


def test_machines_out_of_production_and_their_share_are_derived(figures):
    found = figures([["VM", "104"], ["VM di produzione", "75"]])
    assert found["infrastruttura.vm_non_produzione"].value == 29
    assert found["infrastruttura.vm_non_produzione"].basis == Difference(
        "infrastruttura.vm", "infrastruttura.vm_produzione"
    )
    assert found["infrastruttura.quota_produzione"].text == "72,1%"
    assert isinstance(found["infrastruttura.quota_produzione"].basis, Share)


@pytest.mark.parametrize(
    "resources", [[["VM", "104"]], [["VM di produzione", "75"]], [["VM", "0"], ["VM di produzione", "0"]]]
)
def test_a_share_of_nothing_known_is_no_number(figures, resources):
    assert figures(resources)["infrastruttura.quota_produzione"].value is None


def test_more_machines_in_production_than_machines_leave_no_difference(figures):
    found = figures([["VM", "104"], ["VM di produzione", "175"]])
    assert found["infrastruttura.vm_produzione"].value == 175
    assert found["infrastruttura.vm_non_produzione"].value is None
    assert found["infrastruttura.quota_produzione"].value is None


def test_an_uptime_short_of_100_isnt_printed_as_100(figures):
    assert figures([["Uptime", "99,9996%"]])["infrastruttura.uptime"].text == "99,9996%"


@pytest.mark.parametrize(
    ("value", "text"), [("1", "1\u00a0giorno"), ("3", "3\u00a0giorni"), ("1,5", "1,5\u00a0giorni")]
)
def test_days_of_stop_agree_with_their_number(figures, value, text):
    assert figures([["Fermo staging", value, "giorni"]])["infrastruttura.fermo_staging"].text == text


def test_stops_are_counted_and_summed_over_the_systems(figures):
    found = figures(stops=STOPS)
    assert found.number("infrastruttura.fermi_programmati.numero") == 1
    assert found.number("infrastruttura.fermi_programmati.minuti") == 120
    assert found.number("infrastruttura.fermi_non_programmati.numero") == 2
    assert found.number("infrastruttura.fermi_non_programmati.minuti") == 180
    assert found.number("infrastruttura.fermi.minuti") == 300
    assert isinstance(found["infrastruttura.fermi.numero"].basis, Total)


def test_each_system_has_its_minutes_and_both_availabilities(figures):
    found = figures(stops=STOPS)
    key = "infrastruttura.sistema.icms"
    assert (found.number(f"{key}.programmati"), found.number(f"{key}.non_programmati")) == (120, 60)
    assert found.number(f"{key}.disponibilita_inclusi") == Decimal(100) * (MINUTES - 180) / MINUTES
    assert found.number(f"{key}.disponibilita_esclusi") == Decimal(100) * (MINUTES - 180) / (MINUTES - 120)
    assert "infrastruttura.sistema.portale_dei_servizi.programmati" in found


def test_time_in_which_two_systems_are_down_is_lost_once(figures):
    lost = 120 + 60 + 60  # 05/04 8-10 and 9-11 are three hours, 06/04 one
    found = figures(stops=STOPS)
    assert found.number("infrastruttura.disponibilita_inclusi") == Decimal(100) * (MINUTES - lost) / MINUTES


@pytest.mark.parametrize(
    "row",
    [
        ["Icms", "31/04/2016 08:00", "01/05/2016 09:30", "no"],
        ["Icms", "02/05/2016 08:00", "", "no"],
        ["Icms", "02/05/2016 08:00", "02/05/2016 07:00", "no"],
        ["Icms", "02/05/2016 08:00", "02/05/2016 09:00", "forse"],
        ["Icms", "05/01/2016 09:00", "05/01/2016 11:00", "no"],
    ],
    ids=["no such day", "no end", "end before start", "planned or not", "day and month swapped"],
)
def test_a_stop_that_cannot_be_counted_leaves_all_sums_unknown(figures, row):
    """Without it the minutes would be too few and the availability too high."""
    found = figures(stops=[*STOPS, row])
    assert {figure.value for figure in found if "ferm" in figure.id or "disponibilita" in figure.id} == {None}


def test_nothing_recorded_is_not_zero_stops(figures):
    found = figures()
    assert {figure.value for figure in found} == {None}
    assert found["periodo.frase_uptime"].value is None


def test_the_period_of_the_sentence_is_that_of_the_bulletin(figures):
    assert figures([["Uptime", "100%"]])["periodo.frase_uptime"].value == "2° trimestre 2016"
