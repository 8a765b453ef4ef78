"""Headers: found wherever people paste them, matched however they write them, never guessed."""

from __future__ import annotations

import pytest

from cst_xl.core.findings import Severity
from cst_xl.core.kinds import COUNT, DAY, TEXT
from cst_xl.core.periods import Period
from cst_xl.core.table_headers import Window, stretches
from cst_xl.core.tables import Column, RawTable

TABLE = RawTable(
    key="t",
    sheet="Dati",
    title="Prova",
    columns=(
        Column("nome", "Nome del servizio", TEXT, required=True, also=("Servizio",)),
        Column("utilizzi", "Utilizzi (n°)", COUNT, required=True),
        Column("nota", "Nota", TEXT),
    ),
)
HEADER = ["Nome del servizio", "Utilizzi (n°)", "Nota"]


def rows(grid, table=TABLE, **window):
    """The data rows of each stretch as (sheet row, first cell), and the findings."""
    found, findings = stretches(Window(table, **window), grid)
    return [
        [(row, cells[stretch.places["nome"]]) for row, cells in stretch.rows] for stretch in found
    ], findings


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        ["NOME DEL SERVIZIO", "utilizzi (nº)", "nota"],
        ["  Nome\u00a0del servizio: ", "Utilizzi n°", "Nòta"],
        ["Servizio", "utilizzi", "Nota"],
        ["Nome\ndel servizio", "Utilizzi\n(n°)"],
    ],
)
def test_headers_are_matched_whatever_their_dress(header):
    found, findings = rows([header, ["SUAP", "1"]])
    assert found == [[(2, "SUAP")]]
    assert not findings


@pytest.mark.parametrize("blank", ["", None, " "])
def test_the_first_column_may_have_a_blank_header_as_printed_tables_leave_it(blank):
    found, findings = rows([[blank, "Utilizzi (n°)", "Nota"], ["SUAP", "1"]])
    assert found == [[(2, "SUAP")]]
    assert not findings


def test_a_blank_header_is_not_taken_for_a_column_that_stands_elsewhere():
    found, _ = stretches(Window(TABLE), [["", "Utilizzi (n°)", "Servizio"]])
    assert found[0].places == {"utilizzi": 1, "nome": 2}


def test_columns_may_stand_in_any_order_with_gaps():
    found, findings = stretches(Window(TABLE), [["Nota", None, "Utilizzi (n°)", "", "Servizio"]])
    assert found[0].places == {"nota": 0, "utilizzi": 2, "nome": 4}
    assert not findings


def test_the_first_column_may_have_no_header_as_in_printed_tables():
    found, findings = rows([["", "Utilizzi (n°)", "Nota"], ["SUAP", "1", ""]])
    assert found == [[(2, "SUAP")]]
    assert not findings


def test_a_title_above_the_header_is_not_data():
    assert rows([["Utilizzo dei servizi 2016"], [], HEADER, ["SUAP", "1"]])[0] == [[(4, "SUAP")]]


def test_a_header_met_again_starts_a_new_stretch():
    found, _ = rows([HEADER, ["SUAP", "1"], ["Utilizzi (n°)", "Servizio"], ["2", "Fiscali"]])
    assert found == [[(2, "SUAP")], [(4, "Fiscali")]]


def test_far_down_a_row_that_begins_like_a_header_is_still_one():
    data = [[f"s{at}", "1"] for at in range(100)]
    found, _ = rows([HEADER, *data, HEADER, ["SUAP", "1"]])
    assert [len(stretch) for stretch in found] == [100, 1]


def test_a_service_named_like_a_header_is_data():
    data = [[f"s{at}", "1"] for at in range(100)]
    found, findings = rows([HEADER, *data, ["Servizio", "1", "a mano"]])
    assert found[0][-1] == (102, "Servizio")
    assert not findings


def test_a_pasted_group_header_is_left_out_with_a_note():
    found, findings = rows(
        [HEADER, ["", "PRIMO SEMESTRE", ""], ["Servizio", "Utilizzi", "Nota"], ["SUAP", "1"]]
    )
    assert found == [[], [(4, "SUAP")]]
    assert [(one.severity, one.cell, one.found) for one in findings] == [
        (Severity.INFO, "Dati!A2", "PRIMO SEMESTRE")
    ]


def test_a_row_of_data_above_a_pasted_header_is_kept():
    found, findings = rows([HEADER, ["SUAP", "1"], HEADER, ["Fiscali", "2"]])
    assert found == [[(2, "SUAP")], [(4, "Fiscali")]]
    assert not findings


def test_a_row_of_texts_is_data_in_a_table_of_texts():
    table = RawTable(
        "t", "Dati", "T", (Column("nome", "Nome", TEXT, required=True), Column("nota", "Nota", TEXT))
    )
    found, _ = rows([["Nome", "Nota"], ["SUAP", "sportello"], ["Nome", "Nota"], ["Fiscali", ""]], table)
    assert found == [[(2, "SUAP")], [(4, "Fiscali")]]


def test_a_required_column_that_is_missing_is_an_error():
    _, findings = rows([["Servizio", "Nota"], ["SUAP", "x"]])
    assert [(one.severity, one.cell, one.expected) for one in findings] == [
        (Severity.ERROR, "Dati!A1", "Utilizzi (n°)")
    ]


def test_a_column_that_nobody_reads_is_told():
    _, findings = rows([[*HEADER, "Referente"], ["SUAP", "1", "", "Anna"]])
    assert [(one.severity, one.cell, one.found) for one in findings] == [
        (Severity.WARNING, "Dati!D1", "Referente")
    ]


def test_a_column_twice_is_read_once_and_told():
    found, findings = stretches(
        Window(TABLE), [["Servizio", "Utilizzi", "Utilizzi (n°)"], ["SUAP", "1", "2"]]
    )
    assert found[0].places["utilizzi"] == 1
    assert "è ripetuta: si legge la prima" in findings[0].message


def test_a_header_repeated_on_every_page_is_told_about_once():
    page = [["Servizio", "Utilizzi", "Referente"], ["SUAP", "1", "Anna"]]
    _, findings = rows(page * 3)
    assert [one.cell for one in findings] == ["Dati!C1"]


def test_data_without_a_header_are_an_error_that_shows_them():
    found, findings = rows([[], ["SUAP", "1"], ["Fiscali", "2"]])
    assert found == []
    assert [(one.severity, one.cell, one.found) for one in findings] == [
        (Severity.ERROR, "Dati!A2", "SUAP, 1")
    ]


@pytest.mark.parametrize("word", ["Totale", "TOTALI:", "Tot.", " Totale generale ", "Somma"])
def test_a_row_of_totals_is_set_apart(word):
    found, _ = stretches(Window(TABLE), [HEADER, ["SUAP", "1"], [word, "1"]])
    assert [row for row, _ in found[0].rows] == [2]
    assert [row for row, _ in found[0].totals] == [3]


def test_a_table_without_totals_keeps_such_a_row():
    table = RawTable("t", "Dati", "T", TABLE.columns, totals=False)
    assert rows([HEADER, ["Totale", "1"]], table)[0] == [[(2, "Totale")]]


def test_a_neighbour_is_not_looked_at_but_the_gap_is():
    left = RawTable("l", "Dati", "L", TABLE.columns[:2], neighbours=True)
    right = RawTable("r", "Dati", "R", (Column("nome", "Nome", TEXT), Column("giorno", "Giorno", DAY)), first_column=4, neighbours=True)  # fmt: skip
    grid = [["Servizio", "Utilizzi", None, "Nome", "Giorno"], ["SUAP", "1", None, "Pasqua", "28/03/2016"]]
    assert rows(grid, left) == ([[(2, "SUAP")]], [])
    assert rows(grid, right) == ([[(2, "Pasqua")]], [])
    grid[0][2] = "Diff %"
    assert [one.cell for one in rows(grid, left)[1]] == ["Dati!C1"]


def test_a_range_of_the_table_alone_is_read_like_the_whole_sheet():
    right = RawTable("r", "Dati", "R", TABLE.columns[:2], first_column=4, neighbours=True)
    assert rows([["Servizio", "Utilizzi"], ["SUAP", "1"]], right, first_row=5, first_column=4)[0] == [
        [(6, "SUAP")]
    ]


def _semester(header: object, quarter: Period) -> str | None:
    return "utilizzi" if str(header) == str(quarter.year) else None


def test_a_header_may_depend_on_the_quarter():
    table = RawTable("t", "Dati", "T", TABLE.columns, header_key=_semester)
    grid = [["Servizio", 2016], ["SUAP", "1"]]
    assert rows(grid, table, period=Period.quarter(2016, 2)) == ([[(2, "SUAP")]], [])
    found, _ = rows(grid, table, period=Period.quarter(2017, 2))
    assert found == []


def test_without_a_quarter_such_a_header_is_not_understood():
    table = RawTable("t", "Dati", "T", TABLE.columns, header_key=_semester)
    assert rows([["Servizio", 2016], ["SUAP", "1"]], table)[0] == []
