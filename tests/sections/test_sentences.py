"""No sentence of the bulletin contradicts its figures, whatever they are: read back by a second, simple reading."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cst_xl.sections
from cst_xl.core.figures import Figures
from cst_xl.core.grammar import article_percent
from cst_xl.sections import SECTIONS
from tests.sections import drawn
from tests.sections.oracle import Said, article_fits, first_word
from tests.sections.readers import READERS, judge
from tests.strategies import decimals

BY_KEY = {section.key: section for section in SECTIONS}
DRAWN = {
    "sla": drawn.levels(),
    "ticket": drawn.tickets() | drawn.phone_tickets(),
    "infrastruttura": drawn.infrastructure(),
    "servizi": drawn.services(),
    "utilizzo": drawn.usage(),
    "accessi": drawn.access(),
    "credenziali": drawn.credentials(),
}
EARLIER = st.lists(
    st.sampled_from((0, 1, 2, 50, 99, 100, 101, 350, 5000)) | st.integers(0, 10**6), max_size=3
)
VERBS = (None, "superano", "rispettano o superano", "rispettano", "non rispettano")
PAST_ONES = st.tuples(
    st.sampled_from(VERBS).map(lambda verb: [verb] * 3) | st.lists(st.sampled_from(VERBS), max_size=3),
    EARLIER,
)


PAST = ("2016-T1", "2015-T4", "2015-T3")


def told(inputs, key, raw, past=((), ())):
    """The sentences of a section about raw tables, each with all figures of the section.

    Args:
        inputs: Makes the section's inputs.
        key: The section.
        raw: The rows of its tables.
        past: The verbs of the headlines of earlier quarters and values of each followed figure, the latest first.
    """
    verbs, values = past
    history = {quarter: Figures() for quarter in PAST}
    for quarter, verb in zip(PAST, verbs, strict=False):
        history[quarter].add("sla.frase.titolo", verb)
    for quarter, value in zip(PAST, values, strict=False):
        for one in BY_KEY[key].followed:
            history[quarter].add(one.figure, value, one.unit)
    result = BY_KEY[key].run(inputs(BY_KEY[key], raw, history=history))
    values = {figure.id: figure.value for figure in result.figures} | {"prima": verbs, "storia": values}
    return [Said(one.id, one.text, values) for one in result.sentences]


def reader_of(sentence):
    """The name in READERS of a sentence's reader."""
    return sentence if sentence in READERS else sentence.rpartition(".")[0] + "."


@pytest.mark.parametrize("key", DRAWN)
def test_no_sentence_contradicts_its_figures(key, inputs):
    """Random figures, extreme ones often."""

    @given(DRAWN[key], PAST_ONES)
    @settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    def held(raw, past):
        for said in told(inputs, key, raw, past):
            judge(said)

    held()


def test_every_sentence_of_the_package_has_a_reader():
    """A sentence that is new needs its second reading here."""
    package = Path(cst_xl.sections.__file__).parent
    written = set()
    for path in package.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Sentence":
                name = ast.unparse(call.args[0]).removeprefix("f").strip("'")
                written.add(re.sub(r"\{.+\}", "", name))
    followed = {one.sentence for section in SECTIONS for one in section.followed if one.sentence}
    assert written | followed == set(READERS)


@pytest.fixture(scope="module")
def examples(inputs):
    """Sentences of every shape, the same ones every time."""
    found = []

    def collect(key):
        @given(DRAWN[key], PAST_ONES)
        @settings(max_examples=60, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def drawn_ones(raw, past):
            found.extend(told(inputs, key, raw, past))

        drawn_ones()

    for key in DRAWN:
        collect(key)
    return found


def test_every_sentence_is_among_those_drawn(examples):
    """Else the test above would prove nothing of it."""
    assert {reader_of(said.id) for said in examples} == set(READERS)


SLIPS = {
    "a number": (r"(?<![0-9.,°/:])([2-9])(?![0-9.,°/:])", lambda match: str(int(match[1]) - 1)),
    "a direction": (
        r"superiore|inferiore",
        lambda match: {"superiore": "inferiore"}.get(match[0], "superiore"),
    ),
    "more or less": (
        r" in (?:meno|più) di",
        lambda match: " in più di" if "meno" in match[0] else " in meno di",
    ),
    "nearly or over": (r"quasi|oltre", lambda match: {"quasi": "oltre"}.get(match[0], "quasi")),
    "an article": (r"\bdel(?= [0-9])", "dello"),
    "all or none": (r"\btutt[ei]\b", "nessuna"),
    "a direction in time": (
        r"in (?:aumento|calo)\b",
        lambda match: {"in calo": "in aumento"}.get(match[0], "in calo"),
    ),
    "a series": (r" rispetto al (?=[1-4]°)", " per la quinta volta consecutiva rispetto al "),
    "a plural": (r"risultano attivi", "risulta attivo"),
    "the verb of the headline": (r"supera(?:no)? la", "rispettano o superano la"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_reading_notices(slip, examples):
    """The check can fail: a slip in a sentence is a contradiction, each time."""
    pattern, wrong = SLIPS[slip]
    slipped = [
        (said, re.sub(pattern, wrong, said.text, count=1))
        for said in examples
        if re.search(pattern, said.text)
    ]
    assert slipped
    for said, text in slipped:
        with pytest.raises(AssertionError):
            judge(said._replace(text=text))


@pytest.mark.parametrize(
    ("value", "article"),
    [
        *(
            ("0,5", "lo "),
            ("0", "lo "),
            ("1", "l'"),
            ("8", "l'"),
            ("11", "l'"),
            ("11.000", "l'"),
            ("800", "l'"),
        ),
        *(("1.100", "il "), ("110", "il "), ("70", "il "), ("100", "il "), ("18", "il "), ("1.000", "il ")),
    ],
)
def test_the_second_reading_speaks_numbers_aloud(value, article):
    assert article_fits(article, value)
    assert not article_fits({"il ": "l'"}.get(article, "il "), value)


@given(decimals("0", "999999", places=1))
def test_articles_of_the_package_are_those_of_the_spoken_number(value):
    """Two ways to the article, by digits and by words, agree."""
    text = article_percent(value)
    match = re.fullmatch(r"(il |lo |l')(.+)%", text)
    assert article_fits(match[1], match[2]), (text, first_word(value))
