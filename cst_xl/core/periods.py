"""Months, quarters, semesters and years: read from any wording in use, ordered, printed.

The printed bulletin once spoke of «i primi 3 mesi» in its second quarter: period words typed by hand outlive the
figures. Here every period word is made from a `Period`, and `mentions` finds the periods that a typed sentence speaks
of, so that a check can compare them.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import total_ordering
from typing import Final

from cst_xl.core.errors import BadValueError
from cst_xl.core.period_words import MONTH_NAMES, Reading, Span, nearest_wording, read_whole, read_within

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Mention", "Period", "Span", "mentions"]

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
_LENGTH: Final = {Span.MONTH: 1, Span.QUARTER: 3, Span.SEMESTER: 6, Span.YEAR: 12}
_PLURAL: Final = {Span.MONTH: "mesi", Span.QUARTER: "trimestri", Span.SEMESTER: "semestri", Span.YEAR: "anni"}
_DAY_ZERO: Final = date(1899, 12, 30)  # from which Excel counts days
_EXPECTED: Final = "un periodo, per esempio «2016-T2», «2° trimestre 2016» o «aprile 2016»"


@total_ordering
@dataclass(frozen=True)
class Period:
    """A calendar period; ordered by its first day, then by its last.

    Attributes:
        year: From 1990 to 2100.
        span: Its length.
        number: Its place within the year, from 1 (month 1-12, quarter 1-4, semester 1-2, year 1).

    Raises:
        BadValueError: The year or the number is outside its range.
    """

    year: int
    span: Span
    number: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise BadValueError(self.year, f"un anno fra {FIRST_YEAR} e {LAST_YEAR}")
        last = 12 // _LENGTH[self.span]
        if not 1 <= self.number <= last:
            raise BadValueError(
                self.number, f"un numero da 1 a {last}: tanti sono i {_PLURAL[self.span]} di un anno"
            )

    @classmethod
    def month(cls, year: int, number: int) -> Period:
        """Return the month `number` (1-12) of a year."""
        return cls(year, Span.MONTH, number)

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        """Return the quarter `number` (1-4) of a year."""
        return cls(year, Span.QUARTER, number)

    @classmethod
    def semester(cls, year: int, number: int) -> Period:
        """Return the half year `number` (1-2) of a year."""
        return cls(year, Span.SEMESTER, number)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return a whole year."""
        return cls(year, Span.YEAR, 1)

    @classmethod
    def around(cls, day: date, span: Span) -> Period:
        """Return the period of length `span` that a day (or a local time stamp) falls in."""
        return cls(day.year, span, (day.month - 1) // _LENGTH[span] + 1)

    @classmethod
    def parse(cls, text: object, default_year: int | None = None) -> Period:
        """Read a period as people and exports write it.

        Args:
            text: "2016-T2", "2° trimestre 2016", "II trimestre", "1°sem 2016", "apr-16", "04/2016", "2016",
                "primi 3 mesi del 2016"...; or a cell value: a year as a number, a date on the first of a month.
            default_year: The year of a wording that names none; without it such a wording is refused.

        Raises:
            BadValueError: It isn't a period; the hint proposes the wording nearest to it.
        """
        match text:
            case Period():
                return text
            case bool():
                raise BadValueError(text, _EXPECTED)
            case int() | float() | Decimal():
                return _from_number(text)
            case date():
                return _from_date(text)
            case str():
                return _from_text(text, default_year)
            case _:
                raise BadValueError(text, _EXPECTED)

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self._last_month - _LENGTH[self.span] + 1, 1)

    @property
    def end(self) -> date:
        """The last day, part of the period."""
        return date(self.year, self._last_month, monthrange(self.year, self._last_month)[1])

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The midnight that opens it and the one that ends it, by the clock on the wall."""
        return datetime.combine(self.start, time()), datetime.combine(self.end + timedelta(days=1), time())

    @property
    def days(self) -> int:
        """How many calendar days."""
        return (self.end - self.start).days + 1

    @property
    def minutes(self) -> int:
        """Days of 1.440 minutes; the two changes of the clock are left out on purpose, as contracts do."""
        return self.days * 1440

    @property
    def months(self) -> tuple[Period, ...]:
        """Its months, in order."""
        first = self._last_month - _LENGTH[self.span] + 1
        return tuple(Period.month(self.year, number) for number in range(first, self._last_month + 1))

    @property
    def previous(self) -> Period:
        """The period of the same length that ends the day before."""
        return Period.around(self.start - timedelta(days=1), self.span)

    @property
    def next(self) -> Period:
        """The period of the same length that starts the day after."""
        return Period.around(self.end + timedelta(days=1), self.span)

    @property
    def year_before(self) -> Period:
        """The same period, one year earlier."""
        return Period(self.year - 1, self.span, self.number)

    def containing(self, span: Span) -> Period:
        """Return the period of length `span` that holds this one: the quarter of a month, itself for its own span.

        Raises:
            BadValueError: `span` is shorter than this period.
        """
        if _LENGTH[span] < _LENGTH[self.span]:
            raise BadValueError(self.label, "un periodo più corto di quello che lo deve contenere")
        return Period.around(self.start, span)

    @property
    def name(self) -> str:
        """Its Italian name without the year: "2° trimestre", "aprile", "anno"."""
        match self.span:
            case Span.MONTH:
                return MONTH_NAMES[self.number - 1]
            case Span.QUARTER:
                return f"{self.number}° trimestre"
            case Span.SEMESTER:
                return f"{self.number}° semestre"
            case Span.YEAR:
                return "anno"

    @property
    def label(self) -> str:
        """Its Italian name: "2° trimestre 2016", "aprile 2016", "anno 2016"."""
        return f"{self.name} {self.year}"

    @property
    def short(self) -> str:
        """Its Italian name for narrow columns: "2° trim. 2016", "1°sem 2016", "apr 2016", "2016"."""
        match self.span:
            case Span.MONTH:
                return f"{self.name[:3]} {self.year}"
            case Span.QUARTER:
                return f"{self.number}° trim. {self.year}"
            case Span.SEMESTER:
                return f"{self.number}°sem {self.year}"
            case Span.YEAR:
                return str(self.year)

    @property
    def _last_month(self) -> int:
        return self.number * _LENGTH[self.span]

    def __str__(self) -> str:
        """Return the code that files and identifiers use: "2016-T2", "2016-S1", "2016-04", "2016"."""
        match self.span:
            case Span.MONTH:
                return f"{self.year}-{self.number:02}"
            case Span.QUARTER:
                return f"{self.year}-T{self.number}"
            case Span.SEMESTER:
                return f"{self.year}-S{self.number}"
            case Span.YEAR:
                return str(self.year)

    def __contains__(self, day: date) -> bool:
        calendar_day = day.date() if isinstance(day, datetime) else day
        return self.start <= calendar_day <= self.end

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.start, self.end) < (other.start, other.end)


@dataclass(frozen=True)
class Mention:
    """A period that a sentence speaks of.

    Attributes:
        period: Which one.
        text: The words, as they stand in the sentence.
        start: Where they begin.
        end: Where they end, exclusive.
        dated: Whether the sentence tells the year; else it is the default year.
    """

    period: Period
    text: str
    start: int
    end: int
    dated: bool


def mentions(text: str, default_year: int | None = None) -> tuple[Mention, ...]:
    """Find every period that a sentence speaks of, in order; days such as 31/12/2015 are none.

    Args:
        text: Running Italian text.
        default_year: The year of wordings that tell none; without it they are left out.
    """
    return tuple(
        Mention(
            Period(year, reading.span, reading.number),
            text[reading.start : reading.end],
            reading.start,
            reading.end,
            dated=reading.year is not None,
        )
        for reading in read_within(text)
        if (year := reading.year or default_year) is not None
    )


def _from_text(text: str, default_year: int | None) -> Period:
    reading = read_whole(text)
    if reading is None:
        nearest = nearest_wording(text)
        raise BadValueError(text, _EXPECTED, f"Forse «{nearest}»?" if nearest else "")
    year = default_year if reading.year is None else reading.year
    if year is None:
        raise BadValueError(
            text, "un periodo con il suo anno", f"Scrivi per esempio «{_completed(reading)}»."
        )
    try:
        return Period(year, reading.span, reading.number)
    except BadValueError as problem:
        raise BadValueError(text, problem.expected) from None


def _completed(reading: Reading) -> str:
    """Show an undated wording as it would be right, with a year that is only an example."""
    number = min(max(reading.number, 1), 12 // _LENGTH[reading.span])
    return Period(2016, reading.span, number).label


def _from_number(value: float | Decimal) -> Period:
    if isinstance(value, Decimal) and not value.is_finite():
        raise BadValueError(value, _EXPECTED)
    if FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
        return Period.of_year(int(value))
    raise BadValueError(value, _EXPECTED, _serial_day_hint(value))


def _serial_day_hint(value: float | Decimal) -> str:
    """Recognise a day that Excel shows as a number."""
    if not (date(FIRST_YEAR, 1, 1) - _DAY_ZERO).days <= value <= (date(LAST_YEAR, 12, 31) - _DAY_ZERO).days:
        return ""
    day = _DAY_ZERO + timedelta(days=int(value))
    return f"Per Excel questo numero è il giorno {day:%d/%m/%Y}: formatta la cella come testo."


def _from_date(day: date) -> Period:
    if day.day == 1 and (not isinstance(day, datetime) or day.time() == time()):
        return Period.month(day.year, day.month)
    raise BadValueError(
        f"{day:%d/%m/%Y}", _EXPECTED, "Una data indica il suo mese solo se è il primo giorno."
    )
