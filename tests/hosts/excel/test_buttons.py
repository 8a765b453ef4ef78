"""What the macros of the buttons run, as Python runs it: the command in the VBA source, on a workbook file."""

from __future__ import annotations

import re

import pytest
import xlwings as xw

from cst_xl.hosts.excel import buttons
from cst_xl.hosts.excel.book import ExcelBook
from cst_xl.workbook import resources
from cst_xl.workbook.commands import COMMANDS
from cst_xl.workbook.file import FileBook
from tests.hosts.excel import com_excel, windows


@pytest.fixture
def python_command():
    """The Python command that the macros hand to RunPython, as their source has it."""
    source = (resources.folder("macros") / "CST_Pulsanti.bas").read_text(encoding="utf-8")
    return re.search(r'RunPython "([^"]+)" & action & "([^"]+)"', source).groups()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.action)
def test_the_command_of_a_macro_does_the_action_on_the_workbook(
    command, python_command, workbook, monkeypatch
):
    book = FileBook.open(workbook)
    monkeypatch.setattr(buttons, "calling_book", lambda: book)
    before, after = python_command
    exec(before + command.action + after, {})  # noqa: S102 - what Excel's RunPython does
    assert [title for title, _ in book.told] == [command.label.rstrip("…")]


def test_the_workbook_is_the_one_whose_macro_is_running(monkeypatch):
    engine = windows.engine(windows.Desktop())
    workbook = com_excel.Workbook("/focus/Focus.xlsm")
    caller = xw.Book(impl=engine.Book(xl=workbook))
    caller.set_mock_caller()
    try:
        book = buttons.calling_book()
    finally:
        del xw.Book._mock_caller
    assert isinstance(book, ExcelBook)
    assert book.name == "Focus.xlsm"
