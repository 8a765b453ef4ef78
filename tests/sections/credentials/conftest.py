"""Credentials by year as people paste them."""

from __future__ import annotations

import pytest

from cst_xl.core.periods import Period
from cst_xl.sections.credentials import SECTION

HEADER = ["Anno", "Credenziali attive", "di cui CNS"]


@pytest.fixture
def seed(example):
    """The section of the example quarter."""
    return SECTION.run(example(SECTION))


@pytest.fixture
def run(inputs):
    """Run the section on pasted rows without their header; gives the result, and all findings, those of reading first."""

    def make(*rows, header=HEADER, period="2016-T2"):
        given = inputs(SECTION, {"credenziali": [header, *rows]}, Period.parse(period))
        result = SECTION.run(given)
        return result, [*given.tables["credenziali"].findings, *result.findings]

    return make
