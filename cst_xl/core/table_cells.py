"""The cells of one column, typed at once: a hundred thousand tickets must not take longer to type than to load.

Equal cells are read once and answered from memory; moments in the usual spellings are read by pandas. Whatever either
way leaves over goes cell by cell through the column's `Kind`, which alone decides what is right and what is said.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import numpy as np
import pandas as pd

from cst_xl.core.errors import BadValueError, shown
from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.kinds import FIRST_MOMENT, LAST_MOMENT, TEXT, Noted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cst_xl.core.table_headers import Window
    from cst_xl.core.tables import Column

MOST_FINDINGS: Final = 20
"""Cells of one column that are told one by one; the rest are counted."""

_ISO: Final = "%Y-%m-%d %H:%M:%S"

# Spellings in which every field has its full width, so that pandas and kinds.moment can't differ, and what makes ISO of
# them: the one format that pandas reads without looking at each text twice.
_SPELLINGS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str] | None], ...]] = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}"), None),
    (
        re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4} [0-9]{2}:[0-9]{2}"),
        lambda text: f"{_iso_day(text)} {text[11:]}:00",
    ),
    (
        re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}"),
        lambda text: f"{_iso_day(text)} {text[11:]}",
    ),
    (re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}"), lambda text: f"{_iso_day(text)} 00:00:00"),
)


def _iso_day(text: str) -> str:
    return f"{text[6:10]}-{text[3:5]}-{text[:2]}"


class _Odd(NamedTuple):
    """A cell that couldn't be read, or only with a remark."""

    row: int
    value: object
    answer: BadValueError | Noted


def type_column(
    column: Column, raw: Sequence[object], rows: Sequence[int], at: int, window: Window
) -> tuple[pd.Series[Any], list[Finding]]:
    """Type a column.

    Args:
        column: What its cells should hold.
        raw: The cells.
        rows: Their sheet rows.
        at: The column's place in the rows of the window.
        window: The cells' sheet.

    Returns:
        The typed values, indexed by sheet row, and a finding for each cell that is wrong or was read in an unusual way.
    """
    if column.kind.moments:
        values, odd = _moments(column, raw, rows, window.year)
    else:
        values, odd = _objects(column, raw, rows, window.year)
    index = pd.Index(list(rows), dtype="int64", name="riga")
    return pd.Series(values, index=index, dtype=values.dtype), list(_told(column, odd, at, window))


def _objects(
    column: Column, raw: Sequence[object], rows: Sequence[int], year: int | None
) -> tuple[np.ndarray[Any, Any], list[_Odd]]:
    one_type = len({type(value) for value in raw if value is not None}) <= 1
    keys: Sequence[object] = raw if one_type else [(type(value), value) for value in raw]  # 1 == True == 1.0
    distinct = dict(zip(keys, raw, strict=True))
    values = np.empty(len(raw), dtype=object)
    if column.kind is TEXT and len(distinct) > len(raw) // 2:
        answers: Sequence[object] = _texts(column, raw, year)
        values[:] = answers
    else:
        by_key = {key: _answer(column, value, year) for key, value in distinct.items()}
        values[:] = [by_key[key] for key in keys]
        answers = list(by_key.values())
    odd: list[_Odd] = []
    if any(isinstance(answer, (BadValueError, Noted)) for answer in answers):
        for place, value in enumerate(raw):
            answer = values[place]
            if isinstance(answer, (BadValueError, Noted)):
                odd.append(_Odd(rows[place], value, answer))
                values[place] = answer.value if isinstance(answer, Noted) else None
    return values, odd


def _texts(column: Column, raw: Sequence[object], year: int | None) -> list[object]:
    """What a column of texts holds that hardly repeat.

    Titles and numbers of tickets are such: memory doesn't help there, so what an ordinary text goes through is kept short.
    """
    texts: list[object] = []
    for value in raw:
        if value is None or value == "":
            texts.append(None)
        elif type(value) is str and value.isascii() and value.isprintable() and value[0] != "#":
            texts.append(" ".join(value.split()) or None)
        else:
            texts.append(_answer(column, value, year))
    return texts


def _answer(column: Column, value: object, year: int | None) -> object:
    try:
        return column.kind.read(value, year)
    except BadValueError as problem:
        return problem


def _moments(
    column: Column, raw: Sequence[object], rows: Sequence[int], year: int | None
) -> tuple[np.ndarray[Any, Any], list[_Odd]]:
    moments = _moments_at_once(raw)
    rest: list[int] = np.flatnonzero(np.isnat(moments)).tolist()
    values, odd = _objects(column, [raw[place] for place in rest], [rows[place] for place in rest], year)
    for place, value in zip(rest, values, strict=True):
        if value is not None:
            moments[place] = np.datetime64(value, "s")
    return moments, odd


def _moments_at_once(raw: Sequence[object]) -> np.ndarray[Any, Any]:
    """Moments where the cell holds one in a usual spelling, NaT elsewhere."""
    moments = np.full(len(raw), np.datetime64("NaT"), dtype="datetime64[s]")
    types = set(map(type, raw))
    if datetime in types:
        typed = [place for place, value in enumerate(raw) if type(value) is datetime and value.tzinfo is None]
        read = pd.to_datetime(pd.Series([raw[place] for place in typed], dtype=object), errors="coerce")
        moments[typed] = read.to_numpy().astype("datetime64[s]")
    if types <= {str, type(None)}:
        places = [place for place, value in enumerate(raw) if value]
    else:
        places = [place for place, value in enumerate(raw) if type(value) is str and value]
    texts = cast("list[str]", [raw[place] for place in places])
    for pattern, iso in _SPELLINGS:
        fitting = [at for at, text in enumerate(texts) if pattern.fullmatch(text)]
        if fitting:
            written = [texts[at] for at in fitting]
            days = pd.to_datetime(
                written if iso is None else [iso(text) for text in written], format=_ISO, errors="coerce"
            )
            moments[[places[at] for at in fitting]] = days.to_numpy().astype("datetime64[s]")
        if len(fitting) == len(texts):  # a column is mostly written in one spelling
            break
    outside = (moments < np.datetime64(FIRST_MOMENT, "s")) | (moments > np.datetime64(LAST_MOMENT, "s"))
    moments[outside] = np.datetime64("NaT")
    return moments


def _told(column: Column, odd: Sequence[_Odd], at: int, window: Window) -> Iterator[Finding]:
    wrong = [one for one in odd if isinstance(one.answer, BadValueError)]
    remarked = [one for one in odd if isinstance(one.answer, Noted)]
    for kept, tell, what in (
        (wrong, error, "non si leggono"),
        (remarked, warning, "sono lette in modo insolito"),
    ):
        for one in kept[:MOST_FINDINGS]:
            yield _finding(column, one, window.cell(one.row, at))
        if len(kept) > MOST_FINDINGS:
            yield tell(
                f"Nel foglio {window.table.sheet} altre {len(kept) - MOST_FINDINGS} celle di «{column.header}» {what}.",
                cell=window.cell(kept[MOST_FINDINGS].row, at),
                found=shown(kept[MOST_FINDINGS].value),
                expected=column.kind.expected,
            )


def _finding(column: Column, odd: _Odd, cell: str) -> Finding:
    sheet, _, address = cell.rpartition("!")
    if isinstance(odd.answer, Noted):
        message = f"Nel foglio {sheet}, cella {address}: {odd.answer.note}"
        return warning(message, cell=cell, found=shown(odd.value), expected=column.kind.expected)
    hint = f" {odd.answer.hint}" if odd.answer.hint else ""
    return error(
        f"Nel foglio {sheet} la cella {address} («{column.header}») contiene «{odd.answer.found}»; "
        f"serve {odd.answer.expected}.{hint}",
        cell=cell,
        found=odd.answer.found,
        expected=odd.answer.expected,
    )
