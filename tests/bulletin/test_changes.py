"""What has changed since the last bulletin."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from cst_xl.bulletin.changes import Change, Changes, Outcome, changes, comparable
from cst_xl.bulletin.publish import publish
from cst_xl.core.periods import Period
from tests.bulletin.conftest import ISSUED, edition_of

QUARTER = Period.quarter(2016, 2)


@pytest.fixture
def published(edition, tmp_path):
    """The folder of bulletins with the example's in it."""
    publish(edition, tmp_path, ISSUED)
    return tmp_path


def with_cell(raw, key, row, column, text):
    """The example's raw tables without the printed values, one cell changed."""
    changed = {name: [list(line) for line in rows] for name, rows in raw.items() if name != "pubblicati"}
    changed[key][row][column] = text
    return edition_of(changed)


def test_without_an_earlier_bulletin_there_is_nothing_to_compare_with(edition, tmp_path):
    found = changes(edition, tmp_path)
    assert found == Changes("")
    assert found.summary() == "Non c'è un Focus precedente con cui confrontare."


def test_the_same_bulletin_again_has_no_changes(edition, published):
    found = changes(edition, published)
    assert found.items == ()
    assert found.summary() == "Nulla è cambiato rispetto al Focus 2° trimestre 2016 pubblicato il 15/07/2016."


def test_a_moved_figure_and_the_sentences_that_say_it_are_listed(raw, published):
    row = next(at for at, line in enumerate(raw["infrastruttura"]) if line[0] == "CPU core")
    found = changes(with_cell(raw, "infrastruttura", row, 1, "98"), published)
    moved = {one.id: (one.before, one.now) for one in found.items}
    assert moved["infrastruttura.cpu_core"] == ("96", "98")
    assert "98 CPU core" in moved["frase.infrastruttura.risorse"][1]
    assert all(one.outcome is Outcome.MOVED for one in found.items)
    assert "1 frase cambiata" in found.summary()


def test_what_only_further_decimals_say_isn_t_a_change(edition, published):
    figure = edition.figures["ticket.frase.mail"]
    figures = type(edition.figures)()
    for one in edition.figures:
        figures.update([replace(one, value=one.number + Decimal("0.0001")) if one is figure else one])
    assert changes(replace(edition, figures=figures), published).items == ()


def test_what_is_new_and_what_is_gone_is_told_apart(edition, published):
    path = published / "Focus_2016-T2" / "dati" / "Focus_2016-T2.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    first = document["voci"].pop()
    document["voci"].append({**first, "id": "voce.tolta", "descrizione": "Tolta", "testo": "5"})
    path.write_text(json.dumps(document), encoding="utf-8")
    found = {one.id: one.outcome for one in changes(edition, published).items}
    assert found == {first["id"]: Outcome.NEW, "voce.tolta": Outcome.GONE}


def test_the_latest_quarter_before_is_compared_month_by_month(raw, published):
    months = {"Aprile": "Luglio", "Maggio": "Agosto", "Giugno": "Settembre"}
    given = {key: [list(row) for row in rows] for key, rows in raw.items() if key != "pubblicati"}
    given["parametri"] = [
        ["2016-T3" if text == "2016-T2" else text for text in row] for row in raw["parametri"]
    ]
    for row in given["ticket_mensili"]:
        row[0] = months.get(row[0], row[0])
    found = changes(edition_of(given), published)
    assert found.since == "Focus 2° trimestre 2016 pubblicato il 15/07/2016"
    moved = {one.id for one in found.items if one.outcome is Outcome.MOVED}
    assert "ticket.telefono.gestiti" in moved  # the second level has no month of its own
    assert "ticket.2016-07.gestiti" not in moved  # as in the first month of the quarter before


def test_what_only_says_which_quarter_it_is_isn_t_a_change(edition, published):
    following = {one.id for one in changes(replace(edition, period=Period.quarter(2016, 3)), published).items}
    assert not any(one.startswith("periodo.") for one in following)


def test_drafts_and_files_that_aren_t_ours_are_no_bulletins(edition, tmp_path):
    publish(edition, tmp_path, ISSUED, draft=True)
    (tmp_path / "Focus_2016-T1" / "dati").mkdir(parents=True)
    (tmp_path / "Focus_2016-T1" / "dati" / "Focus_2016-T1.json").write_text("[1, 2", encoding="utf-8")
    (tmp_path / "Focus_2015-T4" / "dati").mkdir(parents=True)
    (tmp_path / "Focus_2015-T4" / "dati" / "Focus_2015-T4.json").write_text('{"voci": [3]}', encoding="utf-8")
    assert changes(edition, tmp_path) == Changes("")


def test_a_later_quarter_isn_t_the_last_one(edition, published):
    assert changes(replace(edition, period=Period.quarter(2016, 1)), published) == Changes("")


def test_where_no_bulletin_is_at_hand_the_history_is_taken(raw, tmp_path):
    given = {key: rows for key, rows in raw.items() if key != "pubblicati"}
    given["storico"] = [
        ["Periodo", "Voce", "Valore", "Unità"],
        ["2016-T1", "ticket.totale.gestiti", "1500", "ticket"],
        ["2016-T1", "ticket.2016-01.gestiti", "393", "ticket"],
        ["2015-T4", "ticket.totale.gestiti", "1", "ticket"],
    ]
    found = changes(edition_of(given), tmp_path)
    assert found.since == "1° trimestre 2016, com'è nello Storico"
    by_id = {one.id: one for one in found.items}
    assert (by_id["ticket.totale.gestiti"].before, by_id["ticket.totale.gestiti"].now) == ("1.500", "1.491")
    assert "ticket.2016-04.gestiti" not in by_id  # 393 as in the first month of the quarter before
    assert not any(one.sentence for one in found.items)


@pytest.mark.parametrize(
    ("figure_id", "quarter", "key"),
    [
        ("ticket.2016-04.gestiti", QUARTER, "ticket.m1.gestiti"),
        ("ticket.2016-01.gestiti", QUARTER.previous, "ticket.m1.gestiti"),
        ("ticket.2016-07.gestiti", QUARTER, "ticket.2016-07.gestiti"),
        ("utilizzo.totale.2016-S1", QUARTER, "utilizzo.totale.s0"),
        ("utilizzo.totale.2015-S1", QUARTER, "utilizzo.totale.s2"),
        ("utilizzo.totale.2016-S2", QUARTER.next, "utilizzo.totale.s0"),
        ("credenziali.2010.cns", QUARTER, "credenziali.2010.cns"),
    ],
)
def test_ids_are_compared_by_their_place_in_the_quarter(figure_id, quarter, key):
    assert comparable(figure_id, quarter) == key


def test_the_list_is_a_file_that_an_italian_excel_opens():
    found = Changes("x", (Change("a.b", "=CMD()", "1", "2"), Change("a.c", "", "=", "↑")))
    content = found.as_csv()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["voce", "a.b", "'=CMD()", "1", "2", "cambiata"]
    assert rows[2][3:5] == ["=", "↑"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change("a", "Casi", "1", "2"), "Casi: era «1», ora «2»"),
        (Change("a", "", "", "2"), "a: nuova, «2»"),
        (Change("a", "Casi", "1", ""), "Casi: non c'è più, era «1»"),
    ],
)
def test_each_change_is_one_line(change, told):
    assert change.told() == told


def test_the_summary_counts_figures_and_sentences_apart():
    items = (
        Change("a", "", "1", "2"),
        Change("b", "", "1", "2"),
        Change("c", "", "", "2"),
        Change("d", "", "x", "", sentence=True),
    )
    assert Changes("Focus", items).summary() == (
        "Rispetto al Focus: 2 voci cambiate, 1 voce nuova e 1 frase tolta."
    )
