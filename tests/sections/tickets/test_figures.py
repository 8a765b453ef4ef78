"""The figures of the tickets, held against the audit of the printed bulletin."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.figures import Share, Total
from cst_xl.core.published import Verdict, compare
from cst_xl.sections.tickets import SECTION
from tests.seed import audited

OURS = [one for one in audited() if one.id.startswith("ticket.") or one.id == "periodo.frase_ticket"]
EMPTY = "(vuoto)"


@pytest.fixture(scope="module")
def recomputed():
    """What the audit says the derived figures should have been."""
    return {
        "ticket.totale.alert": 2754,
        "ticket.totale.reperibilita": 12,
        "ticket.totale.telefono_1": 356,
        "ticket.totale.aperti": 2,
        "ticket.totale.non_competenza": 102,
        "ticket.totale.nuovi": 0,
        "ticket.totale.risolti": 1387,
        "ticket.complessivo": 2147,
    }


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_a_figure_agrees_with_the_bulletin_exactly_where_the_audit_says_so(example, one):
    figures = SECTION.run(example(SECTION)).figures
    figure = figures[one.id]
    if one.published == EMPTY:
        assert figure.value is None
        return
    verdict = compare(one.published, figure, figures)
    if one.id == "ticket.frase.telefono":
        assert verdict is Verdict.UNSUPPORTED
    elif one.id == "ticket.totale.quadratura":  # the number is right, the printed parts aren't
        assert verdict is Verdict.EQUAL
    else:
        assert verdict is (Verdict.DIFFERENT if one.verdict == "disagrees" else Verdict.EQUAL)


def test_where_the_bulletin_is_wrong_the_figures_are_those_of_the_audit(example, recomputed):
    figures = SECTION.run(example(SECTION)).figures
    assert {figure_id: figures[figure_id].value for figure_id in recomputed} == recomputed
    assert figures["ticket.totale.risolti_su_gestiti"].text == "99,9%"
    assert figures["ticket.totale.risolti_in_senso_stretto"].text == "93,0%"


def test_shares_are_exact_until_they_are_printed(monthly):
    figures = SECTION.run(monthly()).figures
    assert figures["ticket.frase.mail"].value == Decimal(100) * (1387 + 102) / 1491


def test_the_share_of_the_total_knows_the_shares_of_the_months(monthly):
    """So that 99,8%, the simple mean of the months, is recognised as such."""
    basis = SECTION.run(monthly()).figures["ticket.totale.risolti_su_gestiti"].basis
    assert isinstance(basis, Share)
    assert basis.rows == tuple(f"ticket.2016-0{month}.risolti_su_gestiti" for month in (4, 5, 6))


def test_a_quarter_without_one_of_its_months_has_no_total(monthly, seed_months):
    """The sum of two months printed as a quarter would be a wrong number."""
    figures = SECTION.run(monthly(*seed_months[1:])).figures
    assert figures["ticket.2016-05.gestiti"].value == 647
    without = (
        "2016-04.gestiti",
        "totale.gestiti",
        "totale.risolti_su_gestiti",
        "complessivo",
        "telefono.gestiti",
    )
    assert {figures[f"ticket.{one}"].value for one in without} == {None}
    assert figures["ticket.totale.telefono_2"].value == 300


def test_a_total_is_made_of_its_three_months(monthly):
    basis = SECTION.run(monthly()).figures["ticket.totale.gestiti"].basis
    assert basis == Total(tuple(f"ticket.2016-0{month}.gestiti" for month in (4, 5, 6)))


def test_a_total_of_the_quarter_that_its_months_make_up_stands_for_the_missing_one(monthly, seed_months):
    seed_months[0][4], seed_months[1][4] = "100", "200"
    assert SECTION.run(monthly(*seed_months)).figures["ticket.totale.telefono_2"].value == 300


def test_an_unread_cell_is_not_taken_for_an_absent_level(monthly, seed_months):
    """Without the second level the phone tickets would be 356 instead of 656."""
    seed_months[3][4] = "trecento"
    figures = SECTION.run(monthly(*seed_months)).figures
    assert figures["ticket.telefono.gestiti"].value is None
    assert figures["ticket.complessivo"].value is None


def test_a_centre_without_a_second_level_has_its_phone_tickets(monthly, seed_months):
    assert SECTION.run(monthly(*seed_months[:3])).figures["ticket.telefono.gestiti"].value == 356


def test_a_share_of_totals_over_different_months_is_not_made(monthly, seed_months):
    """Solved tickets of two months over the handled ones of three would be too low."""
    seed_months[0][9] = ""
    figures = SECTION.run(monthly(*seed_months)).figures
    assert figures["ticket.totale.gestiti"].value == 1491
    assert figures["ticket.totale.risolti_su_gestiti"].value is None
    assert figures["ticket.frase.mail"].value is None


def test_totals_typed_for_the_quarter_alone_have_their_shares(monthly):
    row = ["2° trimestre 2016", "2754", "12", "356", "300", "1491", "2", "102", "0", "1387"]
    figures = SECTION.run(monthly(row)).figures
    assert figures["ticket.complessivo"].value == 2147
    assert figures["ticket.totale.risolti_su_gestiti"].text == "99,9%"
    assert figures["ticket.2016-04.gestiti"].value is None


def test_a_value_of_the_quarter_is_never_added_to_months(monthly, seed_months):
    seed_months[0][4] = "10"
    assert SECTION.run(monthly(*seed_months)).figures["ticket.totale.telefono_2"].value is None


def test_no_tickets_in_a_month_give_no_share(monthly):
    figures = SECTION.run(monthly(["Aprile", "0", "0", "0", "0", "0", "0", "0", "0", "0"])).figures
    assert figures["ticket.2016-04.quadratura"].value == 0
    assert figures["ticket.2016-04.risolti_su_gestiti"].value is None


def test_the_solved_share_of_phone_tickets_needs_a_row_for_each_of_them(inputs, otrs_rows, seed_months):
    rows_alone = SECTION.run(inputs(SECTION, {"ticket": otrs_rows})).figures
    assert rows_alone["ticket.frase.telefono"].value == 100
    headers = ["Mese", "Alert, incident, problem", "reperibilità", "1° livello", "2° livello"]
    typed = [headers, *(row[:5] for row in seed_months)]
    with_second_level = SECTION.run(inputs(SECTION, {"ticket": otrs_rows, "ticket_mensili": typed})).figures
    assert with_second_level["ticket.totale.telefono_2"].value == 300
    assert with_second_level["ticket.frase.telefono"].value is None


def test_rows_and_typed_months_give_the_same_figures(inputs, otrs_rows, monthly):
    from_rows = SECTION.run(inputs(SECTION, {"ticket": otrs_rows})).figures
    typed = SECTION.run(monthly()).figures
    mail = [
        figure.id
        for figure in typed
        if figure.id.rpartition(".")[2] in {"gestiti", "aperti", "risolti", "quadratura"}
    ]
    mail = [figure for figure in mail if "telefono" not in figure]
    assert mail
    assert {i: from_rows[i].value for i in mail} == {i: typed[i].value for i in mail}


def test_an_empty_section_has_all_its_figures_and_no_value(inputs):
    result = SECTION.run(inputs(SECTION, {}))
    assert not result.filled
    assert {one.id for one in OURS} <= {figure.id for figure in result.figures}


def test_every_figure_has_an_italian_label_of_its_own(monthly):
    labels = [figure.label for figure in SECTION.run(monthly()).figures]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_a_total_pasted_along_tells_that_there_is_a_second_level(monthly, seed_months):
    """Known to be 300 but not used: without them the phone tickets would be 356."""
    figures = SECTION.run(monthly(*seed_months[:3], ["Totale", "2754", "12", "356", "300"])).figures
    assert {figures[one].value for one in ("ticket.telefono.gestiti", "ticket.complessivo")} == {None}


def test_a_second_level_without_a_first_is_not_all_the_phone_tickets(monthly, seed_months):
    figures = SECTION.run(monthly(seed_months[3])).figures
    assert figures["ticket.totale.telefono_2"].value == 300
    assert {figures[one].value for one in ("ticket.telefono.gestiti", "ticket.complessivo")} == {None}


def test_rows_whose_month_cannot_be_read_are_not_taken_for_absent_columns(monthly, seed_months):
    for row in seed_months[:3]:
        row[0] = f"{row[0]}?!"
    figures = SECTION.run(monthly(*seed_months)).figures
    assert figures["ticket.complessivo"].value is None


def test_states_that_do_not_add_up_leave_the_solved_share_unknown(monthly, seed_months):
    """393 states of 339 handled would make 115,6%."""
    seed_months[0][5] = "339"
    figures = SECTION.run(monthly(*seed_months)).figures
    unknown = ("2016-04.risolti_su_gestiti", "totale.risolti_su_gestiti", "frase.mail")
    assert {figures[f"ticket.{one}"].value for one in unknown} == {None}
    assert figures["ticket.2016-05.risolti_su_gestiti"].value == 100
