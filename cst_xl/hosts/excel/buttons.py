"""What a button's macro calls: the command on the workbook whose button was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlwings as xw

from cst_xl.hosts.excel.book import ExcelBook
from cst_xl.hosts.running import perform

if TYPE_CHECKING:
    from cst_xl.core.book import Book


def run(name: str) -> None:
    """Run a command on the workbook whose button was pressed.

    Args:
        name: A command's ``action``, see `workbook.commands`.
    """
    perform(name, calling_book())


def calling_book() -> Book:
    """The workbook whose macro is running."""
    return ExcelBook(xw.Book.caller())
