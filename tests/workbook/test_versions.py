"""Layouts of workbooks: the current one, earlier ones, those to come."""

from __future__ import annotations

from pathlib import Path

import pytest

from cst_xl.core.errors import ForeignWorkbookError
from cst_xl.workbook import layout, versions
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.package import Package

LAYOUTS = Path(__file__).parents[1] / "data/layouts"


def told(workbook, version: str) -> Path:
    """A workbook that says that it has this layout."""
    package = Package.open(workbook)
    package.set_defined_names({layout.VERSION_NAME: version})
    package.save(workbook)
    return workbook


def test_a_workbook_made_now_has_the_current_layout(built_example):
    package = Package.open(built_example)
    assert versions.version_of(package) == versions.CURRENT
    assert not versions.is_older(package)


def test_the_first_workbooks_had_the_first():
    package = Package.open(LAYOUTS / "modello-1.xlsx")
    assert versions.version_of(package) == 1
    assert versions.is_older(package)


def test_every_earlier_layout_has_a_workbook_to_be_tested_with():
    assert {path.name for path in LAYOUTS.iterdir()} == {
        f"modello-{number}.xlsx" for number in range(versions.FIRST, versions.CURRENT)
    }


@pytest.mark.parametrize("version", [f'"{versions.CURRENT + 1}"', '"99"'])
def test_a_newer_one_is_refused_with_what_to_do(version, workbook):
    with pytest.raises(ForeignWorkbookError, match="aggiornare cst-xl"):
        FileBook.open(told(workbook, version))


@pytest.mark.parametrize("version", ['"due"', '"0"', '"-1"', '""', "Parametri!$A$1"])
def test_one_that_never_was_is_refused_too(version, workbook):
    with pytest.raises(ForeignWorkbookError, match="non esiste"):
        FileBook.open(told(workbook, version))
