"""What the credentials show and say: words that follow from the totals."""

from __future__ import annotations

import pytest

from tests.sections.results import texts


def test_the_sentences_of_the_seed_are_true(seed):
    assert texts(seed) == {
        "cns": "Quasi 6.000 utilizzatori di CNS.",
        "confronto": "Il numero di credenziali rilasciate nel solo 1° semestre 2016 è quasi pari a quello dell'intero "
        "anno 2014.",
    }
    assert all(figure in seed.figures for sentence in seed.sentences for figure in sentence.figures)


def test_the_table_ends_with_the_total(seed):
    table = seed.table("credenziali")
    assert table.matrix()[0] == ["2007", 198, None]
    assert table.matrix()[-2:] == [["1°sem 2016", 6929, 1522], ["Totale", 48556, 5809]]
    assert table.rows[-1].total


def test_the_chart_tells_the_years(seed):
    (chart,) = seed.charts
    assert "2007: 198; 2008: 1.254" in chart.alternative
    assert "1°sem 2016: 6.929, di cui 1.522 CNS" in chart.alternative


def test_without_data_nothing_is_said_and_nothing_fails(run):
    result, findings = run()
    assert not result.filled
    assert not result.sentences
    assert not findings
    assert result.table("credenziali").rows == ()


@pytest.mark.parametrize(
    ("semester", "said"),
    [
        ("12.022", "pari a quello dell'intero anno 2015"),
        ("12.021", "quasi pari a quello dell'intero anno 2015"),
        ("12.023", "superiore a quello dell'intero anno 2015"),
        ("11.420", "superiore a quello dell'intero anno 2014"),
        ("900", None),
        ("0", None),
    ],
)
def test_the_latest_year_that_is_nearly_reached_is_compared(semester, said, run):
    result, _ = run(["2014", "7.007", "905"], ["2015", "12.022", "2.236"], ["2016 1sem", semester, "0"])
    sentence = texts(result).get("confronto")
    assert (sentence is None) if said is None else sentence.endswith(f" è {said}.")


@pytest.mark.parametrize(
    ("cns", "sentence"),
    [
        ("1", "1 utilizzatore di CNS."),
        ("77", "77 utilizzatori di CNS."),
        ("6.123", "Oltre 6.000 utilizzatori di CNS."),
    ],
)
def test_the_users_of_cns_are_worded_by_their_number(cns, sentence, run):
    result, _ = run(["2015", "9.000", cns], ["2016 1sem", "0", "0"])
    assert texts(result)["cns"] == sentence


def test_no_cns_at_all_is_not_said(run):
    result, _ = run(["2015", "9.000", ""])
    assert result.figures["credenziali.totale.cns"].value is None
    assert not result.sentences
