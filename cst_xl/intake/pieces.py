"""A ticket export of any length, piece by piece: its head recognised, whole rows of the needed columns, each ticket once."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cst_xl.core import kinds
from cst_xl.core.errors import CstError
from cst_xl.intake import dialect, glpi, otrs, zammad
from cst_xl.intake.columns import Located, likeness, locate
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.imported import ENOUGH
from cst_xl.intake.moments import Order, normal
from cst_xl.intake.source import Sheet
from cst_xl.intake.ticket_rows import Export, common_order

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

PIECE: Final = 100_000
"""Rows that are in memory at a time."""

SPILLED: Final = Dialect("utf-8", ";")
"""How `spilled` writes."""

NUMBER: Final = "numero_ticket"
"""Key of the column that makes a ticket the same ticket."""

EXPORTS: Final[Mapping[str, Export]] = MappingProxyType(
    {"otrs": otrs.EXPORT, "glpi": glpi.EXPORT, "zammad": zammad.EXPORT}
)
"""The ticket systems whose exports may be of any length, by the names of their readers."""

_HEAD: Final = 256 * 1024
_WORTH_A_LOOK: Final = 8 * 2**20
_FEW: Final = frozenset({"canale", "coda", "stato", "livello", "etichette", "attesa"})
"""Columns with few distinct texts."""


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


def spilled(sheet: Sheet, path: Path) -> Path:
    """Write a sheet's cells to a text file that can be read piece by piece: a workbook may hold what ours can't.

    Returns:
        The file, written as `SPILLED` says.
    """
    with path.open("w", encoding=SPILLED.encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=SPILLED.separator)
        writer.writerows([_spelled(value) for value in row] for row in sheet.grid)
    return path


def _spelled(value: object) -> str:
    if isinstance(value, datetime):
        return normal(value)
    return "" if value is None else kinds.text(value)


def pieces(opened: Opened, size: int, keys: Sequence[str]) -> Iterator[pd.DataFrame]:
    """The rows below the header, so many at a time.

    Args:
        opened: The file.
        size: Rows in a piece.
        keys: The columns that are needed, as far as they are there.
    """
    import pandas as pd

    wanted = {key: at for key, at in opened.located.places.items() if key in keys}
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
        dtype={key: "category" if key in _FEW else "str" for key in by_place},
        na_filter=False,
        skipinitialspace=True,
        skip_blank_lines=True,
        chunksize=size,
    ) as reader:
        yield from reader


def order_of(opened: Opened) -> Order:
    """Whether the day comes first in its dates: asked of every row, since one number above twelve decides for all."""
    return common_order([Order.of(set(frame["aperto"])) for frame in pieces(opened, PIECE, ["aperto"])])


class Once:
    """Leaves out tickets that were met before; of each number only a fingerprint of eight bytes is kept."""

    def __init__(self) -> None:
        self._seen: list[NDArray[np.uint64]] = []
        self.repeated = 0

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a piece whose tickets weren't met before, neither in it nor in an earlier one."""
        import numpy as np
        import pandas as pd

        prints = pd.util.hash_array(frame[NUMBER].to_numpy(dtype=object), categorize=False)
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
