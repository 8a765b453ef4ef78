"""The command line with which the workbook's own VBA starts Python."""

from __future__ import annotations

import pytest

from cst_xl.actions import quarters
from tests.windows import command_line


@pytest.fixture(scope="module")
def xlsm(tmp_path_factory):
    """The example's workbook with its macros."""
    return quarters.demo(tmp_path_factory.mktemp("cartella") / "Focus.xlsm").path


def test_it_follows_the_workbooks_settings(xlsm):
    made = command_line.of(xlsm, r"C:\Prova è\Focus.xlsm")
    assert made.startswith('cmd.exe  /K ""pythonw" -B -c ')
    assert r"prepare_sys_path(\"False;C:\\Prova è\\Focus.xlsm;" in made
    assert made.endswith("xlwings.serve('$(CLSID)')\"\"")


def test_the_dll_that_it_needs_is_that_of_the_pinned_xlwings(xlsm):
    assert command_line.dll(xlsm) == "xlwings64-0.37.8.dll"
