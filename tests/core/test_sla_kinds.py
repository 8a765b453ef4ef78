"""Service levels are judged by their kind, and exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.errors import BadValueError
from cst_xl.core.quantities import Deadline, Interval
from cst_xl.core.sla_kinds import (
    Cases,
    Judgement,
    Outcome,
    SlaKind,
    deviation,
    deviation_late,
    deviation_points,
    deviation_relative,
    downtime_minutes,
    error_budget_left,
    judge,
    outcome,
    read_expected,
    read_measured,
)

QUARTER_MINUTES = 91 * 1440
percentages = st.decimals(0, 100, places=5)


@pytest.mark.parametrize(
    ("kind", "expected", "measured", "value", "sign"),
    [
        (SlaKind.AVAILABILITY, "99,00%", "100,00%", "1", "↑"),
        (SlaKind.AVAILABILITY, "98,50%", "98,985%", "0.485", "↑"),
        (SlaKind.AVAILABILITY, "98,50%", "98,4996%", "-0.0004", "↓"),
        (SlaKind.AVAILABILITY, "98,50%", 0.985, "0", "="),
        (SlaKind.UPPER_BOUND, "7 ms", "7 ms", "0", "="),
        (SlaKind.UPPER_BOUND, "8 ms", "6 ms", "25", "↑"),
        (SlaKind.UPPER_BOUND, "8 ms", "0,01 s", "-25", "↓"),
        (SlaKind.DEADLINE, "entro 1h lavorativa", "Nessuno scostamento rilevato", "0", "="),
        (SlaKind.DEADLINE, "entro 30' da avvio intervento", "3 casi su 120 oltre il termine", "-2.5", "↓"),
        (SlaKind.FREQUENCY, "Ogni 6 mesi", "Ogni 3 mesi", "50", "↑"),
        (SlaKind.FREQUENCY, "Ogni 6 mesi", "annuale", "-100", "↓"),
    ],
)
def test_each_kind_has_its_own_deviation_and_all_share_one_sign(kind, expected, measured, value, sign):
    assert judge(kind, expected, measured) == Judgement(Decimal(value), Outcome(sign))
    assert deviation(kind, expected, measured) == Decimal(value)


def test_what_was_read_before_is_judged_like_the_text():
    expected = read_expected(SlaKind.DEADLINE, "entro 6h lavorative").value
    assert expected == Deadline(360, working=True)
    assert judge(SlaKind.DEADLINE, expected, Cases(1, 8)) == Judgement(Decimal("-12.5"), Outcome.BELOW)
    assert judge(SlaKind.FREQUENCY, Interval(6), Interval(6)).outcome is Outcome.EQUAL


def test_a_measure_of_another_kind_is_refused():
    with pytest.raises(BadValueError, match="frequenza"):
        judge(SlaKind.FREQUENCY, Interval(6), Cases(0))


def test_late_cases_out_of_an_unknown_number_are_a_breach_without_a_deviation():
    assert judge(SlaKind.DEADLINE, "entro 1h lavorativa", Cases(3)) == Judgement(None, Outcome.BELOW)


@given(percentages, percentages)
def test_the_outcome_is_the_side_of_the_threshold_however_near(expected, measured):
    sides = {
        Outcome.ABOVE: measured > expected,
        Outcome.EQUAL: measured == expected,
        Outcome.BELOW: measured < expected,
    }
    assert sides[outcome(deviation_points(expected, measured))]


@given(st.decimals("0.001", 1000, places=3), st.decimals(0, 1000, places=3))
def test_less_time_than_agreed_is_better(expected, measured):
    assert (deviation_relative(expected, measured) > 0) == (measured < expected)


def test_a_threshold_of_nothing_has_no_relative_deviation():
    with pytest.raises(BadValueError, match="maggiore di zero"):
        deviation_relative(Decimal(0), Decimal(7))
    with pytest.raises(BadValueError, match="maggiore di zero"):
        read_expected(SlaKind.UPPER_BOUND, "0 ms")


@pytest.mark.parametrize(
    ("cases", "late"), [(Cases(0), 0), (Cases(0, 0), 0), (Cases(1, 4), -25), (Cases(2), None)]
)
def test_late_cases_count_against_all_cases(cases, late):
    assert deviation_late(cases) == late


def test_more_late_cases_than_cases_are_refused():
    with pytest.raises(BadValueError, match="al massimo 2"):
        Cases(3, 2)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("Nessuno scostamento rilevato", Cases(0)),
        ("nessuno  scostamento rilevato.", Cases(0)),
        ("Nessun ritardo", Cases(0)),
        ("3 casi su 120 oltre il termine", Cases(3, 120)),
        ("3 su 1.200", Cases(3, 1200)),
        ("1 caso oltre il termine", Cases(1)),
        ("2 casi fuori termine", Cases(2)),
        ("3\u00a0casi su 120 oltre il termine, fino a 45 min di ritardo", Cases(3, 120)),
    ],
)
def test_cases_are_read_as_people_write_them(text, cases):
    assert Cases.parse(text) == cases


@pytest.mark.parametrize("text", ["3", "quasi sempre", "", "97,5%", 3, None, "3 casi", "1 su 2 su 3"])
def test_a_wording_that_could_mean_anything_is_refused(text):
    with pytest.raises(BadValueError, match="Nessuno scostamento rilevato"):
        Cases.parse(text)


@given(st.integers(0, 5000), st.integers(0, 5000), st.none() | st.integers(1, 5000))
def test_a_label_says_what_it_was_made_from(late, others, worst):
    cases = Cases(late, late + others, worst if worst is None else Decimal(worst))
    read = Cases.parse(cases.label)
    assert (read.late, read.total) == (late, late + others if late else None)


def test_the_label_of_a_breach_tells_the_longest_overrun():
    assert Cases(1, 40, Decimal(75)).label == "1 caso su 40 oltre il termine, fino a 1 h 15 min di ritardo"


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (SlaKind.AVAILABILITY, "7 ms", "limite superiore"),
        (SlaKind.UPPER_BOUND, "98,50%", "disponibilità"),
        (SlaKind.DEADLINE, "Ogni 6 mesi", "frequenza"),
        (SlaKind.FREQUENCY, "entro 1h lavorativa", "scadenza"),
    ],
)
def test_a_threshold_of_another_kind_names_the_kind_that_it_fits(kind, text, hint):
    with pytest.raises(BadValueError) as problem:
        read_expected(kind, text)
    assert f"«{hint}»" in problem.value.hint
    assert problem.value.found == text


@pytest.mark.parametrize("text", ["0,985", "101%", "n'importe quoi", "98 985"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(BadValueError):
        read_measured(SlaKind.AVAILABILITY, text)


def test_an_english_percentage_is_read_with_a_note():
    read = read_measured(SlaKind.AVAILABILITY, "98.985%")
    assert read.value == Decimal("98.985")
    assert "98,985%" in read.note


def test_the_seeds_downtime_is_22_hours_and_10_minutes():
    assert downtime_minutes(Decimal("98.985"), QUARTER_MINUTES) == Decimal("1330.056")
    assert downtime_minutes(Decimal(100), QUARTER_MINUTES) == 0


def test_the_error_budget_is_negative_once_the_threshold_is_broken():
    assert error_budget_left(Decimal("98.5"), Decimal("98.985"), QUARTER_MINUTES) == Decimal("635.544")
    assert error_budget_left(Decimal("98.5"), Decimal("98.4"), QUARTER_MINUTES) == Decimal("-131.04")


@given(percentages, percentages)
def test_the_budget_is_negative_exactly_below_the_threshold(expected, measured):
    assert (error_budget_left(expected, measured, QUARTER_MINUTES) < 0) == (measured < expected)


@pytest.mark.parametrize(
    ("sign", "words"), [("↑", "meglio dell'atteso"), ("=", "come concordato"), ("↓", "sotto l'atteso")]
)
def test_an_outcome_has_words_beside_its_sign(sign, words):
    assert Outcome(sign).symbol == sign
    assert Outcome(sign).words == words
