"""Rewritten sentences: which hold, and what is told of those that don't."""

from __future__ import annotations

import pytest

from cst_xl.core.blocks import Sentence
from cst_xl.core.book import MemoryBook
from cst_xl.core.edition import compute
from cst_xl.core.findings import Severity
from cst_xl.core.revisions import REVISIONS, Outcome, review, revised
from cst_xl.core.section import Section
from cst_xl.core.units import count
from tests.core.test_edition import HEAD, TICKETS

AUTOMATIC = "Nel 2° trimestre 2016 sono stati gestiti 30 casi."


def _compute(inputs, figures):
    figures.add("casi.totale", sum(record["casi"] for record in inputs[TICKETS].records()), count("casi"))
    figures.add("casi.altri", 7, count("casi"))


def _say(inputs, figures):
    text = f"Nel {inputs.period.label} sono stati gestiti {figures['casi.totale'].text} casi."
    yield Sentence("frase.casi.totale", text, ("casi.totale",), headline=True)


SECTION = Section(
    key="casi",
    title="Casi",
    sheet="Casi",
    reading="Quanti casi.",
    raw=(TICKETS,),
    tables=(),
    compute=_compute,
    check=lambda *_: (),
    say=_say,
    charts=lambda *_: (),
)
HEADERS = [column.header for column in REVISIONS.columns]


def edition_with(*rows, period="2016-T2"):
    book = MemoryBook.of(
        {
            "Parametri": [*HEAD, ["Voce", "Valore"], ["Periodo", period]],
            "Dati Casi": [*HEAD, ["Mese", "Casi"], ["aprile", "10"], ["maggio", "20"]],
            REVISIONS.sheet: [*HEAD, HEADERS, *map(list, rows)],
        }
    )
    return compute([SECTION], book.values)


def sentence_of(edition):
    (sentence,) = edition.result("casi").sentences
    return sentence


def told(edition, severity):
    return [one for one in edition.findings if one.severity is severity]


def outcome(edition):
    (one,) = review(edition.tables[REVISIONS.key], edition.results, edition.figures, edition.period)
    return one.outcome


def test_without_any_the_sentences_are_those_of_the_figures():
    edition = edition_with()
    assert (sentence_of(edition).text, sentence_of(edition).automatic) == (AUTOMATIC, "")
    assert edition.findings == ()


def test_one_of_this_quarter_takes_the_place_of_the_automatic_one_and_is_noted():
    edition = edition_with(["frase.casi.totale", "2016-T2", "Trattati 30 casi in tutto.", ""])
    sentence = sentence_of(edition)
    assert (sentence.text, sentence.automatic) == ("Trattati 30 casi in tutto.", AUTOMATIC)
    assert sentence.headline
    (note,) = edition.findings
    assert (note.severity, note.cell) == (Severity.INFO, "Frasi riviste!C6")
    assert AUTOMATIC in note.message
    assert outcome(edition) is Outcome.IN_FORCE


def test_one_that_its_figures_contradict_is_an_error_that_names_cell_words_and_figure():
    edition = edition_with(["frase.casi.totale", "2° trimestre 2016", "Trattati oltre 40 casi.", ""])
    (error,) = told(edition, Severity.ERROR)
    assert (error.cell, error.found, error.figure) == ("Frasi riviste!C6", "oltre 40", "casi.totale")
    assert error.message == (
        "La frase riveduta «frase.casi.totale» dice «oltre 40», ma le cifre della frase sono: 30."
    )
    assert outcome(edition) is Outcome.CONTRADICTED


def test_one_of_another_quarter_is_told_and_not_printed():
    edition = edition_with(["frase.casi.totale", "2016-T1", "Trattati 30 casi.", ""])
    assert sentence_of(edition).text == AUTOMATIC
    (warning,) = edition.findings
    assert (warning.severity, warning.cell) == (Severity.WARNING, "Frasi riviste!B6")
    assert "1° trimestre 2016" in warning.message
    assert outcome(edition) is Outcome.STALE


def test_one_that_follows_its_quarter_is_left_behind_when_the_quarter_moves_on():
    row = ["frase.casi.totale", "2016-T2", "Trattati 30 casi.", ""]
    edition = edition_with(row, period="2016-T3")
    assert sentence_of(edition).text.startswith("Nel 3° trimestre 2016")
    assert outcome(edition) is Outcome.STALE


def test_one_for_a_sentence_that_isn_t_there_is_told_with_the_code_that_is_near():
    edition = edition_with(["frase.caso.totale", "2016-T2", "Trattati 30 casi.", ""])
    (warning,) = edition.findings
    assert warning.message.endswith("non viene stampata. Forse «frase.casi.totale»?")
    assert outcome(edition) is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["frase.casi.totale", "2016-T2", "", ""], "Frase riveduta"),
        (["frase.casi.totale", "", "Trattati 30 casi.", ""], "Trimestre"),
        (["", "2016-T2", "Trattati 30 casi.", ""], "Codice della frase"),
    ],
)
def test_an_incomplete_one_is_told_and_not_printed(row, column):
    edition = edition_with(row)
    assert sentence_of(edition).text == AUTOMATIC
    (error,) = told(edition, Severity.ERROR)
    assert f"manca «{column}»" in error.message
    assert outcome(edition) is Outcome.INCOMPLETE


def test_of_two_for_one_sentence_the_first_holds_and_the_second_is_told():
    edition = edition_with(
        ["frase.casi.totale", "2016-T2", "Trattati 30 casi.", ""],
        ["frase.casi.totale", "2016-T2", "Casi: 30.", ""],
    )
    assert sentence_of(edition).text == "Trattati 30 casi."
    assert [one.cell for one in told(edition, Severity.ERROR)] == ["Frasi riviste!A7"]


def test_one_like_the_automatic_sentence_needs_not_be_there():
    edition = edition_with(["frase.casi.totale", "2016-T2", AUTOMATIC, ""])
    assert sentence_of(edition).automatic == ""
    assert outcome(edition) is Outcome.SAME


def test_it_may_speak_of_other_figures_that_it_names():
    row = ["frase.casi.totale", "2016-T2", "Trattati 30 casi e altri 7.", "casi.altri"]
    assert told(edition_with(row), Severity.ERROR) == []
    without = edition_with([*row[:3], ""])
    assert [one.found for one in told(without, Severity.ERROR)] == ["7"]


def test_another_figure_that_doesn_t_exist_is_told():
    edition = edition_with(["frase.casi.totale", "2016-T2", "Trattati 30 casi.", "casi.mai"])
    assert [one.cell for one in told(edition, Severity.WARNING)] == ["Frasi riviste!D6"]


def test_putting_them_in_place_twice_changes_nothing():
    edition = edition_with(["frase.casi.totale", "2016-T2", "Trattati 30 casi.", ""])
    result = edition.result("casi")
    assert revised(result, edition.tables[REVISIONS.key], edition.period) is not None
    assert revised(result, edition.tables[REVISIONS.key], edition.period).sentences == result.sentences


def test_one_that_needs_more_lines_on_the_sheet_is_said_to():
    longer = edition_with(["frase.casi.totale", "2016-T2", "Trattati 30 casi. " * 10, ""])
    (note,) = longer.findings
    assert "può aver bisogno di più altezza" in note.message
    (note,) = edition_with(["frase.casi.totale", "2016-T2", AUTOMATIC + " Grazie.", ""]).findings
    assert "altezza" not in note.message
