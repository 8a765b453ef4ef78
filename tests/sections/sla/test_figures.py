"""The figures of the levels: those of the printed bulletin, and those that the verb of the headline rests on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.figures import Difference, Figures
from cst_xl.core.published import Verdict, compare
from cst_xl.sections.sla import SECTION

AGREED = [
    ["Codice", "Descrizione", "Tipo", "Atteso"],
    ["SLA.1", "Uptime", "disponibilità", "98,50%"],
    ["SLA.2", "Presa in carico", "scadenza", "entro 1h lavorativa"],
    ["SLA.3", "Tempo", "limite superiore", "7 ms"],
]


@pytest.fixture
def figures(inputs):
    """Compute the figures for what was measured of three levels."""

    def compute(*seen, parameters=None):
        headers = ["Codice", "Rilevato", "Casi", "Fuori termine", "Ritardo massimo"]
        made = inputs(SECTION, {"catalogo_sla": AGREED, "sla": [headers, *seen]}, parameters=parameters)
        return SECTION.run(made).figures

    return compute


def test_every_printed_figure_is_computed_and_only_the_headline_differs(example, printed):
    result = SECTION.run(example(SECTION))
    of_ours = [one for one in printed if one["id"].startswith("sla.") or one["id"] == "periodo.frase_sla"]
    verdicts = {
        one["id"]: compare(one["published"], result.figures[one["id"]], result.figures) for one in of_ours
    }
    assert len(verdicts) == 46
    assert {key for key, verdict in verdicts.items() if verdict is not Verdict.EQUAL} == {"sla.frase.titolo"}


def test_the_example_rests_on_no_error(example):
    made = example(SECTION)
    assert not made.tables["sla"].findings + made.tables["catalogo_sla"].findings
    assert [finding.severity.value for finding in SECTION.run(made).findings] == ["info"]


def test_a_deviation_in_points_is_made_from_measure_and_threshold(figures):
    gap = figures(["SLA.1", "98,985%"])["sla.SLA.1.scostamento"]
    assert gap.basis == Difference("sla.SLA.1.rilevato", "sla.SLA.1.atteso")
    assert (gap.value, gap.text) == (Decimal("0.485"), "+0,485\u00a0p.p.")


def test_a_breach_shows_in_every_print(figures):
    found = figures(["SLA.1", "98,4996%"])
    texts = {part: found[f"sla.SLA.1.{part}"].text for part in ("atteso", "rilevato", "scostamento", "esito")}
    assert texts == {
        "atteso": "98,50%",
        "rilevato": "98,4996%",
        "scostamento": "-0,0004\u00a0p.p.",
        "esito": "↓",
    }


def test_minutes_of_stop_and_what_is_left_of_them(figures):
    found = figures(["SLA.1", "98,40%"])
    assert found["sla.SLA.1.fermo_minuti"].value == Decimal("2096.64")
    assert found["sla.SLA.1.budget_residuo"].text == "-131"


def test_a_measure_remembers_how_it_was_rounded(figures):
    found = figures(["SLA.1", "98,985%"], ["SLA.3", "7 ms"])
    assert found["sla.SLA.1.rilevato"].rounding == Decimal("0.0005")
    assert found["sla.SLA.3.rilevato"].rounding == Decimal("0.5")


def test_late_cases_are_counted_and_told(figures):
    found = figures(["SLA.2", "", "120", "3", "45 min"])
    assert found["sla.SLA.2.rilevato"].text == "3 casi su 120 oltre il termine, fino a 45 min di ritardo"
    assert found["sla.SLA.2.scostamento"].value == Decimal("-2.5")
    assert [found.number(f"sla.SLA.2.{part}") for part in ("casi", "fuori_termine", "ritardo_massimo")] == [
        120,
        3,
        45,
    ]


@pytest.mark.parametrize(
    ("seen", "verb", "counts"),
    [
        ([["SLA.1", "99%"], ["SLA.3", "6 ms"]], "superano", (2, 0, 0, 1)),
        (
            [["SLA.1", "99%"], ["SLA.2", "Nessuno scostamento rilevato"]],
            "rispettano o superano",
            (1, 1, 0, 1),
        ),
        ([["SLA.2", "Nessuno scostamento rilevato"], ["SLA.3", "7 ms"]], "rispettano", (0, 2, 0, 1)),
        ([["SLA.1", "98%"], ["SLA.3", "6 ms"]], "non rispettano", (1, 0, 1, 1)),
        ([["SLA.2", "", "", 3]], "non rispettano", (0, 0, 1, 2)),
    ],
)
def test_the_verb_follows_from_the_counts(figures, seen, verb, counts):
    found = figures(*seen)
    assert found["sla.frase.titolo"].value == verb
    assert tuple(found.number(f"sla.{key}") for key in ("sopra", "pari", "sotto", "senza_esito")) == counts
    assert found.number("sla.valutati") == sum(counts[:3])


def test_without_a_measure_nothing_is_claimed(figures):
    found = figures()
    assert found["sla.SLA.1.atteso"].text == "98,50%"
    blank = (
        "periodo.frase_sla",
        "sla.frase.titolo",
        "sla.sopra",
        "sla.valutati",
        "sla.SLA.1.esito",
        "sla.SLA.1.fermo_minuti",
    )
    assert {found[key].value for key in blank} == {None}


def test_without_a_catalogue_there_are_only_empty_counts(inputs):
    found = SECTION.run(inputs(SECTION, {})).figures
    assert isinstance(found, Figures)
    assert {figure.value for figure in found} == {None}


def test_the_choices_behind_a_measure_are_told_where_it_is_used(figures):
    chosen = {"fermi_programmati": "esclusi", "sla3_statistica": "media"}
    found = figures(["SLA.1", "99%"], parameters=chosen)
    assert found["sla.criterio.fermi_programmati"].value == "esclusi"
    assert found["sla.criterio.tempi_risposta"].value is None


def test_a_choice_that_cannot_be_read_is_not_said_to_be_the_usual_one(inputs):
    agreed = ["SLA.1", "Icms", "disponibilità", "98%"]
    rows = {
        "catalogo_sla": [["Codice", "Descrizione", "Tipo", "Atteso"], agreed],
        "sla": [["Codice", "Rilevato"], ["SLA.1", "99%"]],
    }
    figures = SECTION.run(inputs(SECTION, rows, parameters={"fermi_programmati": "forse"})).figures
    assert figures["sla.criterio.fermi_programmati"].value is None
