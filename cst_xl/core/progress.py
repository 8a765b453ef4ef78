"""How far the quarter's work has come, read from the workbook itself: the steps that the home sheet lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cst_xl.core.findings import Severity
from cst_xl.core.grammar import counted
from cst_xl.core.section import Edition, Section, SectionResult


class State(StrEnum):
    """State of a step, with a sign that is told from the others without colour."""

    TODO = "○ da fare"
    DONE = "✔ fatto"
    CHECK = "▲ da controllare"


@dataclass(frozen=True)
class Step:
    """One step of the quarter."""

    title: str
    state: State
    detail: str


def steps(edition: Edition, sections: Sequence[Section]) -> tuple[Step, ...]:
    """The steps in their order: period, one for each section's data, checks; as many whatever is known yet."""
    results = {result.section.key: result for result in edition.results}
    return (
        _period(edition),
        *(_section(edition, section, results.get(section.key)) for section in sections),
        _checks(edition),
    )


def _period(edition: Edition) -> Step:
    if edition.period is None:
        return Step("Impostare il periodo nel foglio Parametri", State.TODO, "manca il trimestre")
    return Step("Impostare il periodo nel foglio Parametri", State.DONE, edition.period.label)


def _section(edition: Edition, section: Section, result: SectionResult | None) -> Step:
    title = f"Incollare i dati: {section.title}"
    tables = [edition.tables[table.key] for table in section.raw]
    rows = sum(len(table) for table in tables if not table.table.carried)
    if result is None or not rows or not result.filled:
        return Step(title, State.TODO, f"foglio {section.raw[0].sheet}")
    detail = counted(rows, "riga", "righe")
    sheets = {table.table.sheet for table in tables}
    errors = sum(1 for one in edition.findings if one.severity is Severity.ERROR and one.sheet in sheets)
    if errors:
        return Step(title, State.CHECK, f"{detail}, {counted(errors, 'errore', 'errori')}")
    return Step(title, State.DONE, detail)


def _checks(edition: Edition) -> Step:
    title = "Verificare i controlli"
    if edition.period is None or not any(result.filled for result in edition.results):
        return Step(title, State.TODO, "dopo aver incollato i dati")
    errors, warnings = edition.count(Severity.ERROR), edition.count(Severity.WARNING)
    detail = f"{counted(errors, 'errore', 'errori')}, {counted(warnings, 'avviso', 'avvisi')}"
    return Step(title, State.CHECK if errors or warnings else State.DONE, detail)
