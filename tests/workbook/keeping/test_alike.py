"""What stays of a cell from quarter to quarter, and sheets known under another name."""

from __future__ import annotations

import pytest

from cst_xl.workbook.keeping import alike
from cst_xl.workbook.keeping.alike import Formula, essence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Focus del 2° trimestre 2016", "Focus del 3° trimestre 2017"),
        ("Ticket di aprile", "Ticket di luglio"),
        (Formula("Calcolo!$C$8"), Formula("Calcolo!$D$19")),
        (Formula("cst_tab_sla(dati_sla, 12)"), Formula("CST_TAB_SLA(dati_sla,7)")),
        (Formula("_xlfn.IFS('Dati SLA'!A1>0,1)"), Formula("IFS('Dati SLA'!B9>0,3)")),
    ],
)
def test_the_same_cell_of_two_quarters_has_one_essence(one, other):
    assert essence(one) == essence(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Focus del trimestre", "Focus del semestre"),
        ("=1+1", Formula("1+1")),
        (7, 8),
        (Formula("Calcolo!A1"), Formula("Calcolo!A1+1")),
        (Formula("SLA!A1"), Formula("Ticket!A1")),
    ],
)
def test_different_things_have_different_ones(one, other):
    assert essence(one) != essence(other)


def test_a_text_that_begins_with_an_equals_sign_is_no_formula(followed):
    found = alike.contents(followed.old, "Dati Pubblicati")
    assert "=" in found.values()


def test_every_cell_of_an_array_block_has_the_formula_of_the_block(followed):
    found = alike.contents(followed.new, "Calcolo")
    blocks = [content for content in found.values() if isinstance(content, Formula)]
    assert len(blocks) > 10 * len(set(blocks))


def test_a_renamed_sheet_is_known_by_what_is_on_it():
    ours = {"Categorie": {(1, 1): "Categorie", (2, 1): "Si imposta una volta", (5, 1): "Codice"}}
    theirs = {
        "Nostre": {(1, 1): "Categorie", (2, 1): "Si imposta una volta", (5, 1): "Codice", (9, 9): "mia"},
        "Spesa": {(1, 1): "pane", (2, 1): "latte"},
    }
    assert alike.renamed(theirs, ours) == {"Nostre": "Categorie"}
