"""Table, chart and sentences say what the figures say, in right Italian."""

from __future__ import annotations

import pytest

from cst_xl.sections.tickets import SECTION


def sentences(inputs):
    return {sentence.id.rpartition(".")[2]: sentence.text for sentence in SECTION.run(inputs).sentences}


def test_the_table_has_a_row_a_month_and_the_total_right_after(monthly):
    rows = SECTION.run(monthly()).table("ticket").rows
    assert [row.cells[0] for row in rows] == ["Aprile", "Maggio", "Giugno", "Totale"]
    assert [row.total for row in rows] == [False, False, False, True]
    assert [figure.text for figure in rows[3].cells[1:]] == [
        *("2.754", "12", "356", "300", "1.491", "2", "102", "0", "1.387", "99,9%")
    ]


def test_the_table_fits_its_room(monthly):
    (table,) = SECTION.tables
    assert len(SECTION.run(monthly()).table("ticket").rows) <= table.room
    assert len(table.help) <= 200


def test_every_series_of_the_chart_is_a_numeric_column_of_the_table(monthly):
    result = SECTION.run(monthly())
    (chart,) = result.charts
    columns = {column.key: column for column in result.table(chart.table).columns}
    assert all(columns[series.column].unit.name == "ticket" for series in chart.series)
    assert chart.category in columns


def test_the_chart_can_be_read_without_being_seen(monthly):
    (chart,) = SECTION.run(monthly()).charts
    assert (
        "Maggio: gestiti 647, aperti 0, chiuso non di competenza 21, nuovo 0, risolto 626."
        in chart.alternative
    )


def test_an_empty_chart_says_so(inputs):
    (chart,) = SECTION.run(inputs(SECTION, {})).charts
    assert chart.alternative.endswith("Nessun dato.")


def test_the_sentences_of_the_seed(monthly):
    assert sentences(monthly()) == {
        "complessivo": "Nel 2° trimestre 2016 sono stati gestiti complessivamente 2.147 ticket: 1.491 da mail e "
        "656 telefonici (356 di 1° livello e 300 di 2° livello).",
        "mail": "I ticket aperti via mail sono stati risolti o chiusi perché non di competenza nel 99,9% dei casi; "
        "in senso stretto ne è stato risolto il 93,0%.",
        "reperibilita": "In reperibilità sono stati gestiti 12 problemi, a fronte di 2.754 segnalazioni del "
        "monitoraggio (alert, incident e problem).",
    }


def test_the_phone_sentence_is_said_only_when_rows_support_it(inputs, otrs_rows):
    said = sentences(inputs(SECTION, {"ticket": otrs_rows}))
    assert said["telefono"] == "I ticket aperti per telefono sono stati tutti risolti."


def test_every_sentence_rests_on_figures_with_a_value(inputs, otrs_rows):
    result = SECTION.run(inputs(SECTION, {"ticket": otrs_rows}))
    for sentence in result.sentences:
        assert sentence.figures
        assert all(result.figures[figure].value is not None for figure in sentence.figures)


def test_nothing_is_said_of_nothing(inputs):
    assert sentences(inputs(SECTION, {})) == {}


def test_a_partial_number_is_not_said_at_all(monthly, seed_months):
    assert sentences(monthly(*seed_months[1:])) == {}


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (["0", "0", "0", "0", "0"], "Nel 2° trimestre 2016 non è stato gestito alcun ticket"),
        (
            ["1", "0", "0", "0", "1"],
            "Nel 2° trimestre 2016 è stato gestito complessivamente 1 ticket da mail",
        ),
    ],
)
def test_none_and_one_are_said_rightly(monthly, months, expected):
    rows = [
        [month, "", "", "", "", *values]
        for month, values in zip(("aprile", "maggio", "giugno"), (months, ["0"] * 5, ["0"] * 5), strict=True)
    ]
    assert sentences(monthly(*rows))["complessivo"] == expected + "."


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["1", "0", "0", "0", "1"], "L'unico ticket aperto via mail è stato risolto."),
        (["2", "0", "0", "0", "2"], "I ticket aperti via mail sono stati tutti risolti."),
        (["2", "2", "0", "0", "0"], "Nessun ticket aperto via mail è stato risolto."),
        (["5", "1", "0", "0", "4"], "I ticket aperti via mail sono stati risolti nell'80,0% dei casi."),
        (
            ["3000", "1", "1", "0", "2998"],
            (
                "I ticket aperti via mail sono stati risolti o chiusi perché non di competenza nel 99,97% dei casi; "
                "in senso stretto ne è stato risolto il 99,9%."
            ),
        ),
    ],
)
def test_the_solved_share_is_worded_by_its_value(monthly, states, expected):
    row = ["2° trimestre 2016", "", "", "", "", *states]
    assert sentences(monthly(row))["mail"] == expected


@pytest.mark.parametrize(
    ("alerts", "handled", "expected"),
    [
        (
            "0",
            "0",
            "Nessun problema è stato gestito in reperibilità, a fronte di nessuna segnalazione del monitoraggio (alert, incident e problem).",
        ),
        (
            "1",
            "1",
            "In reperibilità è stato gestito 1 problema, a fronte di 1 segnalazione del monitoraggio (alert, incident e problem).",
        ),
        ("", "2", "In reperibilità sono stati gestiti 2 problemi."),
    ],
)
def test_problems_on_call_are_worded_by_their_number(monthly, alerts, handled, expected):
    assert sentences(monthly(["2° trimestre 2016", alerts, handled]))["reperibilita"] == expected


def test_a_month_of_another_quarter_has_its_own_name(inputs):
    from cst_xl.core.periods import Period

    rows = [["Mese", "Gestiti", "Risolto"], ["Luglio 2016", "3", "3"]]
    result = SECTION.run(inputs(SECTION, {"ticket_mensili": rows}, period=Period.quarter(2016, 3)))
    assert result.table("ticket").rows[0].cells[0] == "Luglio"
    assert result.table("ticket").title == "Ticket gestiti, 3° trimestre 2016"
