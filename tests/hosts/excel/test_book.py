"""What is Excel's own about the Excel book; what holds of every book is in tests/contract."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlwings as xw

from cst_xl.core.errors import CstError
from cst_xl.hosts.excel.book import ExcelBook
from tests.hosts.excel import com_excel, windows


@pytest.fixture
def workbook():
    return com_excel.Workbook("/focus/Focus.xlsm")


@pytest.fixture
def desktop():
    return windows.Desktop()


@pytest.fixture
def book(workbook, desktop):
    return ExcelBook(xw.Book(impl=windows.engine(desktop).Book(xl=workbook)))


def test_cells_come_from_a1_even_when_the_used_ones_begin_elsewhere(workbook, book):
    workbook.add("Foglio").cells[3, 2] = "x"
    assert book.values("Foglio") == [[None, None], [None, None], [None, "x"]]


def test_an_empty_sheet_has_one_empty_cell(workbook, book):
    workbook.add("Foglio")
    assert book.values("Foglio") == [[None]]


def test_a_sheet_is_read_once_until_something_changes(workbook, book):
    workbook.add("Foglio", [["a"]])
    book.values("Foglio")
    calls = workbook.Application.calls
    book.values("Foglio")
    assert workbook.Application.calls == calls
    book.write("Foglio", "A1", [["b"]])
    assert book.values("Foglio") == [["b"]]
    workbook.Worksheets("Foglio").cells[1, 1] = "c"
    book.recalculate()
    assert book.values("Foglio") == [["c"]]


def test_a_block_of_ten_thousand_rows_is_written_in_a_handful_of_calls(workbook, book):
    workbook.add("Dati", [["x"]], text_format=True)
    book.write("Dati", "A2", [["1.715", "01/04/2016"]] * 10_000)
    assert workbook.Application.calls < 100
    assert workbook.Worksheets("Dati").cells[10_001, 2] == "01/04/2016"


def test_texts_stay_texts_where_some_columns_have_lost_their_text_format(workbook, book):
    sheet = workbook.add("Dati", [["x"]], text_format=True)
    sheet.formats[2] = "General"
    book.write("Dati", "A2", [["1.715", "1.715", "=1+1"], ["'a", "'a", ""]])
    assert book.values("Dati")[1:] == [["1.715", "1.715", "=1+1"], ["'a", "'a", None]]


def test_a_computed_cell_is_asked_of_excel_itself(workbook, book):
    book.recalculate()
    assert workbook.Application.calculations == 1


def test_dates_are_written_as_dates(workbook, book):
    workbook.add("Foglio")
    book.write("Foglio", "A1", [[datetime(2016, 4, 1, 9, 30)]])
    assert workbook.Worksheets("Foglio").cells[1, 1] == datetime(2016, 4, 1, 9, 30)


@pytest.mark.parametrize("address", ["https://ente.sharepoint.com/sites/csi/Focus.xlsm", "Cartel1"])
def test_a_workbook_that_is_on_no_disk_has_no_path(address, desktop):
    workbook = com_excel.Workbook(address)
    workbook.add("Foglio")
    book = ExcelBook(xw.Book(impl=windows.engine(desktop).Book(xl=workbook)))
    assert book.path is None


def test_a_saved_workbook_has_its_path(book):
    assert book.path == Path("/focus/Focus.xlsm")


def test_the_dialog_offers_the_kinds_of_files_that_can_be_read(workbook, book):
    workbook.Application.file_to_open = "/dati/export.csv"
    assert book.ask_file("Scegliere", ("*.csv", "*.xlsx")) == Path("/dati/export.csv")
    assert workbook.Application.dialogs == [("Scegliere", "File di dati (*.csv;*.xlsx),*.csv;*.xlsx")]


def test_the_status_bar_goes_back_to_excel_in_the_end(workbook, book):
    book.progress("Calcolo…")
    book.progress("")
    assert workbook.Application.status_texts[-2:] == ["Calcolo…", False]


def test_printing_shows_the_sheet_that_was_printed(workbook, book, tmp_path):
    sheet = workbook.add("Focus", [["x"]])
    book.export_pdf("Focus", tmp_path / "f.pdf")
    assert workbook.ActiveSheet is sheet


def test_a_sheet_that_isn_t_there_can_t_be_printed(book, tmp_path):
    with pytest.raises(CstError, match="non c'è il foglio Focus"):
        book.export_pdf("Focus", tmp_path / "f.pdf")
