"""However badly a level is pasted, it ends in the right outcome or in a finding that names its cell."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.findings import Severity
from cst_xl.core.kinds import CellError
from cst_xl.core.sla_kinds import Cases, Outcome, SlaKind
from cst_xl.sections.sla import SECTION
from cst_xl.sections.sla.levels import check, read_levels

AGREED = ["Codice", "Descrizione", "Tipo", "Atteso"]
SEEN = ["Codice", "Rilevato", "Casi", "Fuori termine", "Ritardo massimo"]
AVAILABLE = ["SLA.2", "Uptime di Icms", "disponibilità", "98,50%"]
TIME = ["SLA.3", "Tempo di risposta", "limite superiore", "7 ms"]
DUE = ["SLA.6", "Presa in carico", "scadenza", "entro 1h lavorativa"]
RHYTHM = ["SLA.11", "Report", "frequenza", "Ogni 6 mesi"]

WORDS = (
    *AVAILABLE,
    *TIME,
    *DUE,
    *RHYTHM,
    "98.985%",
    "3 casi su 2 oltre il termine",
    "0 ms",
    "Ogni 0 mesi",
    "1h",
    "=1/0",
    "n.d.",
)
ANYTHING = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.integers(-5, 10**16),
    st.floats(),
    st.booleans(),
    st.just(date(2016, 4, 1)),
    st.just(datetime(2016, 4, 1, 8)),
    st.just(time(8, 30)),
)


@pytest.fixture
def judged(inputs):
    """Judge catalogue rows and measure rows; gives the levels by code, and all findings, readers' ones included."""

    def judge(agreed, seen, seen_headers=SEEN):
        made = inputs(SECTION, {"catalogo_sla": [AGREED, *agreed], "sla": [seen_headers, *seen]})
        found = [
            *made.tables["sla"].findings,
            *made.tables["catalogo_sla"].findings,
            *SECTION.run(made).findings,
        ]
        return {level.code: level for level in read_levels(made)}, found

    return judge


def only(findings):
    (finding,) = findings
    return finding


def test_a_level_has_its_threshold_its_measure_and_its_outcome(judged):
    levels, findings = judged([AVAILABLE, RHYTHM], [["SLA.11", "Ogni 3 mesi"], ["SLA.2", "98,985%"]])
    assert list(levels) == ["SLA.2", "SLA.11"]
    assert levels["SLA.2"].kind is SlaKind.AVAILABILITY
    assert (levels["SLA.2"].expected, levels["SLA.2"].measured) == (Decimal("98.50"), Decimal("98.985"))
    assert [level.outcome for level in levels.values()] == [Outcome.ABOVE, Outcome.ABOVE]
    assert not findings


@pytest.mark.parametrize(
    "measured", ["98,985%", "98,985\u00a0%", "98,985", 0.98985, 98.985, Decimal("0.98985"), " 98,985 % "]
)
def test_an_availability_is_the_same_however_it_was_pasted(judged, measured):
    levels, findings = judged([AVAILABLE], [["SLA.2", measured]])
    assert levels["SLA.2"].measured == Decimal("98.985")
    assert not findings


def test_an_english_percentage_is_read_and_reported(judged):
    levels, findings = judged([AVAILABLE], [["sla 2", "98.985%"]])
    assert levels["SLA.2"].measured == Decimal("98.985")
    assert (only(findings).severity, only(findings).cell) == (Severity.WARNING, "Dati SLA!B6")


@pytest.mark.parametrize(
    "measured", ["0,98985", "98985%", 98985.0, "-1%", "circa 99", "#N/D", "Nessuno scostamento rilevato"]
)
def test_an_unreadable_availability_is_an_error_with_its_cell(judged, measured):
    levels, findings = judged([AVAILABLE], [["SLA.2", measured]])
    assert levels["SLA.2"].outcome is None
    assert Severity.ERROR in {finding.severity for finding in findings if finding.cell == "Dati SLA!B6"}


def test_a_breach_smaller_than_the_printed_decimals_is_a_breach(judged):
    levels, _ = judged([AVAILABLE], [["SLA.2", "98,4996%"]])
    assert levels["SLA.2"].outcome is Outcome.BELOW


def test_a_threshold_of_another_kind_is_an_error_that_names_the_right_kind(judged):
    levels, findings = judged([["SLA.3", "Tempo", "disponibilità", "7 ms"]], [["SLA.3", "7 ms"]])
    assert levels["SLA.3"].outcome is None
    agreed = next(finding for finding in findings if finding.cell == "Catalogo SLA!D6")
    assert agreed.severity is Severity.ERROR
    assert agreed.figure == "sla.SLA.3.atteso"
    assert "«limite superiore»" in agreed.message


def test_an_unknown_kind_leaves_the_level_unjudged_with_an_error(judged):
    levels, findings = judged([["SLA.2", "Uptime", "disponibile", "98,50%"]], [["SLA.2", "99%"]])
    assert levels["SLA.2"].outcome is None
    assert "Catalogo SLA!C6" in {finding.cell for finding in findings}


@pytest.mark.parametrize(("measured", "outcome"), [("7 s", "↓"), ("0,007 ms", "↑"), ("0 ms", "↑")])
def test_a_time_in_another_unit_is_suspected(judged, measured, outcome):
    levels, findings = judged([TIME], [["SLA.3", measured]])
    assert levels["SLA.3"].outcome == outcome
    assert "unità" in only(findings).message
    assert only(findings).cell == "Dati SLA!B6"


def test_an_implausible_availability_is_a_warning(judged):
    levels, findings = judged([AVAILABLE], [["SLA.2", "9,8985%"]])
    assert levels["SLA.2"].outcome is Outcome.BELOW
    assert (only(findings).severity, only(findings).cell) == (Severity.WARNING, "Dati SLA!B6")


def test_equal_in_the_typed_digits_asks_for_the_unrounded_value(judged):
    levels, findings = judged([AVAILABLE, TIME], [["SLA.2", "98,50%"], ["SLA.3", 7]])
    assert {level.outcome for level in levels.values()} == {Outcome.EQUAL}
    assert [(f.severity, f.cell) for f in findings] == [
        (Severity.INFO, "Dati SLA!B6"),
        (Severity.INFO, "Dati SLA!B7"),
    ]


def test_a_full_availability_needs_no_more_digits(judged):
    _, findings = judged([["SLA.2", "Uptime", "disponibilità", "100%"]], [["SLA.2", "100,00%"]])
    assert not findings


def test_a_measure_nobody_agreed_is_a_warning_with_its_cell(judged):
    levels, findings = judged([AVAILABLE], [["SLA.2", "99%"], ["SLA.99", "99%"], ["Totale", "99%"]])
    assert list(levels) == ["SLA.2"]
    assert [(f.severity, f.cell, f.found) for f in findings] == [
        (Severity.WARNING, "Dati SLA!A7", "SLA.99"),
        (Severity.WARNING, "Dati SLA!A8", "Totale"),
    ]


@pytest.mark.parametrize(("seen", "cell"), [([], "Dati SLA!A6"), ([["SLA.2", "99%"]], "Catalogo SLA!A7")])
def test_a_level_nobody_measured_is_a_warning(judged, seen, cell):
    levels, findings = judged([AVAILABLE, TIME], seen)
    assert levels["SLA.3"].outcome is None
    assert (only(findings).severity, only(findings).cell) == (Severity.WARNING, cell)


@pytest.mark.parametrize("measured", [None, "", "n.d.", "-"])
@pytest.mark.parametrize("agreed", [AVAILABLE, DUE, RHYTHM], ids=["disponibilità", "scadenza", "frequenza"])
def test_a_row_without_a_value_is_a_warning_at_the_empty_cell(judged, agreed, measured):
    levels, findings = judged([agreed], [[agreed[0], measured]])
    assert levels[agreed[0]].outcome is None
    assert (only(findings).severity, only(findings).cell) == (Severity.WARNING, "Dati SLA!B6")


def test_a_repeated_code_is_an_error_and_its_first_row_counts(judged):
    levels, findings = judged([AVAILABLE], [["SLA.2", "99%"], ["sla 02", "12%"]])
    assert levels["SLA.2"].measured == 99
    assert (only(findings).severity, only(findings).cell) == (Severity.ERROR, "Dati SLA!A7")


def test_headers_pasted_again_further_down_start_a_new_stretch(judged):
    levels, findings = judged([AVAILABLE, TIME], [["SLA.2", "99%"], SEEN, ["SLA.3", "6 ms"]])
    assert {level.outcome for level in levels.values()} == {Outcome.ABOVE}
    assert not findings


@pytest.mark.parametrize(
    ("told", "cases", "outcome"),
    [
        (["Nessuno scostamento rilevato", None, None], Cases(0), "="),
        ([None, "1.715", "0"], Cases(0, 1715), "="),
        ([None, 120, 3], Cases(3, 120), "↓"),
        (["3 casi su 120 oltre il termine", None, None], Cases(3, 120), "↓"),
        (["3 casi oltre il termine", 120, None], Cases(3, 120), "↓"),
        (["3 casi su 120 oltre il termine", "120", "3"], Cases(3, 120), "↓"),
    ],
)
def test_a_deadline_is_read_from_words_or_from_counts(judged, told, cases, outcome):
    levels, findings = judged([DUE], [["SLA.6", *told]])
    assert levels["SLA.6"].measured == cases
    assert levels["SLA.6"].outcome == outcome
    assert not findings


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["Nessuno scostamento rilevato", 120, 3], "Dati SLA!D6"),
        (["3 casi su 120 oltre il termine", 100, 3], "Dati SLA!C6"),
        ([None, 120, 130], "Dati SLA!D6"),
        ([None, None, 3], "Dati SLA!C6"),
        (["3 casi oltre il termine", None, None], "Dati SLA!C6"),
        (["quasi tutti", 120, 3], "Dati SLA!B6"),
        ([4, 120, 3], "Dati SLA!B6"),
    ],
)
def test_words_and_counts_that_disagree_are_an_error_and_still_a_breach(judged, row, cell):
    levels, findings = judged([DUE], [["SLA.6", *row]])
    assert levels["SLA.6"].outcome is Outcome.BELOW
    assert (only(findings).severity, only(findings).cell) == (Severity.ERROR, cell)


def test_a_deadline_told_in_an_unknown_way_isnt_guessed(judged):
    levels, findings = judged([DUE], [["SLA.6", "97,5%"]])
    assert levels["SLA.6"].outcome is None
    assert (only(findings).severity, only(findings).cell) == (Severity.ERROR, "Dati SLA!B6")


@pytest.mark.parametrize(("column", "value"), [("C", "393,5"), ("C", 1.715), ("D", "-3"), ("D", "tre")])
def test_counts_that_arent_whole_are_errors(judged, column, value):
    row = ["SLA.6", "Nessuno scostamento rilevato", None, None]
    row["ABCD".index(column)] = value
    _, findings = judged([DUE], [row])
    assert (only(findings).severity, only(findings).cell) == (Severity.ERROR, f"Dati SLA!{column}6")


def test_the_longest_overrun_belongs_to_late_cases(judged):
    levels, _ = judged([DUE], [["SLA.6", None, 120, 3, "1h 15m"]])
    assert levels["SLA.6"].measured == Cases(3, 120, Decimal(75))
    levels, findings = judged([DUE], [["SLA.6", None, 120, 0, "1h 15m"]])
    assert levels["SLA.6"].measured == Cases(0, 120)
    assert (only(findings).severity, only(findings).cell) == (Severity.WARNING, "Dati SLA!E6")


def test_counts_beside_another_kind_have_no_effect_and_a_warning(judged):
    levels, findings = judged([AVAILABLE], [["SLA.2", "99%", 120, 3, "45 min"]])
    assert levels["SLA.2"].outcome is Outcome.ABOVE
    assert [finding.cell for finding in findings] == ["Dati SLA!C6", "Dati SLA!D6", "Dati SLA!E6"]


def test_nothing_pasted_means_nothing_to_report(inputs):
    made = inputs(SECTION, {})
    assert not read_levels(made)
    assert not list(check(made, SECTION.run(made).figures))


@given(
    st.lists(st.tuples(*[ANYTHING] * len(AGREED)), max_size=3),
    st.lists(st.tuples(*[ANYTHING] * len(SEEN)), max_size=3),
)
def test_whatever_is_pasted_is_judged_or_reported_never_a_crash(inputs, agreed, seen):
    rows = {"catalogo_sla": [AGREED, AVAILABLE, DUE, *agreed], "sla": [SEEN, *seen]}
    made = inputs(SECTION, rows)
    result = SECTION.run(made)
    reported = {finding.cell for finding in (*made.tables["sla"].findings, *result.findings)}
    for record in made.tables["sla"].records():
        judged = record["codice"] and result.figures.get(f"sla.{record['codice']}.esito")
        assert (judged and judged.value) or any(str(cell).endswith(str(record.row)) for cell in reported)


def test_a_measure_that_reading_refused_is_not_missed_as_well(inputs):
    agreed = ["SLA.1", "Icms", "disponibilità", "98%"]
    rows = {
        "catalogo_sla": [["Codice", "Descrizione", "Tipo", "Atteso"], agreed],
        "sla": [["Codice", "Rilevato"], ["SLA.1", CellError("#N/A")]],
    }
    pasted = inputs(SECTION, rows)
    assert [finding.cell for finding in pasted.tables["sla"].findings] == ["Dati SLA!B6"]
    assert not SECTION.run(pasted).findings
