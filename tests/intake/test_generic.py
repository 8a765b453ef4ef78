"""A centre's own tables: by our headers, or by a mapping of its columns."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import generic, recognise, source
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.source import Sheet
from tests.intake.samples import Q2, TABLES, context, of_text


def test_a_table_with_our_headers_is_read_as_it_stands():
    found = of_text("Codice;Rilevato;Casi\nSLA.2;98,985%;\nSLA.6;;12\n")
    assert found.said == "tabella del modello «Valori rilevati», 2 righe"
    assert found.rows("sla") == (("SLA.2", "98,985%", "", "", "", ""), ("SLA.6", "", "12", "", "", ""))


def test_columns_with_other_names_are_mapped():
    ctx = context(
        ("colonna", "Sistema fermo", "Sistema"),
        ("colonna", "/^da[l ]/", "Inizio"),
        ("colonna", "fino al", "Fine"),
        ("colonna", "previsto?", "Programmato"),
    )
    found = of_text(
        "Sistema fermo;Dal giorno;Fino al;Previsto?\nICMS;01/04/2016 08:00;01/04/2016 09:00;no\n", ctx
    )
    assert found.rows("fermi") == (("ICMS", "01/04/2016 08:00", "01/04/2016 09:00", "no", ""),)


def test_problems_name_the_file():
    found = of_text("Codice;Rilevato;Casi\nSLA.2;98,985%;molti\n")
    assert found.findings[0].cell == "prova.csv!C2"


def test_a_sheet_without_our_headers_is_refused():
    with pytest.raises(CstError, match="nessuna tabella"):
        generic.reader(TABLES, context()).read(Sheet("a", [["x", "y"]]), context())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_every_table_is_known_by_its_own_headers(table):
    sheet = Sheet("a.csv", [[column.header for column in table.columns]])
    assert generic.table_of(sheet, TABLES, Q2) is table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_order_and_capitals_of_the_headers_don_t_matter_nor_do_lines_above_them(table):
    headers = [column.header.upper() for column in reversed(table.columns)]
    sheet = Sheet("a.csv", [["Esportazione del 1/7/2016"], [], headers])
    assert generic.table_of(sheet, TABLES, Q2) is table


@pytest.mark.parametrize("grid", [[], [["pippo", "pluto"]], [["1", "2"], ["3", "4"]], [["Voce"]]])
def test_other_cells_are_no_table_of_ours(grid):
    assert generic.table_of(Sheet("a.csv", grid), TABLES, Q2) is None


def test_without_all_required_columns_a_fuller_table_wins():
    found = generic.table_of(Sheet("a.csv", [["Voce", "Valore pubblicato"], ["a.b", "1"]]), TABLES, Q2)
    assert found is not None
    assert found.key == "pubblicati"


def test_a_table_that_lacks_a_required_column_is_near_but_not_enough():
    reader = generic.reader(TABLES, context())
    found = reader.recognise(Sheet("a.csv", [["Ticket#", "Titolo", "Coda"], ["1", "x", "y"]]))
    assert found.score < 50
    assert "Stato" in found.missing


def test_settings_and_what_only_the_program_writes_are_never_filled_by_a_file():
    parameters = next(table for table in TABLES if table.key == "parametri")
    sheet = Sheet("a.csv", [[column.header for column in parameters.columns], ["Periodo", "2016-T3", ""]])
    assert generic.reader(TABLES, context()).recognise(sheet).score == 0


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("98.985%", "98,985%"),
        ("1,234.5", "1234,5"),
        ("12.000", "12"),
        ("1,715", "1715"),
        ("-3.50", "-3,50"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_numbers_with_a_point_are_read_so_where_a_person_says_it(text, read):
    given = Dialect(separator=";", decimal=".")
    (sheet,) = source.read("a.csv", f"Codice;Rilevato;Nota\nSLA.2;{text};v. 1.5\n".encode(), given).sheets
    (imported,) = recognise.read(source.Source("a", "", (sheet,)), TABLES, context())
    assert imported.rows("sla") == (("SLA.2", read, "", "", "", "v. 1.5"),)


def test_what_is_only_detected_changes_no_number():
    (found,) = recognise.read(
        source.read("a.csv", b"Codice;Rilevato;Casi\nSLA.2;98.5%;1.234\n"), TABLES, context()
    )
    assert found.rows("sla")[0][1:3] == ("98.5%", "1.234")
