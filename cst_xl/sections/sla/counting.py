"""Deadlines that were counted from a log, of tickets or of interventions, and what a person should know of the count.

A share of punctual cases rests on assumptions (who waited, what was still open, what the export lacks); each that
mattered in a quarter is a finding.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cst_xl.core.findings import Finding, note, warning
from cst_xl.core.grammar import plural
from cst_xl.core.quantities import Deadline, format_duration, format_number
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.sections.sla.cases import event_of, ticket_cases
from cst_xl.sections.sla.interventions import intervention_cases, step_of
from cst_xl.sections.sla.judging import CountedCases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.section import Inputs
    from cst_xl.core.tables import Record, TypedTable


def count_cases(
    inputs: Inputs, agreed: Record, expected: object
) -> tuple[CountedCases | None, tuple[Finding, ...]]:
    """Return what a log says about a level of the catalogue, and why it can't say anything.

    Args:
        inputs: The quarter's tables.
        agreed: The level's row in the catalogue.
        expected: Its threshold, read.
    """
    if agreed["tipo"] != SlaKind.DEADLINE or not isinstance(expected, Deadline):
        return None, ()
    words = agreed["descrizione"] or ""
    event = event_of(agreed["misura"], words, expected)
    step = step_of(agreed["misura"], words, expected) if event is None else None
    found: CountedCases | Finding | None = None
    if event is not None:
        found = ticket_cases(inputs, expected, event)
    elif step is not None:
        found = intervention_cases(inputs, expected, step, words)
    if isinstance(found, Finding):
        return None, (found.about(f"sla.{agreed['codice']}.rilevato"),)
    return found, ()


def counted_findings(inputs: Inputs, code: str, counted: CountedCases | None) -> Iterator[Finding]:
    """Report cases that couldn't be judged, that waiting spared, or whose exported duration differs."""
    if counted is None:
        return
    log = inputs.tables[counted.log.table]
    yield from _unknown(log, code, counted)
    if counted.pending:
        many = plural(
            counted.pending,
            f"1 {counted.log.one} ancora aperto non è",
            f"{format_number(counted.pending)} {counted.log.many} ancora aperti non sono",
        )
        yield note(
            f"{code}: {many} scaduto all'ultimo momento noto nelle righe e non conta fra i casi.",
            figure=f"sla.{code}.casi",
            cell=f"{log.table.sheet}!A6",
        )
    if counted.spared:
        many = plural(counted.spared, "1 caso è", f"{format_number(counted.spared)} casi sono")
        yield note(
            f"{code}: {many} nei termini solo togliendo il tempo in attesa dell'utente (colonna «{counted.log.pause}»).",
            figure=f"sla.{code}.fuori_termine",
            cell=f"{log.table.sheet}!A6",
        )
    yield from _differing(log, code, counted)
    for finding in counted.also:
        yield replace(finding, message=f"{code}: {finding.message}", figure=f"sla.{code}.casi")


def _unknown(log: TypedTable, code: str, counted: CountedCases) -> Iterator[Finding]:
    """Closed after the deadline, and nobody wrote down when they were taken over or answered."""
    if not counted.unknown:
        return
    number = len(counted.unknown)
    row = counted.unknown[0]
    many = plural(
        number,
        f"1 {counted.log.one} non si può",
        f"{format_number(number)} {counted.log.many} non si possono",
    )
    yield warning(
        f"{code}: {many} valutare perché manca {counted.event.said} (o viene prima {_of(counted.run.began)}), il primo alla riga {row} del "
        f"foglio {log.table.sheet}: {plural(number, 'non conta', 'non contano')} fra i casi.",
        figure=f"sla.{code}.casi",
        cell=log.cell(row, counted.event.column),
        expected=log.table.column(counted.event.column).kind.expected,
    )


def _differing(log: TypedTable, code: str, counted: CountedCases) -> Iterator[Finding]:
    if not counted.differing:
        return
    row, carried, recomputed = counted.differing[0]
    number = len(counted.differing)
    why = " I dati contano 24 ore su 24, il contratto ore lavorative." if counted.by_clock else ""
    many = plural(number, f"1 {counted.log.one} ha", f"{format_number(number)} {counted.log.many} hanno")
    yield warning(
        f"{code}: {many} nei dati una durata diversa da quella ricalcolata, il primo alla riga {row}: "
        f"{_minutes(carried)} invece di {_minutes(recomputed)}. Vale quella ricalcolata.{why}",
        figure=f"sla.{code}.rilevato",
        cell=log.cell(row, counted.event.carried),
        found=_minutes(carried),
        expected=_minutes(recomputed),
    )


def _of(said: str) -> str:
    """A noun with its article after «di»: "l'apertura" -> "dell'apertura"."""
    article, rest = (said[:2], said[2:]) if said.startswith("l'") else said.split(" ", 1)
    return {"l'": "dell'", "la": "della ", "il": "del "}[article] + rest


def _minutes(minutes: Decimal) -> str:
    return format_duration(minutes)
