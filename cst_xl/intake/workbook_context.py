"""What a reader must know of the workbook that will receive the rows: quarter, parameters, mappings, catalogue, states."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cst_xl.core import kinds
from cst_xl.core.kinds import plain
from cst_xl.core.mappings import MAPPINGS, read_mappings
from cst_xl.core.parameters import CLOSURES_TABLE, PARAMETERS_TABLE, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.tables import Grid, Record, read
from cst_xl.intake.imported import Agreed, Context, default_states
from cst_xl.sections.sla.raw import CATALOGUE
from cst_xl.sections.tickets.raw import STATES


def context_of(values: Callable[[str], Grid], period: Period | None = None) -> Context:
    """The context that a workbook gives.

    Args:
        values: Gives the cells of a sheet from A1 on, or no rows when there is no such sheet.
        period: The quarter, where it is known already.
    """
    settings = (read(table, values(table.sheet)) for table in (PARAMETERS_TABLE, CLOSURES_TABLE))
    parameters = read_parameters(*settings)
    catalogue = read(CATALOGUE, values(CATALOGUE.sheet))
    agreed = tuple(_agreed(record) for record in catalogue.records() if record["codice"] and record["tipo"])
    mappings = read_mappings(read(MAPPINGS, values(MAPPINGS.sheet)))
    states = _states(values)
    return Context(
        period or parameters.period, parameters, mappings, agreed, states or default_states(), bool(states)
    )


def _agreed(record: Record) -> Agreed:
    return Agreed(
        record["codice"],
        SlaKind(record["tipo"]),
        record["descrizione"] or "",
        kinds.text(record["atteso"]) if record["atteso"] is not None else "",
        record["misura"],
    )


def _states(values: Callable[[str], Grid]) -> Mapping[str, str]:
    """The sheet of states."""
    typed = read(STATES, values(STATES.sheet))
    return {
        plain(record["stato"]): record["conta_come"]
        for record in typed.records()
        if record["stato"] and record["conta_come"]
    }
