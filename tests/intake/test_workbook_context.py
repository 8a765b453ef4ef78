"""What a reader must know of the workbook."""

from __future__ import annotations

from cst_xl.core.mappings import MAPPINGS, Named
from cst_xl.core.periods import Period
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.intake.workbook_context import context_of
from cst_xl.workbook import example, resources

GRIDS = example.grids(example.read_folder(resources.folder("workbooks") / "esempio-2016-T2"))


def values(**more):
    sheets = (
        GRIDS
        | {
            MAPPINGS.sheet: [[] for _ in range(4)]
            + [["Tipo", "Modello", "Destinazione"], ["host", "A", "SLA.1"]]
        }
        | more
    )
    return lambda sheet: sheets.get(sheet, [])


def test_quarter_parameters_mappings_catalogue_and_states_are_read():
    found = context_of(values())
    assert found.period == Period.quarter(2016, 2)
    assert found.parameters["fermi_programmati"] == "inclusi"
    assert found.mappings.destination(Named.HOST, "a") == "SLA.1"
    assert {one.code: one.kind for one in found.catalogue}["SLA.3"] is SlaKind.UPPER_BOUND
    assert found.states["chiuso senza successo"] == "chiuso non di competenza"
    assert found.own_states


def test_an_empty_workbook_has_defaults():
    found = context_of(lambda _: [])
    assert found.period is None
    assert found.states["risolto"] == "risolto"
    assert not found.own_states
    assert not found.mappings.rules


def test_a_sheet_of_states_with_rows_replaces_the_defaults():
    states = [[] for _ in range(4)] + [["Stato", "Conta come"], ["finito", "risolto"]]
    assert dict(context_of(values(**{"Stati Ticket": states})).states) == {"finito": "risolto"}
