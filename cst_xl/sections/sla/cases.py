"""Deadlines counted from ticket rows: which rows are cases, and which moment of theirs a deadline asks for.

«Nessuno scostamento rilevato» used to be typed. Where ticket rows carry the moments, they decide: a case is a ticket
that people opened in the quarter. A ticket without its moment isn't taken for punctual: one that was closed within the
deadline can't have been late, one still open after it is late, and of the others it is said that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cst_xl.core.channels import MONITORING, channel_of
from cst_xl.core.findings import Finding
from cst_xl.core.folding import fold
from cst_xl.sections.sla.judging import CountedCases, Event, Log, Run, judge_cases
from cst_xl.sections.sla.raw import PROMPTNESS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from cst_xl.core.quantities import Deadline
    from cst_xl.core.section import Inputs

TICKETS: Final = "ticket"
"""Key of the raw table of ticket rows, which another section declares."""

TICKET_LOG: Final = Log(
    table=TICKETS,
    number="numero_ticket",
    one="ticket",
    many="ticket",
    source="dalle righe dei ticket",
    used="si usano le righe",
    closed="chiuso",
    paused="attesa",
    pause="In attesa",
)
_OPENED: Final = Run("aperto", "l'apertura")

EVENTS: Final = (
    Event(
        PROMPTNESS[0],
        "preso_in_carico",
        "durata_presa",
        re.compile(r"\bpres\w* in carico\b"),
        "la presa in carico",
    ),
    Event(
        PROMPTNESS[1],
        "prima_risposta",
        "durata_risposta",
        re.compile(r"\brispost[ae]\b"),
        "la prima risposta",
    ),
    Event(PROMPTNESS[2], "chiuso", "", re.compile(r"\b(?:chiusura|ri?soluzione)\b"), "la chiusura"),
)


def event_of(measured_on: str | None, description: str, deadline: Deadline) -> Event | None:
    """Return the moment that a deadline asks for: as the catalogue says, else by its description.

    A clock that starts with the intervention or a call can't be read from a ticket's opening, unless the catalogue
    says so.
    """
    if measured_on is not None:
        return next((event for event in EVENTS if event.word == measured_on), None)
    if deadline.start:
        return None
    words = fold(description)
    return next((event for event in EVENTS if event.wording.search(words)), None)


def ticket_cases(inputs: Inputs, deadline: Deadline, event: Event) -> CountedCases | Finding | None:
    """Judge the quarter's tickets.

    Returns:
        The cases; a finding when no calendar can be made; None when no ticket of the quarter has that moment.
    """
    table = inputs.tables.get(TICKETS)
    if not table:
        return None
    frame = inputs.once("sla.people", lambda: _of_people(table.frame, inputs))
    if not len(frame) or bool(frame[event.column].isna().all()):
        return None
    return judge_cases(inputs, frame, deadline, TICKET_LOG, event, _OPENED)


def _of_people(frame: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Tickets opened in the quarter, each once, without those that monitoring opened by itself."""
    start, after = inputs.period.bounds
    number = frame["numero_ticket"]
    mask = (frame["aperto"] >= start) & (frame["aperto"] < after) & ~(number.duplicated() & number.notna())
    alerts = _matches(frame["canale"], _is_monitoring)
    silent = ~_matches(frame["canale"], lambda text: channel_of(text) is not None)
    alerts |= silent & _matches(frame["coda"], _is_monitoring)
    return frame[mask.to_numpy() & ~alerts]


def _is_monitoring(text: str) -> bool:
    return channel_of(text) == MONITORING


def _matches(values: pd.Series[str], fits: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Hold a column against a test by way of its distinct values; what is missing doesn't fit."""
    import numpy as np
    import pandas as pd

    places, distinct = pd.factorize(values)
    answers = np.array([*(fits(value) for value in distinct), False], dtype=np.bool_)
    return answers[places]
