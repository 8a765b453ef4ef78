"""Section *Credentials*: the seed's years, the two sentences, and what people paste."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from cst_xl.core.figures import Share, Total
from cst_xl.core.findings import Severity
from cst_xl.core.periods import Period
from cst_xl.core.published import Verdict, compare
from cst_xl.sections.credentials import SECTION
from tests.seed import audited

if TYPE_CHECKING:
    from cst_xl.core.findings import Finding
    from cst_xl.core.section import SectionResult

SEED = [one for one in audited() if one.id.startswith("credenziali.")]
HEADER = ["Anno", "Credenziali attive", "di cui CNS"]


@pytest.fixture
def seed(example) -> SectionResult:
    return SECTION.run(example(SECTION))


@pytest.fixture
def run(inputs):
    """Run the section on pasted rows without their header; gives the result with the findings of reading in front."""

    def make(*rows, header=HEADER, period="2016-T2"):
        given = inputs(SECTION, {"credenziali": [header, *rows]}, Period.parse(period))
        result = SECTION.run(given)
        return result, [*given.tables["credenziali"].findings, *result.findings]

    return make


def told(findings: list[Finding], cell: str) -> Finding:
    """The finding that names a cell."""
    return next(finding for finding in findings if finding.cell == cell)


def texts(result: SectionResult) -> dict[str, str]:
    return {sentence.id.removeprefix("frase.credenziali."): sentence.text for sentence in result.sentences}


@pytest.mark.parametrize("one", [one for one in SEED if one.verdict != "disagrees"], ids=lambda one: one.id)
def test_figures_of_the_seed_are_shown_as_printed(one, seed):
    assert compare(one.published, seed.figures[one.id], seed.figures) is Verdict.EQUAL


def test_six_thousand_users_of_cns_are_not_exceeded(seed):
    claim = seed.figures["credenziali.frase.cns"]
    assert claim.value == 5809
    assert compare("> 6.000", claim, seed.figures) is Verdict.DIFFERENT


def test_the_seed_raises_nothing(seed):
    assert not seed.findings


def test_the_sentences_of_the_seed_are_true(seed):
    assert texts(seed) == {
        "cns": "Quasi 6.000 utilizzatori di CNS.",
        "confronto": "Il numero di credenziali rilasciate nel solo 1° semestre 2016 è quasi pari a quello dell'intero "
        "anno 2014.",
    }
    assert all(figure in seed.figures for sentence in seed.sentences for figure in sentence.figures)


def test_the_comparison_is_a_share_of_the_year(seed):
    claim = seed.figures["credenziali.frase.confronto"]
    assert claim.basis == Share(("credenziali.2016-S1",), ("credenziali.2014",))
    assert round(claim.number, 3) == Decimal("98.887")


def test_the_total_of_cns_begins_with_the_first_cns(seed):
    total = seed.figures["credenziali.totale.cns"].basis
    assert isinstance(total, Total)
    assert total.parts[0] == "credenziali.2010.cns"
    assert len(total.parts) == 7


def test_the_table_ends_with_the_total(seed):
    table = seed.table("credenziali")
    assert table.matrix()[0] == ["2007", 198, None]
    assert table.matrix()[-2:] == [["1°sem 2016", 6929, 1522], ["Totale", 48556, 5809]]
    assert table.rows[-1].total


def test_the_chart_tells_the_years(seed):
    (chart,) = seed.charts
    assert "2007: 198; 2008: 1.254" in chart.alternative
    assert "1°sem 2016: 6.929, di cui 1.522 CNS" in chart.alternative


def test_without_data_nothing_is_said_and_nothing_fails(run):
    result, findings = run()
    assert not result.filled
    assert not result.sentences
    assert not findings
    assert result.table("credenziali").rows == ()


@pytest.mark.parametrize(
    ("semester", "said"),
    [
        ("12.022", "pari a quello dell'intero anno 2015"),
        ("12.021", "quasi pari a quello dell'intero anno 2015"),
        ("12.023", "superiore a quello dell'intero anno 2015"),
        ("11.420", "superiore a quello dell'intero anno 2014"),
        ("900", None),
        ("0", None),
    ],
)
def test_the_latest_year_that_is_nearly_reached_is_compared(semester, said, run):
    result, _ = run(["2014", "7.007", "905"], ["2015", "12.022", "2.236"], ["2016 1sem", semester, "0"])
    sentence = texts(result).get("confronto")
    assert (sentence is None) if said is None else sentence.endswith(f" è {said}.")


def test_a_whole_last_year_is_not_compared(run):
    result, _ = run(["2014", "10", ""], ["2015", "20", ""], period="2015-T4")
    assert result.figures["credenziali.frase.confronto"].value is None


@pytest.mark.parametrize(
    ("cns", "sentence"),
    [
        ("1", "1 utilizzatore di CNS."),
        ("77", "77 utilizzatori di CNS."),
        ("6.123", "Oltre 6.000 utilizzatori di CNS."),
    ],
)
def test_the_users_of_cns_are_worded_by_their_number(cns, sentence, run):
    result, _ = run(["2015", "9.000", cns])
    assert texts(result)["cns"] == sentence


def test_no_cns_at_all_is_not_said(run):
    result, _ = run(["2015", "9.000", ""])
    assert result.figures["credenziali.totale.cns"].value is None
    assert not result.sentences


@pytest.mark.parametrize("year", ["2015", 2015, 2015.0, "anno 2015", " 2015 "])
def test_a_year_is_read_however_it_is_written(year, run):
    result, _ = run([year, "10", "1"])
    assert result.figures["credenziali.2015"].value == 10


@pytest.mark.parametrize(
    "semester", ["2016 1sem", "1°sem 2016", "2016-S1", "I semestre 2016", "1\u00a0sem. 2016"]
)
def test_a_semester_is_read_however_it_is_written(semester, run):
    result, _ = run([semester, "10", "1"])
    assert result.figures["credenziali.2016-S1"].value == 10


@pytest.mark.parametrize("period", ["duemilaquindici", "20155", "3°sem 2016", "#N/D", "ottombre 2015", True])
def test_what_is_not_a_period_names_its_cell_and_is_not_counted(period, run):
    result, findings = run([period, "10", "1"], ["2014", "7", "1"])
    assert told(findings, "Dati Credenziali!A6").severity is Severity.ERROR
    assert result.figures["credenziali.totale"].value == 7


@pytest.mark.parametrize("period", ["aprile 2016", "2016-T1", datetime(2016, 4, 1)])  # noqa: DTZ001
def test_a_month_or_a_quarter_is_refused(period, run):
    result, findings = run([period, "10", "1"], ["2015", "7", "1"])
    assert told(findings, "Dati Credenziali!A6").severity is Severity.ERROR
    assert result.figures["credenziali.totale"].value == 7


@pytest.mark.parametrize("count", [12.022, "12,022", "1.25.4", "tanti", -5, "1 2"])
def test_what_is_not_a_count_names_its_cell_and_blanks_the_total(count, run):
    result, findings = run(["2015", count, "1"], ["2016 1sem", "7", "1"])
    assert told(findings, "Dati Credenziali!B6").severity is Severity.ERROR
    assert result.figures["credenziali.totale"].value is None
    assert "confronto" not in texts(result)


def test_a_total_pasted_along_is_compared_and_not_counted(run):
    result, findings = run(["2015", "10", "1"], ["2016 1sem", "7", "1"], ["Totale", "17", "3"])
    assert result.figures["credenziali.totale"].value == 17
    found = told(findings, "Dati Credenziali!C8")
    assert (found.found, found.expected) == ("3", "2")


def test_more_cns_than_credentials_is_an_error(run):
    _, findings = run(["2015", "10", "11"], ["2016 1sem", "7", "1"])
    found = told(findings, "Dati Credenziali!C6")
    assert (found.severity, found.found, found.expected) == (Severity.ERROR, "11", "al massimo 10")


def test_a_year_and_its_semester_count_once_and_are_an_error(run):
    result, findings = run(["2015", "10", "1"], ["2016", "20", "2"], ["2016 1sem", "7", "1"])
    assert result.figures["credenziali.totale"].value == 30
    assert told(findings, "Dati Credenziali!A8").severity is Severity.ERROR


def test_both_semesters_of_a_year_add_up(run):
    result, findings = run(["1°sem 2015", "10", "1"], ["2°sem 2015", "20", "2"], ["1°sem 2016", "7", "1"])
    assert result.figures["credenziali.totale"].value == 37
    assert not findings


def test_a_year_twice_counts_once_and_is_an_error(run):
    result, findings = run(["2015", "10", "1"], ["2015", "12", "1"], ["2016 1sem", "7", "1"])
    assert result.figures["credenziali.totale"].value == 17
    assert told(findings, "Dati Credenziali!A7").severity is Severity.ERROR


@pytest.mark.parametrize(
    ("first", "last", "missing"),
    [
        ("2012", "2015", "mancano il 2013 e il 2014"),
        ("2013", "2015", "manca il 2014"),
        ("1°sem 2015", "1°sem 2016", "manca il 2°sem 2015"),
        ("1°sem 2013", "1°sem 2016", "mancano il 2°sem 2013, il 2014 e il 2015"),
    ],
)
def test_what_is_missing_in_between_is_named(first, last, missing, run):
    _, findings = run([first, "10", "1"], [last, "10", "1"])
    found = told(findings, "Dati Credenziali!A7")
    assert found.severity is Severity.WARNING
    assert missing in found.message


def test_rows_may_stand_in_any_order(run):
    result, findings = run(["2016 1sem", "7", "1"], ["2014", "5", "1"], ["2015", "6", "1"])
    assert [row[0] for row in result.table("credenziali").matrix()] == [
        "2014",
        "2015",
        "1°sem 2016",
        "Totale",
    ]
    assert not findings


def test_cns_missing_after_the_first_blank_their_total(run):
    result, findings = run(["2014", "5", "1"], ["2015", "6", ""], ["2016 1sem", "7", "1"])
    assert result.figures["credenziali.totale.cns"].value is None
    assert told(findings, "Dati Credenziali!C7").severity is Severity.WARNING


def test_a_period_to_come_is_told_and_not_counted(run):
    result, findings = run(["2015", "6", "1"], ["2016 1sem", "7", "1"], ["2016 2sem", "8", "1"])
    assert result.figures["credenziali.totale"].value == 13
    assert told(findings, "Dati Credenziali!A8").severity is Severity.WARNING


@pytest.mark.parametrize(
    ("period", "wanted"), [("2016-T1", None), ("2016-T2", "1°sem 2016"), ("2016-T3", "1°sem 2016")]
)
def test_a_last_line_that_is_old_is_a_warning(period, wanted, run):
    _, findings = run(["2014", "6", "1"], ["2015", "6", "1"], period=period)
    assert [finding.expected for finding in findings] == ([] if wanted is None else [wanted])


def test_a_jump_that_looks_like_lost_zeros_is_a_warning(run):
    _, findings = run(["2014", "12.000", "1"], ["2015", "12", "1"], ["2016 1sem", "7", "1"])
    assert told(findings, "Dati Credenziali!B7").severity is Severity.WARNING


def test_the_bulletin_s_headers_are_understood_in_capitals_and_another_order(run):
    result, findings = run(
        ["1", "10", "2015"], ["1", "7", "2016 1sem"], header=["DI CUI CNS", "credenziali", "periodo"]
    )
    assert result.figures["credenziali.totale.cns"].value == 2
    assert not findings
