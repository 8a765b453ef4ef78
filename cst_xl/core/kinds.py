"""Kinds of raw columns: how the text, number or date in one cell becomes one typed value.

A kind reads what people paste, whatever program it went through: text as Italians write it, numbers and dates that a
spreadsheet has already converted. What can't be read is a `BadValueError`; what is missing is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cst_xl.core import quantities
from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold, visible
from cst_xl.core.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable

EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - cells hold wall-clock time without a zone
FIRST_MOMENT = datetime(1990, 1, 1)  # noqa: DTZ001
LAST_MOMENT = datetime(2100, 12, 31, 23, 59, 59)  # noqa: DTZ001
"""Outside these a date is a typing slip ("0216"), and a number in a date column isn't a date."""

_DAY_FIRST = re.compile(
    r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?:[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]+(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_ERRORS = frozenset({"#N/A", "#N/D", "#NAME?", "#NOME?", "#VALUE!", "#VALORE!", "#REF!", "#RIF!", "#DIV/0!", "#NUM!", "#NULL!", "#NULLO!"})  # fmt: skip


@dataclass(frozen=True)
class CellError:
    """An error value that a spreadsheet cell holds, such as ``#N/A``."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True)
class Uncomputed:
    """A formula whose result the file doesn't hold, because no spreadsheet program has saved it yet."""

    formula: str

    def __str__(self) -> str:
        return f"={self.formula}"


@dataclass(frozen=True)
class Kind:
    """How one column is read.

    Attributes:
        name: For maintainers and open data.
        expected: What a cell must hold, in Italian, with an example.
        parse: One non-missing value -> the typed value; raises `BadValueError`.
        word_missing: Whether words such as "n.d." mean "not known"; an empty cell always does.
        moments: Whether typed values are moments, kept as ``datetime64[s]`` in a table.
        parse_in: Like ``parse``, for kinds that need the year of the edition ("aprile").
    """

    name: str
    expected: str
    parse: Callable[[object], object]
    word_missing: bool = True
    moments: bool = False
    parse_in: Callable[[object, int | None], object] | None = None

    def read(self, value: object, year: int | None = None) -> object | None:
        """The typed value, or None when the cell is empty or says that it isn't known.

        A value that could be read only in an unusual way comes as `Noted`.

        Raises:
            BadValueError: With what was found and what was expected.
        """
        if value is None:
            return None
        if isinstance(value, str):
            value = visible(value)
        bare = value.strip() if isinstance(value, str) else value
        if bare == "":
            return None
        if isinstance(value, CellError) or (isinstance(bare, str) and bare[0] == "#" and bare in _ERRORS):
            raise BadValueError(value, self.expected, "La cella contiene un errore di formula.")
        if isinstance(value, Uncomputed):
            hint = "La formula non è ancora stata calcolata: aprire il file e salvarlo."
            raise BadValueError(value, self.expected, hint)
        if self.word_missing and quantities.is_missing(value):
            return None
        try:
            return self.parse(value) if self.parse_in is None else self.parse_in(value, year)
        except BadValueError as bad:
            if bad.hint or not isinstance(value, str) or not _TURNING.search(value):
                raise
            hint = "Contiene segni nascosti che cambiano il verso della scrittura: riscrivi la cella."
            raise BadValueError(value, bad.expected, hint) from None


def plain(text: str) -> str:
    """Case, accents, punctuation and runs of spaces taken away, to compare what people type."""
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", fold(visible(text))).split())


def text(value: object) -> str:
    """Any cell as a person would have typed it; a whole float loses its ``.0`` (ticket numbers that became numbers)."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "VERO" if value else "FALSO"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value)).replace(".", ",")
    if isinstance(value, date):
        at_midnight = not isinstance(value, datetime) or value.time() == time()
        return f"{value:%d/%m/%Y}" if at_midnight else f"{value:%d/%m/%Y %H:%M:%S}"
    return str(value)


def moment(value: object) -> datetime:
    """A date with or without a time: a cell's date, a serial number, ``01/04/2016 08:30``, ``2016-04-01 08:30:00``.

    Day before month, as Italians write it; an ISO date is read as such.
    """
    expected = "una data, per esempio 01/04/2016 oppure 01/04/2016 08:30"
    if isinstance(value, date):
        return _bounded(_wall_clock(value), value, expected)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return _from_serial(value, expected)
    written = str(value).strip()
    if match := _YEAR_FIRST.fullmatch(written):
        parts = match.groups()
    elif match := _DAY_FIRST.fullmatch(written):
        day, month, year, *rest = match.groups()
        parts = (year, month, day, *rest)
    else:
        raise BadValueError(value, expected)
    try:
        found = datetime(*(int(part or 0) for part in parts))  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        raise BadValueError(value, expected, "Questo giorno o quest'ora non esiste.") from None
    return _bounded(found, value, expected)


def _wall_clock(value: date) -> datetime:
    """What the clock shows; a zone, which only a program can have added to a cell's time, is left out."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0)
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001


def _from_serial(value: float | Decimal, expected: str) -> datetime:
    try:
        found = EXCEL_EPOCH + timedelta(seconds=round(value * 86400))
    except (
        ValueError,
        OverflowError,
        ArithmeticError,
    ):  # not a number, infinite, or far outside the calendar
        raise BadValueError(value, expected) from None
    return _bounded(found, value, expected)


def _bounded(found: datetime, value: object, expected: str) -> datetime:
    if not FIRST_MOMENT <= found <= LAST_MOMENT:
        hint = f"L'anno deve essere fra {FIRST_MOMENT.year} e {LAST_MOMENT.year}."
        raise BadValueError(value, expected, hint)
    return found


def day(value: object) -> date:
    """A date; a time of day is not accepted, since it would be lost."""
    found = moment(value)
    if (found.hour, found.minute, found.second) != (0, 0, 0):
        raise BadValueError(value, "una data senza ora, per esempio 01/04/2016")
    return found.date()


class Noted(NamedTuple):
    """A typed value with an Italian remark on how it was read."""

    value: object
    note: str


def _percent(value: object) -> Decimal | Noted:
    read = quantities.percent(value)
    return Noted(read.value, read.note) if read.note else read.value


def period(value: object, year: int | None = None) -> Period:
    """Any period: month, quarter, semester or year; ``year`` completes one that is written without."""
    return Period.parse(value, year)


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = plain(str(value))
    if word in {"si", "s", "x", "yes", "vero", "true", "1"}:
        return True
    if word in {"no", "n", "falso", "false", "0"}:
        return False
    raise BadValueError(value, "«sì» oppure «no»")


def one_of(*words: str) -> Kind:
    """A column that holds one of a few Italian words, compared tolerantly."""
    by_plain = {plain(word): word for word in words}
    expected = "uno di: " + ", ".join(f"«{word}»" for word in words)

    def parse(value: object) -> str:
        word = by_plain.get(plain(str(value)))
        if word is None:
            raise BadValueError(value, expected, _nearest(plain(str(value)), by_plain))
        return word

    return Kind("choice", expected, parse)


def _nearest(word: str, by_plain: dict[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, by_plain, n=1)
    return f"Forse «{by_plain[near[0]]}»?" if near else ""


def _lasted(value: object) -> Decimal:
    """A duration; a bare number is minutes, as ticket systems export them."""
    bare = not isinstance(value, str) or value.strip().replace(",", "").replace(".", "").isdigit()
    return (
        quantities.number(value)
        if bare and not isinstance(value, (time, timedelta))
        else quantities.duration_minutes(value)
    )


TEXT = Kind("text", "un testo", text, word_missing=False)
COUNT = Kind("count", "un numero intero, per esempio 1.715", quantities.count)
NUMBER = Kind("number", "un numero, per esempio 1.234,5", quantities.number)
PERCENT = Kind("percent", "una percentuale da 0 a 100, per esempio 99,00%", _percent)
DAY = Kind("date", "una data, per esempio 01/04/2016", day)
MOMENT = Kind("datetime", "una data con ora, per esempio 01/04/2016 08:30", moment, moments=True)
PERIOD = Kind(
    "period", "un periodo, per esempio «aprile 2016», «2016-T2» o «1°sem 2016»", period, parse_in=period
)
YES_NO = Kind("boolean", "«sì» oppure «no»", _yes_no)
DURATION = Kind("duration", "una durata, per esempio «45 min» o «1h 30m»", quantities.duration_minutes)
MINUTES = Kind("minutes", "una durata in minuti, per esempio «45» o «1h 30m»", _lasted)
