"""Which way figures go, said only when it is so."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core import trends
from cst_xl.core.figures import Figure, Figures
from cst_xl.core.periods import Period
from cst_xl.core.trends import Followed
from cst_xl.core.units import AVAILABILITY, Unit, count

NOW = Period.quarter(2016, 2)
CASES = count("casi")
ONE = Followed("casi", "I casi sono", "Casi", CASES, "frase.casi.andamento")


def past(*values, unit=CASES, last=NOW.previous):
    """A history whose last quarter is the one before; None is a quarter that it lacks."""
    found, at = {}, last
    for value in reversed(values):
        if value is not None:
            figures = Figures()
            figures.add("casi", Decimal(str(value)), Unit(unit.name))
            found[str(at)] = figures
        at = at.previous
    return found


def words(now, *values, unit=CASES):
    trend = trends.trend_of(Figure("casi", Decimal(str(now)), unit), NOW, past(*values, unit=unit))
    return "" if trend is None else trend.words


@pytest.mark.parametrize(
    ("now", "values", "said"),
    [
        (90, (100,), "in calo"),
        (110, (100,), "in aumento"),
        (100, (100,), ""),
        (90, (), ""),
        (90, (100, None), ""),
        (80, (100, 90), "in calo per la seconda volta consecutiva"),
        (70, (100, 90, 80), "in calo per la terza volta consecutiva"),
        (70, (60, 90, 80), "in calo per la seconda volta consecutiva"),
        (70, (90, None, 80), "in calo"),
        (70, (100, 80, 80), "in calo"),
        (70, tuple(range(200, 130, -5)), "in calo per la 14ª volta consecutiva"),
    ],
)
def test_a_direction_is_said_as_often_as_it_was_kept(now, values, said):
    assert words(now, *values) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [("99.711", "99.714", "in calo"), ("99.7111", "99.7114", ""), ("99.7004", "99.7006", "in calo")],
)
def test_a_change_that_does_not_show_in_print_is_none(now, before, said):
    assert words(now, before, unit=AVAILABILITY) == said


def test_figures_of_another_unit_are_not_compared():
    figure = Figure("casi", 5, count("migliaia di casi"))
    assert trends.trend_of(figure, NOW, past(100)) is None


def test_the_quarter_before_and_the_change_become_figures_only_where_the_history_has_them():
    figures = Figures()
    figures.add("casi", 90, CASES, "Casi")
    trends.compute((ONE,), NOW, {}, figures)
    assert len(figures) == 1
    trends.compute((ONE,), NOW, past(100), figures)
    assert figures.number("casi.trimestre_prima") == 100
    assert figures.number("casi.su_trimestre_prima") == -10


def test_the_sentence_names_both_quarters_values():
    figures = Figures()
    figures.add("casi", 80, CASES, "Casi")
    history = past(100, 90)
    trends.compute((ONE,), NOW, history, figures)
    (sentence,) = trends.say((ONE,), NOW, history, figures)
    assert sentence.text == (
        "I casi sono in calo per la seconda volta consecutiva rispetto al 1° trimestre 2016 (da 90 a 80)."
    )
    assert all(one in figures for one in sentence.figures)


@pytest.mark.parametrize(
    ("values", "times"), [((), 0), (("a",), 1), (("a", "a"), 2), (("a", "b", "a"), 1), (("b",), 0)]
)
def test_a_claim_is_counted_back_until_another_was_made(values, times):
    history, at = {}, NOW.previous
    for value in reversed(values):
        history[str(at)] = Figures()
        history[str(at)].add("frase", value)
        at = at.previous
    assert trends.repeated("frase", NOW, history, "a".__eq__) == times


def test_the_table_of_all_quarters_is_in_their_order_and_leaves_out_those_to_come():
    figures = Figures()
    figures.add("casi", 80, CASES)
    history = past(100, 90) | past(1, last=NOW.next)
    found = trends.rows((ONE,), NOW, history, figures)
    assert found == [["2015-T4", 100], ["2016-T1", 90], ["2016-T2", 80]]


@given(st.lists(st.integers(0, 5), min_size=2, max_size=10))
def test_the_count_is_that_of_a_plain_look_back(values):
    *before, now = values
    steps = [(b > a) - (b < a) for a, b in pairwise(values)]
    times = 0
    for step in reversed(steps):
        if step == 0 or step != steps[-1]:
            break
        times += 1
    trend = trends.trend_of(Figure("casi", now, CASES), NOW, past(*before))
    assert (0 if trend is None else trend.times) == times


def test_a_chart_tells_its_course_in_words():
    table = [["2016-T1", Decimal("0.9997")], ["2016-T2", None]]
    ((one, chart),) = trends.charts((Followed("su", "", "Uptime", AVAILABILITY),), table)
    assert one.header == chart.title == "Uptime"
    assert chart.alternative == "Uptime, trimestre per trimestre. 2016-T1 99,97%."
