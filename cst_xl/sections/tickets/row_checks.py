"""Checks over the ticket rows: states, channels and dates that can't be counted, each told once with its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cst_xl.core.channels import CHANNELS, MAIL, MONITORING, PHONE
from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.quantities import format_number
from cst_xl.core.section import Inputs
from cst_xl.core.wording import join, plural
from cst_xl.sections.tickets.raw import STATES, TICKETS
from cst_xl.sections.tickets.rows import OUTSIDE, UNKNOWN, CodedRows, code_rows, days_swapped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHANNEL_NAMES: Final = {MAIL: "da mail", PHONE: "telefonici", MONITORING: "del monitoraggio"}
_MOST: Final = 20
"""Distinct states that are named one by one."""


def row_findings(inputs: Inputs) -> Iterator[Finding]:
    """All findings about the ticket rows."""
    if not inputs[TICKETS]:
        return
    rows = code_rows(inputs)
    yield from _undated(inputs, rows)
    yield from _outside(inputs, rows)
    yield from _unknown_channels(inputs, rows)
    yield from _unknown_states(inputs, rows)
    yield from _backwards(inputs, rows)


def _undated(inputs: Inputs, rows: CodedRows) -> Iterator[Finding]:
    mask = rows.month == UNKNOWN
    if not mask.any():
        return
    yield error(
        f"Nel foglio {TICKETS.sheet} {_tickets(mask)} senza una data di apertura leggibile, "
        f"{_first(rows, mask)}: i ticket {_of(rows, mask)} non si possono contare.",
        cell=_cell(inputs, rows, mask, "aperto"),
        expected=TICKETS.column("aperto").kind.expected,
    )


def _outside(inputs: Inputs, rows: CodedRows) -> Iterator[Finding]:
    """Tickets of other months; when swapping day and month would bring all of them back, that is said."""
    import numpy as np

    mask = rows.month == OUTSIDE
    if not mask.any():
        return
    opened, swapped = rows.frame["aperto"][mask], days_swapped(inputs, rows)
    stale = bool(np.all(rows.month[rows.month != UNKNOWN] == OUTSIDE))
    hint = (
        " Forse giorno e mese sono scambiati: le date vanno scritte prima il giorno, o come 2016-04-01. Finché è "
        "così i ticket del trimestre non si possono contare."
        if swapped
        else ""
    )
    make = error if swapped or stale else warning
    first = opened.iloc[0]
    yield make(
        f"Nel foglio {TICKETS.sheet} {_tickets(mask)} con apertura fuori dal {inputs.period.label}, "
        f"{_first(rows, mask)} ({first:%d/%m/%Y}): non {plural(_number(mask), 'è contato', 'sono contati')}.{hint}",
        cell=_cell(inputs, rows, mask, "aperto"),
        found=f"{first:%d/%m/%Y}",
        expected=f"una data dal {inputs.period.start:%d/%m/%Y} al {inputs.period.end:%d/%m/%Y}",
    )


def _unknown_channels(inputs: Inputs, rows: CodedRows) -> Iterator[Finding]:
    mask = (rows.channel == UNKNOWN) & (rows.month >= 0)
    if not mask.any():
        return
    first = rows.frame[mask].iloc[0]
    yield error(
        f"Nel foglio {TICKETS.sheet} {_tickets(mask)} di cui né «Canale» né «Coda» dicono come è arrivato, "
        f"{_first(rows, mask)}: i ticket di quei mesi non si possono contare.",
        cell=_cell(inputs, rows, mask, "canale"),
        found=first["canale"] or first["coda"] or "",
        expected=", ".join(f"«{channel}»" for channel in CHANNELS),
    )


def _unknown_states(inputs: Inputs, rows: CodedRows) -> Iterator[Finding]:
    """States that the sheet of states doesn't list: they stay among «gestiti», so the balance breaks as well."""
    mask = (rows.state == UNKNOWN) & (rows.month >= 0) & (rows.channel != CHANNELS.index(MONITORING))
    if not mask.any():
        return
    states = rows.frame["stato"][mask].fillna("")
    counts = states.value_counts()
    for state, number in counts.iloc[:_MOST].items():
        row = int(states.index[(states == state).to_numpy()][0])
        name = f"lo stato «{state}»" if state else "lo stato vuoto"
        yield error(
            f"Nel foglio {TICKETS.sheet} {name} ({format_number(int(number))} ticket, il primo alla riga {row}) non è "
            f"nel foglio {STATES.sheet}: gli stati di quei mesi non si possono contare.",
            cell=inputs[TICKETS].cell(row, "stato"),
            found=str(state),
            expected=f"uno stato elencato nel foglio {STATES.sheet}",
        )
    if len(counts) > _MOST:
        yield error(
            f"Nel foglio {TICKETS.sheet} ci sono altri {len(counts) - _MOST} stati che il foglio {STATES.sheet} non elenca.",
            cell=f"{STATES.sheet}!A6",
            expected="una riga per ogni stato",
        )


def _backwards(inputs: Inputs, rows: CodedRows) -> Iterator[Finding]:
    """Moments before the opening: a sign of dates that were read wrongly."""
    for key in ("preso_in_carico", "prima_risposta", "chiuso"):
        mask = (rows.frame[key] < rows.frame["aperto"]).to_numpy()
        if not mask.any():
            continue
        yield error(
            f"Nel foglio {TICKETS.sheet} {_tickets(mask)} con «{TICKETS.column(key).header}» prima dell'apertura, "
            f"{_first(rows, mask)}: una delle due date è sbagliata.",
            cell=_cell(inputs, rows, mask, key),
            found=f"{rows.frame[key][mask].iloc[0]:%d/%m/%Y %H:%M}",
            expected=f"non prima del {rows.frame['aperto'][mask].iloc[0]:%d/%m/%Y %H:%M}",
        )


def _of(rows: CodedRows, mask: NDArray[np.bool_]) -> str:
    """The channels that lose their counts to these rows."""
    found = {int(channel) for channel in rows.channel[mask]}
    if UNKNOWN in found:
        return "del trimestre"
    names = [_CHANNEL_NAMES[channel] for place, channel in enumerate(CHANNELS) if place in found]
    return f"{join(names)} del trimestre"


def _number(mask: NDArray[np.bool_]) -> int:
    return int(mask.sum())


def _tickets(mask: NDArray[np.bool_]) -> str:
    number = _number(mask)
    return plural(number, "c'è 1 ticket", f"ci sono {format_number(number)} ticket")


def _first(rows: CodedRows, mask: NDArray[np.bool_]) -> str:
    row = int(rows.frame.index[mask][0])
    return plural(_number(mask), f"alla riga {row}", f"il primo alla riga {row}")


def _cell(inputs: Inputs, rows: CodedRows, mask: NDArray[np.bool_], key: str) -> str:
    return inputs[TICKETS].cell(int(rows.frame.index[mask][0]), key)
