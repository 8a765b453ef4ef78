"""The steps of the quarter, read from the edition."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import compute
from cst_xl.core.progress import State, steps
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources


def of(raw):
    grids = example.grids(raw)
    return steps(compute(SECTIONS, lambda sheet: grids.get(sheet, [])), SECTIONS)


@pytest.fixture(scope="module")
def raw():
    return example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")


def test_an_empty_workbook_has_everything_to_do():
    empty = of({})
    assert {step.state for step in empty} == {State.TODO}
    assert len(empty) == len(SECTIONS) + 2


def test_the_example_is_pasted_and_its_findings_are_to_be_looked_at(raw):
    first, *sections, last = of(raw)
    assert first.state is State.DONE
    assert first.detail == "2° trimestre 2016"
    assert {step.state for step in sections} == {State.DONE}
    assert last.state is State.CHECK
    assert last.detail.startswith("17 errori, ")


def test_catalogues_alone_are_no_pasted_data(raw):
    only_catalogues = {key: raw[key] for key in ("parametri", "catalogo_sla", "categorie", "stati_ticket")}
    _, *sections, _ = of(only_catalogues)
    assert {step.state for step in sections} == {State.TODO}


def test_an_error_in_a_section_s_sheet_is_to_be_looked_at(raw):
    header, row, *rest = raw["credenziali"]
    spoiled = raw | {"credenziali": [header, [row[0], "mille", *row[2:]], *rest]}
    step = next(step for step in of(spoiled) if "Credenziali" in step.title)
    assert step.state is State.CHECK
    assert "1 errore" in step.detail
