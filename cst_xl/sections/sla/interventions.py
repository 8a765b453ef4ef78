"""Deadlines counted from the log of interventions: «entro 2h dalla comunicazione», «entro 30' da avvio intervento».

A contract says in its own words which interventions it means: those reported by telephone, unexpected interruptions,
interruptions of more than 30 minutes. Those words are read, and how many interventions they leave is told. A notice
that stands nowhere may have been given and not written down: it is reported as unknown, neither late nor in time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.channels import PHONE, channel_of
from cst_xl.core.clock import elapsed_seconds
from cst_xl.core.findings import Finding, note, warning
from cst_xl.core.folding import fold
from cst_xl.core.grammar import plural
from cst_xl.core.quantities import format_duration, format_number
from cst_xl.sections.sla.judging import CountedCases, Event, Log, Run, judge_cases
from cst_xl.sections.sla.raw import STEPS
from cst_xl.sections.sla.raw_interventions import INTERVENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from cst_xl.core.quantities import Deadline
    from cst_xl.core.section import Inputs
    from cst_xl.core.tables import Record, TypedTable

LOG: Final = Log(
    table=INTERVENTIONS.key,
    number="intervento",
    one="intervento",
    many="interventi",
    source="dal registro degli interventi",
    used="si usa il registro",
    closed="",
    paused="sospeso",
    pause="Sospeso (minuti)",
)
_RUNS: Final = {
    "dalla comunicazione": ("comunicazione", "la comunicazione"),
    "da avvio intervento": ("avvio", "l'avvio dell'intervento"),
    "": ("comunicazione", "la comunicazione"),
}

EVENTS: Final = (
    Event(STEPS[1], "avviso_uffici", "", re.compile(r"\buffic"), "l'avviso agli uffici"),
    Event(STEPS[2], "avviso_utenza", "", re.compile(r"\buten(?:za|ti)\b"), "l'avviso all'utenza"),
    Event(STEPS[3], "fine", "", re.compile(r"\b(?:ripristin|ri?soluzion)"), "la fine dell'intervento"),
    Event(STEPS[0], "avvio", "tempo", re.compile(r"\binterven"), "l'avvio dell'intervento"),
)
"""In the order in which a description is searched: «comunicazione agli uffici … da avvio intervento» is a notice."""

_NOTICES: Final = {"avviso_uffici", "avviso_utenza"}
_PHONE: Final = re.compile(r"\btelefonic")
_UNPLANNED: Final = re.compile(r"\bimprevist")
_LONGER: Final = re.compile(
    r"\b(?:superi\w*|superior[ei] a|oltre|piu di|maggior[ei] di) (?:i )?(\d+) ?(?:minuti|min|')"
)
_MINUTE: Final = 60
_EARLIEST: Final = (
    24 * 60 * 60
)  # seconds by which a notice may come before the intervention when no call is known


@dataclass(frozen=True)
class Scope:
    """Which interventions a level means.

    Attributes:
        by_phone: Only those that a telephone call reported.
        unplanned: Only those that nobody had planned.
        longer_than: Only those whose interruption lasted more than so many minutes.
    """

    by_phone: bool = False
    unplanned: bool = False
    longer_than: int | None = None

    @classmethod
    def of(cls, description: str) -> Scope:
        """Read the words of a level."""
        words = fold(description)
        longer = _LONGER.search(words)
        return cls(
            by_phone=_PHONE.search(words) is not None,
            unplanned=_UNPLANNED.search(words) is not None,
            longer_than=int(longer[1]) if longer else None,
        )

    @property
    def words(self) -> str:
        """The same in Italian; empty when every intervention is meant."""
        parts = ["segnalati per telefono"] if self.by_phone else []
        parts += ["non programmati"] if self.unplanned else []
        parts += (
            [f"con un'interruzione oltre {self.longer_than} minuti"] if self.longer_than is not None else []
        )
        return ", ".join(parts)


def step_of(measured_on: str | None, description: str, deadline: Deadline) -> Event | None:
    """Return the moment of an intervention that a deadline asks for: as the catalogue says, else by its description.

    Without the catalogue's word only a deadline that starts with a call or an intervention is one of interventions.
    """
    start = _RUNS[deadline.start][0]
    if measured_on is not None:
        fits = (event for event in EVENTS if event.word == measured_on)
    else:
        words = fold(description) if deadline.start else ""
        fits = (event for event in EVENTS if event.wording.search(words))
    return next((event for event in fits if event.column != start), None)


def intervention_cases(
    inputs: Inputs, deadline: Deadline, event: Event, description: str
) -> CountedCases | Finding | None:
    """Judge the quarter's interventions.

    Returns:
        The cases; a finding when the log can't say anything, with the reason; None when it has no row of the quarter.
    """
    table = inputs.tables.get(INTERVENTIONS.key)
    if not table:
        return None
    start, began = _RUNS[deadline.start]
    run = Run(start, began, pauses=event.column not in _NOTICES, waits=event.column not in _NOTICES)
    of_quarter = _of_quarter(table, inputs, run)
    if not of_quarter:
        return None
    scope = Scope.of(description)
    meant, unsure = _meant(of_quarter, scope)
    frame = table.frame.loc[[one.row for one in meant]]
    if len(frame) and bool(frame[event.column].isna().all()):
        message = (
            f"Nel foglio {INTERVENTIONS.sheet} nessun intervento dice quando c'è stato {event.said}: "
            "vale il rilevato scritto."
        )
        cell = table.cell(meant[0].row, event.column)
        return warning(message, cell=cell, expected=INTERVENTIONS.column(event.column).kind.expected)
    if event.column in _NOTICES:
        frame = _early_notices_in_time(frame, event, run)
    judged = judge_cases(inputs, frame, deadline, LOG, event, run)
    if isinstance(judged, Finding):
        return judged
    lost = judged.unknown or tuple(one.row for one in unsure)
    if not judged.cases.total and lost:
        number = len(judged.unknown) + len(unsure)
        many = plural(number, "l'unico intervento", f"nessuno dei {format_number(number)} interventi")
        verb = plural(number, "non si può", "si può")
        message = (
            f"{many} del trimestre {verb} valutare (manca {event.said}, o quanto è durata l'interruzione): "
            "vale il rilevato scritto."
        )
        cell = table.cell(lost[0], event.column)
        return warning(
            message[:1].upper() + message[1:], cell=cell, expected="un registro con tutti gli orari"
        )
    also = (*_unsure(unsure, table, scope), *_scoped(scope, len(meant), len(of_quarter)))
    return replace(judged, also=tuple(also))


def _of_quarter(table: TypedTable, inputs: Inputs, run: Run) -> list[Record]:
    """Each intervention once whose time began to run in the quarter.

    One without the call isn't lost: it is the quarter's when it started then, and will be reported as unknown.
    """
    first, after = inputs.period.bounds
    found, seen = [], set()
    for record in table.records():
        name = record["intervento"]
        again = name is not None and name in seen
        seen.add(name)
        moment = record[run.start] if _is_known(record[run.start]) else record["avvio"]
        if not again and _is_known(moment) and first <= moment < after:
            found.append(record)
    return found


def _meant(records: Sequence[Record], scope: Scope) -> tuple[list[Record], list[Record]]:
    """The interventions that a level means, and those that it may mean: how long they interrupted isn't known."""
    meant, unsure = [], []
    for record in records:
        channel = channel_of(record["canale"] or "")
        if (scope.by_phone and channel not in (None, PHONE)) or (scope.unplanned and record["programmato"]):
            continue
        lasted = interruption(record)
        if scope.longer_than is None or (lasted is not None and lasted > scope.longer_than):
            meant.append(record)
        elif lasted is None:
            unsure.append(record)
    return meant, unsure


def interruption(record: Record) -> Decimal | None:
    """Minutes for which an intervention's service was interrupted; None when nobody wrote it readably."""
    start, end = record["fermo_da"], record["fermo_a"]
    if _is_known(start) and _is_known(end):
        minutes = Decimal(elapsed_seconds(start.to_pydatetime(), end.to_pydatetime())) / _MINUTE
        return None if minutes < 0 else minutes
    carried: Decimal | None = record["fermo"]
    return carried


def log_findings(inputs: Inputs) -> Iterator[Finding]:
    """Report a log of another quarter, and interruptions whose ends or whose written length can't be right."""
    table = inputs.tables.get(INTERVENTIONS.key)
    if not table:
        return
    if not any(_of_quarter(table, inputs, Run(start, began)) for start, began in _RUNS.values()):
        message = f"Nel foglio {INTERVENTIONS.sheet} nessun intervento è del {inputs.period.label}: non se ne conta nessuno."
        yield warning(message, cell=f"{INTERVENTIONS.sheet}!A6", expected="gli interventi del trimestre")
    for record in table.records():
        start, end, carried = record["fermo_da"], record["fermo_a"], record["fermo"]
        if not (_is_known(start) and _is_known(end)):
            continue
        lasted = interruption(record)
        place = f"Nel foglio {INTERVENTIONS.sheet}, riga {record.row} ({record['intervento']})"
        if lasted is None:
            message = f"{place}, la fine dell'interruzione è prima dell'inizio: non si sa quanto è durata."
            facts = {"found": f"{end:%d/%m/%Y %H:%M}", "expected": f"un momento dopo {start:%d/%m/%Y %H:%M}"}
            yield warning(message, cell=table.cell(record.row, "fermo_a"), **facts)
        elif carried is not None and abs(carried - lasted) > 1:
            written, counted = format_duration(carried), format_duration(lasted)
            message = (
                f"{place}, l'interruzione è scritta di {written}, ma dall'inizio alla fine passano {counted}: "
                "vale la seconda."
            )
            yield warning(message, cell=table.cell(record.row, "fermo"), found=written, expected=counted)


def _early_notices_in_time(frame: pd.DataFrame, event: Event, run: Run) -> pd.DataFrame:
    """A notice given before the intervention began, but not before the call, is in time: it counts from the start."""
    import pandas as pd

    start, told = frame[run.start], frame[event.column]
    floor = frame["comunicazione"].fillna(start - pd.Timedelta(seconds=_EARLIEST))
    early = (told < start) & (told >= floor)
    return frame.assign(**{event.column: told.where(~early, start)})


def _unsure(records: Sequence[Record], table: TypedTable, scope: Scope) -> Iterator[Finding]:
    if not records:
        return
    row, number = records[0].row, len(records)
    many = plural(number, "1 intervento", f"{format_number(number)} interventi")
    yield warning(
        f"di {many} non si sa se l'interruzione è durata più di {scope.longer_than} minuti, il primo alla riga {row} del "
        f"foglio {INTERVENTIONS.sheet}: {plural(number, 'non conta', 'non contano')} fra i casi.",
        cell=table.cell(row, "fermo"),
        expected="inizio e fine dell'interruzione, oppure i minuti (0 se non c'è stata)",
    )


def _scoped(scope: Scope, meant: int, whole: int) -> Iterator[Finding]:
    if meant < whole:
        yield note(
            f"degli interventi del trimestre ({format_number(whole)}) contano quelli {scope.words}: {format_number(meant)}.",
            cell=f"{INTERVENTIONS.sheet}!A6",
        )


def _is_known(moment: object) -> bool:
    """Whether there is a moment; a missing one is NaT, which equals nothing, itself included."""
    return moment is not None and moment == moment  # noqa: PLR0124 - see above
