"""The *Nota metodologica*: it says what holds, and changes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from cst_xl.bulletin.method import method
from cst_xl.core.claims import Rule
from cst_xl.core.errors import BadValueError
from cst_xl.core.service_hours import ServiceHours
from cst_xl.core.wording import claim_equal, claim_percent, read_claim
from tests.strategies import decimals


def text_of(edition, title):
    """The text of the note of that title."""
    return next(note.text for note in method(edition) if note.title == title)


def test_every_rule_that_a_reader_may_ask_for_is_there(edition):
    wanted = {
        "Disponibilità e fermi",
        "Orari",
        "Festività e chiusure",
        "Totali e percentuali",
        "Arrotondamenti",
    }
    assert wanted | {"Quasi, oltre, circa", "Esiti degli SLA"} <= {note.title for note in method(edition)}


def test_the_period_is_told_with_its_days(edition):
    assert "dal 01/04/2016 al 30/06/2016 (91 giorni)" in text_of(edition, "Periodo e fonti")


def test_planned_stops_are_told_as_the_parameter_has_them(with_parameters):
    included = text_of(with_parameters(fermi_programmati="inclusi"), "Disponibilità e fermi")
    excluded = text_of(with_parameters(fermi_programmati="esclusi"), "Disponibilità e fermi")
    assert "contano come indisponibilità" in included
    assert "non contano" in excluded
    assert "131.040 minuti" in included
    assert "131.040 minuti" in excluded


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("tempo_indeterminato", "incluso", "non è noto conta come fermo"),
        ("tempo_indeterminato", "escluso", "non è noto esce dal periodo"),
        ("stato_warning", "disponibile", "WARNING conta come disponibile"),
        ("stato_warning", "fermi", "WARNING conta come fermo"),
        ("piu_sistemi", "minimo", "conta il valore più basso"),
        ("piu_sistemi", "almeno uno", "conta il tempo in cui almeno uno funzionava"),
    ],
)
def test_the_rule_of_the_import_is_told(with_parameters, key, value, words):
    assert words in text_of(with_parameters(**{key: value}), "Disponibilità e fermi")


@pytest.mark.parametrize(("statistic", "words"), [("massimo", "il valore massimo"), ("media", "la media")])
def test_the_statistic_of_response_times_is_told(with_parameters, statistic, words):
    assert words in text_of(with_parameters(sla3_statistica=statistic), "Tempi di risposta")


def test_hours_are_told_once_if_they_are_the_same(with_parameters):
    hours = ServiceHours.parse("lun-ven 8-18")
    same = text_of(with_parameters(orario_servizio=hours, orario_sportello=hours), "Orari")
    assert same.count("08:00-18:00") == 1
    assert "che è lo stesso" in same


def test_counter_hours_of_their_own_are_told(with_parameters):
    other = text_of(with_parameters(orario_sportello=ServiceHours.parse("lun-gio 9-13")), "Orari")
    assert "(lun-gio 09:00-13:00)" in other


def test_holidays_of_the_quarter_are_named_and_working_days_counted(edition):
    text = text_of(edition, "Festività e chiusure")
    assert "lunedì 25/04/2016 (Anniversario della Liberazione)" in text
    assert "I giorni di servizio sono\u00a063." in text


def test_the_patron_takes_a_day(with_parameters):
    text = text_of(with_parameters(provincia="FI"), "Festività e chiusure")
    assert "venerdì 24/06/2016" in text
    assert "provincia di FI" in text
    assert "I giorni di servizio sono\u00a062." in text


def test_a_closure_of_the_office_takes_a_day_too(edition):
    closures = {date(2016, 6, 3): "ponte"}
    closed = replace(edition, parameters=replace(edition.parameters, closures=closures))
    text = text_of(closed, "Festività e chiusure")
    assert "venerdì 03/06/2016 (ponte)" in text
    assert "I giorni di servizio sono\u00a062." in text


def test_a_closure_on_a_day_without_hours_changes_nothing(edition):
    closed = replace(edition, parameters=replace(edition.parameters, closures={date(2016, 6, 5): "domenica"}))
    assert text_of(closed, "Festività e chiusure") == text_of(edition, "Festività e chiusure")


def test_a_province_that_isn_t_one_is_an_italian_error(with_parameters):
    with pytest.raises(BadValueError, match="la sigla di una provincia"):
        method(with_parameters(provincia="ZZ"))


@given(decimals("0.01", "1000", places=2))
def test_quasi_and_oltre_in_sentences_mean_what_the_note_says(value):
    """The note says: «quasi» from 95% of the number to less than it; «oltre» more than it."""
    claim = read_claim(claim_percent(value))
    assert claim is not None
    if claim.rule is Rule.NEARLY:
        assert Decimal("0.95") * claim.target <= value < claim.target
    if claim.rule is Rule.OVER:
        assert value > claim.target


@given(decimals("1", "100000", places=1), decimals("1", "100000", places=1))
def test_quasi_pari_means_what_the_note_says(one, other):
    nearly = Decimal("0.95") * other <= one < other
    assert (claim_equal(one, other) == "quasi pari") == nearly


def test_the_note_s_numbers_are_those_of_the_rule(edition):
    text = text_of(edition, "Quasi, oltre, circa")
    assert "almeno il 95% di quel numero" in text
    assert "non supera il 5%" in text


def test_each_section_with_data_says_how_it_is_read(edition):
    titles = [note.title for note in method(edition)]
    assert titles[-len(edition.results) :] == [result.section.title for result in edition]
