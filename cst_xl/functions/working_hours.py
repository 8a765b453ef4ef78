"""The cell functions of working time: hours between two moments, and when a deadline falls.

They answer one cell or a whole range in one call. A column of ten thousand tickets is one lookup in a compiled
calendar, not ten thousand; what is wrong with one element is told in its cell and touches no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

from cst_xl.core import kinds
from cst_xl.core.durations import DAY, Deadline
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.periods import LAST_YEAR
from cst_xl.core.tables import letter
from cst_xl.core.units import Value
from cst_xl.core.working_calendar import LONGEST
from cst_xl.core.working_time import ServiceHours, WorkingCalendar, calendar, calendar_for, clock_deadline
from cst_xl.functions.catalogue import Many, scalar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Asked = TypeVar("Asked")
Made = TypeVar("Made")

_DAY: Final = 86_400
_HOUR: Final = 3_600
_MINUTE: Final = 60
_SECONDS: Final = "datetime64[s]"
_LAST_DAY: Final = 100_000  # a serial number of the year 2173
_LONGEST: Final = LONGEST * 366 * DAY
_OFFICE: Final = "lun-ven 08:00-18:00"
_ALWAYS: Final = ServiceHours.parse("24x7")
_REACH: Final = LONGEST // 2 - 2
"""Years to either side of most of a range's moments that one calendar covers; what lies beyond is looked at alone."""


def _calendar(first: date, last: date, hours: object, province: object, closures: object) -> WorkingCalendar:
    opening = ServiceHours.parse(str(hours or _OFFICE))
    code = str(province) if province else None
    return calendar_for(opening, first, last, province=code, closures=_days(closures))


def _days(closures: object) -> dict[date, str]:
    """Closing days out of a range of cells; headers and texts beside the dates are passed over."""
    days: dict[date, str] = {}
    rows = closures if isinstance(closures, (list, tuple)) else []
    for at, row in enumerate(rows):
        value = row[0] if row else None
        if value in (None, "") or (at == 0 and isinstance(value, str) and not value.strip()[:1].isdigit()):
            continue
        try:
            days[kinds.day(value)] = ""
        except BadValueError as bad:
            raise BadValueError(f"{bad.found} ({letter(1)}{at + 1})", bad.expected) from None
    return days


def _hours_of_many(
    starts: Sequence[object], ends: Sequence[object], hours: object, province: object, closures: object
) -> list[Value | CstError]:
    """Like `cst_ore_lavorative`, for pairs of moments."""
    import numpy as np

    begin, wrong_starts = _moments(starts)
    end, wrong_ends = _moments(ends)
    results: dict[int, Value | CstError] = {**wrong_ends, **wrong_starts}
    centre = _centre(begin)
    near = _is_near(begin, centre) & _is_near(end, centre)
    if near.any():
        places = np.flatnonzero(near).tolist()
        both = np.concatenate([begin[near], end[near]])
        try:
            working = _calendar(_first(both), _last(both), hours, province, closures)
        except CstError as failure:
            results.update(dict.fromkeys(places, failure))
        else:
            seconds = working.seconds_between_many(begin[near], end[near]).seconds.tolist()
            results.update(zip(places, (Decimal(one) / _HOUR for one in seconds), strict=True))

    def alone(at: int) -> Decimal:
        return _hours(starts[at], ends[at], hours, province, closures)

    return [results[at] if at in results else _or_failure(alone, at) for at in range(len(starts))]


def _deadlines_of_many(
    starts: Sequence[object], deadlines: Sequence[object], hours: object, province: object, closures: object
) -> list[Value | CstError]:
    """Like `cst_scadenza`, for moments and their deadlines."""
    import numpy as np

    begin, wrong = _moments(starts)
    read = {text: _or_failure(_deadline, text) for text in dict.fromkeys(map(str, deadlines))}
    asked = [read[str(one)] for one in deadlines]
    results: dict[int, Value | CstError] = {
        at: one for at, one in enumerate(asked) if isinstance(one, CstError)
    }
    results.update(wrong)
    seconds = np.array([_seconds(one) for one in asked], np.int64)
    near = _is_near(begin, _centre(begin)) & (seconds > 0)
    for is_working in (True, False):
        here = near & np.array(
            [isinstance(one, Deadline) and one.working is is_working for one in asked], np.bool_
        )
        if here.any():
            first, last = _first(begin[here]), _last(begin[here])
            places = np.flatnonzero(here).tolist()
            try:
                used = (
                    _calendar(first, last, hours, province, closures) if is_working else _clock(first, last)
                )
            except CstError as failure:
                results.update(dict.fromkeys(places, failure))
            else:
                results.update(zip(places, _due(used, begin[here], seconds[here]), strict=False))

    def alone(at: int) -> datetime:
        return _due_at(starts[at], deadlines[at], hours, province, closures)

    return [results[at] if at in results else _or_failure(alone, at) for at in range(len(starts))]


def _due(used: WorkingCalendar, begin: NDArray[np.datetime64], seconds: NDArray[np.int64]) -> list[datetime]:
    """The deadlines; none when one of them falls after the calendar, so that each tells for itself."""
    try:
        due: list[datetime] = used.deadline_many(begin, seconds).tolist()
    except CstError:
        return []
    return due


def _clock(first: date, last: date) -> WorkingCalendar:
    """The calendar of a service that never closes."""
    return calendar(_ALWAYS, date(first.year, 1, 1), date(min(last.year + 1, LAST_YEAR), 12, 31))


def _moments(cells: Sequence[object]) -> tuple[NDArray[np.datetime64], dict[int, CstError]]:
    """Cells as moments, NaT where one can't be read, and why it can't.

    Dates of cells and serial numbers go by whole arrays; `kinds.moment` reads the rest, equal texts once.
    """
    import numpy as np

    found = np.full(len(cells), np.datetime64("NaT"), _SECONDS)
    for kind, convert in ((datetime, _from_dates), (float, _from_serials)):
        here = [at for at, cell in enumerate(cells) if type(cell) is kind]
        if here:
            found[here] = convert([cells[at] for at in here])
    found[(found < np.datetime64(kinds.FIRST_MOMENT)) | (found > np.datetime64(kinds.LAST_MOMENT))] = "NaT"
    read: dict[object, datetime | CstError] = {}
    wrong: dict[int, CstError] = {}
    for at in np.flatnonzero(np.isnat(found)).tolist():
        cell = cells[at]
        key = cell if isinstance(cell, str) else at
        moment = read[key] = read[key] if key in read else _or_failure(kinds.moment, cell)
        if isinstance(moment, CstError):
            wrong[at] = moment
        else:
            found[at] = moment
    return found, wrong


def _from_dates(values: Sequence[object]) -> NDArray[np.datetime64]:
    """Moments of cells; one with a zone is left for `kinds.moment`."""
    import numpy as np

    naive = [value if getattr(value, "tzinfo", None) is None else None for value in values]
    return np.array(naive, _SECONDS)


def _from_serials(values: Sequence[object]) -> NDArray[np.datetime64]:
    """Moments of numbers of days; what isn't a day of this century or the last is left for `kinds.moment`."""
    import numpy as np

    days = np.array(values, np.float64)
    days[~((days > 0) & (days < _LAST_DAY))] = np.nan
    seconds = np.rint(days * _DAY)
    known = ~np.isnan(seconds)
    whole = np.where(known, seconds, 0).astype(np.int64).astype("timedelta64[s]")
    return np.where(known, np.datetime64(kinds.EXCEL_EPOCH, "s") + whole, np.datetime64("NaT"))


def _centre(moments: NDArray[np.datetime64]) -> int:
    """The year in the middle of the moments; any year when none is known."""
    import numpy as np

    known = moments[~np.isnat(moments)]
    return int(np.median(_years(known))) if known.size else 0


def _is_near(moments: NDArray[np.datetime64], centre: int) -> NDArray[np.bool_]:
    """Whether each moment is known and one calendar can hold it beside the others."""
    import numpy as np

    return ~np.isnat(moments) & (abs(_years(moments) - centre) <= _REACH)


def _years(moments: NDArray[np.datetime64]) -> NDArray[np.int64]:
    import numpy as np

    return moments.astype("datetime64[Y]").astype(np.int64) + 1970


def _first(moments: NDArray[np.datetime64]) -> date:
    earliest: datetime = moments.min().item()
    return earliest


def _last(moments: NDArray[np.datetime64]) -> date:
    latest: datetime = moments.max().item()
    return latest


def _seconds(deadline: Deadline | CstError) -> int:
    return deadline.minutes * _MINUTE if isinstance(deadline, Deadline) else 0


def _or_failure(made: Callable[[Asked], Made], asked: Asked) -> Made | CstError:
    """What a function gives, or the failure that its cell tells."""
    try:
        return made(asked)
    except CstError as failure:
        return failure


def _deadline(text: object) -> Deadline:
    read = Deadline.parse(str(text))
    if read.minutes > _LONGEST:
        raise BadValueError(text, f"un termine di al più {LONGEST} anni")
    return read


def _hours(start: object, end: object, hours: object, province: object, closures: object) -> Decimal:
    begin, done = kinds.moment(start), kinds.moment(end)
    working = _calendar(min(begin, done), max(begin, done), hours, province, closures)
    return Decimal(working.seconds_between(begin, done)) / _HOUR


def _due_at(start: object, deadline: object, hours: object, province: object, closures: object) -> datetime:
    begin, asked = kinds.moment(start), _deadline(deadline)
    if not asked.working:
        return clock_deadline(begin, asked.minutes * _MINUTE)
    return _calendar(begin, begin, hours, province, closures).deadline(begin, asked.minutes * _MINUTE)


@scalar(
    "Ore lavorative fra due momenti, secondo l'orario di servizio e le festività italiane. Con due intervalli di celle le "
    "dà tutte in una volta.",
    "0.00",
    Many(("inizio", "fine"), _hours_of_many),
    inizio="Momento d'inizio, per esempio 01/04/2016 09:30, o un intervallo.",
    fine="Momento di fine, o un intervallo della stessa forma.",
    orario="Orario di servizio; «lun-ven 08:00-18:00» se manca.",
    provincia="Sigla della provincia per la festa del patrono; nessuna se manca.",
    chiusure="Intervallo con altri giorni di chiusura.",
)
def cst_ore_lavorative(
    inizio: object, fine: object, orario: object = None, provincia: object = None, chiusure: object = None
) -> Decimal:
    """Working hours between two moments; negative when the end comes first."""
    return _hours(inizio, fine, orario, provincia, chiusure)


@scalar(
    "Momento entro cui va rispettata una scadenza, in ore lavorative o solari. Con un intervallo di celle le dà tutte in "
    "una volta.",
    "dd/mm/yyyy hh:mm",
    Many(("inizio", "scadenza"), _deadlines_of_many),
    inizio="Momento da cui corre la scadenza, o un intervallo.",
    scadenza="La scadenza: «entro 1h lavorativa», «entro 30'», «entro 2h dalla comunicazione»; o un intervallo.",
    orario="Orario di servizio; «lun-ven 08:00-18:00» se manca.",
    provincia="Sigla della provincia per la festa del patrono; nessuna se manca.",
    chiusure="Intervallo con altri giorni di chiusura.",
)
def cst_scadenza(
    inizio: object, scadenza: object, orario: object = None, provincia: object = None, chiusure: object = None
) -> datetime:
    """Due moment of a deadline."""
    return _due_at(inizio, scadenza, orario, provincia, chiusure)
