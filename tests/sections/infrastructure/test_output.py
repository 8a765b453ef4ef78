"""What the section shows and says: the right period, the right unit, stops worst first, nothing of what isn't known."""

from __future__ import annotations

import pytest

from cst_xl.core.periods import Period
from cst_xl.sections.infrastructure import SECTION

Q2_2016 = Period.quarter(2016, 2)


@pytest.fixture
def result(inputs):
    """Run the section on resources and stops."""

    def run(resources=(), stops=(), period=Q2_2016):
        rows = {
            "infrastruttura": [["Voce", "Valore", "Unità", "Nota"], *resources],
            "fermi": [["Sistema", "Inizio", "Fine", "Programmato", "Causa"], *stops],
        }
        return SECTION.run(inputs(SECTION, rows, period=period))

    return run


@pytest.fixture
def said(result):
    """The sentences by the end of their ids."""

    def say(*resources, **others):
        return {one.id.rpartition(".")[2]: one.text for one in result(resources, **others).sentences}

    return say


def stop(day, hours, planned="no", system="Icms"):
    return [system, f"{day:02}/04/2016 00:00", f"{day:02}/04/2016 {hours:02}:00", planned]


def test_the_seeds_sentences_are_true_of_its_own_period(example):
    texts = [one.text for one in SECTION.run(example(SECTION)).sentences]
    assert texts == [
        "Nel 2° trimestre 2016 il servizio di infrastruttura HW ha registrato un uptime del 100%.",
        (
            "Il servizio di staging ha registrato un fermo macchine programmato di 3\u00a0giorni "
            "per sostituzione programmata SAN."
        ),
        "Il private cloud gestisce 104 virtual machine, di cui 75 di produzione.",
        "Le risorse del private cloud sono 96 CPU core, 744 GB di RAM e 8 TB di storage.",
    ]


def test_every_sentence_rests_on_figures_that_have_a_value(example):
    result = SECTION.run(example(SECTION))
    for sentence in result.sentences:
        assert sentence.figures
        assert all(result.figures[key].value is not None for key in sentence.figures)


@pytest.mark.parametrize(
    ("uptime", "period", "text"),
    [
        (
            "99,985%",
            Q2_2016,
            "Nel 2° trimestre 2016 il servizio di infrastruttura HW ha registrato un uptime del 99,985%.",
        ),
        (
            "89,5%",
            Period.quarter(2017, 1),
            "Nel 1° trimestre 2017 il servizio di infrastruttura HW ha registrato un uptime dell'89,5%.",
        ),
        (
            "99,9996%",
            Q2_2016,
            "Nel 2° trimestre 2016 il servizio di infrastruttura HW ha registrato un uptime del 99,9996%.",
        ),
    ],
)
def test_the_uptime_has_its_article_and_its_period(said, uptime, period, text):
    assert said(["Uptime", uptime], period=period)["uptime"] == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (["Fermo staging", "1", "giorni"], "ha registrato un fermo macchine programmato di 1\u00a0giorno."),
        (["Fermo staging", "0", "giorni"], "non ha avuto fermi macchine programmati."),
    ],
)
def test_a_stop_of_staging_agrees_with_its_number(said, row, text):
    assert said(row)["fermo_staging"] == f"Il servizio di staging {text}"


@pytest.mark.parametrize(
    ("production", "text"),
    [
        ("75", "104 virtual machine, di cui 75 di produzione."),
        ("104", "104 virtual machine, tutte di produzione."),
        ("0", "104 virtual machine, nessuna di produzione."),
        ("105", "104 virtual machine."),
        ("", "104 virtual machine."),
    ],
)
def test_the_machines_in_production_are_part_of_all(said, production, text):
    assert said(["VM", "104"], ["VM di produzione", production])["vm"] == f"Il private cloud gestisce {text}"


def test_only_known_resources_are_listed(said):
    assert said(["RAM", "744", "GB"])["risorse"] == "Le risorse del private cloud sono 744 GB di RAM."


def test_stops_are_told_by_kind(said):
    assert said(stops=[stop(5, 2, "sì"), stop(6, 1), stop(7, 3)])["fermi"] == (
        "Nel 2° trimestre 2016 sono stati registrati 3 fermi dei sistemi: 1 programmato (2 h) e 2 non programmati (4 h)."
    )
    assert said(stops=[stop(5, 2)])["fermi"] == (
        "Nel 2° trimestre 2016 è stato registrato 1 fermo dei sistemi: 1 non programmato (2 h)."
    )


def test_nothing_known_is_nothing_said_shown_or_drawn(result):
    empty = result()
    assert not empty.sentences
    assert not empty.charts
    assert not any(table.rows for table in empty.tables)


def test_resources_are_shown_with_their_unit_and_note(example):
    rows = SECTION.run(example(SECTION)).table("infrastruttura").matrix()
    assert ["RAM", "744\u00a0GB", ""] in rows
    assert ["Fermo programmato dello staging", "3\u00a0giorni", "sostituzione programmata SAN"] in rows
    assert len(rows) == 7


def test_stops_are_listed_worst_first_above_their_total(result):
    table = result(stops=[[*stop(5, 1), "disco"], stop(6, 5, "sì"), stop(7, 3, system="Portale")]).table(
        "fermi"
    )
    assert [row[3] for row in table.matrix()] == ["5 h", "3 h", "1 h", "9 h"]
    assert table.matrix()[0] == ["Icms", "06/04/2016 00:00", "06/04/2016 05:00", "5 h", "sì", ""]
    assert table.matrix()[3][0] == "Totale (3 fermi)"
    assert [row.total for row in table.rows] == [False, False, False, True]


@pytest.mark.parametrize("number", [14, 15, 20])
def test_many_stops_fit_the_room_and_none_is_lost(result, number):
    found = result(stops=[stop(day, 1 + (day == 3)) for day in range(1, number + 1)])
    table = found.table("fermi")
    assert len(table.rows) == 15
    assert table.matrix()[0][3] == "2 h"
    assert table.matrix()[-1][0] == f"Totale ({number} fermi)"
    rest = number - 13
    others = [f"Altri {rest} fermi, più brevi", None, None, f"{rest} h", None, None]
    assert (table.matrix()[-2] == others) == (number > 14)


def test_more_systems_than_there_is_room_for_are_counted_in_the_last_row(result):
    rows = (
        result(stops=[stop(day, 1 + day % 3, system=f"S{day}") for day in range(1, 21)])
        .table("fermi_sistemi")
        .rows
    )
    assert len(rows) == 12
    assert rows[-1].cells[0] == "Altri 9 sistemi, più disponibili"


def test_systems_are_listed_from_the_least_available(result):
    table = result(stops=[stop(5, 1), stop(6, 2, "sì", "Portale")]).table("fermi_sistemi")
    assert [row[:3] for row in table.matrix()] == [["Portale", 120, 0], ["Icms", 0, 60]]
    assert table.matrix()[0][4] == 1


def test_the_chart_needs_machines_that_add_up(result):
    assert not result([["VM", "104"]]).charts
    assert not result([["VM", "75"], ["VM di produzione", "104"]]).charts
    assert not result([["VM", "0"], ["VM di produzione", "0"]]).charts
    (chart,) = result([["VM", "104"], ["VM di produzione", "75"]]).charts
    assert chart.alternative == "Su 104 virtual machine 75 sono di produzione (72,1%) e 29 no."


def test_charts_read_columns_that_their_table_has(example):
    result = SECTION.run(example(SECTION))
    for chart in result.charts:
        keys = {column.key for column in result.table(chart.table).columns}
        assert {chart.category, *(series.column for series in chart.series)} <= keys


def test_helps_fit_the_function_wizard():
    assert all(0 < len(table.help) <= 200 for table in SECTION.tables)
