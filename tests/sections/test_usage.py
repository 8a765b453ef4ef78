"""Section *Usage*: the seed's comparison, the two forms of its table, and what people paste into them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from cst_xl.core.figures import Change, Total
from cst_xl.core.findings import Severity
from cst_xl.core.periods import Period
from cst_xl.core.published import Verdict, compare
from cst_xl.sections.usage import CATEGORIES, SECTION, USAGE
from tests.seed import audited

if TYPE_CHECKING:
    from cst_xl.core.findings import Finding
    from cst_xl.core.section import SectionResult

SEED = [one for one in audited() if one.id.startswith("utilizzo.")]
WIDE = ["Categoria servizi", "1°sem 2015", "1°sem 2016", "Diff %"]
NAMES = ["Codice", "Nome", "Nella frase", "Escluso", "Motivo", "Spiegazione della crescita"]
CATALOGUE = [
    NAMES,
    ["fiscali", "Fiscali", "dei servizi fiscali"],
    ["albo", "Albo pretorio", "dell'albo pretorio"],
    ["casi", "Contact Center (casi tracciati)"],
]


@pytest.fixture
def seed(example) -> SectionResult:
    return SECTION.run(example(SECTION))


@pytest.fixture
def run(inputs):
    """Run the section on pasted usage rows (headers first); gives the result with the findings of reading in front."""

    def make(rows, catalogue=CATALOGUE, long=(), period="2016-T2"):
        pasted = {"utilizzo": rows, "categorie": catalogue, "utilizzo_righe": list(long)}
        given = inputs(SECTION, {key: rows for key, rows in pasted.items() if rows}, Period.parse(period))
        result = SECTION.run(given)
        findings = [finding for table in given.tables.values() for finding in table.findings]
        return result, [*findings, *result.findings]

    return make


def told(findings: list[Finding], cell: str) -> Finding:
    """The finding that names a cell."""
    return next(finding for finding in findings if finding.cell == cell)


def texts(result: SectionResult) -> dict[str, str]:
    return {sentence.id: sentence.text for sentence in result.sentences}


@pytest.mark.parametrize("one", SEED, ids=lambda one: one.id)
def test_every_figure_of_the_seed_is_there(one, seed):
    assert one.id in seed.figures


@pytest.mark.parametrize("one", [one for one in SEED if one.verdict != "disagrees"], ids=lambda one: one.id)
def test_figures_of_the_seed_are_shown_as_printed(one, seed):
    assert compare(one.published, seed.figures[one.id], seed.figures) is Verdict.EQUAL


def test_four_times_as_many_bookings_is_not_true(seed):
    claim = seed.figures["utilizzo.frase.prenotazioni"]
    assert round(claim.number, 3) == Decimal("3.602")
    assert compare("4 volte", claim, seed.figures) is Verdict.DIFFERENT


def test_the_seed_raises_one_question_and_nothing_else(seed):
    assert [(one.severity, one.cell) for one in seed.findings] == [(Severity.INFO, "Categorie!F7")]
    assert "vale ancora per il 1° semestre 2016?" in seed.findings[0].message


def test_the_sentences_of_the_seed_are_true(seed):
    assert texts(seed) == {
        "frase.utilizzo.totale": "Globalmente, l'utilizzo nel 1°sem 2016 è del 26% superiore a quello del 1°sem 2015.",
        "frase.utilizzo.prenotazioni": "L'utilizzo delle prenotazioni è oltre 3 volte e mezzo quello del 1°sem 2015.",
        "frase.utilizzo.demografici": "Grazie alla convenzione con l'Ordine degli Avvocati, aumenta di quasi il 70% "
        "l'utilizzo dei servizi demografici.",
        "frase.utilizzo.scolastici": "Aumenta di oltre il 50% l'utilizzo dei servizi scolastici.",
        "frase.utilizzo.in_calo": "In calo solo l'utilizzo dell'albo pretorio (-1,7%).",
        "frase.utilizzo.esclusi": "Non sono considerati nel confronto i dati di utilizzo della gestione documentale "
        "(migrazione della piattaforma).",
    }


def test_every_sentence_rests_on_figures_that_exist(seed):
    assert all(sentence.figures for sentence in seed.sentences)
    assert all(figure in seed.figures for sentence in seed.sentences for figure in sentence.figures)


def test_totals_and_changes_carry_what_they_are_made_of(seed):
    total = seed.figures["utilizzo.totale.2016-S1"].basis
    assert isinstance(total, Total)
    assert len(total.parts) == 9
    assert seed.figures["utilizzo.totale.diff"].basis == Change(
        "utilizzo.totale.2016-S1", "utilizzo.totale.2015-S1"
    )


def test_the_table_names_its_semesters_and_ends_with_the_total(seed):
    table = seed.table("utilizzo")
    assert [column.header for column in table.columns] == [
        "Categoria servizi",
        "1°sem 2015",
        "1°sem 2016",
        "Diff %",
    ]
    assert table.matrix()[-1][:3] == ["Totale", 397537, 500362]
    assert [row.total for row in table.rows] == [False] * 9 + [True]


def test_the_chart_says_what_is_seen_with_its_semesters(seed):
    (chart,) = seed.charts
    assert chart.title == "Utilizzo dei servizi, 1° semestre 2015 e 2016"
    assert "Prenotazioni da 4.336 a 15.619" in chart.alternative
    assert {series.column for series in chart.series} <= {
        column.key for column in seed.table(chart.table).columns
    }


def test_without_data_nothing_is_said_and_nothing_fails(run):
    result, findings = run([], catalogue=[])
    assert not result.filled
    assert not result.sentences
    assert not findings
    assert result.table("utilizzo").rows == ()
    assert result.charts[0].alternative == "Barre per categoria: non ci sono ancora dati."


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
    assert "frase.utilizzo.totale" not in texts(result)


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


def test_a_category_that_nobody_knows_is_named_with_the_nearest(run):
    _, findings = run([WIDE, ["Albo pretorioo", "100", "110"]])
    found = told(findings, "Dati Utilizzo!A6")
    assert found.severity is Severity.ERROR
    assert "Forse «Albo pretorio»?" in found.message


@pytest.mark.parametrize(
    "name", ["contact center", "CONTACT CENTER (casi tracciati)", "casi", "Contact\u00a0Center"]
)
def test_a_category_is_known_by_name_code_or_without_its_remark(name, run):
    result, _ = run([WIDE, [name, "100", "110"]])
    assert result.figures["utilizzo.casi.2016-S1"].value == 110


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


def test_nothing_before_is_no_change_and_no_failure(run):
    result, _ = run([WIDE, ["Fiscali", "0", "110"], ["Albo pretorio", "50", "60"]])
    assert result.figures["utilizzo.fiscali.diff"].value is None
    assert result.figures["utilizzo.totale.diff"].text == "+240,0%"
    assert "utilizzo.frase.fiscali" not in result.figures


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


def test_a_column_too_many_does_not_slip_into_the_neighbour_unseen(run):
    _, findings = run([[*WIDE, "Note"], ["Fiscali", "1.000", "1.100", "10,0%", "ok"]])
    assert "«Note» non è prevista" in told(findings, "Dati Utilizzo!E5").message


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
    assert told(findings, "Categorie!E9").severity is Severity.WARNING
    assert "frase.utilizzo.esclusi" not in texts(result)
    assert result.figures["utilizzo.totale.2016-S1"].value == 110


def test_before_the_semester_is_over_nothing_is_said(run):
    result, findings = run([WIDE, ["Fiscali", "100", "190"]], period="2016-T1")
    assert result.figures["utilizzo.fiscali.2016-S1"].value == 190
    assert not result.sentences
    assert [one.severity for one in findings if "finisce il 30/06/2016" in one.message] == [Severity.INFO]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ("1.000", "Globalmente, l'utilizzo nel 1°sem 2016 è pari a quello del 1°sem 2015."),
        ("1.004", "Globalmente, l'utilizzo nel 1°sem 2016 è in linea con quello del 1°sem 2015."),
        ("1.080", "Globalmente, l'utilizzo nel 1°sem 2016 è dell'8% superiore a quello del 1°sem 2015."),
        ("890", "Globalmente, l'utilizzo nel 1°sem 2016 è dell'11% inferiore a quello del 1°sem 2015."),
    ],
)
def test_the_overall_sentence_follows_the_total(now, sentence, run):
    result, _ = run([WIDE, ["Fiscali", "1.000", now]])
    assert texts(result)["frase.utilizzo.totale"] == sentence


@pytest.mark.parametrize(
    ("rows", "claim", "sentence"),
    [
        ((("Fiscali", "10", "11"), ("Albo pretorio", "10", "11")), "nessuna categoria", "Nessuna categoria di servizi è in calo."),
        ((("Fiscali", "10", "9"),), "solo 1 categoria", "In calo l'utilizzo dei servizi fiscali (-10,0%)."),
        (
            (("Fiscali", "10", "9"), ("Albo pretorio", "10", "8"), ("casi", "10", "10")),
            "2 categorie",
            "In calo 2 categorie: Albo pretorio (-20,0%) e Fiscali (-10,0%).",
        ),
        (
            (("Fiscali", "10", "9"), ("Albo pretorio", "10", "8")),
            "2 categorie",
            "In calo tutte le categorie: Albo pretorio (-20,0%) e Fiscali (-10,0%).",
        ),
    ],
)  # fmt: skip
def test_what_falls_is_counted_and_named(rows, claim, sentence, run):
    result, _ = run([WIDE, *map(list, rows)])
    assert result.figures["utilizzo.frase.in_calo"].value == claim
    assert texts(result)["frase.utilizzo.in_calo"] == sentence


def test_only_the_three_strongest_growths_are_said(run):
    names = ["a", "b", "c", "d"]
    catalogue = [NAMES, *([name, name.upper()] for name in names)]
    rows = [[name, "100", str(150 + at)] for at, name in enumerate(names)]
    result, _ = run([WIDE, *rows], catalogue=catalogue)
    growth = [one for one in texts(result) if one.split(".")[-1] in names]
    assert growth == ["frase.utilizzo.d", "frase.utilizzo.c", "frase.utilizzo.b"]
    assert texts(result)["frase.utilizzo.d"] == "Aumenta del 53% l'utilizzo della categoria «D»."


@pytest.mark.parametrize(("now", "said"), [("149", False), ("150", True)])
def test_growth_is_worth_saying_from_its_threshold(now, said, run):
    result, _ = run([WIDE, ["Fiscali", "100", now]])
    assert ("frase.utilizzo.fiscali" in texts(result)) is said


def test_headers_that_mean_the_same_thing_are_not_shared_by_two_columns():
    for table in (USAGE, CATEGORIES):
        names = [name.casefold() for column in table.columns for name in (column.header, *column.also)]
        assert len(names) == len(set(names))
