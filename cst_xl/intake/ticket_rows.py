"""What the exports of all ticket systems share: from located columns to rows of the sheet of tickets.

Cells keep what the system said; only spellings are made one (moments, durations). Where the sheet *Mappature* speaks of
a queue, a tag, a channel or a state, its meaning goes into the row, and how often is said. What nothing maps stays and
is listed with its number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import cache
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.channels import CHANNELS, channel_of
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.kinds import plain
from cst_xl.core.mappings import Named
from cst_xl.core.quantities import format_number
from cst_xl.intake.columns import Field, locate
from cst_xl.intake.imported import Block, Context, Imported, TextRow, text_row
from cst_xl.intake.moments import Order, day_of, normal
from cst_xl.intake.source import Sheet
from cst_xl.intake.wording import days, many, named
from cst_xl.sections.tickets.raw import DEFAULT_STATES, FOREIGN, LEVEL, MEANINGS, SOLVED, STATES, TICKETS

MOMENTS: Final = ("aperto", "preso_in_carico", "prima_risposta", "chiuso")
DURATIONS: Final = ("attesa", "durata_presa", "durata_risposta")
_MOST_DIGITS: Final = 15  # what a spreadsheet keeps of a number
_DURATION_UNITS: Final = (
    (1440, r"giorn[oi]|days?|d|g"),
    (60, r"or[ae]|hours?|h"),
    (1, r"minut[oi]|minutes?|min|m"),
    (0, r"second[oi]|seconds?|sec|s"),
)
_DURATION: Final = re.compile(
    r"\s*,?\s*".join(rf"(?:(\d+)\s*(?:{names})\b\.?)?" for _, names in _DURATION_UNITS)
)


@dataclass(frozen=True)
class Export:
    """How one ticket system exports.

    Attributes:
        title: Its name.
        fields: Its columns, under the keys of the raw table; besides them ``etichette`` (tags).
    """

    title: str
    fields: tuple[Field, ...]


@dataclass
class Seen:
    """What was met on the way, to be told."""

    states: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    odd_destinations: set[str] = field(default_factory=set)
    cut_numbers: list[int] = field(default_factory=list)


def read_export(export: Export, sheet: Sheet, context: Context) -> Imported:
    """Read an export of a ticket system.

    Raises:
        CstError: Its required columns aren't there.
    """
    located = locate(sheet, export.fields)
    lacking = [
        one.names[0]
        for one in export.fields
        if one.required and (not located or one.key not in located.places)
    ]
    if located is None or lacking:
        raise CstError(
            f"«{sheet.name}» non è un'esportazione {export.title}: mancano le colonne {named(lacking)}."
        )
    cells = list(located.rows(sheet))
    orders = {key: Order.of(row.get(key) for _, row in cells) for key in MOMENTS if key in located.places}
    order = common_order(orders.values())
    seen = Seen()
    meaning = Meaning(context, seen)
    rows = tuple(_row(values, number, order, meaning, seen) for number, values in cells)
    opened = [day for row in rows if (day := day_of(row[_OPENED]))]
    when = days(min(opened), max(opened)) if opened else ""
    findings = (
        *order_findings(export, order),
        *seen_findings(export, seen),
        *_unread(export, sheet, located.headers),
    )
    said = ", ".join(
        part for part in (f"esportazione {export.title}", many(len(rows), "ticket", "ticket"), when) if part
    )
    blocks = (
        Block(TICKETS, rows, tuple(number for number, _ in cells)),
        Block(STATES, tuple(meaning.state_rows())),
    )
    return Imported(export.title, said, tuple(block for block in blocks if block.rows), findings, when)


_OPENED: Final = [column.key for column in TICKETS.columns].index("aperto")


def common_order(orders: Iterable[Order]) -> Order:
    """One program writes all its dates in one order: the column that tells decides."""
    every = list(orders)
    certain = [order for order in every if order.certain]
    clashing = any(order.clashing for order in every) or len({order.month_first for order in certain}) > 1
    month_first = bool(certain) and all(order.month_first for order in certain) and not clashing
    return Order(month_first, bool(certain), clashing)


def _row(values: Mapping[str, object], number: int, order: Order, meaning: Meaning, seen: Seen) -> TextRow:
    texts = {key: kinds.text(value) for key, value in values.items() if value not in (None, "")}
    raw_number = values.get("numero_ticket")
    if isinstance(raw_number, float) and raw_number >= 10**_MOST_DIGITS:
        seen.cut_numbers.append(number)
    texts |= {key: normal(values.get(key), order) for key in MOMENTS if key in values}
    texts |= {key: minutes(values.get(key)) for key in DURATIONS if key in values}
    return text_row(TICKETS, meaning.applied(texts))


def minutes(value: object) -> str:
    """A duration in minutes, cut to whole ones; as it was when it isn't one."""
    if value is None or value == "":
        return ""
    if isinstance(value, timedelta):
        return str(value // timedelta(minutes=1))
    if isinstance(value, time):
        return str(value.hour * 60 + value.minute)
    text = kinds.text(value)
    match = _DURATION.fullmatch(text.casefold().strip())
    if match is None or not any(match.groups()):
        return text
    return str(
        sum(int(many) * unit for many, (unit, _) in zip(match.groups(), _DURATION_UNITS, strict=True) if many)
    )


class Meaning:
    """What queues, tags, channels and states mean, asked once for each distinct text."""

    def __init__(self, context: Context, seen: Seen) -> None:
        self._mappings = context.mappings
        self._known = context.states
        self._own_states = context.own_states
        self._seen = seen
        self._states: dict[str, str] = {}
        self.of_name = cache(self._of_name)

    def applied(self, texts: dict[str, str]) -> dict[str, str]:
        """A row with the meanings filled in."""
        queue = self.of_name(Named.QUEUE, texts.get("coda", ""))
        tags = [
            self.of_name(Named.TAG, tag.strip())
            for tag in texts.get("etichette", "").split(",")
            if tag.strip()
        ]
        channel = self._mappings.destination(Named.CHANNEL, texts["canale"]) if texts.get("canale") else None
        channel = channel or next((one["canale"] for one in (*tags, queue) if "canale" in one), None)
        if channel:
            texts["canale"] = channel
        elif not any(channel_of(texts.get(key, "")) for key in ("canale", "coda")):
            self._seen.silent[texts.get("canale") or texts.get("coda") or ""] += 1
        if not texts.get("livello"):
            texts |= {key: one[key] for one in (queue, *tags) for key in ("livello",) if key in one}
        self._set_state(texts, [one["stato"] for one in (*tags, queue) if "stato" in one])
        return texts

    def _set_state(self, texts: dict[str, str], by_name: Sequence[str]) -> None:
        """A queue or a tag decides what a *closed* ticket counts as; what is open stays open."""
        state = texts.get("stato", "")
        mapped = self._state(state)
        counts_as = mapped or self._known.get(plain(state))
        if by_name and counts_as in {SOLVED, FOREIGN} and by_name[0] != counts_as:
            texts["stato"] = by_name[0]
            self._seen.changed[state, by_name[0]] += 1
        elif mapped is None and plain(state) not in self._known:
            self._seen.states[state] += 1

    def _state(self, state: str) -> str | None:
        """What the sheet *Mappature* says of a state."""
        if state not in self._states:
            found = self._mappings.destination(Named.STATE, state) or ""
            self._states[state] = next((one for one in MEANINGS if plain(one) == plain(found)), "")
            if found and not self._states[state]:
                self._seen.odd_destinations.add(found)
        return self._states[state] or None

    def counts_as(self, state: str) -> str | None:
        """What a state counts as; None when nobody says."""
        return self._state(state) or self._known.get(plain(state))

    def state_rows(self) -> Iterator[TextRow]:
        """Rows of the sheet of states for what was mapped; the first row there ends the defaults, so they come along."""
        mapped = {
            state: meaning
            for state, meaning in self._states.items()
            if meaning and plain(state) not in self._known
        }
        defaults = {} if self._own_states or not mapped else DEFAULT_STATES
        for state, meaning in (*defaults.items(), *mapped.items()):
            yield text_row(STATES, {"stato": state, "conta_come": meaning})

    def _of_name(self, kind: Named, name: str) -> Mapping[str, str]:
        """What a queue or a tag says: a channel, a level, a state."""
        found: dict[str, str] = {}
        for destination in self._mappings.destinations(kind, name) if name else ():
            if plain(destination) in CHANNELS:
                found.setdefault("canale", plain(destination))
            elif (
                state := next((one for one in MEANINGS if plain(one) == plain(destination)), None)
            ) is not None:
                found.setdefault("stato", state)
            elif (level := _level(destination)) is not None:
                found.setdefault("livello", level)
            else:
                self._seen.odd_destinations.add(destination)
        return found


def _level(text: str) -> str | None:
    try:
        return str(LEVEL.read(text))
    except BadValueError:
        return None


def seen_findings(export: Export, seen: Seen) -> Iterator[Finding]:
    """What was met on the way and a person should know."""
    for state, number in seen.states.most_common():
        yield warning(
            f"{export.title}: lo stato «{state}» ({many(number, 'ticket', 'ticket')}) non è fra quelli noti.",
            found=state,
            expected=f"una riga del foglio Mappature (tipo «stato») o del foglio {STATES.sheet}",
        )
    if seen.silent:
        names = [f"{name or 'vuoto'} ({format_number(number)})" for name, number in seen.silent.most_common()]
        yield warning(
            f"{export.title}: {many(sum(seen.silent.values()), 'ticket', 'ticket')} senza un canale riconoscibile: {named(names)}.",
            found=", ".join(names[:10]),
            expected="una riga del foglio Mappature, tipo «canale» o «coda»",
        )
    for (state, meaning), number in seen.changed.items():
        yield note(
            f"{export.title}: {many(number, 'ticket', 'ticket')} in stato «{state}» contano come «{meaning}» (foglio Mappature)."
        )
    for destination in sorted(seen.odd_destinations):
        yield error(
            f"Nel foglio Mappature la destinazione «{destination}» non è un canale, un livello né uno stato del bollettino.",
            found=destination,
            expected=", ".join((*CHANNELS, "livello 1", "livello 2", *MEANINGS)),
        )
    if seen.cut_numbers:
        yield error(
            f"{export.title}: {many(len(seen.cut_numbers), 'numero di ticket ha', 'numeri di ticket hanno')} più di "
            f"{_MOST_DIGITS} cifre ed è un numero nel file, che ne conserva solo {_MOST_DIGITS}: esportare in CSV.",
            found=f"riga {seen.cut_numbers[0]}",
            expected="numeri di ticket come testo",
        )


def order_findings(export: Export, order: Order) -> Iterator[Finding]:
    """How the dates were read, where that isn't plain."""
    if order.clashing:
        yield error(
            f"{export.title}: le date non hanno un ordine solo (giorno-mese e mese-giorno insieme): il file è stato mescolato.",
            expected="date tutte nello stesso ordine",
        )
    elif order.month_first:
        yield note(f"{export.title}: le date sono scritte con il mese prima del giorno.")


def _unread(export: Export, sheet: Sheet, headers: Sequence[str]) -> Iterator[Finding]:
    known = {plain(name) for one in export.fields for name in (*one.names, *one.signed)}
    left = [header for header in headers if header and plain(header) not in known]
    if left:
        yield note(f"«{sheet.name}»: colonne che non servono e non sono lette: {named(left)}.")
