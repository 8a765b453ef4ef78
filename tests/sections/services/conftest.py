"""Stocks, movements and a register of services as people paste them."""

from __future__ import annotations

import pytest

from cst_xl.core.periods import Period
from cst_xl.sections.services import SECTION

TOTALS = ["Data", "Servizi attivi", "Nuovi servizi", "Disattivazioni"]
REGISTER = ["Servizio", "Categoria", "Attivato il", "Disattivato il"]


@pytest.fixture
def seed(example):
    """The section of the example quarter."""
    return SECTION.run(example(SECTION))


@pytest.fixture
def run(inputs):
    """Run the section on pasted rows without headers; gives the result, and all findings, those of reading first."""

    def make(*rows, register=(), period="2016-T2"):
        pasted = {"servizi": [TOTALS, *rows], "registro_servizi": [REGISTER, *register]}
        given = inputs(SECTION, pasted, Period.parse(period))
        result = SECTION.run(given)
        findings = [finding for table in given.tables.values() for finding in table.findings]
        return result, [*findings, *result.findings]

    return make
