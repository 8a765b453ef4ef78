"""What tests of the bulletin need: the example quarter as an edition, with and without the printed values to compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cst_xl.bulletin.focus import compose
from cst_xl.core.edition import compute
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources

ISSUED = date(2016, 7, 15)


def edition_of(raw):
    """The edition of raw tables given as rows of texts."""
    grids = example.grids(raw)
    return compute(SECTIONS, lambda sheet: grids.get(sheet, []))


@pytest.fixture(scope="session")
def raw():
    """The example's raw tables."""
    return example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")


@pytest.fixture(scope="session")
def audited(raw):
    """The example with the values of its printed bulletin, seventeen of which are wrong."""
    return edition_of(raw)


@pytest.fixture(scope="session")
def edition(raw):
    """The example without the printed values: nothing keeps it from being published."""
    return edition_of({key: rows for key, rows in raw.items() if key != "pubblicati"})


@pytest.fixture
def with_parameters(edition):
    """The example edition under other parameters, by key; it isn't computed anew."""

    def changed(**values):
        parameters = replace(edition.parameters, values={**edition.parameters.values, **values})
        return replace(edition, parameters=parameters)

    return changed


@pytest.fixture(scope="session")
def focus(edition):
    """The example's bulletin."""
    return compose(edition, ISSUED)


@pytest.fixture(scope="session")
def draft(edition):
    """The example's bulletin as a BOZZA."""
    return compose(edition, ISSUED, draft=True)


PAST = {
    "2016-T1": [("ticket.totale.gestiti", "1402", "ticket"), ("servizi.attivi", "356", "servizi")],
    "2015-T4": [("ticket.totale.gestiti", "1377", "ticket"), ("servizi.attivi", "354", "servizi")],
    "2015-T3": [("ticket.totale.gestiti", "1200", "ticket")],
}
"""Quarter -> figure, value as the program writes it, unit."""


@pytest.fixture(scope="session")
def with_history(raw):
    """The example with three earlier quarters in its history."""
    rows = [[quarter, *figure] for quarter, figures in PAST.items() for figure in figures]
    kept = {key: lines for key, lines in raw.items() if key != "pubblicati"}
    return edition_of({**kept, "storico": [["Periodo", "Voce", "Valore", "Unità"], *rows]})


@pytest.fixture(scope="session")
def focus_with_history(with_history):
    """The bulletin of the example with its history."""
    return compose(with_history, ISSUED)
