"""What many tests need: the example quarter, built once."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture(scope="session")
def built_example(tmp_path_factory):
    """The example's workbook; never write to this one."""
    from cst_xl.actions import quarters

    return quarters.demo(tmp_path_factory.mktemp("esempio") / "Focus_2016-T2.xlsx").path


@pytest.fixture
def workbook(built_example, tmp_path):
    """A copy of the example's workbook that the test may change."""
    return shutil.copy(built_example, tmp_path / "Focus 2016-T2 è mio.xlsx")


@pytest.fixture
def clean_file(workbook):
    """A copy of the example without the printed values: nothing keeps it from being published."""
    from cst_xl.core.tables import HEADER_ROW
    from cst_xl.workbook.file import FileBook

    book = FileBook.open(workbook)
    rows = len(book.values("Dati Pubblicati")) - HEADER_ROW
    book.write("Dati Pubblicati", f"A{HEADER_ROW + 1}", [[None] * 3] * rows)
    book.recalculate()
    book.save()
    return workbook
