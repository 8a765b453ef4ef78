"""What is told of the uses: unknown and doubled categories, semesters missing, zeros lost."""

from __future__ import annotations

import pytest

from cst_xl.core.findings import Severity
from tests.sections.results import texts, told

WIDE = ["Categoria servizi", "1°sem 2015", "1°sem 2016", "Diff %"]
NAMES = ["Codice", "Nome", "Nella frase", "Escluso", "Motivo", "Spiegazione della crescita"]
CATALOGUE = [NAMES, ["fiscali", "Fiscali"]]


def test_the_seed_raises_one_question_and_nothing_else(seed):
    assert [(one.severity, one.cell) for one in seed.findings] == [(Severity.INFO, "Categorie!F7")]
    assert "vale ancora per il 1° semestre 2016?" in seed.findings[0].message


def test_both_tables_may_say_the_same_but_not_two_things(run):
    long = [
        ["Categoria", "Semestre", "Utilizzi"],
        ["Fiscali", "1°sem 2016", "110"],
        ["Fiscali", "1°sem 2015", "90"],
    ]
    result, findings = run([WIDE, ["Fiscali", "100", "110"]], long=long)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert [finding.cell for finding in errors] == ["Dati Utilizzo!H7"]
    assert "100 nella cella Dati Utilizzo!B6 e 90 nella cella Dati Utilizzo!H7" in errors[0].message
    assert result.figures["utilizzo.fiscali.2015-S1"].value == 100


def test_a_row_of_another_length_than_a_semester_is_refused(run):
    _, findings = run([], long=[["Categoria", "Semestre", "Utilizzi"], ["Fiscali", "aprile 2016", "100"]])
    found = told(findings, "Dati Utilizzo!G6")
    assert found.severity is Severity.ERROR
    assert found.found == "aprile 2016"


def test_a_category_that_nobody_knows_is_named_with_the_nearest(run):
    _, findings = run([WIDE, ["Albo pretorioo", "100", "110"]])
    found = told(findings, "Dati Utilizzo!A6")
    assert found.severity is Severity.ERROR
    assert "Forse «Albo pretorio»?" in found.message


def test_a_category_twice_counts_once_and_is_an_error(run):
    result, findings = run([WIDE, ["Fiscali", "100", "110"], ["FISCALI", "100", "110"]])
    assert result.figures["utilizzo.totale.2016-S1"].value == 110
    twice = [finding for finding in findings if "due volte" in finding.message]
    assert [finding.cell for finding in twice] == ["Dati Utilizzo!B7"]


def test_a_missing_comparison_blanks_the_totals_and_is_a_warning(run):
    result, findings = run([WIDE, ["Fiscali", "", "110"], ["Albo pretorio", "50", "60"]])
    assert result.figures.number("utilizzo.totale.2015-S1") is None
    assert result.figures["utilizzo.totale.2016-S1"].value == 170
    assert result.figures["utilizzo.frase.in_calo"].value is None
    warned = [one for one in findings if one.figure == "utilizzo.fiscali.2015-S1"]
    assert [(one.severity, one.cell) for one in warned] == [(Severity.WARNING, "Dati Utilizzo!B6")]


def test_a_category_without_any_data_is_left_out_with_a_warning(run):
    result, findings = run([WIDE, ["Fiscali", "100", "110"], ["Contact Center", "1", "2"]])
    assert told(findings, "Categorie!A7").severity is Severity.WARNING
    assert "utilizzo.albo.2016-S1" not in result.figures
    assert result.figures["utilizzo.totale.2016-S1"].value == 112


@pytest.mark.parametrize(("before", "now"), [("12.000", "12"), ("12", "12.000")])
def test_a_jump_that_looks_like_lost_zeros_is_a_warning(before, now, run):
    _, findings = run([WIDE, ["Fiscali", before, now]])
    assert told(findings, "Dati Utilizzo!C6").severity is Severity.WARNING


@pytest.mark.parametrize("pasted", ["10,0%", "+10%", "0,1", "10,0", "–", ""])
def test_a_difference_pasted_along_may_agree(pasted, run):
    _, findings = run([WIDE, ["Fiscali", "1.000", "1.100", pasted]])
    assert not [finding for finding in findings if finding.cell == "Dati Utilizzo!D6"]


def test_a_difference_pasted_along_that_is_wrong_is_a_warning(run):
    _, findings = run([WIDE, ["Fiscali", "1.000", "1.100", "11,0%"]])
    found = told(findings, "Dati Utilizzo!D6")
    assert (found.severity, found.found, found.expected) == (Severity.WARNING, "11,0%", "+10,0%")


def test_uses_without_a_catalogue_are_one_error_not_one_a_row(run):
    _, findings = run([WIDE, ["Fiscali", "100", "110"], ["Albo pretorio", "50", "60"]], catalogue=[NAMES])
    assert [finding.cell for finding in findings] == ["Categorie!A6"]


@pytest.mark.parametrize("code", ["totale", "Albo pretorio", "frase", "1x"])
def test_a_code_that_would_break_the_names_of_figures_is_refused(code, run):
    result, findings = run([WIDE, ["Altro", "100", "110"]], catalogue=[NAMES, [code, "Altro"]])
    assert told(findings, "Categorie!A6").severity is Severity.ERROR
    assert not [figure for figure in result.figures if figure.value is not None]


def test_an_exclusion_without_a_reason_is_a_warning_and_not_said(run):
    catalogue = [*CATALOGUE, ["extra", "Extra", "", "sì"]]
    result, findings = run([WIDE, ["Fiscali", "100", "110"], ["Extra", "5", "5"]], catalogue=catalogue)
    assert told(findings, "Categorie!E7").severity is Severity.WARNING
    assert "esclusi" not in texts(result)
    assert result.figures["utilizzo.totale.2016-S1"].value == 110


@pytest.mark.parametrize(
    "stray", [["Albo pretorioo", "50", "60"], ["", "50", "60"], ["Albo pretorioo", "50", "boh"]], ids=str
)
def test_numbers_that_belong_to_no_category_leave_the_totals_unknown(stray, run):
    """The sum of the others would be too low, and nobody would see it."""
    result, findings = run([WIDE, ["Fiscali", "100", "110"], stray])
    assert result.figures["utilizzo.fiscali.diff"].text == "+10,0%"
    unknown = ("totale.2015-S1", "totale.2016-S1", "totale.diff", "frase.totale", "frase.in_calo")
    assert {result.figures[f"utilizzo.{one}"].value for one in unknown} == {None}
    assert told(findings, "Dati Utilizzo!A7").severity is Severity.ERROR


def test_a_remark_below_the_table_takes_nothing_from_the_totals(run):
    result, findings = run([WIDE, ["Fiscali", "100", "110"], ["Fonte: statistiche del portale", "", ""]])
    assert result.figures["utilizzo.totale.2016-S1"].value == 110
    assert "Fonte" in told(findings, "Dati Utilizzo!A7").message


def test_a_category_whose_cells_are_all_unreadable_is_not_one_without_data(run):
    result, findings = run([WIDE, ["Fiscali", "100", "110"], ["Albo pretorio", 29.175, 28.68]])
    assert result.figures["utilizzo.albo.2016-S1"].value is None
    assert result.figures["utilizzo.totale.2016-S1"].value is None
    assert any("Di «Albo pretorio» mancano gli utilizzi" in finding.message for finding in findings)


def test_an_exclusion_that_cannot_be_read_leaves_the_totals_unknown(run):
    catalogue = [NAMES, ["fiscali", "Fiscali", "", "forse"]]
    result, _ = run([WIDE, ["Fiscali", "100", "110"]], catalogue=catalogue)
    assert result.figures["utilizzo.fiscali.2016-S1"].value == 110
    assert result.figures["utilizzo.totale.2016-S1"].value is None
