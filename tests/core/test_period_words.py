"""The wordings of a period: in a cell, and in running text."""

from __future__ import annotations

from time import process_time

import pytest

from cst_xl.core.period_words import Span, nearest_wording, read_whole, read_within

MONTH, QUARTER, SEMESTER, YEAR = Span

WORDINGS = [
    ("2016-T2", QUARTER, 2, 2016),
    ("2016T2", QUARTER, 2, 2016),
    ("T2 2016", QUARTER, 2, 2016),
    ("T2/2016", QUARTER, 2, 2016),
    ("2° trimestre 2016", QUARTER, 2, 2016),
    ("2º trimestre 2016", QUARTER, 2, 2016),
    ("2^ trimestre 2016", QUARTER, 2, 2016),
    ("2 trimestre 2016", QUARTER, 2, 2016),
    ("2° trim. 2016", QUARTER, 2, 2016),
    ("2 trim 2016", QUARTER, 2, 2016),
    ("2°\u00a0trimestre\u202f2016", QUARTER, 2, 2016),
    ("  2°   TRIMESTRE   2016  ", QUARTER, 2, 2016),
    ("II trimestre 2016", QUARTER, 2, 2016),
    ("IV trimestre 2016", QUARTER, 4, 2016),
    ("secondo trimestre 2016", QUARTER, 2, 2016),
    ("secondo trimestre del 2016", QUARTER, 2, 2016),
    ("terzo trimestre dell'anno 2016", QUARTER, 3, 2016),
    ("Q2 2016", QUARTER, 2, 2016),
    ("2016Q2", QUARTER, 2, 2016),
    ("2016-Q2", QUARTER, 2, 2016),
    ("primi 3 mesi del 2016", QUARTER, 1, 2016),
    ("primi tre mesi del 2016", QUARTER, 1, 2016),
    ("primi tre mesi", QUARTER, 1, None),
    ("ultimi 3 mesi", QUARTER, 4, None),
    ("2° trimestre", QUARTER, 2, None),
    ("T2", QUARTER, 2, None),
    ("1°sem 2016", SEMESTER, 1, 2016),
    ("1° sem. 2016", SEMESTER, 1, 2016),
    ("2016 1sem", SEMESTER, 1, 2016),
    ("2016-S1", SEMESTER, 1, 2016),
    ("1° semestre 2016", SEMESTER, 1, 2016),
    ("1o semestre 2016", SEMESTER, 1, 2016),
    ("S1/2016", SEMESTER, 1, 2016),
    ("primo semestre 2016", SEMESTER, 1, 2016),
    ("H1 2016", SEMESTER, 1, 2016),
    ("primi 6 mesi", SEMESTER, 1, None),
    ("ultimi sei mesi del 2016", SEMESTER, 2, 2016),
    ("aprile 2016", MONTH, 4, 2016),
    ("aprile del 2016", MONTH, 4, 2016),
    ("Aprile", MONTH, 4, None),
    ("apr-16", MONTH, 4, 2016),
    ("apr '16", MONTH, 4, 2016),
    ("dic-99", MONTH, 12, 1999),
    ("apr-90", MONTH, 4, 1990),
    ("apr-89", MONTH, 4, 2089),
    ("apr 2016", MONTH, 4, 2016),
    ("apr. 2016", MONTH, 4, 2016),
    ("sett. 2016", MONTH, 9, 2016),
    ("2016 aprile", MONTH, 4, 2016),
    ("04/2016", MONTH, 4, 2016),
    ("4/2016", MONTH, 4, 2016),
    ("2016-04", MONTH, 4, 2016),
    ("April 2016", MONTH, 4, 2016),
    ("Sep-15", MONTH, 9, 2015),
    ("december 2015", MONTH, 12, 2015),
    ("2016", YEAR, 1, 2016),
    ("anno 2016", YEAR, 1, 2016),
    ("Anno", YEAR, 1, None),
    ("5° trimestre 2016", QUARTER, 5, 2016),
]


@pytest.mark.parametrize(("text", "span", "number", "year"), WORDINGS)
def test_a_cell_is_read(text, span, number, year):
    reading = read_whole(text)
    assert reading is not None
    assert reading[:3] == (span, number, year)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "boh",
        "trimestre",
        "2° bimestre 2016",
        "16",
        "20164",
        "v trimestre 2016",
        "1° semestrale",
        "apr 16 2016",
    ],
)
def test_a_cell_that_names_no_period_is_not_read(text):
    assert read_whole(text) is None


@pytest.mark.parametrize("text", ["boh", "aprile", "xyzxyz 2016", "2° trimestre 2016"])
def test_nothing_is_proposed_for_what_is_right_or_hopeless(text):
    assert nearest_wording(text) == ""


SENTENCES = [
    ("uptime nei primi 3 mesi del 2016 ha registrato", [(QUARTER, 1, 2016)]),
    ("Nel 2° trimestre 2016 sono stati gestiti 1.715 ticket;", [(QUARTER, 2, 2016)]),
    (
        "nel solo primo semestre 2016 è quasi pari all'interno anno 2014",
        [(SEMESTER, 1, 2016), (YEAR, 1, 2014)],
    ),
    (
        "l'utilizzo nel 1°sem 2016 è del **26% superiore** al 1°sem 2015",
        [(SEMESTER, 1, 2016), (SEMESTER, 1, 2015)],
    ),
    ("Confronto utilizzo 1°sem 2016 / 2015", [(SEMESTER, 1, 2016), (SEMESTER, 1, 2015)]),
    ("nel 1° semestre 2016 e nel 2015", [(SEMESTER, 1, 2016), (YEAR, 1, 2015)]),
    ("Periodi 2016-T2, 2016-S1 e 04/2016", [(QUARTER, 2, 2016), (SEMESTER, 1, 2016), (MONTH, 4, 2016)]),
    ("da aprile a giugno 2016", [(MONTH, 4, 2016), (MONTH, 6, 2016)]),
    ("aprile, maggio e giugno 2016", [(MONTH, 4, 2016), (MONTH, 5, 2016), (MONTH, 6, 2016)]),
    ("aprile e il 2° trimestre 2016", [(MONTH, 4, None), (QUARTER, 2, 2016)]),
    ("nel primo e nel secondo trimestre 2016", [(QUARTER, 1, 2016), (QUARTER, 2, 2016)]),
    ("1° e 2° trimestre 2016", [(QUARTER, 1, 2016), (QUARTER, 2, 2016)]),
    ("I e II semestre", [(SEMESTER, 1, None), (SEMESTER, 2, None)]),
    ("negli anni 2014, 2015 e 2016", [(YEAR, 1, 2014), (YEAR, 1, 2015), (YEAR, 1, 2016)]),
    ("confronto 2015/2016", [(YEAR, 1, 2015), (YEAR, 1, 2016)]),
    ("ultimi 3 mesi dell'anno", [(QUARTER, 4, None)]),
    ("(2016)", [(YEAR, 1, 2016)]),
    ("a fine 2016 erano 350", [(YEAR, 1, 2016)]),
]


@pytest.mark.parametrize(("sentence", "named"), SENTENCES)
def test_a_sentence_names_its_periods_in_order(sentence, named):
    assert [reading[:3] for reading in read_within(sentence)] == named


@pytest.mark.parametrize(
    "sentence",
    [
        "rispetto al 31/12/2015",
        "il 5/1/2016 e il 2016-04-05",
        "il 16 giugno 2016 e il 1° maggio",
        "gestiti 2000 ticket",
        "il 2016% e 2015,5 e 2.016",
        "il server S1 e il disco T2",
        "negli ultimi 3 mesi",
        "ha set e mar, may be",
        "anno scolastico 2015/16",
        "150 semestrali, trimestrali",
        "campo X2016 e 12016",
        "SLA.11",
        "99,7% e 0,485%",
        "12° trimestre",
    ],
)
def test_days_counts_and_names_of_things_are_no_periods(sentence):
    assert read_within(sentence) == ()


def test_places_are_those_of_the_original_text():
    sentence = "È così: nel 2°\u00a0TRIMESTRE 2016, più"
    (reading,) = read_within(sentence)
    assert sentence[reading.start : reading.end] == "2°\u00a0TRIMESTRE 2016"


@pytest.mark.parametrize("piece", [" ", "2016 ", "aprile e ", "1° ", "primo ", "2016/"])
def test_a_cell_as_full_as_excel_allows_is_searched_at_once(piece):
    """32.767 characters pasted by mistake must not freeze the workbook: patterns bound their gaps."""
    text = "1" + (piece * 32766)[:32766]
    before = process_time()
    read_within(text)
    read_whole(text)
    assert process_time() - before < 2
