"""What is said about deadlines that were counted from ticket rows: the table of breaches, and what a person should know.

A share of punctual cases rests on assumptions (who waited, what was still open, what the export lacks); each that
mattered in a quarter is a finding.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.findings import Finding, note, warning
from cst_xl.core.grammar import plural
from cst_xl.core.quantities import Deadline, format_duration, format_number
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.sections.sla.cases import TICKETS, TicketCases, event_of, ticket_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.section import Inputs
    from cst_xl.core.tables import Record, TypedTable

_SAID: Final = {
    "presa in carico": "la presa in carico",
    "prima risposta": "la prima risposta",
    "chiusura": "la chiusura",
}


def count_cases(
    inputs: Inputs, agreed: Record, expected: object
) -> tuple[TicketCases | None, tuple[Finding, ...]]:
    """Return what the ticket rows say about a level of the catalogue, and why they can't say it.

    Args:
        inputs: The quarter's tables.
        agreed: The level's row in the catalogue.
        expected: Its threshold, read.
    """
    if agreed["tipo"] != SlaKind.DEADLINE or not isinstance(expected, Deadline):
        return None, ()
    event = event_of(agreed["misura"], agreed["descrizione"] or "", expected)
    found = None if event is None else ticket_cases(inputs, expected, event)
    if isinstance(found, Finding):
        return None, (found.about(f"sla.{agreed['codice']}.rilevato"),)
    return found, ()


def counted_findings(inputs: Inputs, code: str, counted: TicketCases | None) -> Iterator[Finding]:
    """Report tickets that couldn't be judged, that waiting spared, or whose exported duration differs."""
    if counted is None:
        return
    tickets = inputs.tables[TICKETS]
    yield from _unknown(tickets, code, counted)
    if counted.pending:
        many = plural(
            counted.pending,
            "1 ticket ancora aperto non è",
            f"{counted.pending} ticket ancora aperti non sono",
        )
        yield note(
            f"{code}: {many} scaduto all'ultimo momento noto nelle righe e non conta fra i casi.",
            figure=f"sla.{code}.casi",
            cell=f"{tickets.table.sheet}!A6",
        )
    if counted.spared:
        many = plural(counted.spared, "1 caso è", f"{format_number(counted.spared)} casi sono")
        yield note(
            f"{code}: {many} nei termini solo togliendo il tempo in attesa dell'utente (colonna «In attesa»).",
            figure=f"sla.{code}.fuori_termine",
            cell=f"{tickets.table.sheet}!A6",
        )
    yield from _differing(tickets, code, counted)


def _unknown(tickets: TypedTable, code: str, counted: TicketCases) -> Iterator[Finding]:
    """Closed after the deadline, and nobody wrote down when they were taken over or answered."""
    if not counted.unknown:
        return
    number = len(counted.unknown)
    row = counted.unknown[0]
    word = counted.event.word
    many = plural(number, "1 ticket non si può", f"{format_number(number)} ticket non si possono")
    yield warning(
        f"{code}: {many} valutare perché manca {_SAID[word]} (o viene prima dell'apertura), il primo alla riga {row} del "
        f"foglio {tickets.table.sheet}: {plural(number, 'non conta', 'non contano')} fra i casi.",
        figure=f"sla.{code}.casi",
        cell=tickets.cell(row, counted.event.column),
        expected=tickets.table.column(counted.event.column).kind.expected,
    )


def _differing(tickets: TypedTable, code: str, counted: TicketCases) -> Iterator[Finding]:
    if not counted.differing:
        return
    row, carried, recomputed = counted.differing[0]
    number = len(counted.differing)
    why = " L'esportazione conta 24 ore su 24, il contratto ore lavorative." if counted.by_clock else ""
    many = plural(number, "1 ticket ha", f"{format_number(number)} ticket hanno")
    yield warning(
        f"{code}: {many} nell'esportazione una durata diversa da quella ricalcolata, il primo alla riga {row}: "
        f"{_minutes(carried)} invece di {_minutes(recomputed)}. Vale quella ricalcolata.{why}",
        figure=f"sla.{code}.rilevato",
        cell=tickets.cell(row, counted.event.carried),
        found=_minutes(carried),
        expected=_minutes(recomputed),
    )


def _minutes(minutes: Decimal) -> str:
    return format_duration(minutes)
