"""A healthy computer, and a workbook with macros."""

from __future__ import annotations

import pytest

from cst_xl.workbook import macros
from tests.hosts.doctor.pcs import healthy


@pytest.fixture
def pc(tmp_path):
    return healthy(tmp_path)


@pytest.fixture(scope="session")
def macro_workbook(built_example, tmp_path_factory):
    """The example with its macros; never written to."""
    path = tmp_path_factory.mktemp("macro") / "Focus.xlsm"
    macros.add(built_example, path)
    return path
