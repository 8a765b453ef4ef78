"""Claims in words: when each rule holds, and which phrases make a claim at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.claims import Claim, Rule, holds, read_claim
from tests.strategies import decimals


@pytest.mark.parametrize(
    ("phrase", "true_of", "false_of"),
    [
        ("quasi il 70%", ["66.5", "68.446", "69.999"], ["66.49", "70", "70.1"]),
        ("oltre 6.000", ["6000.1", "6120", "60000"], ["6000", "5809"]),
        ("meno di 10", ["9", "-1"], ["10", "11"]),
        ("almeno 10", ["10", "11"], ["9.999"]),
        ("al massimo 10", ["10", "9"], ["10.001"]),
        ("circa 1.500", ["1425", "1491", "1575"], ["1424", "1576"]),
        ("26%", ["25.5", "25.9", "26.4"], ["25.49", "26.5"]),
        ("25,9%", ["25.85", "25.866"], ["25.84", "25.95"]),
        ("-1,7%", ["-1.673"], ["1.7", "-1.75"]),
        ("6.000", ["6000", "5999.5"], ["5999", "6000.5"]),
        ("4 volte", ["3.92", "4", "4.08"], ["3.60", "3.91", "4.09"]),
        ("quasi 4 volte", ["3.8", "3.99"], ["3.60", "4"]),
        ("oltre 3 volte e mezzo", ["3.51", "3.60"], ["3.5"]),
        ("pari", ["100"], ["99.99", "100.01"]),
        ("quasi pari", ["95", "98.9"], ["94.9", "100", "101"]),
        ("superiore", ["100.01"], ["100", "99"]),
        ("inferiore", ["99.99"], ["100", "101"]),
    ],
)
def test_each_rule_holds_up_to_its_bounds(phrase, true_of, false_of):
    assert [holds(phrase, Decimal(value)) for value in true_of] == [True] * len(true_of)
    assert [holds(phrase, Decimal(value)) for value in false_of] == [False] * len(false_of)


PUBLISHED = [
    ("Superati i **6.000** utilizzatori di CNS", "5809", False),
    ("Crescono di **4 volte** le prenotazioni", "3.60", False),
    ("aumenta di quasi il **70%** l'accesso ai servizi demografici", "68.446", True),
    ("l'utilizzo è del **26% superiore**", "25.866", True),
    ("è quasi **pari all'interno anno 2014**", "98.887", True),
    ("risolti direttamente **nel 99,8%** dei casi", "99.866", False),
]


@pytest.mark.parametrize(("sentence", "value", "verdict"), PUBLISHED)
def test_the_sentences_of_a_published_bulletin_get_their_verdict(sentence, value, verdict):
    assert holds(sentence, Decimal(value)) is verdict


@pytest.mark.parametrize(
    ("phrase", "rule", "target"),
    [
        ("quasi 70%", Rule.NEARLY, "70"),
        ("QUASI IL 70 %", Rule.NEARLY, "70"),
        ("pressoché il 70 per cento", Rule.NEARLY, "70"),
        ("quasi 4 volte", Rule.NEARLY, "4"),
        ("quasi il doppio", Rule.NEARLY, "2"),
        ("quasi pari al 2014", Rule.NEARLY, "100"),
        ("> 6.000", Rule.OVER, "6000"),
        (">6000", Rule.OVER, "6000"),
        ("oltre 6mila", Rule.OVER, "6000"),
        ("più di 6.000", Rule.OVER, "6000"),
        ("più dell'8%", Rule.OVER, "8"),
        ("superati i 6.000", Rule.OVER, "6000"),
        ("superata la soglia dei 6.000", Rule.OVER, "6000"),
        ("superano quota 6.000", Rule.OVER, "6000"),
        ("superiore al 70%", Rule.OVER, "70"),
        ("più che raddoppiato", Rule.OVER, "2"),
        ("oltre 3 volte e mezza", Rule.OVER, "3.5"),
        ("meno del 5%", Rule.UNDER, "5"),
        ("inferiori a 10", Rule.UNDER, "10"),
        ("< 10", Rule.UNDER, "10"),
        ("non meno di 10", Rule.AT_LEAST, "10"),
        ("≥ 10", Rule.AT_LEAST, "10"),
        ("non inferiore al 98,5%", Rule.AT_LEAST, "98.5"),
        ("non oltre 10", Rule.AT_MOST, "10"),
        ("non più di 10", Rule.AT_MOST, "10"),
        ("fino a 10", Rule.AT_MOST, "10"),
        ("<= 10", Rule.AT_MOST, "10"),
        ("circa il 70%", Rule.ABOUT, "70"),
        ("1.500 circa", Rule.ABOUT, "1500"),
        ("intorno ai 1.500", Rule.ABOUT, "1500"),
        ("26%", Rule.PRINTED, "26"),
        ("pari al 26%", Rule.PRINTED, "26"),
        ("un 26% in più", Rule.PRINTED, "26"),
        ("quattro volte", Rule.TIMES, "4"),
        ("una volta e mezzo", Rule.TIMES, "1.5"),
        ("1,25 volte", Rule.TIMES, "1.25"),
        ("raddoppiano", Rule.TIMES, "2"),
        ("il doppio", Rule.TIMES, "2"),
        ("triplicato", Rule.TIMES, "3"),
        ("quadruplicate", Rule.TIMES, "4"),
        ("dimezzati", Rule.TIMES, "0.5"),
        ("pari all'anno prima", Rule.EQUAL, "100"),
        ("superiore al 1° semestre 2015", Rule.OVER, "100"),
        ("inferiore", Rule.UNDER, "100"),
    ],
)
def test_a_claim_is_found_in_the_words_of_people(phrase, rule, target):
    claim = read_claim(phrase)
    assert claim is not None
    assert (claim.rule, claim.target) == (rule, Decimal(target))


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "boh",
        "quasi",
        "nel 2016 ci sono 350 servizi",
        "gestiti 1.715 ticket",
        "pari a 1.715",
        "oltre il 2015",
        "fino al 31/12/2015",
        "oltre le 18:00",
        "più del 1° semestre",
        "inferiore di 4 unità",
        "superano di 500 gli accessi",
        "un'altra volta",
        "SLA.2%",
        "quasi superiore",
        "un doppio turno",
    ],
)
def test_a_phrase_without_a_claim_gets_no_verdict(phrase):
    assert read_claim(phrase) is None
    assert holds(phrase, 1) is None


@pytest.mark.parametrize(
    "phrase", ["non ha superato i 6.000", "non superati i 6.000", "non è raddoppiato", "non è pari"]
)
def test_a_negated_claim_gets_no_verdict(phrase):
    assert holds(phrase, 1) is None


@pytest.mark.parametrize(
    "phrase", ["il 78% da desktop, il 22% da mobile", "oltre 500 accessi in più di 3 giorni"]
)
def test_several_claims_get_no_verdict(phrase):
    assert holds(phrase, 78) is None


def test_the_same_claim_twice_is_one():
    assert holds("oltre 500, ripeto: oltre 500", 501) is True


def test_a_claim_quotes_the_words_as_they_were_typed():
    assert read_claim("Superati i **6.000** utilizzatori") == Claim(
        "Superati i 6.000", Decimal(6000), Rule.OVER
    )


def test_a_float_is_judged_by_the_number_that_it_prints():
    assert holds("almeno 0,3%", 0.3) is True


@given(st.text(), decimals())
def test_any_text_gets_true_false_or_nothing(text, value):
    assert holds(text, value) in {True, False, None}


@given(decimals("0.01", "99"), decimals("0.01", "99"))
def test_the_rules_exclude_and_imply_each_other_as_their_words_do(target, value):
    true = {each for each in Rule if Claim("", target, each).holds_for(value)}
    assert not {Rule.OVER, Rule.UNDER} <= true
    assert (Rule.OVER in true) != (Rule.AT_MOST in true)
    assert (Rule.UNDER in true) != (Rule.AT_LEAST in true)
    assert Rule.NEARLY not in true or {Rule.UNDER, Rule.ABOUT} <= true
    assert Rule.EQUAL not in true or {Rule.PRINTED, Rule.TIMES, Rule.ABOUT} <= true
