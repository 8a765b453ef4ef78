"""Releases: recorded as they went out, and every value that changes afterwards asks for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from cst_xl.core.book import MemoryBook
from cst_xl.core.edition import compute
from cst_xl.core.findings import Severity
from cst_xl.core.periods import Period
from cst_xl.core.releases import (
    GONE,
    RELEASED,
    RELEASES,
    Release,
    Since,
    compared,
    items,
    latest_release,
    recorded,
    state,
    writes,
)
from cst_xl.core.revisions import REVISIONS
from cst_xl.core.tables import HEADER_ROW
from cst_xl.sections import SECTIONS
from tests.core.test_edition import HEAD
from tests.core.test_revisions import SECTION

MOMENT = datetime(2016, 7, 15, 10, 30)
HASHES = {"Focus_2016-T2.pdf": "ab" * 32, "Focus_2016-T2.html": "cd" * 32}
QUARTER = Period.quarter(2016, 2)


def headers(table):
    return [None] * (table.first_column - 1) + [column.header for column in table.columns]


@pytest.fixture
def book():
    """A workbook of one section with a figure of 30 and one of 7, not released yet."""
    return MemoryBook.of(
        {
            "Parametri": [*HEAD, ["Voce", "Valore"], ["Periodo", "2016-T2"]],
            "Dati Casi": [*HEAD, ["Mese", "Casi"], ["aprile", "10"], ["maggio", "20"]],
            **{table.sheet: [*HEAD, headers(table)] for table in (RELEASES, RELEASED, REVISIONS)},
        }
    )


def edition_of(book):
    return compute([SECTION], book.values)


def release(book, signer="Anna", moment=MOMENT, hashes=HASHES):
    edition = edition_of(book)
    for place in writes(Release(QUARTER, moment, signer, hashes), edition):
        book.write(*place)


def outcomes(book):
    edition = edition_of(book)
    table = edition.tables[RELEASED.key]
    return {
        one.item.id: one.outcome for one in compared(table, edition.results, edition.figures, edition.period)
    }


def about_release(book):
    return [one for one in edition_of(book).findings if one.sheet == RELEASED.sheet]


def test_a_bulletin_prints_its_known_figures_and_its_sentences(book):
    edition = edition_of(book)
    printed = {one.id: one.text for one in items(edition.results, edition.figures)}
    assert printed["casi.totale"] == "30"
    assert printed["frase.casi.totale"].startswith("Nel 2° trimestre 2016")


def test_a_release_is_recorded_with_who_when_and_every_file(book):
    release(book)
    rows = [row[RELEASES.first_column - 1 :] for row in book.values(RELEASES.sheet)[HEADER_ROW:]]
    assert rows == [
        ["2016-T2", "15/07/2016 10:30:00", "Anna", file, digest] for file, digest in HASHES.items()
    ]
    found = latest_release(edition_of(book))
    assert (found.moment, found.signer, dict(found.hashes)) == (MOMENT, "Anna", HASHES)


def test_nobody_s_name_is_made_up(book):
    release(book, signer="")
    assert latest_release(edition_of(book)).signer == ""
    assert ("Focus 2° trimestre 2016", "✔ rilasciato il 15/07/2016 alle 10:30, senza nome") in state(
        edition_of(book)
    )


def test_while_nothing_changes_nothing_is_told(book):
    release(book)
    assert about_release(book) == []
    assert set(outcomes(book).values()) == {Since.SAME}


def test_a_figure_that_changes_afterwards_is_an_error_with_both_values_and_the_cell_to_fill(book):
    release(book)
    book.write("Dati Casi", "B6", [["11"]])
    (error,) = about_release(book)
    assert error.severity is Severity.ERROR
    assert (error.figure, error.found, error.expected) == ("casi.totale", "31", "30")
    sheet, cell = error.cell.split("!")
    assert f"scrivere «31» nel foglio {sheet}, cella {cell}" in error.message
    assert "rilasciato «30», ora «31»" in error.message


def test_the_sentences_that_follow_the_figures_need_no_review_of_their_own(book):
    release(book)
    book.write("Dati Casi", "B6", [["11"]])
    assert outcomes(book)["frase.casi.totale"] is Since.FOLLOWS


def test_once_a_person_has_seen_the_new_value_it_may_go_out_again(book):
    release(book)
    book.write("Dati Casi", "B6", [["11"]])
    (error,) = about_release(book)
    book.write(*error.cell.split("!"), [[" 31 "]])
    (note,) = about_release(book)
    assert note.severity is Severity.INFO
    assert outcomes(book)["casi.totale"] is Since.REVIEWED
    release(book, moment=datetime(2016, 7, 16, 9, 0))
    assert about_release(book) == []


def test_a_value_seen_before_it_changed_again_doesn_t_count(book):
    release(book)
    book.write("Dati Casi", "B6", [["11"]])
    (error,) = about_release(book)
    book.write(*error.cell.split("!"), [["31"]])
    book.write("Dati Casi", "B6", [["12"]])
    (again,) = about_release(book)
    assert (again.severity, again.found) == (Severity.ERROR, "32")


def test_data_that_are_as_they_were_ask_for_nothing(book):
    release(book)
    book.write("Dati Casi", "B6", [["11"]])
    book.write("Dati Casi", "B6", [["10"]])
    assert about_release(book) == []


def test_a_figure_that_isn_t_there_any_more_is_an_error_until_its_absence_was_seen(book):
    release(book)
    last = len(book.values(RELEASED.sheet)) + 1
    book.write(RELEASED.sheet, f"A{last}", [["2016-T2", "casi.vecchi", "Casi vecchi", "3"]])
    (error,) = about_release(book)
    assert (error.severity, error.found) == (Severity.ERROR, GONE)
    assert outcomes(book)["casi.vecchi"] is Since.GONE
    book.write(RELEASED.sheet, f"E{last}", [[GONE]])
    assert outcomes(book)["casi.vecchi"] is Since.REVIEWED


def test_a_rewritten_sentence_that_changes_asks_for_review(book):
    book.write(REVISIONS.sheet, "A6", [["frase.casi.totale", "2016-T2", "Trattati 30 casi."]])
    release(book)
    book.write(REVISIONS.sheet, "C6", [["Gestiti 30 casi."]])
    assert [one.figure for one in about_release(book)] == ["frase.casi.totale"]


def test_values_released_in_another_quarter_are_left_alone(book):
    release(book)
    book.write("Parametri", "B6", [["2016-T3"]])
    assert about_release(book) == []
    assert latest_release(edition_of(book)) is None


def test_a_new_release_stands_below_earlier_ones_and_takes_the_place_of_their_values(book):
    release(book)
    rows = len(book.values(RELEASED.sheet))
    release(book, signer="Bruno", moment=datetime(2016, 7, 16, 9, 0))
    assert len(book.values(RELEASES.sheet)) == HEADER_ROW + 2 * len(HASHES)
    assert len(book.values(RELEASED.sheet)) == rows
    assert latest_release(edition_of(book)).signer == "Bruno"


def test_values_of_a_larger_release_before_are_cleared(book):
    release(book)
    book.write(
        RELEASED.sheet, f"A{len(book.values(RELEASED.sheet)) + 1}", [["2016-T2", "casi.vecchi", "", "3"]]
    )
    release(book)
    assert "casi.vecchi" not in outcomes(book)


def test_the_same_files_are_recorded_once(book):
    assert not recorded(edition_of(book), HASHES)
    release(book)
    assert recorded(edition_of(book), HASHES)
    assert not recorded(edition_of(book), {**HASHES, "Focus_2016-T2.pdf": "00" * 32})


def test_where_it_stands_counts_what_changed_and_what_is_still_to_be_seen(book):
    assert state(edition_of(book))[0] == ("Focus 2° trimestre 2016", "○ non ancora rilasciato")
    release(book)
    book.write("Dati Casi", "B6", [["11"]])
    told = dict(state(edition_of(book)))
    assert told["Voci cambiate dopo il rilascio"] == "1"
    assert told["di cui ancora da rivedere"] == "1"
    assert told["Controlli"] == "✖ 1 errore nel foglio Controlli"


def test_without_a_quarter_there_is_nothing_to_say():
    assert state(compute([SECTION], MemoryBook().values)) == []


def test_before_any_data_are_there_nothing_can_be_released():
    empty = MemoryBook.of({"Parametri": [*HEAD, ["Voce", "Valore"], ["Periodo", "2016-T2"]]})
    edition = compute(SECTIONS, empty.values)
    told = dict(state(replace(edition, findings=())))
    assert told["Controlli"] == "○ dopo aver incollato i dati"
