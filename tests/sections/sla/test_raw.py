"""The tables that staff fill: codes in one spelling, values as typed, the bulletin's own headers understood."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import DURATION
from cst_xl.core.tables import read
from cst_xl.sections.sla.raw import CATALOGUE, CODE, LEVEL, MEASURES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("SLA.2", "SLA.2"),
        ("sla 2", "SLA.2"),
        ("SLA.02", "SLA.2"),
        ("SLA-11", "SLA.11"),
        (" SLA.7\u00a0", "SLA.7"),
        (3.0, "SLA.3"),
        ("SLA.2 bis", "SLA.2bis"),
        ("Posta certificata", "Posta_certificata"),
    ],
)
def test_a_code_has_one_spelling(typed, code):
    assert CODE.read(typed) == code


def test_a_value_keeps_what_the_cell_held():
    assert LEVEL.read("98,985\u00a0%") == "98,985 %"
    assert LEVEL.read(0.98985) == 0.98985
    assert LEVEL.read("n.d.") is None


def test_a_delay_is_a_duration_with_its_unit():
    assert DURATION.read("1h 30m") == 90
    assert DURATION.read(time(0, 45)) == 45
    with pytest.raises(BadValueError, match="unità"):
        DURATION.read(45)


def test_the_measures_are_found_in_the_bulletins_own_table():
    grid = [
        ["", "COD", "SLA", "ATTESO", "RILEVATO", "SCOSTAMENTO"],
        ["↑", "SLA.2", "Icms", "98,50%", "98,985%", "0,485%"],
    ]
    typed = read(MEASURES, grid)
    assert [(r["codice"], r["rilevato"]) for r in typed.records()] == [("SLA.2", "98,985%")]
    assert {finding.found for finding in typed.findings} >= {"ATTESO", "SCOSTAMENTO"}


def test_the_catalogue_is_found_in_the_bulletins_own_table_and_asks_for_the_kind():
    grid = [["COD", "SLA", "ATTESO", "RILEVATO"], ["SLA.2", "Icms", "98,50%", "98,985%"]]
    typed = read(CATALOGUE, grid)
    assert [(r["codice"], r["descrizione"], r["atteso"]) for r in typed.records()] == [
        ("SLA.2", "Icms", "98,50%")
    ]
    assert any("«Tipo»" in finding.message for finding in typed.findings)


def test_a_kind_may_be_typed_without_accent_and_in_capitals():
    assert CATALOGUE.column("tipo").kind.read("DISPONIBILITA'") == "disponibilità"


@pytest.mark.parametrize("table", [MEASURES, CATALOGUE], ids=lambda table: table.key)
def test_every_column_explains_itself(table):
    assert all(column.help for column in table.columns)


def test_counts_stay_exact():
    grid = [["Codice", "Casi", "Fuori termine"], ["SLA.6", "1.715", Decimal(3)]]
    record = next(iter(read(MEASURES, grid).records()))
    assert (record["casi"], record["fuori_termine"]) == (1715, 3)
