"""What people paste into the tables of uses: both forms, any dress, and names as they write them."""

from __future__ import annotations

import pytest

from cst_xl.core.findings import Severity
from cst_xl.sections.usage import CATEGORIES, USAGE
from tests.sections.results import texts, told

WIDE = ["Categoria servizi", "1°sem 2015", "1°sem 2016", "Diff %"]
NAMES = ["Codice", "Nome", "Nella frase", "Escluso", "Motivo", "Spiegazione della crescita"]


def test_headers_of_the_template_and_of_the_bulletin_give_the_same(run):
    template = ["Categoria servizi", "Semestre di confronto", "Semestre in corso"]
    rows = [["Fiscali", "100", "110"], ["Albo pretorio", "50", "60"]]
    assert list(run([template, *rows])[0].figures) == list(run([WIDE, *rows])[0].figures)


def test_the_columns_may_stand_in_any_order(run):
    result, _ = run([["1°sem 2016", "Categoria", "I semestre 2015"], ["110", "Fiscali", "100"]])
    assert result.figures["utilizzo.fiscali.2016-S1"].value == 110
    assert result.figures["utilizzo.fiscali.2015-S1"].value == 100


def test_last_years_table_is_not_taken_for_this_years(run):
    result, findings = run([["Categoria servizi", "1°sem 2014", "1°sem 2015"], ["Fiscali", "100", "110"]])
    assert result.figures.number("utilizzo.fiscali.2016-S1") is None
    assert "«1°sem 2014» non è prevista" in told(findings, "Dati Utilizzo!B5").message
    assert any("manca la colonna «Semestre in corso»" in finding.message for finding in findings)


def test_rows_by_semester_are_read_as_well(run):
    long = [
        ["Categoria", "Semestre", "Utilizzi"],
        ["Fiscali", "1°sem 2015", "100"],
        ["Fiscali", "2°sem 2015", "999"],
        ["Fiscali", "2016-S1", "150"],
    ]
    result, findings = run([], long=long)
    assert result.figures["utilizzo.fiscali.diff"].text == "+50,0%"
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.254", 1254), ("1\u00a0254", 1254), ("1 254", 1254), (1254.0, 1254), (1254, 1254), (" 1254 ", 1254)],
)
def test_counts_are_read_however_they_are_written(typed, value, run):
    result, findings = run([WIDE, ["Fiscali", "1.000", typed]])
    assert result.figures["utilizzo.fiscali.2016-S1"].value == value
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("typed", [397.537, "397,537", "64 7", "12,5", "#N/A", "-3", "dodici", True])
def test_what_is_not_a_count_names_its_cell_and_blanks_the_figures(typed, run):
    result, findings = run([WIDE, ["Fiscali", "1.000", typed]])
    assert told(findings, "Dati Utilizzo!C6").severity is Severity.ERROR
    assert result.figures.number("utilizzo.fiscali.diff") is None
    assert result.figures.number("utilizzo.totale.2016-S1") is None
    assert "totale" not in texts(result)


def test_a_total_pasted_along_is_compared_and_not_counted(run):
    rows = [
        WIDE,
        ["Fiscali", "100", "110"],
        ["Albo pretorio", "50", "60"],
        ["Totale", "150", "171", "+13,3%"],
    ]
    result, findings = run(rows)
    assert result.figures["utilizzo.totale.2016-S1"].value == 170
    found = told(findings, "Dati Utilizzo!C8")
    assert (found.found, found.expected) == ("171", "170")


def test_the_header_pasted_again_below_the_template_s_is_understood(run):
    template = ["Categoria servizi", "Semestre di confronto", "Semestre in corso", "Diff %"]
    rows = [template, ["", "Periodo", "", ""], WIDE, ["Fiscali", "100", "110", "10,0%"]]
    result, findings = run(rows)
    assert result.figures["utilizzo.fiscali.2016-S1"].value == 110
    assert told(findings, "Dati Utilizzo!A6").severity is Severity.INFO


@pytest.mark.parametrize(
    "name", ["contact center", "CONTACT CENTER (casi tracciati)", "casi", "Contact\u00a0Center"]
)
def test_a_category_is_known_by_name_code_or_without_its_remark(name, run):
    result, _ = run([WIDE, [name, "100", "110"]])
    assert result.figures["utilizzo.casi.2016-S1"].value == 110


def test_a_column_too_many_does_not_slip_into_the_neighbour_unseen(run):
    _, findings = run([[*WIDE, "Note"], ["Fiscali", "1.000", "1.100", "10,0%", "ok"]])
    assert "«Note» non è prevista" in told(findings, "Dati Utilizzo!E5").message


def test_headers_that_mean_the_same_thing_are_not_shared_by_two_columns():
    for table in (USAGE, CATEGORIES):
        names = [name.casefold() for column in table.columns for name in (column.header, *column.also)]
        assert len(names) == len(set(names))
