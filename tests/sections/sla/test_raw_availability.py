"""Availabilities by month, as they are pasted."""

from __future__ import annotations

from decimal import Decimal

from cst_xl.core.periods import Period
from cst_xl.core.tables import HEADER_ROW, read
from cst_xl.sections.sla.raw_availability import MONTHS

LEFT = [""] * (MONTHS.first_column - 1)


def test_months_written_without_a_year_are_the_edition_s():
    rows = [[*LEFT, "Codice", "Mese", "Uptime"], [*LEFT, "sla 2", "aprile", "98,985%"]]
    found = read(MONTHS, [*([[]] * (HEADER_ROW - 1)), *rows], period=Period.quarter(2016, 2))
    (record,) = found.records()
    assert (record["codice"], record["mese"], record["quota"]) == (
        "SLA.2",
        Period.month(2016, 4),
        Decimal("98.985"),
    )


def test_a_month_given_twice_for_a_level_is_told():
    line = [*LEFT, "SLA.2", "aprile 2016", "99%"]
    found = read(MONTHS, [*([[]] * (HEADER_ROW - 1)), [*LEFT, "Codice", "Mese", "Disponibilità"], line, line])
    assert any("ripetuto" in finding.message for finding in found.findings)
