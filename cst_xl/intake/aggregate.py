"""Ticket exports with more rows than a sheet holds: monthly figures without ever holding the whole file.

The file is read in pieces of whole rows, of the needed columns only. Each piece is reduced to how many tickets share a
day, a channel, a queue and a state; there are few such groups however many tickets there are, and what they mean is
decided once at the end, by the rules that hold for rows in a sheet. A ticket number met again counts once.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cst_xl.core.channels import CHANNELS, MONITORING, PHONE, channel_of
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.quantities import format_number
from cst_xl.intake import dialect, glpi, otrs, zammad
from cst_xl.intake.columns import Located, likeness, locate
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.imported import ENOUGH, Block, Context, Imported, TextRow, text_row
from cst_xl.intake.moments import Order, day_of, normal
from cst_xl.intake.source import Sheet
from cst_xl.intake.ticket_rows import Export, Meaning, Seen, common_order, order_findings, seen_findings
from cst_xl.intake.wording import days, many, named
from cst_xl.sections.tickets.columns import COUNTS, STATE_OF
from cst_xl.sections.tickets.raw import LEVEL, MONTHLY

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from cst_xl.core.periods import Period

PIECE: Final = 100_000
"""Rows that are in memory at a time."""

_EXPORTS: Final = (otrs.EXPORT, glpi.EXPORT, zammad.EXPORT)
_KEYS: Final = ("aperto", "canale", "coda", "stato", "livello", "etichette")
_NUMBER: Final = "numero_ticket"
_HEAD: Final = 256 * 1024
_DAY: Final = 10  # characters of a date, in every spelling in use

_SECOND: Final = 2
_COLUMNS: Final = {
    channel: tuple(count.key for count in COUNTS if count.channel == channel) for channel in CHANNELS
}

Place = tuple[int, str]
"""A month of the quarter, from 0, and the key of a monthly column."""

Group = tuple[str, ...]
"""Day, channel, queue, state, level, tags, as exported."""

Mapper = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Applies a function to every piece, like `map`; a pool's or a cluster's ``map`` will do."""


@dataclass(frozen=True)
class Opened:
    """A file whose head was recognised.

    Attributes:
        path: Where it is.
        export: The ticket system.
        located: Its columns.
        dialect: How it is written.
        skipped: Lines up to the header, included.
    """

    path: Path
    export: Export
    located: Located
    dialect: Dialect
    skipped: int


def monthly(
    path: Path, context: Context, given: Dialect | None = None, mapper: Mapper = map, piece: int = PIECE
) -> Imported:
    """Read a ticket export of any length to the monthly figures of the workbook's quarter.

    Args:
        path: A CSV file.
        context: The workbook's quarter, parameters and mappings.
        given: How the file is written, where detection is wrong.
        mapper: Applies the reduction to the pieces.
        piece: Rows in memory at a time.

    Raises:
        CstError: The file can't be read, isn't a ticket export, or the quarter isn't set.
    """
    if context.period is None:
        raise CstError("Per riassumere i ticket serve il periodo del bollettino: manca nel foglio Parametri.")
    opened = open_export(path, given or Dialect())
    once = _Once()
    groups: Counter[Group] = Counter()
    try:
        for found in mapper(reduced, (once(frame) for frame in pieces(opened, piece))):
            groups.update(found)
    except (ValueError, OSError, UnicodeError) as cause:
        raise CstError(f"«{path.name}» non si legge fino in fondo: {cause}.") from cause
    return _imported(opened, groups, once.repeated, context, context.period)


def digest(path: Path) -> str:
    """SHA-256 of a file, read piece by piece.

    Raises:
        CstError: It can't be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as cause:
        raise CstError(f"«{path.name}» non si può leggere ({cause.strerror}).") from cause


def open_export(path: Path, given: Dialect) -> Opened:
    """Recognise a ticket export by its first lines.

    Raises:
        CstError: It can't be read, or is none.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_HEAD)
    except OSError as cause:
        raise CstError(f"«{path.name}» non si può leggere ({cause.strerror}).") from cause
    whole = content.rpartition(b"\n")[0] if len(content) == _HEAD else content
    text, encoding = dialect.decoded(whole, given.encoding)
    separator = given.separator or dialect.separated_by(text)
    hint = len(text) != len(dialect.without_hint(text))
    reader = csv.reader(
        io.StringIO(dialect.without_hint(text), newline=""), delimiter=separator, skipinitialspace=True
    )
    records, lines = [], []
    for record in reader:
        records.append(record)
        lines.append(reader.line_num)
    sheet = Sheet(path.name, records)
    score, export = max(
        ((likeness(sheet, one.fields).score, one) for one in _EXPORTS), key=lambda pair: pair[0]
    )
    located = locate(sheet, export.fields)
    if score < ENOUGH or located is None:
        raise CstError(
            f"«{path.name}» è troppo grande per un foglio e non è un'esportazione di ticket riconosciuta."
        )
    return Opened(path, export, located, Dialect(encoding, separator), lines[located.row] + hint)


def pieces(opened: Opened, size: int) -> Iterator[pd.DataFrame]:
    """The rows below the header, so many at a time, with the columns that figures need."""
    import pandas as pd

    wanted = {key: at for key, at in opened.located.places.items() if key in {*_KEYS, _NUMBER}}
    by_place = sorted(wanted, key=lambda key: wanted[key])
    with pd.read_csv(
        opened.path,
        sep=opened.dialect.separator,
        encoding=opened.dialect.encoding,
        encoding_errors="replace",
        header=None,
        names=by_place,
        usecols=sorted(wanted.values()),
        skiprows=opened.skipped,
        dtype={key: "str" if key in {"aperto", _NUMBER} else "category" for key in by_place},
        na_filter=False,
        skipinitialspace=True,
        skip_blank_lines=True,
        chunksize=size,
    ) as reader:
        yield from reader


def reduced(frame: pd.DataFrame) -> dict[Group, int]:
    """How many rows share what figures depend on; a pure function of one piece, so that it may run anywhere."""
    keys = frame.assign(aperto=frame["aperto"].str.slice(0, _DAY).astype("category"))
    known = [key for key in _KEYS if key in keys]
    counts = keys.groupby(known, observed=True, sort=False).size()
    places = [known.index(key) if key in known else None for key in _KEYS]
    found: dict[Group, int] = {}
    for group, number in counts.items():
        texts = group if isinstance(group, tuple) else (group,)
        key = tuple("" if at is None else str(texts[at]) for at in places)
        found[key] = found.get(key, 0) + int(number)
    return found


class _Once:
    """Leaves out tickets that were met before; of each number only a fingerprint of eight bytes is kept."""

    def __init__(self) -> None:
        self._seen: list[NDArray[np.uint64]] = []
        self.repeated = 0

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        import numpy as np
        import pandas as pd

        prints = pd.util.hash_array(frame[_NUMBER].to_numpy(dtype=object), categorize=False)
        distinct, first = np.unique(prints, return_index=True)
        new = np.ones(len(distinct), np.bool_)
        for seen in self._seen:
            places = np.searchsorted(seen, distinct)
            new &= seen[np.minimum(places, len(seen) - 1)] != distinct
        self._remember(distinct[new])
        self.repeated += len(frame) - int(new.sum())
        return frame if new.all() and len(distinct) == len(frame) else frame.iloc[np.sort(first[new])]

    def _remember(self, prints: NDArray[np.uint64]) -> None:
        """Keep a few sorted runs, each larger than the next: few look-ups, little copying."""
        import numpy as np

        while self._seen and len(self._seen[-1]) <= 2 * len(prints):
            prints = np.sort(np.concatenate([self._seen.pop(), prints]))
        if len(prints):
            self._seen.append(prints)


def _imported(
    opened: Opened, groups: Mapping[Group, int], repeated: int, context: Context, period: Period
) -> Imported:
    order = common_order([Order.of(group[0] for group in groups)])
    seen = Seen()
    counted = _Counts(Meaning(context, seen), period)
    for group, number in groups.items():
        counted.take(group, number, normal(group[0], order))
    for counter in (seen.states, seen.silent, seen.changed):
        counter.clear()
    seen.states.update(counted.states)
    seen.silent.update(counted.silent)
    rows = tuple(counted.rows())
    total = sum(groups.values())
    when = days(min(counted.days), max(counted.days)) if counted.days else ""
    findings = [
        note(
            f"«{opened.path.name}» ha {many(total, 'ticket', 'ticket')}: se ne riportano solo i totali mensili, "
            "perché le righe non entrano nel foglio."
        ),
        *order_findings(opened.export, order),
        *seen_findings(opened.export, seen),
        *counted.findings(),
    ]
    if repeated:
        findings.append(
            note(
                f"«{opened.path.name}»: {many(repeated, 'riga ripete', 'righe ripetono')} un ticket già contato."
            )
        )
    said = f"esportazione {opened.export.title}, {many(total, 'ticket', 'ticket')} riassunti per mese" + (
        f", {when}" if when else ""
    )
    return Imported(opened.export.title, said, (Block(MONTHLY, rows),), tuple(findings), when)


class _Counts:
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
        texts = self._meaning.applied(dict(zip(_KEYS, group, strict=True)))
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
        match channel:
            case "monitoraggio":
                self._counts[month, "alert"] += number
            case "telefono":
                self._counts[month, self._level(texts["livello"])] += number
            case _:
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
