"""What people paste into the monthly sheet ends in the right number, or in a finding that names the cell."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cst_xl.core.findings import Severity
from cst_xl.sections.tickets import SECTION
from tests.sections.tickets.conftest import MONTHLY_HEADERS, TICKET_HEADERS

SHEET = "Dati Ticket Mensili"


def everything(inputs):
    """All findings that a section's sheets end in, of reading and of checking."""
    read = [finding for table in inputs.tables.values() for finding in table.findings]
    return [*read, *SECTION.run(inputs).findings]


def about(inputs, cell):
    return [finding for finding in everything(inputs) if finding.cell == f"{SHEET}!{cell}"]


def test_the_seed_raises_nothing(example):
    assert everything(example(SECTION)) == []


def test_an_empty_workbook_raises_nothing(inputs):
    assert everything(inputs(SECTION, {})) == []


def test_a_missing_month_is_named_and_leaves_the_quarter_without_totals(monthly, seed_months):
    (finding,) = everything(monthly(*seed_months[1:]))
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "Mancano i dati dei ticket di aprile 2016: i totali del trimestre non si possono calcolare."
    )


@pytest.mark.parametrize("value", ["98.000.000", "12.000"])
def test_a_month_a_hundred_times_another_has_lost_or_won_zeros(monthly, seed_months, value):
    seed_months[1][1] = value
    seed_months[2][1] = "12" if value == "12.000" else "758"
    (finding,) = [one for one in everything(monthly(*seed_months)) if "zeri" in one.message]
    assert (finding.severity, finding.cell) == (Severity.WARNING, f"{SHEET}!B7")
    assert finding.figure == "ticket.2016-05.alert"


def test_small_numbers_may_differ_as_they_like(monthly, seed_months):
    seed_months[0][2], seed_months[1][2] = "999", "1"
    assert not [one for one in everything(monthly(*seed_months)) if "zeri" in one.message]


def test_a_single_empty_cell_among_filled_months_is_named(monthly, seed_months):
    seed_months[1][1] = "n.d."
    (finding,) = about(monthly(*seed_months), "B7")
    assert finding.figure == "ticket.totale.alert"
    assert "manca maggio 2016" in finding.message
    assert finding.message.endswith("il totale non si può calcolare.")


def test_no_month_at_all_is_one_warning(monthly, seed_months):
    (finding,) = [f for f in everything(monthly(seed_months[3])) if "mensili" in f.message]
    assert "si usano i valori della riga del trimestre" in finding.message


def test_rows_of_another_period_are_not_counted(monthly, seed_months):
    (finding,) = everything(monthly(*seed_months, ["Luglio", "1"]))
    assert (finding.severity, finding.cell, finding.found) == (
        Severity.WARNING,
        f"{SHEET}!A10",
        "luglio 2016",
    )


def test_a_sheet_still_filled_with_last_quarter_is_an_error(monthly):
    findings = about(monthly(["Gennaio", "1"], ["Febbraio", "1"], ["Marzo", "1"]), "A6")
    assert Severity.ERROR in {finding.severity for finding in findings}
    assert "«gennaio 2016» non è un mese del 2° trimestre 2016" in findings[0].message


def test_states_that_do_not_add_up_name_the_gap(monthly, seed_months):
    seed_months[0][9] = "353"
    seed_months[0][10] = ""
    (finding,) = everything(monthly(*seed_months))
    assert finding.severity is Severity.ERROR
    assert (finding.figure, finding.cell) == ("ticket.2016-04.quadratura", f"{SHEET}!F6")
    assert "sommano 383" in finding.message
    assert finding.message.endswith("ne mancano 10.")


def test_one_state_too_many_is_said_in_the_singular(monthly, seed_months):
    seed_months[2][6] = "2"
    (finding,) = everything(monthly(*seed_months))
    assert finding.message.endswith("ne avanza 1.")


def test_states_above_the_handled_are_found_even_while_one_is_missing(monthly, seed_months):
    seed_months[0][5], seed_months[0][8] = "300", ""
    assert any("i gestiti sono 300" in finding.message for finding in about(monthly(*seed_months), "F6"))


def test_the_balance_of_a_quarter_typed_as_a_whole_is_checked(monthly):
    row = ["2° trimestre 2016", "2155", "9", "656", "300", "1491", "9", "73", "4", "1029"]
    (finding,) = about(monthly(row), "F6")
    assert finding.message.endswith("ne mancano 376.")


def test_rows_and_a_typed_month_that_differ_are_an_error(tickets, seed_months):
    inputs = tickets(("mail", "risolto", "2016-04-04 10:00:00"), monthly=seed_months)
    (finding,) = about(inputs, "J6")
    assert (finding.severity, finding.found, finding.expected) == (Severity.ERROR, "363", "1")
    assert finding.figure == "ticket.2016-04.risolti"


def test_rows_and_a_typed_month_that_agree_are_fine(inputs, otrs_rows, seed_months):
    both = inputs(SECTION, {"ticket": otrs_rows, "ticket_mensili": [MONTHLY_HEADERS, *seed_months]})
    assert SECTION.run(both).findings == ()


def test_a_quarter_row_beside_months_must_be_their_sum(monthly, seed_months):
    seed_months[3] += ["1490"]
    (finding,) = about(monthly(*seed_months), "F9")
    assert (finding.severity, finding.figure) == (Severity.ERROR, "ticket.totale.gestiti")
    assert "dice 1.490" in finding.message
    assert "sommano 1.491" in finding.message


def test_a_quarter_row_that_is_the_sum_of_its_months_is_fine(monthly, seed_months):
    seed_months[3] += ["1491"]
    assert everything(monthly(*seed_months)) == []


@pytest.mark.parametrize("pasted", ["99,8%", "92,4%", 0.924])
def test_a_pasted_rate_that_its_row_does_not_give_is_an_error(monthly, seed_months, pasted):
    seed_months[0][10] = pasted
    (finding,) = about(monthly(*seed_months), "K6")
    assert finding.severity is Severity.ERROR
    assert "99,7%" in finding.message


@pytest.mark.parametrize("pasted", ["99,7%", "99,75%", "100%", 0.9974554707379135, "", "99,7"])
def test_a_pasted_rate_is_compared_at_its_own_precision(monthly, seed_months, pasted):
    seed_months[0][10] = pasted
    assert everything(monthly(*seed_months)) == []


def test_a_channel_that_nobody_filled_is_missed_in_the_overall_number(monthly, seed_months):
    without_phone = [[*row[:3], "", "", *row[5:]] for row in seed_months[:3]]
    messages = [finding.message for finding in everything(monthly(*without_phone))]
    assert "Mancano i ticket telefonici: il numero complessivo dei ticket non li comprende." in messages


def test_columns_that_nobody_filled_are_one_note(inputs, otrs_rows):
    (finding,) = SECTION.run(inputs(SECTION, {"ticket": otrs_rows})).findings
    assert finding.severity is Severity.INFO
    assert "«Alert, incident, problem» e «Problem gestiti in reperibilità»" in finding.message


# ---- hostile pastes: each ends in the right number or in a finding that names its cell


def total(inputs, key="gestiti"):
    return SECTION.run(inputs).figures[f"ticket.totale.{key}"].value


@pytest.mark.parametrize("written", ["1\u00a0016", " 1.016 ", "1 016", 1016.0, 1016, "1.016"])
def test_numbers_are_read_as_people_and_spreadsheets_write_them(monthly, seed_months, written):
    seed_months[0][1] = written
    assert total(monthly(*seed_months), "alert") == 2754


@pytest.mark.parametrize("written", [1.016, "64 7", "1016 circa", "-5", "=B6", "#N/D", "1,016", True])
def test_what_is_no_count_is_named_with_its_cell(monthly, seed_months, written):
    seed_months[0][1] = written
    inputs = monthly(*seed_months)
    assert any(finding.severity is Severity.ERROR for finding in about(inputs, "B6"))
    assert total(inputs, "alert") is None


def test_the_total_row_pasted_along_is_compared_and_not_added(monthly, seed_months):
    totals = ["TOTALE", "2155", "9", "656", "300", "1491", "9", "73", "4", "1029", "99,8%"]
    inputs = monthly(*seed_months, totals)
    assert total(inputs) == 1491
    wrong = {finding.cell for finding in everything(inputs)}
    assert wrong == {f"{SHEET}!{letter}10" for letter in "BCDGHIJ"}


def test_a_misspelt_month_is_named_with_a_proposal(monthly, seed_months):
    seed_months[1][0] = "Magio"
    findings = about(monthly(*seed_months), "A7")
    assert any("maggio" in finding.message for finding in findings)


def test_a_month_that_is_there_twice_is_counted_once(monthly, seed_months):
    inputs = monthly(*seed_months, list(seed_months[0]))
    assert total(inputs) == 1491
    assert [finding.severity for finding in about(inputs, "A10")] == [Severity.ERROR]


def test_the_month_of_another_year_is_not_taken_for_this_one(monthly, seed_months):
    seed_months[0][0] = "Aprile 2015"
    inputs = monthly(*seed_months)
    assert total(inputs) is None
    assert about(inputs, "A6")


def test_the_header_pasted_along_with_its_merged_groups_is_no_data(inputs, seed_months):
    groups = ["", "DA NAJOS", "", "TICKET TELEFONICI", "", "TICKET DA MAIL"]
    rows = [[c.header for c in SECTION.raw[0].columns], groups, MONTHLY_HEADERS, *seed_months]
    pasted = inputs(SECTION, {"ticket_mensili": rows})
    assert total(pasted) == 1491
    assert [finding.severity for finding in everything(pasted)] == [Severity.INFO]


def test_the_printed_table_pasted_as_it_is_gives_its_figures(inputs, seed_months):
    """Its header row leaves the months unnamed, and its totals are wrong."""
    totals = ["TOTALE", "2155", "9", "656", "300", "1491", "9", "73", "4", "1029", "99,8%"]
    rows = [["", *MONTHLY_HEADERS[1:]], *seed_months[:3], totals]
    pasted = inputs(SECTION, {"ticket_mensili": rows})
    assert total(pasted, "risolti") == 1387
    assert {finding.cell for finding in everything(pasted)} == {f"{SHEET}!{letter}9" for letter in "BCDEGHIJ"}


def test_a_pasted_total_without_months_is_told_where_it_belongs(monthly, seed_months):
    inputs = monthly(*seed_months[:3], ["TOTALE", "", "", "", "300"])
    (finding,) = [finding for finding in about(inputs, "E9") if finding.severity is Severity.WARNING]
    assert "va scritto in una riga «2° trimestre 2016»" in finding.message


def test_a_date_that_an_english_excel_turned_round_is_named(monthly, seed_months):
    from datetime import datetime

    seed_months[0][0] = datetime(2016, 1, 4)
    assert any(finding.severity is Severity.ERROR for finding in about(monthly(*seed_months), "A6"))


def test_columns_in_another_order_are_read_by_their_headers(inputs):
    rows = [["Gestiti", "Mese", "Risolto"], ["10", "Aprile", "9"]]
    figures = SECTION.run(inputs(SECTION, {"ticket_mensili": rows})).figures
    assert (figures["ticket.2016-04.gestiti"].value, figures["ticket.2016-04.risolti"].value) == (10, 9)


def test_cells_without_any_header_are_told(inputs):
    pasted = inputs(SECTION, {"ticket_mensili": [["393", "647"], ["1", "0"]]})
    assert any("intestazioni" in finding.message for finding in everything(pasted))


anything = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "Totale",
            "Aprile",
            "2° trimestre 2016",
            "luglio 2016",
            "1.715",
            "99,7%",
            "n.d.",
            "mail",
            "risolto",
        ]
    ),
    st.integers(-5, 10**7),
    st.floats(),
    st.booleans(),
    st.text(max_size=8),
    st.datetimes(),
)


def grid(headers):
    return st.lists(st.lists(anything, max_size=len(headers)), max_size=6).map(lambda rows: [headers, *rows])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(mensili=grid(MONTHLY_HEADERS), ticket=grid(TICKET_HEADERS), stati=grid(["Stato", "Conta come"]))
def test_no_paste_at_all_ends_in_a_traceback(inputs, mensili, ticket, stati):
    result = SECTION.run(
        inputs(SECTION, {"ticket_mensili": mensili, "ticket": ticket, "stati_ticket": stati})
    )
    result.table("ticket").matrix()
    assert all(finding.message.endswith(".") for finding in result.findings)


def test_a_state_with_two_meanings_is_an_error_whatever_its_capitals(inputs):
    states = [["Stato", "Conta come"], ["nuovo", "nuovo"], ["NUOVO ", "risolto"], ["Nuovo", "nuovo"]]
    rows = {"stati_ticket": states, "ticket_mensili": [MONTHLY_HEADERS, ["Aprile", "1"]]}
    found = [
        one for one in everything(inputs(SECTION, rows)) if one.cell and one.cell.startswith("Stati Ticket")
    ]
    assert [(one.severity, one.cell) for one in found] == [(Severity.ERROR, "Stati Ticket!A7")]
    assert "vale la prima riga" in found[0].message
