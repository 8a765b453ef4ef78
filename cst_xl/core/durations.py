"""Times of a contract and of a log: deadlines, intervals, durations, response times.

A deadline is more than its minutes: whether they are of working time, and what starts the clock, decide if a case is
late («entro 6h lavorative», «entro 30' da avvio intervento»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from typing import Final

from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold
from cst_xl.core.numerals import number, round_half_up, shifted

HOUR: Final = 60
DAY: Final = 24 * HOUR
_LONGEST_IN_HOURS: Final = 72 * HOUR
_SHORTEST_IN_HOURS: Final = 2 * HOUR  # as printed: 60' and 30', but 2h

_EXPECTED_DURATION: Final = "una durata, per esempio «1h 30m», «90'» o «3 giorni»"
_EXPECTED_DEADLINE: Final = "un termine, per esempio «entro 6h lavorative» o «entro 30' da avvio intervento»"
_EXPECTED_INTERVAL: Final = "un intervallo, per esempio «Ogni 6 mesi»"
_EXPECTED_MILLISECONDS: Final = "un tempo in millisecondi, per esempio «7 ms»"

_QUANTITY: Final = r"[0-9]+(?:,[0-9]+)?"
_PARTS: Final = (
    (DAY, r"giorni|giorno|gg|g"),
    (HOUR, r"ore|ora|h"),
    (1, r"minuti|minuto|min\.?|m|'"),
)
_DURATION: Final = r"(?: e |,)? *".join(rf"(?:({_QUANTITY}) *(?:{names})(?![a-z]))?" for _, names in _PARTS)
_BARE_MINUTES: Final = r"([0-9]+) *(?:h|ore|ora) *([0-5][0-9])"
_CLOCK: Final = r"([0-9]+):([0-5][0-9])(?::([0-5][0-9]))?"

_STARTS: Final = {
    "": "",
    "dalla comunicazione": "dalla comunicazione",
    "da comunicazione": "dalla comunicazione",
    "da avvio intervento": "da avvio intervento",
    "da avvio dell'intervento": "da avvio intervento",
    "dall'avvio intervento": "da avvio intervento",
    "dall'avvio dell'intervento": "da avvio intervento",
}
_KNOWN_STARTS: Final = "«dalla comunicazione» o «da avvio intervento»"
_RHYTHMS: Final = {
    word: months
    for months, words in (
        (1, ("mese", "mensile")),
        (2, ("bimestre", "bimestrale")),
        (3, ("trimestre", "trimestrale")),
        (4, ("quadrimestre", "quadrimestrale")),
        (6, ("semestre", "semestrale")),
        (12, ("anno", "annuale")),
    )
    for word in words
}
_NUMBER_WORDS: Final = {"due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "nove": 9, "dodici": 12}


@dataclass(frozen=True)
class Deadline:
    """A time within which something must be done.

    Attributes:
        minutes: How long, above 0.
        working: Whether only minutes of service hours count.
        start: What starts the clock: "" for the report itself, "dalla comunicazione" or "da avvio intervento".

    Raises:
        BadValueError: No time at all, or a start that isn't known.
    """

    minutes: int
    working: bool = False
    start: str = ""

    def __post_init__(self) -> None:
        if self.minutes <= 0:
            raise BadValueError(self.minutes, _EXPECTED_DEADLINE, "Deve essere più di zero.")
        if self.start not in _STARTS.values():
            raise BadValueError(self.start, f"un inizio noto: {_KNOWN_STARTS}")

    @classmethod
    def parse(cls, text: object) -> Deadline:
        """Read "entro 1h lavorativa", "entro 30' da avvio intervento", "6 ore lavorative", "2h dalla comunicazione".

        Raises:
            BadValueError: Another wording, working days (their length depends on the service hours) or a fraction
                of a minute.
        """
        match = re.fullmatch(
            r"(?:entro )? *(?P<time>[0-9].*?) *(?P<working>lavorativ[aeio])? *(?P<start>\bda.*)?",
            _words(text),
        )
        if not match:
            raise BadValueError(text, _EXPECTED_DEADLINE)
        if (match["start"] or "") not in _STARTS:
            raise BadValueError(text, _EXPECTED_DEADLINE, f"Il tempo può correre {_KNOWN_STARTS}.")
        working = match["working"] is not None
        if working and "g" in match["time"]:
            raise BadValueError(
                text, _EXPECTED_DEADLINE, "Scrivi le ore lavorative: un giorno non ne ha sempre uguali."
            )
        minutes = _minutes(match["time"])
        if minutes is None or minutes <= 0 or minutes != minutes.to_integral_value():
            raise BadValueError(text, _EXPECTED_DEADLINE)
        return cls(int(minutes), working, _STARTS[match["start"] or ""])

    @property
    def label(self) -> str:
        """As the contract prints it: "entro 1h lavorativa", "entro 60' da avvio intervento"."""
        hours, rest = divmod(self.minutes, HOUR)
        in_hours = rest == 0 and (self.working or self.minutes >= _SHORTEST_IN_HOURS)
        if in_hours:
            parts = [
                f"entro {hours}h",
                ("lavorativa" if hours == 1 else "lavorative") if self.working else "",
            ]
        else:
            parts = [
                f"entro {self.minutes}'",
                ("lavorativo" if self.minutes == 1 else "lavorativi") if self.working else "",
            ]
        return " ".join(part for part in (*parts, self.start) if part)


@dataclass(frozen=True)
class Interval:
    """How often something is done.

    Attributes:
        months: The time between two, in months, above 0.

    Raises:
        BadValueError: No time at all.
    """

    months: int

    def __post_init__(self) -> None:
        if self.months <= 0:
            raise BadValueError(self.months, _EXPECTED_INTERVAL, "Deve essere più di zero.")

    @classmethod
    def parse(cls, text: object) -> Interval:
        """Read "Ogni 6 mesi", "ogni mese", "ogni tre mesi", "ogni 2 anni", "semestrale", "annuale".

        Raises:
            BadValueError: Another wording.
        """
        words = _words(text)
        if words.removeprefix("ogni ") in _RHYTHMS:
            return cls(_RHYTHMS[words.removeprefix("ogni ")])
        match = re.fullmatch(r"ogni (?P<many>[0-9]{1,3}|[a-z]+) (?P<unit>mesi|anni)", words)
        many = match["many"] if match else ""
        months = int(many) if many.isdigit() else _NUMBER_WORDS.get(many, 0)
        if not match or months == 0:
            raise BadValueError(text, _EXPECTED_INTERVAL)
        return cls(months * (12 if match["unit"] == "anni" else 1))

    @property
    def label(self) -> str:
        """As the contract prints it: "Ogni 6 mesi", "Ogni mese"."""
        return "Ogni mese" if self.months == 1 else f"Ogni {self.months} mesi"


def milliseconds(value: object) -> Decimal:
    """Read a response time in milliseconds: "7 ms", "7,5ms", "0,007 s", or 7, a number of milliseconds.

    Raises:
        BadValueError: Not a time, or a negative one.
    """
    match = (
        re.fullmatch(r"(.*?[0-9]) ?(ms|msec|millisecondi|s|sec|secondi)?", _words(value))
        if isinstance(value, str)
        else None
    )
    try:
        read = number(match[1] if match else value)
    except BadValueError as problem:
        raise BadValueError(value, _EXPECTED_MILLISECONDS, problem.hint) from None
    if read < 0:
        raise BadValueError(value, _EXPECTED_MILLISECONDS, "Non può essere negativo.")
    in_seconds = match is not None and (match[2] or "").startswith("s")
    return shifted(read, 3) if in_seconds else read


def duration_minutes(value: object) -> Decimal:
    """Read how long something took, in minutes; a day has 24 hours.

    Args:
        value: "1h 30m", "90'", "90 min", "1:30" (hours and minutes), "2,5 h", "3 giorni", "22h 10m", a `timedelta`,
            or the `time` that Excel makes of "1:30".

    Raises:
        BadValueError: Not a duration, a negative one, or a number that doesn't tell its unit.
    """
    match value:
        case timedelta() if value >= timedelta(0):
            return Decimal(value // timedelta(microseconds=1)) / (60 * 10**6)
        case time():
            return value.hour * HOUR + value.minute + Decimal(value.second) / 60
        case str():
            minutes = _minutes(_words(value))
            if minutes is not None:
                return minutes
    unit_lacks = isinstance(value, (int, float, Decimal)) or re.fullmatch(_QUANTITY, _words(value))
    hint = "Scrivi anche l'unità: 90 min, 2 h." if unit_lacks else ""
    raise BadValueError(value, _EXPECTED_DURATION, hint)


def format_duration(minutes: Decimal | int) -> str:
    """Write a duration to the minute, half up: "45 min", "22 h 10 min"; above 72 hours "3 giorni 2 h"."""
    whole = int(round_half_up(abs(Decimal(minutes)), 0))
    days, rest = divmod(whole, DAY) if whole > _LONGEST_IN_HOURS else (0, whole)
    parts = [f"{days} giorni"] if days else []
    parts += [f"{rest // HOUR} h"] if rest >= HOUR else []
    parts += [f"{rest % HOUR} min"] if rest % HOUR or not parts else []
    return ("-" if minutes < 0 and whole else "") + " ".join(parts)


def _words(value: object) -> str:
    return re.sub(" +", " ", fold(value).strip()) if isinstance(value, str) else ""


def _minutes(words: str) -> Decimal | None:
    """Read a folded duration in minutes; None when it isn't one."""
    clock = re.fullmatch(_CLOCK, words)
    if clock:
        return int(clock[1]) * HOUR + int(clock[2]) + Decimal(int(clock[3] or 0)) / 60
    bare = re.fullmatch(_BARE_MINUTES, words)
    if bare:
        return Decimal(int(bare[1]) * HOUR + int(bare[2]))
    match = re.fullmatch(_DURATION, words)
    if not match or not any(match.groups()):
        return None
    amounts = zip(match.groups(), _PARTS, strict=True)
    return sum((number(amount) * unit for amount, (unit, _) in amounts if amount), Decimal(0))
