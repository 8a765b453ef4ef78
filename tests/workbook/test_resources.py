"""Shipped files are found in a checkout."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import CstError
from cst_xl.workbook import resources


@pytest.mark.parametrize("name", ["workbooks", "macros"])
def test_a_shipped_folder_is_found(name):
    assert any(resources.folder(name).iterdir())


def test_an_incomplete_installation_is_said():
    with pytest.raises(CstError, match="incompleta"):
        resources.folder("nulla")
