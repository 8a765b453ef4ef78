"""Ticket rows, counted: a hundred thousand of them by whole columns, never one by one.

Each text column is reduced to small whole numbers by way of its few distinct values; after that a count is one
`bincount`. Nothing is dropped in silence: a row without a known state, channel or month keeps a code that says so,
and the checks read the same codes as the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cst_xl.core.channels import CHANNELS, MAIL, PHONE, channel_of
from cst_xl.core.kinds import plain
from cst_xl.core.section import Inputs
from cst_xl.sections.tickets.columns import COUNTS, STATE_KEYS
from cst_xl.sections.tickets.raw import DEFAULT_STATES, MEANINGS, STATES, TICKETS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_COLUMNS: Final = {
    channel: tuple(count.key for count in COUNTS if count.channel == channel) for channel in CHANNELS
}
UNKNOWN: Final = -1
OUTSIDE: Final = -2
_MONTHS: Final = 3  # in a quarter


@dataclass(frozen=True)
class CodedRows:
    """The tickets, once each, with what they count as.

    Attributes:
        frame: The rows, by sheet row; a ticket number met again is left out (reading the table reported it).
        month: 0, 1 or 2 within the quarter; `OUTSIDE` of it; `UNKNOWN` when the opening date is missing.
        channel: Place in `CHANNELS`, or `UNKNOWN`.
        state: Place in ``MEANINGS``, or `UNKNOWN`.
        level: 1 or 2; `UNKNOWN` when missing.
    """

    frame: pd.DataFrame
    month: NDArray[np.int64]
    channel: NDArray[np.int64]
    state: NDArray[np.int64]
    level: NDArray[np.int64]


@dataclass(frozen=True)
class RowCounts:
    """What the ticket rows of the quarter say.

    Attributes:
        counts: (place of the month, column key) -> number, for the months and channels that have rows.
        phone: State column key, or "gestiti" -> number of phone tickets in the quarter; empty without phone rows, and
            where one of them can't be placed.
        unsure: Places that a ticket may belong to whose date, channel, level or state nobody can read: their number
            isn't known, whatever the other rows say.
    """

    counts: Mapping[tuple[int, str], int]
    phone: Mapping[str, int]
    unsure: frozenset[tuple[int, str]] = frozenset()


def code_rows(inputs: Inputs) -> CodedRows:
    """Reduce the ticket rows to codes."""
    import numpy as np

    frame = inputs[TICKETS].frame
    number = frame["numero_ticket"]
    frame = frame[~(number.duplicated() & number.notna())]
    channel = _coded(frame["canale"], _channel)
    meanings = _meanings(inputs)
    return CodedRows(
        frame=frame,
        month=_months(frame["aperto"], inputs),
        channel=np.where(channel == UNKNOWN, _coded(frame["coda"], _channel), channel),
        state=_coded(frame["stato"], lambda state: meanings.get(plain(state), UNKNOWN)),
        level=_coded(frame["livello"], int),
    )


def count_rows(inputs: Inputs) -> RowCounts:
    """Count the ticket rows by month, channel, state and level."""
    import numpy as np

    if not inputs[TICKETS]:
        return RowCounts({}, {})
    rows = code_rows(inputs)
    inside = (rows.month >= 0) & (rows.channel != UNKNOWN)
    states = _table(  # the last of the states is "unknown"
        (rows.month, rows.channel, rows.state % (len(MEANINGS) + 1)),
        (_MONTHS, len(CHANNELS), len(MEANINGS) + 1),
        inside,
    )
    phone = inside & (rows.channel == CHANNELS.index(PHONE))
    levels = _table((rows.month, np.maximum(rows.level, 0)), (_MONTHS, 3), phone)
    counts: dict[tuple[int, str], int] = {}
    for month in range(_MONTHS):
        mail, calls, alerts = states[month]
        if mail.sum():
            counts |= {(month, "gestiti"): int(mail.sum())}
            counts |= {(month, key): int(number) for key, number in zip(STATE_KEYS, mail[:-1], strict=True)}
        if calls.sum():
            counts |= _levels(month, levels)
        if alerts.sum():
            counts[month, "alert"] = int(alerts.sum())
    unsure = _unsure(rows, swapped=days_swapped(inputs, rows)) | _unread_levels(inputs)
    known = {place: number for place, number in counts.items() if place not in unsure}
    stateless = (phone & (rows.state == UNKNOWN)).any()
    if stateless or any(key in _COLUMNS[PHONE] for _, key in unsure):
        return RowCounts(known, {}, unsure)
    return RowCounts(known, _phone_states(states[:, CHANNELS.index(PHONE)].sum(axis=0)), unsure)


def days_swapped(inputs: Inputs, rows: CodedRows) -> bool:
    """Whether swapping day and month would bring every ticket from outside the quarter back into it.

    An English Excel reads 01/04 as 4 January, and where it does, the dates inside the quarter are no truer.
    """
    opened = rows.frame["aperto"][rows.month == OUTSIDE]
    back = opened.dt.day.isin([month.number for month in inputs.period.months])
    return len(opened) > 0 and bool(((opened.dt.year == inputs.period.year) & back).all())


def _unsure(rows: CodedRows, *, swapped: bool) -> frozenset[tuple[int, str]]:
    """Where the tickets belong that can't be placed: any month, any channel or any state that they may have."""
    undated = (rows.month == UNKNOWN) | (swapped & (rows.month == OUTSIDE))
    unsure: set[tuple[int, str]] = set()
    for month in range(_MONTHS):
        here = rows.month == month
        strays = rows.channel[undated | (here & (rows.channel == UNKNOWN))]
        for channel in {int(one) for one in strays}:
            channels = CHANNELS if channel == UNKNOWN else (CHANNELS[channel],)
            unsure |= {(month, key) for one in channels for key in _COLUMNS[one]}
        if (here & (rows.channel == CHANNELS.index(MAIL)) & (rows.state == UNKNOWN)).any():
            unsure |= {(month, key) for key in STATE_KEYS}
    return frozenset(unsure)


def _unread_levels(inputs: Inputs) -> frozenset[tuple[int, str]]:
    """A level left out means the first; one that can't be read means neither."""
    if "livello" not in inputs[TICKETS].unreadable:
        return frozenset()
    return frozenset((month, key) for month in range(_MONTHS) for key in _COLUMNS[PHONE])


def _levels(month: int, levels: NDArray[np.int64]) -> dict[tuple[int, str], int]:
    """Phone tickets by level: a missing one is the first; the second is known once any row of the quarter has one."""
    unknown, first, second = (int(number) for number in levels[month])
    counts = {(month, "telefono_1"): unknown + first}
    return counts | {(month, "telefono_2"): second} if levels[:, 1:].any() else counts


def _phone_states(states: NDArray[np.int64]) -> dict[str, int]:
    if not states.sum():
        return {}
    return {"gestiti": int(states.sum())} | {
        key: int(number) for key, number in zip(STATE_KEYS, states[:-1], strict=True)
    }


def _table(
    codes: tuple[NDArray[np.int64], ...], shape: tuple[int, ...], keep: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Cross-tabulate codes."""
    import numpy as np

    places = np.ravel_multi_index(tuple(code[keep] for code in codes), shape)
    return np.bincount(places, minlength=int(np.prod(shape))).reshape(shape)


def _months(opened: pd.Series[pd.Timestamp], inputs: Inputs) -> NDArray[np.int64]:
    import numpy as np

    moments = opened.to_numpy().astype("datetime64[s]")
    first = np.datetime64(inputs.period.start, "M")
    place = (moments.astype("datetime64[M]") - first).astype(np.int64)
    place = np.where((place >= 0) & (place < _MONTHS), place, OUTSIDE)
    return np.where(np.isnat(moments), UNKNOWN, place)


def _coded(values: pd.Series[str], code: Callable[[str], int]) -> NDArray[np.int64]:
    """Code a column by way of its distinct values; what is missing is `UNKNOWN`."""
    import numpy as np
    import pandas as pd

    places, distinct = pd.factorize(values)
    codes = np.array([*(code(value) for value in distinct), UNKNOWN], dtype=np.int64)
    return codes[places]  # factorize puts -1 where a value is missing: the last of the codes


def _channel(text: str) -> int:
    """The one channel that the text names."""
    channel = channel_of(text)
    return UNKNOWN if channel is None else CHANNELS.index(channel)


def _meanings(inputs: Inputs) -> dict[str, int]:
    """Plain state -> place in ``MEANINGS``: of the sheet, or of `DEFAULT_STATES` while the sheet has no rows."""
    typed = [
        (record["stato"], record["conta_come"])
        for record in inputs[STATES].records()
        if record["stato"] and record["conta_come"]
    ]
    meanings: dict[str, int] = {}
    for state, meaning in typed if inputs[STATES] else DEFAULT_STATES.items():
        meanings.setdefault(plain(state), MEANINGS.index(meaning))
    return meanings
