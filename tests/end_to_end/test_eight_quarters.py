"""Eight quarters, each made from the one before: figures, comparisons, sentences and history against plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from cst_xl.actions import quarters as actions
from cst_xl.actions.checking import compute_file
from cst_xl.core.book import located, place
from cst_xl.core.history import read_history
from cst_xl.core.periods import Period
from cst_xl.core.section import Edition
from cst_xl.workbook import layout
from cst_xl.workbook.file import FileBook
from tests.end_to_end import eight_quarters as oracle
from tests.workbook.office_reader import sheets_shown

QUARTERS = oracle.drawn()


@dataclass(frozen=True)
class Done:
    """One quarter's workbook: what it began with, and what it computes."""

    path: Path
    began: dict[str, list[list[str]]]
    edition: Edition


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    """The eight workbooks, by quarter."""
    folder = tmp_path_factory.mktemp("otto")
    done: dict[str, Done] = {}
    before: Path | None = None
    for name, quarter in QUARTERS.items():
        path = folder / f"Focus_{name}.xlsx"
        period = Period.parse(name)
        if before is None:
            actions.new_template(period, path)
        else:
            actions.from_previous(before, period, path)
        book = FileBook.open(path)
        began = {sheet: texts(book, sheet) for sheet in oracle.pasted(quarter, QUARTERS)}
        for sheet, rows in oracle.pasted(quarter, QUARTERS).items():
            book.write(sheet, "A6", rows)
        book.save()
        done[name] = Done(path, began, compute_file(path, backups=0).edition)
        before = path
    return done


def texts(book: FileBook, sheet: str) -> list[list[str]]:
    """The filled rows below the headers of the first table of a sheet, as texts."""
    rows = [[str(value) for value in row] for row in book.values(sheet)[5:]]
    return [row for row in rows if any(row[:3])]


def each():
    return pytest.mark.parametrize("name", QUARTERS)


def test_the_eight_quarters_have_every_case_that_the_sentences_know():
    said = {oracle.direction(sentence, name, QUARTERS) for sentence in oracle.FOLLOWED for name in QUARTERS}
    assert {"", "in calo", "in aumento"} < said
    assert any("terza" in words for words in said)
    assert {1, 2, 3} <= {oracle.claims_in_a_row(name, QUARTERS) for name in QUARTERS}


@each()
def test_the_figures_of_a_quarter_follow_from_its_data(name, chain):
    figures = chain[name].edition.figures
    for figure_id, value in oracle.expected(QUARTERS[name], QUARTERS).items():
        number = figures.number(figure_id)
        assert number is not None, figure_id
        assert abs(Fraction(str(number)) - value) < Fraction(1, 10**9), figure_id


@each()
def test_nothing_is_wrong_with_a_quarters_workbook(name, chain):
    assert [one.message for one in chain[name].edition.findings if one.severity == "error"] == []


@each()
def test_directions_are_said_when_they_are_so_and_only_then(name, chain):
    said = {one.id: one.text for result in chain[name].edition for one in result.sentences}
    for sentence in oracle.FOLLOWED:
        words = oracle.direction(sentence, name, QUARTERS)
        text = said.get(sentence, "")
        assert bool(words) == bool(text), sentence
        assert f" {words} rispetto al " in text or not words
        assert "consecutiva" in words or "consecutiva" not in text


@each()
def test_anche_is_said_of_the_same_claim_and_counted_from_the_third_time_on(name, chain):
    edition = chain[name].edition
    (text,) = [one.text for one in edition.result("sla").sentences if one.id == "frase.sla.titolo"]
    times = oracle.claims_in_a_row(name, QUARTERS)
    assert text.startswith("Anche nel " if times > 1 else "Nel ")
    assert (f"per la {oracle.ORDINALS[times]} volta consecutiva" if times > 2 else "trimestre") in text
    assert ("consecutiva" in text) == (times > 2)


@pytest.mark.parametrize("name", list(QUARTERS)[1:])
def test_a_quarter_begins_with_the_past_and_no_data_of_the_one_before(name, chain):
    began, quarter = chain[name].began, QUARTERS[name]
    for sheet in ("Dati Ticket Mensili", "Dati SLA", "Dati Infrastruttura", "Dati Accessi"):
        assert began[sheet] == [], sheet
    typed = oracle.past_credentials(quarter, QUARTERS)
    assert [row[0] for row in began["Dati Credenziali"]] == [row[0] for row in typed]
    if quarter.year == 2016 or quarter.number in {2, 4}:
        base = {row[0]: row[1] for row in began["Dati Utilizzo"]}
        assert base == {name: str(uses) for name, uses in oracle.base_of(quarter, QUARTERS).items()}
    stock = [row[:2] for row in began["Dati Servizi"]]
    assert stock == [row[:2] for row in oracle.before_services(quarter, QUARTERS)]


@each()
def test_the_history_has_every_figure_of_every_quarter_before_and_no_other(name, chain):
    edition = chain[name].edition
    history = read_history(edition.tables["storico"])
    assert sorted(history) == [one for one in QUARTERS if one < name]
    for quarter, figures in history.items():
        computed = {one.id: str(one.value) for one in chain[quarter].edition.figures if one.value is not None}
        assert {one.id: str(one.value) for one in figures} == computed


def test_the_course_of_every_quarter_is_on_a_sheet_of_the_eighth(chain):
    book = FileBook.open(chain["2016-T4"].path)
    rows = [list(row) for row in book.values(layout.TRENDS)]
    headers = rows[5]
    tickets, uptime = headers.index("Ticket da mail gestiti"), headers.index("Uptime dell'infrastruttura HW")
    for row, (name, quarter) in zip(rows[6:14], QUARTERS.items(), strict=True):
        assert row[1] == name
        assert row[tickets] == sum(quarter.handled)
        assert row[uptime] == pytest.approx(quarter.uptime / 10_000)


@pytest.mark.office
def test_libreoffice_shows_the_numbers_of_the_eighth(chain, tmp_path):
    last = chain["2016-T4"]
    shown = sheets_shown(last.path, tmp_path)
    names = FileBook.open(last.path).package.defined_names()
    for figure_id in ("ticket.totale.gestiti", "servizi.attivi", "accessi.totale", "utilizzo.totale.2016-S2"):
        sheet, cell = located(names[layout.figure_name(figure_id)])
        row, column = place(cell)
        # LibreOffice's own locale here has no thousands separator
        assert shown[sheet][row - 1][column - 1] == str(last.edition.figures.number(figure_id)), figure_id
