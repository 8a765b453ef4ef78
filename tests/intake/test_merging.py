"""An imported table beside the one in the workbook: new, equal, contradicting; nothing typed is overwritten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cst_xl.core import kinds
from cst_xl.core.errors import CstError
from cst_xl.core.tables import Column, RawTable, read
from cst_xl.intake.merging import Incoming, merge
from cst_xl.intake.source import Sheet

TABLE = RawTable(
    key="prova",
    sheet="Dati Prova",
    title="Prova",
    columns=(
        Column("numero", "Numero", kinds.TEXT, required=True),
        Column("quanti", "Quanti", kinds.COUNT),
        Column("testo", "Nota", kinds.TEXT),
    ),
    unique=("numero",),
    capacity=10,
)
HEADERS = ["Numero", "Quanti", "Nota"]


def merged(present, incoming, table=TABLE, headers=HEADERS):
    grid = [[], [], [], [], *present]
    sheet = Sheet("export.csv", [headers, *incoming])
    typed = read(replace(table, sheet=sheet.name, first_column=1, neighbours=False), sheet.grid)
    return merge(Incoming(table, sheet, typed), read(table, grid), grid)


def test_new_rows_go_below_the_last_one():
    result = merged([HEADERS, ["1", "5", ""]], [["2", "7", "x"], ["3", "", ""]])
    assert result.block == ("A7", [["2", "7", "x"], ["3", None, None]])
    assert (len(result.new), result.equal, result.conflicts) == (2, 0, ())


def test_a_row_that_is_there_already_is_left_out_however_it_is_written():
    result = merged([HEADERS, ["1", 1715.0, " una  nota"]], [["1", "1.715", "una nota"]])
    assert (result.block, result.equal, result.conflicts) == (None, 1, ())


def test_a_row_with_other_values_is_a_conflict_that_names_both():
    result = merged([HEADERS, ["1", "5", ""], ["2", "6", "a"]], [["2", "7", "b"]])
    ((first, second),) = result.conflicts
    assert (first.cell, first.before, first.after, first.file_row) == ("B7", "6", "7", 2)
    assert second.told == "riga 2 del file, «Nota»: «b», nella cella C7 c'è «a»"
    assert result.replacements == (("B7", [["7"]]), ("C7", [["b"]]))
    assert result.block is None


def test_what_the_file_leaves_empty_contradicts_nothing():
    assert merged([HEADERS, ["1", "5", "nota"]], [["1", "5", ""]]).equal == 1


def test_a_column_that_the_file_lacks_contradicts_nothing():
    result = merged([HEADERS, ["1", "5", "nota"]], [["1", "5"]], headers=["Numero", "Quanti"])
    assert (result.equal, result.conflicts) == (1, ())


def test_a_value_that_can_t_be_read_is_compared_as_its_text():
    assert merged([HEADERS, ["1", "64 7", ""]], [["1", "64 7", ""]]).equal == 1
    assert len(merged([HEADERS, ["1", "647", ""]], [["1", "64 7", ""]]).conflicts) == 1


def test_a_row_twice_in_the_file_is_new_once_and_contradicts_itself_otherwise():
    result = merged([HEADERS], [["1", "5", ""], ["1", "5", ""], ["1", "6", ""]])
    assert (len(result.new), result.equal, len(result.conflicts)) == (1, 1, 1)
    assert result.conflicts[0][0].cell is None
    assert "più sopra nel file c'è «5»" in result.conflicts[0][0].told
    assert result.replacements == ()


def test_rows_without_their_key_are_compared_whole():
    assert merged([HEADERS, ["", "5", "x"]], [["", "5", "x"], ["", "6", "x"]]).equal == 1


def test_columns_go_where_the_workbook_has_them():
    result = merged([["Nota", "Extra", "Quanti", "Numero"], ["", "mio", "5", "1"]], [["2", "7", "x"]])
    assert result.block == ("A7", [["x", None, "7", "2"]])


def test_empty_cells_of_a_row_that_is_there_are_filled_and_contradict_nothing():
    result = merged([HEADERS, ["1", "", "nota"]], [["1", "5", "nota"]])
    assert (result.new, result.equal, result.conflicts) == ((), 0, ())
    assert result.fills == (("B6", [["5"]]),)
    assert list(result.writes(adding=True, replacing=False)) == [("B6", [["5"]])]
    assert not list(result.writes(adding=False, replacing=True))


def test_a_remark_contradicts_nothing_but_fills_an_empty_cell():
    table = replace(TABLE, columns=(*TABLE.columns[:2], Column("nota", "Nota", kinds.TEXT)))
    result = merged(
        [HEADERS, ["1", "5", "mia"], ["2", "5", ""]], [["1", "5", "tua"], ["2", "5", "tua"]], table
    )
    assert (result.equal, result.conflicts) == (1, ())
    assert result.fills == (("C7", [["tua"]]),)


def test_a_row_may_be_completed_and_contradicted_at_once():
    result = merged([HEADERS, ["1", "", "nota"]], [["1", "5", "altra"]])
    assert result.fills == (("B6", [["5"]]),)
    assert result.replacements == (("C6", [["altra"]]),)
    assert len(list(result.writes(adding=True, replacing=True))) == 2


def test_a_table_that_may_hold_a_record_twice_still_has_a_key_for_exports():
    table = replace(
        TABLE,
        key="fermi",
        unique=(),
        columns=(
            Column("sistema", "Sistema", kinds.TEXT),
            Column("inizio", "Inizio", kinds.MOMENT),
            Column("causa", "Causa", kinds.TEXT),
        ),
    )
    headers = ["Sistema", "Inizio", "Causa"]
    result = merged(
        [headers, ["A", "01/04/2016 08:00", "x"]], [["A", "2016-04-01 08:00:00", "y"]], table, headers
    )
    assert (result.new, len(result.conflicts)) == ((), 1)


def test_rows_of_totals_in_the_file_are_no_data():
    result = merged([HEADERS], [["1", "5", ""], ["Totale", "5", ""]])
    assert len(result.new) == 1


def test_a_remark_below_the_table_is_not_written_over():
    result = merged([HEADERS, ["1", "5", ""], ["", "", "", "", "da rivedere"]], [["2", "7", ""]])
    assert result.block[0] == "A8"


def test_a_table_beside_another_looks_at_its_own_columns_only():
    table = replace(TABLE, first_column=5, neighbours=True)
    present = [[*["x"] * 4, *HEADERS], [*["x"] * 4, "1", "5", ""], ["x", "x"], ["x", "x"]]
    assert merged(present, [["2", "7", ""]], table).block == ("E7", [["2", "7", None]])


def test_more_rows_than_the_table_holds_are_refused():
    with pytest.raises(CstError, match="non c'è posto per 11 righe"):
        merged([HEADERS], [[str(at), "1", ""] for at in range(11)])
    assert len(merged([HEADERS], [[str(at), "1", ""] for at in range(10)]).new) == 10


def test_a_workbook_without_headers_is_refused():
    with pytest.raises(CstError, match="mancano le intestazioni"):
        merged([["qualcos'altro"]], [["1", "5", ""]])


def test_a_column_that_the_workbook_has_lost_is_told():
    with pytest.raises(CstError, match="manca la colonna «Nota»"):
        merged([["Numero", "Quanti"]], [["1", "5", "una nota"]])
    assert merged([["Numero", "Quanti"]], [["1", "5", ""]]).block == ("A6", [["1", "5"]])
