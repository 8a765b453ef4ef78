"""What the next quarter's workbook takes over."""

from __future__ import annotations

from datetime import datetime

import pytest

from cst_xl.core.edition import compute, raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.history import HISTORY, read_history
from cst_xl.core.periods import Period
from cst_xl.core.tables import read
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources
from cst_xl.workbook.rollover import carried, skipped


@pytest.fixture
def raw():
    return example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")


def rolled(raw):
    grids = example.grids(raw)
    edition = compute(SECTIONS, lambda sheet: grids.get(sheet, []))
    return edition, carried(edition, lambda sheet: grids.get(sheet, []))


def test_tables_that_hold_from_quarter_to_quarter_come_along_and_no_other(raw):
    _, following = rolled(raw)
    assert set(following) == {table.key for table in raw_tables(SECTIONS) if table.carried} | {"credenziali"}
    assert following["catalogo_sla"][1][:2] == raw["catalogo_sla"][1][:2]
    assert len(following["catalogo_sla"]) == len(raw["catalogo_sla"])


def test_parameters_are_those_of_the_workbook_with_the_next_quarter(raw):
    raw["parametri"] = [
        ["Voce", "Valore", "A che cosa serve"],
        ["Ente", "Provincia di Prova", "x"],
        ["Periodo", "4° trimestre 2016", "y"],
        ["Una voce mia", "tenuta", ""],
    ]
    _, following = rolled(raw)
    values = {row[0]: row[1] for row in following["parametri"][1:]}
    assert values["Periodo"] == "2017-T1"
    assert values["Ente"] == "Provincia di Prova"
    assert values["Una voce mia"] == "tenuta"
    assert [row[0] for row in following["parametri"][1:]] == ["Ente", "Periodo", "Una voce mia"]


def test_every_known_figure_becomes_history_and_reads_back_exactly(raw):
    edition, following = rolled(raw)
    grid = [[], [], [], [], *following["storico"]]
    history = read_history(read(HISTORY, grid))["2016-T2"]
    known = [figure for figure in edition.figures if figure.value is not None]
    assert len(history) == len(known)
    for figure in known:
        assert str(history[figure.id].value) == str(figure.value), figure.id


def test_history_grows_and_a_quarter_computed_again_is_replaced(raw):
    edition, first = rolled(raw)
    raw["storico"] = [
        first["storico"][0],
        ["2016-T1", "ticket.totale.gestiti", "1500", "ticket"],
        ["2016-T2", "ticket.totale.gestiti", "1", "ticket"],
        ["2° trimestre 2016", "una.voce.vecchia", "2", ""],
    ]
    _, following = rolled(raw)
    rows = following["storico"][1:]
    assert [row for row in rows if row[0] == "2016-T1"] == [
        ["2016-T1", "ticket.totale.gestiti", "1500", "ticket"]
    ]
    gestiti = [row[2] for row in rows if row[:2] == ["2016-T2", "ticket.totale.gestiti"]]
    assert gestiti == [str(edition.figure("ticket.totale.gestiti").value)]
    assert not [row for row in rows if row[1] == "una.voce.vecchia"]


def test_what_a_cell_holds_as_a_date_comes_along_as_the_text_that_says_the_same(raw):
    raw["chiusure"] = [["Giorno di chiusura", "Motivo"], [datetime(2016, 6, 24), "Patrono"]]
    _, following = rolled(raw)
    assert following["chiusure"] == [["Giorno di chiusura", "Motivo"], ["24/06/2016", "Patrono"]]


def test_without_a_quarter_there_is_no_next_one():
    edition = compute(SECTIONS, lambda _: [])
    with pytest.raises(CstError, match="manca il periodo"):
        carried(edition, lambda _: [])


def test_only_a_later_quarter_follows(raw):
    edition, _ = rolled(raw)
    for period in (edition.period, edition.period.previous):
        with pytest.raises(CstError, match="trimestre successivo"):
            carried(edition, lambda _: [], period)


def test_quarters_between_two_workbooks_are_named():
    assert [str(one) for one in skipped(Period.quarter(2016, 1), Period.quarter(2016, 4))] == [
        "2016-T2",
        "2016-T3",
    ]
    assert skipped(Period.quarter(2016, 4), Period.quarter(2017, 1)) == ()
