"""The log of interventions as it is pasted: other programs' headers, cells that Excel converted."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from cst_xl.core.tables import HEADER_ROW, read
from cst_xl.sections.sla.raw_interventions import INTERVENTIONS


def typed(*rows):
    return read(INTERVENTIONS, [*([[]] * (HEADER_ROW - 1)), *rows])


def test_headers_of_a_help_desk_are_understood_in_any_order():
    found = typed(
        ["Richiesto il", "ID", "Preso in carico il", "Risolto il"], ["05/04/2016 09:00", "I1", "", ""]
    )
    (record,) = found.records()
    assert record["intervento"] == "I1"
    assert record["comunicazione"] == datetime(2016, 4, 5, 9)
    assert not found.findings


@pytest.mark.parametrize("written", ["45", 45, "45 min", "0:45"])
def test_a_bare_number_in_a_column_of_minutes_is_minutes(written):
    (record,) = typed(["Intervento", "Sospeso"], ["I1", written]).records()
    assert record["sospeso"] == Decimal(45)


def test_a_moment_that_can_t_be_read_is_told_with_its_cell():
    found = typed(["Intervento", "Comunicazione"], ["I1", "ieri"])
    assert [finding.cell for finding in found.findings] == ["Dati Interventi!B6"]


def test_an_intervention_without_a_number_is_told():
    found = typed(["Intervento", "Comunicazione"], ["", "05/04/2016 09:00"])
    assert any("Intervento" in finding.message for finding in found.findings)
