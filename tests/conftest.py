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
