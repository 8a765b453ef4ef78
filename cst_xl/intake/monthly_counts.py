"""From groups of equal tickets to the row of a month: by the very rules that hold for ticket rows in the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from cst_xl.core.channels import CHANNELS, MONITORING, PHONE, channel_of
from cst_xl.core.errors import BadValueError
from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.periods import Period
from cst_xl.core.quantities import format_number
from cst_xl.intake.imported import TextRow, text_row
from cst_xl.intake.moments import day_of
from cst_xl.intake.ticket_rows import Meaning
from cst_xl.intake.wording import many, named
from cst_xl.sections.tickets.columns import COUNTS, STATE_OF
from cst_xl.sections.tickets.raw import LEVEL, MONTHLY

KEYS: Final = ("aperto", "canale", "coda", "stato", "livello", "etichette")
"""What the number of tickets by month depends on."""

_SECOND: Final = 2
_COLUMNS: Final = {
    channel: tuple(count.key for count in COUNTS if count.channel == channel) for channel in CHANNELS
}

Place = tuple[int, str]
"""A month of the quarter, from 0, and the key of a monthly column."""

Group = tuple[str, ...]
"""The texts of `KEYS` that some tickets share; of the opening only the day."""


class MonthlyCounts:
    """Numbers by month and column, as the sheet's rows would be counted.

    A ticket that nobody can place makes every number unsure to which it might belong; such numbers are left out.
    """

    def __init__(self, meaning: Meaning, period: Period) -> None:
        self._meaning = meaning
        self._period = period
        self._counts: Counter[Place] = Counter()
        self._unsure: set[Place] = set()
        self._levels_known = False
        self._there: set[tuple[int, str]] = set()
        self._outside: Counter[tuple[date, str | None]] = Counter()
        self.days: set[date] = set()
        self.states: Counter[str] = Counter()
        self.silent: Counter[str] = Counter()
        self.undated = 0

    def take(self, group: Group, number: int, opened: str) -> None:
        """Count a group of equal tickets."""
        texts = self._meaning.applied(dict(zip(KEYS, group, strict=True)))
        channel = channel_of(texts["canale"]) or channel_of(texts["coda"])
        day = day_of(opened)
        if day is None:
            self.undated += number
            self._doubt(range(len(self._period.months)), channel)
            return
        self.days.add(day)
        if day not in self._period:
            self._outside[day, channel] += number
            return
        month = next(at for at, one in enumerate(self._period.months) if day in one)
        if channel is None:
            self.silent[texts["canale"] or texts["coda"]] += number
            self._doubt([month], None)
        else:
            self._there.add((month, channel))
            self._place(month, channel, texts, number)

    def _doubt(self, months: Iterable[int], channel: str | None) -> None:
        """Every number is unsure to which a ticket of these months and this channel might belong."""
        channels = _COLUMNS if channel is None else (channel,)
        self._unsure |= {(month, key) for month in months for one in channels for key in _COLUMNS[one]}

    def _place(self, month: int, channel: str, texts: Mapping[str, str], number: int) -> None:
        state = self._meaning.counts_as(texts["stato"])
        if state is None and channel != MONITORING:
            self.states[texts["stato"]] += number
        if channel == MONITORING:
            self._counts[month, "alert"] += number
        elif channel == PHONE:
            self._counts[month, self._level(texts["livello"])] += number
        else:
            self._counts[month, "gestiti"] += number
            if state is None:
                self._unsure |= {(month, key) for key in STATE_OF.values()}
            else:
                self._counts[month, STATE_OF[state]] += number

    def _level(self, text: str) -> str:
        """A level left out means the first; one that can't be read means neither."""
        try:
            level = LEVEL.read(text)
        except BadValueError:
            self._doubt(range(len(self._period.months)), PHONE)
            return "telefono_1"
        self._levels_known |= level is not None
        return "telefono_2" if level == _SECOND else "telefono_1"

    def _doubt_swapped(self) -> None:
        """Where swapping day and month brings every ticket from outside the quarter back, the others are doubtful too."""
        months = {month.number for month in self._period.months}
        if self._outside and all(
            day.year == self._period.year and day.day in months for day, _ in self._outside
        ):
            for _, channel in self._outside:
                self._doubt(range(len(self._period.months)), channel)

    def rows(self) -> Iterator[TextRow]:
        """One row for each month that has tickets whose number is known."""
        self._doubt_swapped()
        for at, month in enumerate(self._period.months):
            columns = [
                key for channel in CHANNELS if (at, channel) in self._there for key in _COLUMNS[channel]
            ]
            known = [key for key in columns if (at, key) not in self._unsure]
            if not self._levels_known and "telefono_2" in known:
                known.remove("telefono_2")
            if known:
                values = {key: format_number(self._counts[at, key]) for key in known}
                yield text_row(MONTHLY, {"mese": month.label} | values)

    def findings(self) -> Iterator[Finding]:
        """Tickets that no month counts, and what isn't known because of some."""
        if outside := sum(self._outside.values()):
            yield warning(f"{many(outside, 'ticket è', 'ticket sono')} di altri periodi e non contano.")
        if self.undated:
            yield error(
                f"{many(self.undated, 'ticket non ha', 'ticket non hanno')} una data di apertura leggibile: "
                "i totali a cui potrebbero appartenere non sono riportati.",
                expected=MONTHLY.column("mese").kind.expected,
            )
        if lacking := {key for _, key in self._unsure}:
            headers = [column.header for column in MONTHLY.columns if column.key in lacking]
            yield warning(
                f"Non sono riportati, dove ci sono ticket che non si sanno collocare: {named(headers)}."
            )
