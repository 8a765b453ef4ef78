"""OTRS and Znuny ticket lists: the sample to hand-checked totals, whatever program it went through."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest

from cst_xl.core.errors import CstError
from cst_xl.core.kinds import plain
from cst_xl.intake import otrs, recognise, source
from cst_xl.sections.tickets.raw import DEFAULT_STATES
from tests.intake.samples import OTRS, TABLES, as_paste, as_workbook, context, imported, mappings, of_text

HAND_CHECKED = {
    ("2016-04", "mail"): {"risolto": 363, "chiuso non di competenza": 29, "aperto": 1},
    ("2016-05", "mail"): {"risolto": 626, "chiuso non di competenza": 21},
    ("2016-06", "mail"): {"risolto": 398, "chiuso non di competenza": 52, "aperto": 1},
    ("2016-04", "telefono"): {"risolto": 76},
    ("2016-05", "telefono"): {"risolto": 140},
    ("2016-06", "telefono"): {"risolto": 140},
}


@pytest.fixture(scope="module")
def sample():
    return imported(OTRS)


def test_the_sample_has_the_states_of_the_printed_bulletin_month_by_month(sample):
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in sample.rows("ticket"):
        counts.setdefault((row[4][:7], row[1]), Counter())[row[3]] += 1
    assert counts == HAND_CHECKED
    channels = Counter(row[1] for row in sample.rows("ticket"))
    assert channels == {"mail": 1491, "telefono": 356}


def test_it_says_what_was_recognised(sample):
    assert sample.said == "esportazione OTRS/Znuny, 1.847 ticket, 1/4–30/6/2016"
    assert not sample.rows("stati_ticket")


def test_the_ticket_s_number_is_not_the_running_number(sample):
    assert sample.rows("ticket")[0][0] == "20160400001242"


def as_cells(value: str):
    """What a spreadsheet program makes of an export: numbers and moments become such cells."""
    if value.isdigit() and len(value) < 16:
        return int(value)
    try:
        return datetime.fromisoformat(value) if len(value) == 19 else value
    except ValueError:
        return value


@pytest.mark.parametrize("convert", [lambda value: value, as_cells], ids=["texts", "converted"])
def test_the_same_list_as_a_workbook_gives_the_same_rows(sample, convert):
    grid = source.read(OTRS.name, OTRS.read_bytes()).sheets[0].grid
    (found,) = recognise.read(source.read("lista.xlsx", as_workbook(grid, convert)), TABLES, context())
    assert found.blocks == sample.blocks


def test_the_same_list_pasted_gives_the_same_rows(sample):
    grid = source.read(OTRS.name, OTRS.read_bytes()).sheets[0].grid
    (found,) = recognise.read(source.pasted(as_paste(grid)), TABLES, context())
    assert found.blocks == sample.blocks


def test_english_headers_and_states_are_read_as_well():
    found = of_text(
        "Number;Ticket#;Title;Created;Close Time;Queue;State;FirstResponse;First Lock;Type;FirstResponseInMin\n"
        "1;20160400001242;x;2016-04-01 03:02:11;;Postmaster;open;;;email;60\n"
    )
    assert found.rows("ticket") == (
        (
            "20160400001242",
            "email",
            "",
            "open",
            "2016-04-01 03:02:11",
            "",
            "",
            "",
            "Postmaster",
            "x",
            "",
            "",
            "60",
        ),
    )


LIST = "Ticket#;Creato;Stato;Coda;Type\n{}\n"


def test_a_queue_may_mean_a_channel_a_level_or_a_state():
    rows = "1;2016-04-01 08:00:00;risolto;HD::Secondo;\n2;2016-04-01 08:00:00;risolto;Altri enti;mail\n3;2016-04-01 08:00:00;aperto;Altri enti;mail"
    ctx = context(
        ("coda", "*::Secondo", "telefono"),
        ("coda", "*::Secondo", "2° livello"),
        ("coda", "Altri enti", "chiuso non di competenza"),
    )
    found = of_text(LIST.format(rows), ctx)
    assert [row[1:4] for row in found.rows("ticket")] == [
        ("telefono", "2", "risolto"),
        ("mail", "", "chiuso non di competenza"),
        ("mail", "", "aperto"),
    ]
    assert any(
        "1 ticket in stato «risolto» contano come «chiuso non di competenza»" in one.message
        for one in found.findings
    )


def test_a_mapped_state_goes_to_the_sheet_of_states():
    found = of_text(LIST.format("1;2016-04-01 08:00:00;unito;x;mail"), context(("stato", "unito", "risolto")))
    assert found.rows("stati_ticket") == (("unito", "risolto"),)
    assert not [one for one in found.findings if "unito" in one.message]


def test_the_first_row_of_an_empty_sheet_of_states_brings_the_defaults_along():
    """While that sheet is empty the defaults hold; one row in it would end them."""
    ctx = replace(context(("stato", "unito", "risolto")), own_states=False)
    rows = of_text(LIST.format("1;2016-04-01 08:00:00;unito;x;mail"), ctx).rows("stati_ticket")
    assert rows[-1] == ("unito", "risolto")
    assert {plain(state) for state, _ in rows} == {*map(plain, DEFAULT_STATES), "unito"}
    assert not of_text(LIST.format("1;2016-04-01 08:00:00;aperto;x;mail"), ctx).rows("stati_ticket")


def test_what_is_not_mapped_is_listed_with_its_number_and_not_dropped():
    rows = "1;2016-04-01 08:00:00;unito;x;\n2;2016-04-01 08:00:00;unito;x;"
    found = of_text(LIST.format(rows))
    assert len(found.rows("ticket")) == 2
    messages = " ".join(one.message for one in found.findings)
    assert "lo stato «unito» (2 ticket)" in messages
    assert "2 ticket senza un canale riconoscibile: «x (2)»" in messages


def test_a_destination_that_means_nothing_is_an_error():
    found = of_text(LIST.format("1;2016-04-01 08:00:00;aperto;x;mail"), context(("coda", "x", "piccione")))
    assert any("«piccione»" in one.message and one.severity == "error" for one in found.findings)


def test_a_number_too_long_for_a_spreadsheet_is_told():
    sheet = source.Sheet(
        "a", [["Ticket#", "Creato", "Stato"], [2016040000124201.0, "2016-04-01 08:00:00", "aperto"]]
    )
    found = otrs.read(sheet, context())
    assert any("cifre" in one.message for one in found.findings)


def test_a_text_like_a_formula_stays_a_text():
    found = of_text("Ticket#;Creato;Stato;Titolo\n1;2016-04-01 08:00:00;aperto;=HYPERLINK(1)\n")
    assert found.rows("ticket")[0][9] == "=HYPERLINK(1)"


def test_a_moment_that_isn_t_one_stays_as_it_was_written():
    assert of_text(LIST.format("1;31/02/2016;aperto;x;mail")).rows("ticket")[0][4] == "31/02/2016"


def test_a_list_without_its_columns_is_refused_with_their_names():
    with pytest.raises(CstError, match="«Creato», «Stato»"):
        otrs.read(source.Sheet("a", [["Ticket#"], ["1"]]), context())


def test_mappings_come_from_the_sheet():
    assert mappings(("coda", "a", "mail")).rules
