"""The array functions of review and release, over the ranges of the example quarter."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import raw_tables
from cst_xl.core.releases import RELEASED
from cst_xl.core.revisions import REVISIONS, Outcome
from cst_xl.functions import BY_NAME, arguments, invoke
from cst_xl.functions.review import DRAFT_MARK
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources


@pytest.fixture
def ranges():
    """The cells that each named range would hand over, without the printed values."""
    raw = example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")
    raw.pop("pubblicati")
    return {
        f"dati_{table.key}": raw.get(table.key, [[c.header for c in table.columns]])
        for table in raw_tables(SECTIONS)
    }


def call(name, ranges, rows=None):
    function = BY_NAME[name]
    return invoke(function, [*(ranges[one] for one in arguments(function)), rows])


def test_beside_a_rewritten_sentence_stand_the_automatic_one_and_the_outcome(ranges):
    row = ["frase.credenziali.cns", "2016-T2", "Superati i 6.000 utilizzatori.", ""]
    ranges["dati_frasi_riviste"] = [[c.header for c in REVISIONS.columns], ["", "", "", ""], row]
    given = call("cst_frasi_riviste", ranges, 4)
    assert given == [
        ["", ""],
        ["Quasi 6.000 utilizzatori di CNS.", Outcome.CONTRADICTED.value],
        ["", ""],
        ["", ""],
    ]


def test_the_list_of_sentences_marks_a_rewritten_one(ranges):
    row = ["frase.credenziali.cns", "2016-T2", "Sono 5.809.", ""]
    ranges["dati_frasi_riviste"] = [[c.header for c in REVISIONS.columns], row]
    assert ["frase.credenziali.cns", "Sono 5.809.", "✎ riveduta"] in call("cst_frasi_credenziali", ranges)
    ranges["dati_frasi_riviste"] = [ranges["dati_frasi_riviste"][0]]
    said = call("cst_frasi_credenziali", ranges)
    assert ["frase.credenziali.cns", "Quasi 6.000 utilizzatori di CNS.", ""] in said


def test_every_code_of_a_sentence_is_offered_once(ranges):
    codes = [row[0] for row in call("cst_codici_frasi", ranges, 40)]
    assert codes.index("frase.sla.titolo") == 0
    known = [code for code in codes if code]
    assert len(known) == len(set(known)) > 15


def test_a_draft_is_marked_exactly_while_there_are_errors(ranges):
    assert call("cst_bozza", ranges, 1) == [[""]]
    ranges["dati_pubblicati"] = [["Voce", "Valore pubblicato"], ["ticket.totale.gestiti", "1.715"]]
    assert call("cst_bozza", ranges, 1) == [[DRAFT_MARK]]


def test_a_released_value_stands_beside_the_present_one(ranges):
    ranges["dati_voci_rilasciate"] = [
        [c.header for c in RELEASED.columns],
        ["2016-T2", "ticket.totale.gestiti", "", "1.491", "", ""],
        ["2016-T2", "infrastruttura.cpu_core", "", "97", "", ""],
    ]
    assert call("cst_voci_rilasciate", ranges) == [["1.491", "= come rilasciato"], ["96", "✖ da rivedere"]]


def test_where_the_release_stands_is_told_in_two_columns(ranges):
    told = dict(call("cst_rilascio", ranges))
    assert told["Controlli"] == "✔ si può rilasciare"


@pytest.mark.parametrize("name", ["cst_frasi_riviste", "cst_voci_rilasciate", "cst_rilascio", "cst_bozza"])
def test_without_a_quarter_they_say_nothing(name, ranges):
    ranges["dati_parametri"] = [["Voce", "Valore"]]
    cells = [cell for row in call(name, ranges, 2) for cell in row]
    assert not any(cells) or name == "cst_bozza"
