"""The followed figures of every quarter, as a cell function gives them."""

from __future__ import annotations

from cst_xl.functions import BY_NAME, arguments, invoke, trends_formula
from cst_xl.functions.courses import FOLLOWED
from cst_xl.workbook import example, resources


def given(rows, *history):
    raw = example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")
    raw["storico"] = [["Periodo", "Voce", "Valore", "Unità"], *map(list, history)]
    keys = [name.removeprefix("dati_") for name in arguments(BY_NAME["cst_andamento"])]
    return invoke(BY_NAME["cst_andamento"], [*(raw.get(key, []) for key in keys), rows])


SERVICES = 1 + [one.figure for one in FOLLOWED].index("servizi.attivi")


def test_there_is_a_row_for_each_quarter_and_the_last_is_this_one():
    found = given(3, ["2016-T1", "servizi.attivi", "353", "servizi"])
    assert [(row[0], row[SERVICES]) for row in found] == [("2016-T1", 353), ("2016-T2", 350), ("", "")]


def test_where_not_all_fit_the_latest_are_shown():
    history = [[f"2015-T{n}", "servizi.attivi", str(340 + n), "servizi"] for n in (1, 2, 3, 4)]
    assert [row[0] for row in given(2, *history)] == ["2015-T4", "2016-T2"]


def test_its_formula_names_every_raw_table():
    assert trends_formula(9).startswith("cst_andamento(dati_parametri,")
    assert trends_formula(9).endswith(",9)")
