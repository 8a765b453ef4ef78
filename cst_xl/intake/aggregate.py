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
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cst_xl.core.errors import CstError
from cst_xl.core.findings import note
from cst_xl.intake import dialect, glpi, otrs, zammad
from cst_xl.intake.columns import Located, likeness, locate
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.imported import ENOUGH, Block, Context, Imported
from cst_xl.intake.moments import Order, normal
from cst_xl.intake.monthly_counts import KEYS, Group, MonthlyCounts
from cst_xl.intake.source import Sheet
from cst_xl.intake.ticket_rows import Export, Meaning, Seen, common_order, order_findings, seen_findings
from cst_xl.intake.wording import days, many
from cst_xl.sections.tickets.raw import MONTHLY

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from cst_xl.core.periods import Period

PIECE: Final = 100_000
"""Rows that are in memory at a time."""

EXPORTS: Final[Mapping[str, Export]] = MappingProxyType(
    {"otrs": otrs.EXPORT, "glpi": glpi.EXPORT, "zammad": zammad.EXPORT}
)
"""The ticket systems whose exports may be of any length, by the names of their readers."""

_NUMBER: Final = "numero_ticket"
_HEAD: Final = 256 * 1024
_WORTH_A_LOOK: Final = 8 * 2**20
_DAY: Final = 10  # characters of a date, in every spelling in use

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

    @property
    def how(self) -> str:
        """How it is written, in Italian."""
        return dialect.told(self.dialect.encoding, self.dialect.separator, "")


def monthly(
    path: Path,
    context: Context,
    given: Dialect | None = None,
    mapper: Mapper = map,
    piece: int = PIECE,
    name: str = "",
) -> Imported:
    """Read a ticket export of any length to the monthly figures of the workbook's quarter.

    Args:
        path: A CSV file.
        context: The workbook's quarter, parameters and mappings.
        given: How the file is written, where detection is wrong.
        mapper: Applies the reduction to the pieces.
        piece: Rows in memory at a time.
        name: Name of the reader to use, see `open_export`.

    Raises:
        CstError: The file can't be read, isn't a ticket export, or the quarter isn't set.
    """
    if context.period is None:
        raise CstError("Per riassumere i ticket serve il periodo del bollettino: manca nel foglio Parametri.")
    opened = open_export(path, given or Dialect(), name)
    once = _Once()
    groups: Counter[Group] = Counter()
    try:
        for found in mapper(reduced, (once(frame) for frame in pieces(opened, piece))):
            groups.update(found)
    except (ValueError, OSError, UnicodeError) as cause:
        raise CstError(f"«{path.name}» non si legge fino in fondo: {cause}.") from cause
    return _imported(opened, groups, once.repeated, context, context.period)


def is_long(path: Path, given: Dialect, most: int) -> bool:
    """Whether a file is a ticket export of more than so many tickets; small files are never looked into.

    A million rows as Python texts take a gigabyte, so this is asked before a file is loaded.
    """
    try:
        if path.stat().st_size < _WORTH_A_LOOK:
            return False
        opened = open_export(path, given)
        with path.open(encoding=opened.dialect.encoding, errors="replace", newline="") as stream:
            rows = csv.reader(stream, delimiter=opened.dialect.separator, skipinitialspace=True)
            return next(islice(rows, opened.skipped + most, None), None) is not None
    except (CstError, OSError, csv.Error):
        return False  # whoever loads it will say why


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


def open_export(path: Path, given: Dialect, name: str = "") -> Opened:
    """Recognise a ticket export by its first lines.

    Args:
        path: The file.
        given: How it is written, where detection is wrong.
        name: A key of `EXPORTS`, to take that one whatever it looks like; others are the same as none.

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
    among = {name: EXPORTS[name]} if name in EXPORTS else EXPORTS
    sheet = Sheet(path.name, records)
    score, export = max(
        ((likeness(sheet, one.fields).score, one) for one in among.values()), key=lambda pair: pair[0]
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

    wanted = {key: at for key, at in opened.located.places.items() if key in {*KEYS, _NUMBER}}
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
    known = [key for key in KEYS if key in keys]
    counts = keys.groupby(known, observed=True, sort=False).size()
    places = [known.index(key) if key in known else None for key in KEYS]
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
    counted = MonthlyCounts(Meaning(context, seen), period)
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
