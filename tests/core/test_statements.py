"""Sentences that people write, held against figures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.edition import compute
from cst_xl.core.figures import Figures
from cst_xl.core.numerals import number
from cst_xl.core.periods import Period, mentions
from cst_xl.core.quantities import format_number
from cst_xl.core.statements import Evidence, objections
from cst_xl.core.units import CHANGE, DATE, QUARTER, RATE, Unit, count
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources

USES, TIMES = count("utilizzi"), Unit("volte", decimals=2)
QUARTER_2 = Period.quarter(2016, 2)


def evidence(automatic, *figures, period=QUARTER_2):
    made = Figures()
    for at, (value, unit) in enumerate(figures):
        made.add(f"voce.{at}", value, unit)
    return Evidence(tuple(made), automatic, period)


def objected(text, held):
    return [one.words for one in objections(text, held)]


TICKETS = evidence(
    "Nel 2° trimestre 2016 sono stati gestiti 2.147 ticket.",
    (2147, count("ticket")),
    (1491, count("ticket")),
    ("2° trimestre 2016", QUARTER),
)
CARDS = evidence("Quasi 6.000 utilizzatori di CNS.", (5809, count("utilizzatori")))
SOLVED = evidence("Risolti nel 99,9% dei casi.", (Decimal("99.866"), RATE), (1491, count("ticket")))
BOOKINGS = evidence(
    "È oltre 3 volte e mezzo.", (Decimal("3.602"), TIMES), (Decimal("260.2"), CHANGE), (15619, USES)
)
FALLING = evidence("In calo l'albo pretorio (-1,7%).", (Decimal("-1.6967"), CHANGE))
BALANCE = evidence(
    "Inferiore di 4 unità rispetto al 31/12/2015.", (-4, count("servizi")), (date(2015, 12, 31), DATE)
)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Superati i 6.000 utilizzatori di CNS", CARDS),
        ("Gestiti 1.715 ticket", TICKETS),
        ("Nei primi 3 mesi del 2016 gestiti 2.147 ticket", TICKETS),
        ("A marzo e ad aprile gestiti 2.147 ticket", TICKETS),
        ("Risolti direttamente nel 99,8% dei casi", SOLVED),
        ("Risolti nel 100% dei casi", SOLVED),
        ("Crescono di 4 volte le prenotazioni", BOOKINGS),
        ("Le prenotazioni sono quadruplicate", BOOKINGS),
        ("Le prenotazioni sono diminuite", BOOKINGS),
        ("In aumento dell'1,7% l'albo pretorio", FALLING),
        ("Inferiore di 4 unità rispetto al 31/12/2014.", BALANCE),
        ("Non supera i 5.000", CARDS),
    ],
)
def test_what_the_figures_contradict_is_objected_to(text, held):
    found = objections(text, held)
    assert len(found) == 1, found
    assert not found[0].doubt


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Gli utilizzatori di CNS sono 5.809, non oltre 6.000", CARDS),
        ("Gli utilizzatori di CNS non superano i 6.000", CARDS),
        ("Circa 6.000 utilizzatori", CARDS),
        ("Fra aprile e giugno gestiti oltre 2.100 ticket, 1.491 via mail", TICKETS),
        ("Nel 1° semestre e nell'anno 2016", TICKETS),
        ("Risolti in quasi il 100% dei casi, il 99,87%", SOLVED),
        ("Più che triplicate: un aumento del 260%, 15.619 prenotazioni", BOOKINGS),
        ("Cala dell'1,7% l'albo pretorio", FALLING),
        ("Dal 31/12/2015 quattro servizi in meno".replace("quattro", "4"), BALANCE),
        ("Lo SLA.2 e CSDB1 dalle 08:00, entro 1h: 2.147 ticket", TICKETS),
    ],
)
def test_what_the_figures_bear_out_is_not(text, held):
    assert objections(text, held) == ()


@pytest.mark.parametrize("text", ["Tutti i ticket gestiti: 2.147", "Mai così", "I dodici mesi"])
def test_what_only_a_person_can_judge_is_a_doubt(text):
    assert [one.doubt for one in objections(text, TICKETS)] == [True]


def test_a_direction_without_any_figure_to_compare_is_a_doubt():
    (found,) = objections("Gli utilizzatori di CNS sono in aumento", CARDS)
    assert found.doubt
    assert found.because == "la frase non ha cifre di confronto"


def test_an_objection_tells_what_the_figures_are_and_which_is_meant():
    (found,) = objections("Gestiti oltre 1.600 ticket", evidence("", (1491, USES), (20, USES)))
    assert (found.words, found.figure) == ("oltre 1.600", "voce.0")
    assert found.because == "le cifre della frase sono: 1.491 e 20"


def test_what_the_automatic_sentence_says_may_be_said():
    held = evidence("Nel 1°sem 2015 tutti i 12 servizi erano in calo.", (7, USES))
    assert objected("Tutti i 12 servizi del 1°sem 2015 in calo", held) == []


@pytest.fixture(scope="module")
def edition():
    raw = example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")
    grids = example.grids(raw)
    return compute(SECTIONS, lambda sheet: grids.get(sheet, []))


def sentences(edition):
    """Every automatic sentence of the example, with what it may be held against."""
    for sentence in (one for result in edition for one in result.sentences):
        figures = tuple(edition.figures[one] for one in sentence.figures)
        yield sentence.text, Evidence(figures, sentence.text, QUARTER_2)


def test_no_automatic_sentence_of_the_example_is_objected_to(edition):
    for text, held in sentences(edition):
        assert objections(text, held) == ()


def test_any_number_of_any_sentence_told_wrong_is_objected_to(edition):
    told = 0
    for text, held in sentences(edition):
        periods = {place for one in mentions(text, 2016) for place in range(one.start, one.end)}
        for match in re.finditer(r"(?<![\w.,/:])\d+(?:\.\d{3})*(?:,\d+)?(?![\w/:°]|[.,]\d)", text):
            if match.start() in periods or match.end() in periods:
                continue
            wrong = format_number(2 * number(match[0]) + 1037, 0, 6)
            spoiled = text[: match.start()] + wrong + text[match.end() :]
            assert objections(spoiled, held), spoiled
            told += 1
    assert told > 25


def test_any_sentence_told_of_another_quarter_is_objected_to(edition):
    told = [(text, held) for text, held in sentences(edition) if "2° trimestre 2016" in text]
    assert told
    for text, held in told:
        spoiled = text.replace("2° trimestre 2016", "1° trimestre 2016")
        assert objected(spoiled, held) == ["1° trimestre 2016"]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_bare_number_stands_exactly_when_it_is_the_figure(value, said):
    held = evidence("", (value, USES))
    assert (objections(f"Gli utilizzi sono {format_number(said)}", held) == ()) == (value == said)


@given(
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.sampled_from(["oltre", "meno di", "almeno", "al massimo"]),
)
def test_a_bound_stands_exactly_when_it_is_true_of_the_only_figure(value, said, words):
    held = evidence("", (value, USES))
    true = {
        "oltre": value > said,
        "meno di": value < said,
        "almeno": value >= said,
        "al massimo": value <= said,
    }
    assert (objections(f"Gli utilizzi sono {words} {format_number(said)}", held) == ()) == true[words]


@given(st.text(max_size=200))
def test_no_text_stops_it(text):
    objections(text, BOOKINGS)
