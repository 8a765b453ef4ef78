"""Workbooks made from raw tables."""

from __future__ import annotations

import pytest

from cst_xl.actions.making import edition_of, write_new
from cst_xl.actions.quarters import EXAMPLE
from cst_xl.workbook import example, resources


def test_raw_tables_compute_to_the_same_edition_with_and_without_a_workbook(tmp_path):
    raw = example.read_folder(resources.folder("workbooks") / EXAMPLE)
    made = write_new(raw, tmp_path / "sotto" / "Focus.xlsx")
    assert [(one.id, one.value) for one in made.edition.figures] == [
        (one.id, one.value) for one in edition_of(raw).figures
    ]


def test_a_failure_while_it_is_finished_leaves_what_was_there(tmp_path):
    path = tmp_path / "Focus.xlsx"
    path.write_bytes(b"prima")

    def fail(made):
        raise RuntimeError(made.name)

    with pytest.raises(RuntimeError, match=r"cartella\.xlsx"):
        write_new({}, path, finish=fail)
    assert path.read_bytes() == b"prima"
    assert list(tmp_path.iterdir()) == [path]
