"""What the comparison shows and says: true sentences, or none."""

from __future__ import annotations

import pytest

from cst_xl.core.findings import Severity
from tests.sections.results import texts

WIDE = ["Categoria servizi", "1°sem 2015", "1°sem 2016", "Diff %"]
NAMES = ["Codice", "Nome", "Nella frase", "Escluso", "Motivo", "Spiegazione della crescita"]


def test_the_sentences_of_the_seed_are_true(seed):
    assert texts(seed) == {
        "totale": "Globalmente, l'utilizzo nel 1°sem 2016 è del 26% superiore a quello del 1°sem 2015.",
        "prenotazioni": "L'utilizzo delle prenotazioni è oltre 3 volte e mezzo quello del 1°sem 2015.",
        "demografici": "Grazie alla convenzione con l'Ordine degli Avvocati, aumenta di quasi il 70% "
        "l'utilizzo dei servizi demografici.",
        "scolastici": "Aumenta di oltre il 50% l'utilizzo dei servizi scolastici.",
        "in_calo": "In calo solo l'utilizzo dell'albo pretorio (-1,7%).",
        "esclusi": "Non sono considerati nel confronto i dati di utilizzo della gestione documentale "
        "(migrazione della piattaforma).",
    }


def test_every_sentence_rests_on_figures_that_exist(seed):
    assert all(sentence.figures for sentence in seed.sentences)
    assert all(figure in seed.figures for sentence in seed.sentences for figure in sentence.figures)


def test_the_table_names_its_semesters_and_ends_with_the_total(seed):
    table = seed.table("utilizzo")
    assert [column.header for column in table.columns] == [
        "Categoria servizi",
        "1°sem 2015",
        "1°sem 2016",
        "Diff %",
    ]
    assert table.matrix()[-1][:3] == ["Totale", 397537, 500362]
    assert [row.total for row in table.rows] == [False] * 9 + [True]


def test_the_chart_says_what_is_seen_with_its_semesters(seed):
    (chart,) = seed.charts
    assert chart.title == "Utilizzo dei servizi, 1° semestre 2015 e 2016"
    assert "Prenotazioni da 4.336 a 15.619" in chart.alternative
    assert {series.column for series in chart.series} <= {
        column.key for column in seed.table(chart.table).columns
    }


def test_without_data_nothing_is_said_and_nothing_fails(run):
    result, findings = run([], catalogue=[])
    assert not result.filled
    assert not result.sentences
    assert not findings
    assert result.table("utilizzo").rows == ()
    assert result.charts[0].alternative == "Barre per categoria: non ci sono ancora dati."


def test_before_the_semester_is_over_nothing_is_said(run):
    result, findings = run([WIDE, ["Fiscali", "100", "190"]], period="2016-T1")
    assert result.figures["utilizzo.fiscali.2016-S1"].value == 190
    assert not result.sentences
    assert [one.severity for one in findings if "finisce il 30/06/2016" in one.message] == [Severity.INFO]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ("1.000", "Globalmente, l'utilizzo nel 1°sem 2016 è pari a quello del 1°sem 2015."),
        ("1.004", "Globalmente, l'utilizzo nel 1°sem 2016 è in linea con quello del 1°sem 2015."),
        ("1.080", "Globalmente, l'utilizzo nel 1°sem 2016 è dell'8% superiore a quello del 1°sem 2015."),
        ("890", "Globalmente, l'utilizzo nel 1°sem 2016 è dell'11% inferiore a quello del 1°sem 2015."),
    ],
)
def test_the_overall_sentence_follows_the_total(now, sentence, run):
    result, _ = run([WIDE, ["Fiscali", "1.000", now]])
    assert texts(result)["totale"] == sentence


@pytest.mark.parametrize(
    ("rows", "claim", "sentence"),
    [
        ((("Fiscali", "10", "11"), ("Albo pretorio", "10", "11")), "nessuna categoria", "Nessuna categoria di servizi è in calo."),
        ((("Fiscali", "10", "9"),), "solo 1 categoria", "In calo l'utilizzo dei servizi fiscali (-10,0%)."),
        (
            (("Fiscali", "10", "9"), ("Albo pretorio", "10", "8"), ("casi", "10", "10")),
            "2 categorie",
            "In calo 2 categorie: Albo pretorio (-20,0%) e Fiscali (-10,0%).",
        ),
        (
            (("Fiscali", "10", "9"), ("Albo pretorio", "10", "8")),
            "2 categorie",
            "In calo tutte le categorie: Albo pretorio (-20,0%) e Fiscali (-10,0%).",
        ),
    ],
)  # fmt: skip
def test_what_falls_is_counted_and_named(rows, claim, sentence, run):
    result, _ = run([WIDE, *map(list, rows)])
    assert result.figures["utilizzo.frase.in_calo"].value == claim
    assert texts(result)["in_calo"] == sentence


def test_only_the_three_strongest_growths_are_said(run):
    names = ["a", "b", "c", "d"]
    catalogue = [NAMES, *([name, name.upper()] for name in names)]
    rows = [[name, "100", str(150 + at)] for at, name in enumerate(names)]
    result, _ = run([WIDE, *rows], catalogue=catalogue)
    growth = [one for one in texts(result) if one.split(".")[-1] in names]
    assert growth == ["d", "c", "b"]
    assert texts(result)["d"] == "Aumenta del 53% l'utilizzo della categoria «D»."
