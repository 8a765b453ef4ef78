"""Uses by category as people paste them, against a small catalogue."""

from __future__ import annotations

import pytest

from cst_xl.core.periods import Period
from cst_xl.sections.usage import SECTION

CATALOGUE = [
    ["Codice", "Nome", "Nella frase", "Escluso", "Motivo", "Spiegazione della crescita"],
    ["fiscali", "Fiscali", "dei servizi fiscali"],
    ["albo", "Albo pretorio", "dell'albo pretorio"],
    ["casi", "Contact Center (casi tracciati)"],
]


@pytest.fixture
def seed(example):
    """The section of the example quarter."""
    return SECTION.run(example(SECTION))


@pytest.fixture
def run(inputs):
    """Run the section on pasted usage rows, headers first; gives the result, and all findings, those of reading first."""

    def make(rows, catalogue=CATALOGUE, long=(), period="2016-T2"):
        pasted = {"utilizzo": rows, "categorie": catalogue, "utilizzo_righe": list(long)}
        given = inputs(SECTION, {key: rows for key, rows in pasted.items() if rows}, Period.parse(period))
        result = SECTION.run(given)
        findings = [finding for table in given.tables.values() for finding in table.findings]
        return result, [*findings, *result.findings]

    return make
