"""What every section test needs: raw tables read from rows as people paste them, and the example quarter."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from cst_xl.core.parameters import PARAMETERS_TABLE, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.section import Inputs, Section
from cst_xl.core.tables import HEADER_ROW, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cst_xl.core.figures import Figures
    from cst_xl.core.tables import RawTable

    Rows = Sequence[Sequence[object]]

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "esempio-2016-T2"
Q2_2016 = Period.quarter(2016, 2)


def pasted(table: RawTable, rows: Rows) -> list[list[object]]:
    """The cells of the table's sheet from A1 on: rows are its headers and data, pasted where they belong."""
    left = [None] * (table.first_column - 1)
    return [[] for _ in range(HEADER_ROW - 1)] + [[*left, *row] for row in rows]


def example_rows(key: str) -> list[list[object]]:
    """Headers and data of one raw table of the example quarter, as texts."""
    with (EXAMPLE / f"{key}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [list(row) for row in csv.reader(file, delimiter=";")]


class MakeInputs(Protocol):
    """Inputs of a section from pasted rows, headers first, by table key; tables left out are empty."""

    def __call__(
        self,
        section: Section,
        rows: Mapping[str, Rows],
        period: Period = ...,
        parameters: Mapping[str, str] | None = ...,
        history: Mapping[str, Figures] | None = ...,
    ) -> Inputs: ...


@pytest.fixture(scope="session")
def inputs() -> MakeInputs:
    """Make the inputs of a section from rows that somebody pasted."""
    return _inputs


@pytest.fixture
def example() -> Callable[[Section], Inputs]:
    """Make the inputs of a section from the example quarter."""
    return lambda section: _inputs(section, {table.key: example_rows(table.key) for table in section.raw})


def _inputs(
    section: Section,
    rows: Mapping[str, Rows],
    period: Period = Q2_2016,
    parameters: Mapping[str, str] | None = None,
    history: Mapping[str, Figures] | None = None,
) -> Inputs:
    unknown = set(rows) - {table.key for table in section.raw}
    assert not unknown, f"not tables of this section: {unknown}"
    typed = {t.key: read(t, pasted(t, rows.get(t.key, [])), period=period) for t in section.raw}
    lines = [["Voce", "Valore"], ["periodo", str(period)], *map(list, (parameters or {}).items())]
    set_ones = read_parameters(read(PARAMETERS_TABLE, pasted(PARAMETERS_TABLE, lines)))
    return Inputs(period, set_ones, typed, history or {})


@pytest.fixture
def printed() -> list[dict[str, str]]:
    """Every figure of the printed bulletin: id, published text, role and verdict of a recomputation by hand."""
    data = Path(__file__).parents[1] / "data" / "figures.json"
    return json.loads(data.read_text(encoding="utf-8"))
