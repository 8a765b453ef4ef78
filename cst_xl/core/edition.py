"""From the cells of a workbook to one computed edition of the Focus: read, compute, compare, in that order."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cst_xl.core import published, releases, revisions
from cst_xl.core.breaches import BREACHES
from cst_xl.core.figures import Figures
from cst_xl.core.findings import Finding, in_order
from cst_xl.core.history import HISTORY, misread, read_history
from cst_xl.core.mappings import MAPPINGS
from cst_xl.core.parameters import CLOSURES_TABLE, PARAMETERS_TABLE, Parameters, read_parameters
from cst_xl.core.provenance import IMPORTS
from cst_xl.core.section import Edition, Inputs, Section
from cst_xl.core.tables import Grid, RawTable, TypedTable, read
from cst_xl.core.units import QUARTER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cst_xl.core.periods import Period


def raw_tables(sections: Sequence[Section]) -> tuple[RawTable, ...]:
    """Every raw table of the workbook, in the order of its sheets."""
    own = [table for section in sections for table in section.raw]
    kept = (published.PUBLISHED, HISTORY, IMPORTS, BREACHES, revisions.REVISIONS)
    released = (releases.RELEASES, releases.RELEASED)
    return (PARAMETERS_TABLE, CLOSURES_TABLE, *own, MAPPINGS, *kept, *released)


def read_tables(
    sections: Sequence[Section], values: Callable[[str], Grid]
) -> tuple[Parameters, dict[str, TypedTable]]:
    """Read every raw table.

    Args:
        sections: The sections of the Focus.
        values: Gives the cells of a sheet from A1 on, or no rows when there is no such sheet.
    """
    parameters, head = _read_settings(values)
    period = parameters.period
    rest = {t.key: read(t, values(t.sheet), period=period) for t in raw_tables(sections) if t.key not in head}
    return parameters, head | rest


def quarter(values: Callable[[str], Grid]) -> Period | None:
    """The quarter that a workbook is for, from its parameters alone: reading its data takes much longer."""
    return _read_settings(values)[0].period


def _read_settings(values: Callable[[str], Grid]) -> tuple[Parameters, dict[str, TypedTable]]:
    head = {table.key: read(table, values(table.sheet)) for table in (PARAMETERS_TABLE, CLOSURES_TABLE)}
    return read_parameters(head[PARAMETERS_TABLE.key], head[CLOSURES_TABLE.key]), head


def compute(sections: Sequence[Section], values: Callable[[str], Grid]) -> Edition:
    """Compute a whole edition from the cells of a workbook."""
    parameters, tables = read_tables(sections, values)
    return compute_tables(sections, parameters, tables)


def compute_tables(
    sections: Sequence[Section], parameters: Parameters, tables: Mapping[str, TypedTable]
) -> Edition:
    """Compute a whole edition from tables that were read before.

    While the quarter isn't set only the parameters are judged: without it "aprile" has no year, and a hundred findings
    would hide the one that matters.
    """
    if parameters.period is None:
        settings = (
            tables[table.key].findings for table in (PARAMETERS_TABLE, CLOSURES_TABLE) if table.key in tables
        )
        first = (*parameters.findings, *chain.from_iterable(settings))
        return Edition(None, parameters, tables, (), Figures(), in_order(first))
    found: list[Finding] = [*parameters.findings, *(f for table in tables.values() for f in table.findings)]
    found += misread(tables[HISTORY.key])
    history = read_history(tables[HISTORY.key])
    inputs = Inputs(parameters.period, parameters, tables, history)
    rewritten = tables[revisions.REVISIONS.key]
    results = tuple(
        revisions.revised(section.run(inputs), rewritten, parameters.period) for section in sections
    )
    figures = Figures()
    figures.add("periodo.titolo", parameters.period.number, QUARTER, "Trimestre del bollettino")
    for result in results:
        figures.update(result.figures)
        found.extend(result.findings)
    found.extend(published.findings(tables[published.PUBLISHED.key], figures, history))
    found.extend(revisions.findings(rewritten, results, figures, parameters.period))
    found.extend(releases.findings(tables[releases.RELEASED.key], results, figures, parameters.period))
    return Edition(parameters.period, parameters, tables, results, figures, in_order(tuple(found)))
