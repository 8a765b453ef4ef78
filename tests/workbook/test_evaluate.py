"""The evaluator gives what the formulas say, and leaves alone what it doesn't know."""

from __future__ import annotations

import pytest

from cst_xl.core.kinds import CellError
from cst_xl.workbook.evaluate import Evaluator, Formula, calls_ours

GRIDS = {
    "Dati": [["prima", "dopo"], ["55.651", "63.537"], [4336, 15619]],
    "Un'altra": [["x"]],
}


def results(*formulas, names=None):
    evaluator = Evaluator(tuple(formulas), lambda sheet: GRIDS.get(sheet, []), names or {}, {})
    return evaluator.results()


def one(text, **options):
    return results(Formula("Conti", "B7", text), **options)["Conti"]["B7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dati!$A$3", 4336),
        ("'Un''altra'!A1", "x"),
        ('cst_numero("1.715")', 1715),
        ("CST_SALDO_SERVIZI(12, 16)", -4),
        ("_xll.cst_saldo_servizi(12,16)", -4),
        ("cst_esito(cst_saldo_servizi(12,16))", "↓"),
        ("cst_fascia_oraria(13,,)", "08:00-18:00"),
        ("cst_numero(vecchio)", 55651),
        ("Dati!Z99", None),
    ],
)
def test_it_evaluates(text, expected):
    assert one(text, names={"vecchio": "Dati!$A$2"}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SUM(Dati!A1:A3)",
        "cst_numero(A1)+1",
        "1+1",
        "cst_sconosciuta(1)",
        "cst_numero(",
        "IF(1,2,3)",
        "[1]Dati!A1",
        "",
    ],
)
def test_it_leaves_alone(text):
    assert results(Formula("Conti", "B7", text)) == {}


def test_a_formula_that_needs_another_gets_its_result():
    found = results(
        Formula("Conti", "A1", 'cst_numero("5")'), Formula("Conti", "A2", "cst_saldo_servizi(A1,2)")
    )
    assert found["Conti"]["A2"] == 3


def test_formulas_that_need_each_other_are_left_alone():
    found = results(Formula("Conti", "A1", "cst_numero(A2)"), Formula("Conti", "A2", "cst_numero(A1)"))
    assert "A1" not in found.get("Conti", {}) or found["Conti"]["A1"] == ""


def test_an_array_formula_fills_its_block_and_marks_what_is_beyond():
    found = results(Formula("Conti", "A1", 'cst_numero("5")', "A1:B2"))["Conti"]
    assert found == {"A1": 5, "A2": 5, "B1": 5, "B2": 5}


def test_an_error_in_an_argument_is_the_result():
    GRIDS["Rotto"] = [[CellError("#N/A")]]
    assert one("cst_numero(Rotto!A1)") == CellError("#N/A")


def test_our_functions_are_found_anywhere_in_a_formula():
    assert calls_ours("IF(A1,cst_numero(B1),0)")
    assert not calls_ours("SUM(A1:A3)")
