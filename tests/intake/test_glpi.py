"""GLPI searches of the old and the new kind: order of dates, durations, trailing delimiter."""

from __future__ import annotations

from collections import Counter

from tests.intake.samples import GLPI, imported, of_text

HEADER = '"ID";"Titolo";"Stato";"Data di apertura";"Categoria";"Data di risoluzione";"Durata in attesa";"Tempo di presa in carico"\n'


def test_the_sample_is_read_with_its_trailing_delimiter():
    found = imported(GLPI)
    assert found.said == "esportazione GLPI, 400 ticket, 1/4–27/4/2016"
    assert Counter(row[3] for row in found.rows("ticket")) == {
        "Risolto": 374,
        "Chiuso": 25,
        "In lavorazione (assegnata)": 1,
    }
    assert found.rows("ticket")[0][4] == "2016-04-01 03:02:00"


def test_the_month_comes_first_where_a_number_above_twelve_tells():
    found = of_text("ID,Status,Opening date\n1,New,04/13/2016 08:00\n2,New,04/05/2016 08:00\n")
    assert [row[4] for row in found.rows("ticket")] == ["2016-04-13 08:00:00", "2016-04-05 08:00:00"]
    assert any("il mese prima del giorno" in one.message for one in found.findings)


def test_dates_in_both_orders_are_an_error():
    found = of_text("ID;Stato;Data di apertura\n1;Nuovo;13/04/2016 08:00\n2;Nuovo;04/13/2016 08:00\n")
    assert any("ordine solo" in one.message for one in found.findings)


def test_durations_in_words_are_minutes():
    rows = '"1";"a";"Nuovo";"01-04-2016 08:00";"mail";"";"1 giorno 2 ore 5 minuti 30 secondi";"33 minuti"\n'
    found = of_text(HEADER + rows)
    assert found.rows("ticket")[0][10:] == (str(1440 + 125), "33", "")


def test_the_new_kind_ends_lines_differently_and_doubles_quotes():
    found = of_text('"ID","Title","Status","Opening date"\r\n"1","say ""no""","New","2016-04-01 08:00"\r\n')
    assert found.rows("ticket")[0][9] == 'say "no"'
