"""The opening hours of a service, as staff write them in one cell: «lun-ven 8:30-13:00, 14:00-17:30; sab 8-13»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold

Window = tuple[int, int]
"""From and to, in minutes from midnight; the end doesn't belong to it."""

_DAY_NAMES: Final = ("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica")
_WEEK: Final = len(_DAY_NAMES)
_HOUR: Final = 60
_DAY_END: Final = 24 * _HOUR
_SHORT_NAME: Final = 3
_SHORTEST_RANGE: Final = 3
_EXPECTED: Final = (
    "un orario, per esempio «lun-ven 08:00-18:00», «lun-ven 8:30-13:00, 14:00-17:30; sab 8-13» "
    "o «tutti i giorni 00:00-24:00»"
)
_ALWAYS: Final = frozenset({"24x7", "7x24", "24/7", "7/7h24", "h24", "h24x7", "sempre", "24oresu24"})
_TO: Final = re.compile(r"\b(?:alle|al|a)\b|\ball'")
_AND: Final = re.compile(r"\b(?:e|ed)\b|\+")
_FILLER: Final = re.compile(r"\b(?:dalle|dal|ore)\b|\bdall'")
_EVERY_DAY: Final = re.compile(r"\b(?:tutti i giorni|ogni giorno)\b")
_CLAUSE_END: Final = re.compile(r";|(?<=\d),(?=[a-z])")
_CLAUSE: Final = re.compile(r"(?P<days>[^\d]*?)[\s:]*(?P<hours>\d.*|chius[oa])")
_WINDOW: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?-(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True)
class ServiceHours:
    """When a service is open in an ordinary week.

    Attributes:
        week: For each weekday, Monday first, its windows in minutes from midnight, in order and apart.

    Raises:
        BadValueError: Not seven days; a window that ends before it starts or leaves the day; windows that overlap;
            no window at all.
    """

    week: tuple[tuple[Window, ...], ...]

    def __post_init__(self) -> None:
        if len(self.week) != _WEEK:
            raise BadValueError(len(self.week), _EXPECTED, "I giorni della settimana sono sette.")
        if not any(self.week):
            raise BadValueError("", _EXPECTED, "Non c'è nessuna apertura.")
        object.__setattr__(self, "week", tuple(map(_checked, range(_WEEK), self.week)))

    @classmethod
    def parse(cls, text: str) -> ServiceHours:
        """Read the hours as people write them.

        Days: names or their first three letters or more, ranges (`lun-ven`, "dal lunedì al venerdì"), lists
        ("lun, mer e ven"), "tutti i giorni". Hours: `8-18`, `8:30-13:00`, `8.30-13`, "dalle 8 alle 18", several of
        them after commas; midnight as an end is 24:00 or 00:00; "chiuso". Groups are parted by semicolons or line
        breaks. "24x7" and "h24" stand for always.

        Raises:
            BadValueError: The text can't be read, or breaks a rule of the class; the hint says which part.
        """
        if fold(text).replace(" ", "") in _ALWAYS:
            return cls((((0, _DAY_END),),) * _WEEK)
        week: list[list[Window]] = [[] for _ in range(_WEEK)]
        try:
            for clause in filter(None, _CLAUSE_END.split(_plain(text))):
                days, windows = _clause(clause)
                for day in days:
                    week[day] += windows
            return cls(tuple(map(tuple, week)))
        except BadValueError as bad:
            raise BadValueError(text, _EXPECTED, bad.hint) from None

    @property
    def label(self) -> str:
        """The hours in canonical Italian, which `parse` reads back: «lun-ven 08:00-18:00; sab 08:00-13:00»."""
        groups: dict[tuple[Window, ...], list[int]] = {}
        for day, windows in enumerate(self.week):
            if windows:
                groups.setdefault(windows, []).append(day)
        return "; ".join(f"{_days_text(days)} {_windows_text(windows)}" for windows, days in groups.items())

    def __str__(self) -> str:
        return self.label


def _plain(text: str) -> str:
    """One spelling: folded, "to" as a hyphen, "and" as a comma, no filler words, no spaces around signs."""
    plain = fold(re.sub(r"[\r\n]+", ";", text))
    for pattern, sign in ((_TO, "-"), (_AND, ","), (_EVERY_DAY, "lun-dom"), (_FILLER, " ")):
        plain = pattern.sub(sign, plain)
    return re.sub(r"\s*([-,;:])\s*", r"\1", plain).strip(" .;")


def _clause(clause: str) -> tuple[list[int], list[Window]]:
    match = _CLAUSE.fullmatch(clause.strip(" ."))
    if match is None or not match["days"]:
        missing = "i giorni" if match else "le ore"
        raise BadValueError(clause, _EXPECTED, f"In «{clause.strip()}» mancano {missing}.")
    days = [day for item in re.split(r"[,\s/]+", match["days"].strip(" ,")) for day in _days(item)]
    if match["hours"].startswith("chius"):
        return days, []
    return days, [_window(item) for item in re.split(r"[,\s/]+", match["hours"].strip(" ,"))]


def _days(item: str) -> range:
    """Read one day or a range of days."""
    first, dash, last = item.partition("-")
    start = _day(first)
    end = _day(last) if dash else start
    if end < start:
        hint = f"In «{item}» il primo giorno viene dopo il secondo: la settimana comincia da lunedì."
        raise BadValueError(item, _EXPECTED, hint)
    return range(start, end + 1)


def _day(word: str) -> int:
    letters = word.strip(".'")
    found = [
        day for day, name in enumerate(_DAY_NAMES) if len(letters) >= _SHORT_NAME and name.startswith(letters)
    ]
    if not found:
        raise BadValueError(word, _EXPECTED, f"«{word}» non è un giorno della settimana.")
    return found[0]


def _window(item: str) -> Window:
    match = _WINDOW.fullmatch(item)
    if match is None:
        raise BadValueError(item, _EXPECTED, f"«{item}» non è una fascia oraria come 08:00-18:00.")
    hour, minute, end_hour, end_minute = (int(part or 0) for part in match.groups())
    if max(minute, end_minute) >= _HOUR:
        raise BadValueError(item, _EXPECTED, f"«{item}» ha più di 59 minuti.")
    start, end = hour * _HOUR + minute, end_hour * _HOUR + end_minute
    return start, (_DAY_END if end == 0 < start else end)


def _checked(day: int, windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """Sort a day's windows, join those that touch, refuse what can't be."""
    for start, end in windows:
        if not 0 <= start < end <= _DAY_END:
            raise BadValueError(_clock(start, end), _EXPECTED, _impossible(start, end))
    ordered = sorted(windows)
    for (start, end), (next_start, next_end) in pairwise(ordered):
        if next_start < end:
            both = f"{_clock(start, end)} e {_clock(next_start, next_end)}"
            raise BadValueError(
                both, _EXPECTED, f"Di {_DAY_NAMES[day][:_SHORT_NAME]} le fasce {both} si sovrappongono."
            )
    edges = [minute for window in ordered for minute in window]
    kept = sorted(minute for minute in edges if edges.count(minute) == 1)
    return tuple(zip(kept[::2], kept[1::2], strict=True))


def _impossible(start: int, end: int) -> str:
    if max(start, end) > _DAY_END or min(start, end) < 0:
        return f"«{_clock(start, end)}» esce dal giorno, che va da 00:00 a 24:00."
    return (
        f"«{_clock(start, end)}» finisce prima di cominciare: "
        "un turno di notte si scrive in due parti, per esempio «lun 22:00-24:00; mar 00:00-06:00»."
    )


def _clock(start: int, end: int) -> str:
    return f"{start // _HOUR:02}:{start % _HOUR:02}-{end // _HOUR:02}:{end % _HOUR:02}"


def _windows_text(windows: tuple[Window, ...]) -> str:
    return ", ".join(_clock(*window) for window in windows)


def _days_text(days: list[int]) -> str:
    """Write days shortly: runs of three or more as a range, the whole week in words."""
    if len(days) == _WEEK:
        return "tutti i giorni"
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [name[:_SHORT_NAME] for name in _DAY_NAMES]
    texts = [
        [f"{names[run[0]]}-{names[run[-1]]}"] if len(run) >= _SHORTEST_RANGE else [names[day] for day in run]
        for run in runs
    ]
    return ", ".join(chain.from_iterable(texts))
