"""What the services show and say, with the grammar that their numbers ask for."""

from __future__ import annotations

import pytest

from tests.sections.results import texts


def test_the_sentences_of_the_seed_are_true(seed):
    assert texts(seed) == {
        "attivi": "A fine semestre risultano attivi 350 servizi al cittadino.",
        "saldo": "L'offerta complessiva risulta inferiore di 4 unità rispetto al 31/12/2015.",
        "movimenti": "Dal 31/12/2015: 16 disattivazioni e 12 nuovi servizi.",
    }
    assert all(figure in seed.figures for sentence in seed.sentences for figure in sentence.figures)


def test_the_table_goes_from_last_year_to_now(seed):
    table = seed.table("servizi")
    assert [row[1] for row in table.matrix()] == [354, 12, 16, 350, -4]
    assert [row.total for row in table.rows] == [False] * 4 + [True]


def test_the_chart_tells_what_it_draws(seed):
    (chart,) = seed.charts
    assert chart.title == "Servizi attivi, dal 31/12/2015 al 30/06/2016"
    assert chart.alternative == (
        "Colonne. Attivi al 31/12/2015: 354; Nuovi servizi: 12; Disattivazioni: 16; Attivi al 30/06/2016: 350."
    )


def test_without_data_nothing_is_said_and_nothing_fails(run):
    result, findings = run()
    assert not result.filled
    assert not result.sentences
    assert not findings
    assert result.table("servizi").rows == ()


@pytest.mark.parametrize(
    ("period", "day", "when"),
    [
        ("2016-T1", "31/03/2016", "A fine trimestre"),
        ("2016-T2", "30/06/2016", "A fine semestre"),
        ("2016-T4", "31/12/2016", "A fine anno"),
    ],
)
def test_the_sentence_names_the_end_that_it_is(period, day, when, run):
    result, _ = run([day, "350"], period=period)
    assert texts(result)["attivi"].startswith(when)


@pytest.mark.parametrize(
    ("new", "closed", "balance", "moves"),
    [
        ("0", "0", "pari a quella del 31/12/2015", "nessuna disattivazione e nessun nuovo servizio"),
        (
            "1",
            "0",
            "superiore di 1 unità rispetto al 31/12/2015",
            "nessuna disattivazione e 1 nuovo servizio",
        ),
        ("0", "1", "inferiore di 1 unità rispetto al 31/12/2015", "1 disattivazione e nessun nuovo servizio"),
        (
            "2.000",
            "1",
            "superiore di 1.999 unità rispetto al 31/12/2015",
            "1 disattivazione e 2.000 nuovi servizi",
        ),
    ],
)
def test_the_words_follow_the_numbers(new, closed, balance, moves, run):
    result, _ = run(["30/06/2016", "1", new, closed])
    assert texts(result)["attivi"] == "A fine semestre risulta attivo 1 servizio al cittadino."
    assert texts(result)["saldo"] == f"L'offerta complessiva risulta {balance}."
    assert texts(result)["movimenti"] == f"Dal 31/12/2015: {moves}."
