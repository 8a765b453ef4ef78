"""The bulletin as one value: the seed's contents in the seed's order, and none of its wrong sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cst_xl.bulletin.focus import compose
from cst_xl.core.blocks import Chart, Sentence, Table
from cst_xl.core.errors import CstError
from tests.bulletin.conftest import ISSUED, edition_of

SEED_ORDER = [
    "SLA rilevati",
    "Ticket gestiti",
    "Infrastruttura",
    "Servizi attivi",
    "Confronto utilizzo dei servizi",
    "Statistiche su modalità di accesso",
    "Credenziali di accesso",
]
WRONG_IN_THE_SEED = ["1.715", "primi 3 mesi", "superati i", "42,3", "4 volte", "principalmente"]


def said(focus):
    """Everything that is said, the headline first."""
    return [focus.headline.text, *(one.text for chapter in focus.chapters for one in chapter.sentences)]


def test_chapters_are_those_of_the_seed_in_its_order(focus):
    assert [chapter.title for chapter in focus.chapters] == SEED_ORDER


def test_every_chapter_has_sentences_a_table_and_a_chart(focus):
    for chapter in focus.chapters:
        kinds = [type(block) for block in chapter.blocks]
        assert set(kinds) == {Sentence, Table, Chart}, chapter.key
        assert kinds == sorted(kinds, key=[Sentence, Table, Chart].index), chapter.key


@pytest.mark.parametrize("wrong", WRONG_IN_THE_SEED)
def test_the_wrong_sentences_of_the_seed_are_gone(focus, wrong):
    assert not [text for text in said(focus) if wrong.lower() in text.lower()]


def test_what_the_seed_says_rightly_is_still_said(focus):
    text = " ".join(said(focus))
    for right in (
        "75 di produzione",
        "96 CPU core",
        "350 servizi",
        "di 4 unità",
        "del 26% superiore",
        "78% degli accessi",
    ):
        assert right in text


def test_the_headline_is_said_once(focus):
    assert focus.headline.text.startswith("Nel 2° trimestre 2016 gli SLA")
    assert said(focus).count(focus.headline.text) == 1
    assert focus.lead(focus.chapters[0]) == focus.headline.text


def test_a_chapter_opens_with_its_own_headline(focus):
    tickets = focus.chapters[1]
    assert tickets.sentences[0].headline
    assert focus.lead(tickets) == tickets.sentences[0].text


def test_charts_know_whether_their_numbers_stand_beside_them(focus):
    by_key = {chart.key: chapter.prints(chart) for chapter in focus.chapters for chart in chapter.charts}
    assert by_key["ticket_mail"]
    assert not by_key["virtual_machine"]


def test_a_section_without_data_says_so_and_stays_in_its_place(raw):
    tables = {key: rows for key, rows in raw.items() if key not in {"utilizzo", "pubblicati"}}
    focus = compose(edition_of(tables), ISSUED)
    assert [chapter.title for chapter in focus.chapters] == SEED_ORDER
    (block,) = focus.chapters[4].blocks
    assert block.text == "Per il 2° trimestre 2016 non ci sono dati."


def test_without_levels_there_is_no_headline(raw):
    tables = {key: rows for key, rows in raw.items() if key not in {"sla", "catalogo_sla"}}
    focus = compose(edition_of(tables), ISSUED)
    assert focus.headline is None
    assert focus.lead(focus.chapters[0]) == "Per il 2° trimestre 2016 non ci sono dati."


def test_names_for_titles_files_and_search(focus):
    assert focus.name == "Focus 2° trimestre 2016"
    assert focus.title == "Focus 2° trimestre 2016 - Centro Servizi"
    assert focus.slug == "Focus_2016-T2"
    assert "SLA" in focus.keywords
    assert focus.summary.startswith(
        "Dati del bollettino trimestrale di Centro Servizi per il 2° trimestre 2016: SLA"
    )


def test_a_draft_says_so_in_title_and_colophon(focus, draft):
    assert draft.title.startswith("BOZZA - ")
    assert draft.colophon[0].startswith("BOZZA preparata il 15/07/2016")
    assert focus.colophon[0] == "Pubblicato il 15/07/2016 da Centro Servizi."


def test_the_licence_is_in_the_colophon(focus):
    assert "licenza CC-BY 4.0" in focus.colophon[1]


def test_a_contact_is_named_if_there_is_one(with_parameters):
    focus = compose(with_parameters(contatto="focus@example.org"), ISSUED)
    assert "Per informazioni: focus@example.org." in focus.colophon[0]


def test_without_a_period_there_is_nothing_to_compose(edition):
    with pytest.raises(CstError, match="Manca il periodo"):
        compose(replace(edition, period=None), date(2016, 7, 15))
