"""How far the quarter's work has come, read from the workbook itself: the steps that the home sheet lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cst_xl.core.findings import Severity
from cst_xl.core.section import Edition, SectionResult


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


def steps(edition: Edition) -> tuple[Step, ...]:
    """The steps in their order: period, one for each section's data, checks."""
    return (_period(edition), *(_section(edition, result) for result in edition.results), _checks(edition))


def _period(edition: Edition) -> Step:
    if edition.period is None:
        return Step("Impostare il periodo nel foglio Parametri", State.TODO, "manca il trimestre")
    return Step("Impostare il periodo nel foglio Parametri", State.DONE, edition.period.label)


def _section(edition: Edition, result: SectionResult) -> Step:
    section = result.section
    rows = sum(len(edition.tables[table.key]) for table in section.raw)
    main = [edition.tables[table.key] for table in section.raw]
    sheets = {table.sheet for table in section.raw}
    filled = any(len(table) for table in main) and result.filled
    title = f"Incollare i dati: {section.title}"
    if not filled:
        return Step(title, State.TODO, f"foglio {section.raw[0].sheet}")
    errors = sum(
        1
        for finding in edition.findings
        if finding.severity is Severity.ERROR
        and ((finding.cell or "").rpartition("!")[0] in sheets or (finding.figure or "") in result.figures)
        and (finding.cell or "").rpartition("!")[0] != "Dati Pubblicati"
    )
    detail = "1 riga" if rows == 1 else f"{rows} righe"
    if errors:
        return Step(title, State.CHECK, f"{detail}, {errors} {'errore' if errors == 1 else 'errori'}")
    return Step(title, State.DONE, detail)


def _checks(edition: Edition) -> Step:
    counts = {severity: 0 for severity in Severity}
    for finding in edition.findings:
        counts[finding.severity] += 1
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    title = "Verificare i controlli"
    if edition.period is None or not any(result.filled for result in edition.results):
        return Step(title, State.TODO, "dopo aver incollato i dati")
    detail = f"{errors} {'errore' if errors == 1 else 'errori'}, {warnings} {'avviso' if warnings == 1 else 'avvisi'}"
    return Step(title, State.CHECK if errors or warnings else State.DONE, detail)
