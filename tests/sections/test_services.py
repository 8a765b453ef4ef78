"""Section *Services*: the seed's balance, the register, and what people paste."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from cst_xl.core.figures import Difference
from cst_xl.core.findings import Severity
from cst_xl.core.periods import Period
from cst_xl.core.published import Verdict, compare
from cst_xl.sections.services import SECTION
from tests.seed import audited

if TYPE_CHECKING:
    from cst_xl.core.findings import Finding
    from cst_xl.core.section import SectionResult

SEED = [one for one in audited() if one.id.startswith("servizi.")]
TOTALS = ["Data", "Servizi attivi", "Nuovi servizi", "Disattivazioni"]
REGISTER = ["Servizio", "Categoria", "Attivato il", "Disattivato il"]


@pytest.fixture
def seed(example) -> SectionResult:
    return SECTION.run(example(SECTION))


@pytest.fixture
def run(inputs):
    """Run the section on pasted rows without their headers; gives the result with the findings of reading in front."""

    def make(*rows, register=(), period="2016-T2"):
        pasted = {"servizi": [TOTALS, *rows], "registro_servizi": [REGISTER, *register]}
        given = inputs(SECTION, pasted, Period.parse(period))
        result = SECTION.run(given)
        findings = [finding for table in given.tables.values() for finding in table.findings]
        return result, [*findings, *result.findings]

    return make


def told(findings: list[Finding], cell: str) -> Finding:
    """The finding that names a cell."""
    return next(finding for finding in findings if finding.cell == cell)


def texts(result: SectionResult) -> dict[str, str]:
    return {sentence.id.removeprefix("frase.servizi."): sentence.text for sentence in result.sentences}


@pytest.mark.parametrize("one", SEED, ids=lambda one: one.id)
def test_figures_of_the_seed_are_shown_as_printed(one, seed):
    assert compare(one.published, seed.figures[one.id], seed.figures) is Verdict.EQUAL


def test_the_seed_raises_nothing(seed):
    assert not seed.findings


def test_the_number_before_follows_from_the_balance(seed):
    before = seed.figures["servizi.attivi_precedenti"]
    assert before.value == 354
    assert before.basis == Difference("servizi.attivi", "servizi.saldo")


def test_the_sentences_of_the_seed_are_true(seed):
    assert texts(seed) == {
        "attivi": "A fine semestre risultano attivi 350 servizi al cittadino.",
        "saldo": "L'offerta complessiva risulta inferiore di 4 unità rispetto al 31/12/2015.",
        "movimenti": "Dal 31/12/2015: 16 disattivazioni e 12 nuovi servizi.",
    }
    assert all(figure in seed.figures for sentence in seed.sentences for figure in sentence.figures)


def test_the_table_goes_from_last_year_to_now(seed):
    table = seed.table("servizi")
    assert [row[1] for row in table.matrix()] == [354, 12, 16, 350, -4]
    assert [row.total for row in table.rows] == [False] * 4 + [True]


def test_the_chart_tells_what_it_draws(seed):
    (chart,) = seed.charts
    assert chart.title == "Servizi attivi, dal 31/12/2015 al 30/06/2016"
    assert chart.alternative == (
        "Colonne. Attivi al 31/12/2015: 354; Nuovi servizi: 12; Disattivazioni: 16; Attivi al 30/06/2016: 350."
    )


def test_without_data_nothing_is_said_and_nothing_fails(run):
    result, findings = run()
    assert not result.filled
    assert not result.sentences
    assert not findings
    assert result.table("servizi").rows == ()


def test_a_number_before_that_was_written_down_is_used(run):
    result, findings = run(["31/12/2015", "354"], ["30/06/2016", "350", "12", "16"])
    assert result.figures["servizi.attivi_precedenti"].basis is None
    assert result.figures["servizi.saldo"].value == -4
    assert not findings


def test_stocks_and_movements_that_do_not_balance_are_an_error(run):
    _, findings = run(["31/12/2015", "353"], ["30/06/2016", "350", "12", "16"])
    found = told(findings, "Dati Servizi!B7")
    assert (found.severity, found.found, found.expected) == (Severity.ERROR, "350", "349")
    assert "353 al 31/12/2015, 12 nuovi e 16 disattivati fanno 349" in found.message


def test_without_movements_the_balance_is_that_of_the_stocks(run):
    result, findings = run(["31/12/2015", "354"], ["30/06/2016", "350"])
    assert result.figures["servizi.saldo"].basis == Difference("servizi.attivi", "servizi.attivi_precedenti")
    assert result.figures["servizi.saldo"].value == -4
    assert "movimenti" not in texts(result)
    assert not findings


def test_movements_are_counted_in_the_register(run):
    register = [
        ["A", "", "01/01/2016", ""],
        ["B", "", "30/06/2016", ""],
        ["C", "", "31/12/2015", ""],
        ["D", "", "01/02/2010", "15/03/2016"],
        ["E", "", "", "31/12/2015"],
    ]
    result, findings = run(["30/06/2016", "350"], register=register)
    assert (result.figures["servizi.nuovi"].value, result.figures["servizi.disattivati"].value) == (2, 1)
    assert texts(result)["movimenti"] == "Dal 31/12/2015: 1 disattivazione e 2 nuovi servizi."
    assert not findings


def test_typed_movements_that_the_register_denies_are_an_error_and_not_used(run):
    result, findings = run(["30/06/2016", "350", "2", "0"], register=[["A", "", "01/02/2016", ""]])
    assert result.figures["servizi.nuovi"].value == 1
    found = told(findings, "Dati Servizi!C6")
    assert (found.severity, found.found, found.expected) == (Severity.ERROR, "2", "1")


def test_a_service_closed_before_it_opened_is_an_error(run):
    _, findings = run(register=[["A", "", "01/03/2016", "28/02/2016"]])
    assert told(findings, "Dati Servizi!I6").severity is Severity.ERROR


def test_a_date_after_the_quarter_is_told_and_not_counted(run):
    result, findings = run(["30/06/2016", "350"], register=[["A", "", "01/07/2016", ""]])
    assert result.figures["servizi.nuovi"].value == 0
    assert told(findings, "Dati Servizi!H6").severity is Severity.WARNING


def test_a_line_after_the_quarter_is_told_and_not_used(run):
    result, findings = run(["30/09/2016", "345"], ["30/06/2016", "350"])
    assert result.figures["servizi.attivi"].value == 350
    assert told(findings, "Dati Servizi!A6").severity is Severity.WARNING


def test_only_lines_of_other_quarters_leave_the_section_empty_with_a_warning(run):
    result, findings = run(["31/03/2016", "350"])
    assert result.figures["servizi.attivi"].value is None
    assert [(one.severity, one.figure) for one in findings] == [(Severity.WARNING, "servizi.attivi")]


def test_a_line_before_the_end_is_dated_as_it_is(run):
    result, findings = run(["15/06/2016", "350", "12", "16"])
    assert texts(result)["attivi"] == "Al 15/06/2016 risultano attivi 350 servizi al cittadino."
    assert told(findings, "Dati Servizi!A6").expected == "30/06/2016"


@pytest.mark.parametrize(
    ("period", "day", "when"),
    [
        ("2016-T1", "31/03/2016", "A fine trimestre"),
        ("2016-T2", "30/06/2016", "A fine semestre"),
        ("2016-T4", "31/12/2016", "A fine anno"),
    ],
)
def test_the_sentence_names_the_end_that_it_is(period, day, when, run):
    result, _ = run([day, "350"], period=period)
    assert texts(result)["attivi"].startswith(when)


def test_a_whole_year_compares_with_the_year_before(run):
    result, _ = run(["31/12/2016", "350"], ["31/12/2015", "340"], period="2016-T4")
    assert result.figures["servizi.saldo"].value == 10
    assert result.figures["servizi.data_confronto"].value == date(2015, 12, 31)


@pytest.mark.parametrize(
    ("new", "closed", "balance", "moves"),
    [
        ("0", "0", "pari a quella del 31/12/2015", "nessuna disattivazione e nessun nuovo servizio"),
        (
            "1",
            "0",
            "superiore di 1 unità rispetto al 31/12/2015",
            "nessuna disattivazione e 1 nuovo servizio",
        ),
        ("0", "1", "inferiore di 1 unità rispetto al 31/12/2015", "1 disattivazione e nessun nuovo servizio"),
        (
            "2.000",
            "1",
            "superiore di 1.999 unità rispetto al 31/12/2015",
            "1 disattivazione e 2.000 nuovi servizi",
        ),
    ],
)
def test_the_words_follow_the_numbers(new, closed, balance, moves, run):
    result, _ = run(["30/06/2016", "1", new, closed])
    assert texts(result)["attivi"] == "A fine semestre risulta attivo 1 servizio al cittadino."
    assert texts(result)["saldo"] == f"L'offerta complessiva risulta {balance}."
    assert texts(result)["movimenti"] == f"Dal 31/12/2015: {moves}."


@pytest.mark.parametrize(
    "day",
    ["30/06/2016", "30-06-2016", "2016-06-30", datetime(2016, 6, 30), date(2016, 6, 30), 42551, 42551.0],
)  # noqa: DTZ001
def test_a_date_is_read_however_it_is_written(day, run):
    result, findings = run([day, "350"])
    assert result.figures["servizi.data"].value == date(2016, 6, 30)
    assert not findings


@pytest.mark.parametrize("day", ["06/30/2016", "30 giugno", "31/06/2016", "30/06/16", "#N/D", 12.5])
def test_what_is_not_a_date_names_its_cell(day, run):
    result, findings = run([day, "350"])
    assert told(findings, "Dati Servizi!A6").severity is Severity.ERROR
    assert not result.sentences


@pytest.mark.parametrize("count", ["350 servizi", "3,5", "0.35", -1, 350.5, "O"])
def test_what_is_not_a_count_names_its_cell(count, run):
    result, findings = run(["30/06/2016", count, "12", "16"])
    assert told(findings, "Dati Servizi!B6").severity is Severity.ERROR
    assert result.figures["servizi.attivi"].value is None
    assert result.figures["servizi.attivi_precedenti"].value is None


def test_a_date_twice_is_an_error_and_the_first_line_counts(run):
    result, findings = run(["30/06/2016", "350"], ["30/06/2016", "351"])
    assert result.figures["servizi.attivi"].value == 350
    assert told(findings, "Dati Servizi!A7").severity is Severity.ERROR


def test_a_header_pasted_again_starts_anew(run):
    result, _ = run(
        ["31/12/2015", "354", "", ""],
        ["Alla data", "Attivi", "Disattivati", "Nuovi"],
        ["30/06/2016", "350", "16", "12"],
    )
    assert result.figures["servizi.nuovi"].value == 12
