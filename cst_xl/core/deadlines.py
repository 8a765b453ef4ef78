"""Whether cases were handled within their deadline: arrays of moments in, verdicts out, nothing decided one by one.

«entro 6h lavorative» runs in service hours, «entro 2h dalla comunicazione» by the clock; the second is the first with
a service that never closes, so one engine does both. Time that a case spent waiting for the user doesn't run: it is
taken from the time that passed and moves the deadline on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.working_time import ServiceHours, WorkingCalendar, calendar, calendar_for

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from cst_xl.core.parameters import Parameters
    from cst_xl.core.quantities import Deadline

_ALWAYS: Final = ServiceHours.parse("24x7")
_MINUTE: Final = 60


class Verdicts(NamedTuple):
    """How each case stands to the deadline; one element a case.

    Attributes:
        elapsed: Seconds that counted from start to end, pauses taken out; 0 where not known.
        overrun: Seconds by which the deadline was passed; 0 where it wasn't, or isn't known.
        due: The last moment in time, `datetime64[s]`; NaT where the start is missing.
        late: Whether the deadline was passed.
        known: Whether start and end are there, and in this order.
    """

    elapsed: NDArray[np.int64]
    overrun: NDArray[np.int64]
    due: NDArray[np.datetime64]
    late: NDArray[np.bool_]
    known: NDArray[np.bool_]


@dataclass(frozen=True)
class Stopwatch:
    """A deadline with the calendar by which it runs.

    Attributes:
        allowed: Seconds within which something must be done.
        calendar: The service hours; those of a service that never closes for a deadline by the clock.
    """

    allowed: int
    calendar: WorkingCalendar

    @classmethod
    def of(cls, deadline: Deadline, parameters: Parameters, first: date, last: date) -> Stopwatch:
        """Return the stopwatch of a contract's deadline.

        Args:
            deadline: Its minutes, and whether they are of working time.
            parameters: Service hours, patron's province and closures.
            first: Earliest day that will be asked for.
            last: Latest day.

        Raises:
            BadValueError: The province isn't one, or the days span more than a calendar can.
        """
        seconds = deadline.minutes * _MINUTE
        if not deadline.working:
            return cls(seconds, calendar(_ALWAYS, date(first.year, 1, 1), date(last.year + 1, 12, 31)))
        province = parameters["provincia"] or None
        hours, closures = parameters["orario_servizio"], parameters.closures
        return cls(seconds, calendar_for(hours, first, last, province=province, closures=closures))

    def judge(self, starts: ArrayLike, ends: ArrayLike, paused: ArrayLike | None = None) -> Verdicts:
        """Hold every case against the deadline.

        Args:
            starts: When the time began to run: `datetime64`, local time, NaT where missing.
            ends: When it was done; NaT where it isn't known.
            paused: Seconds that didn't count, whole and not negative, in the time by which the deadline runs (working
                seconds for a deadline in working hours); more than passed count as what passed.

        Raises:
            BadValueError: A moment is outside the days covered.
            CstError: A deadline falls after them.
        """
        import numpy as np

        gone, known = self.calendar.seconds_between_many(starts, ends)
        begin, end = np.asarray(starts).astype("datetime64[s]"), np.asarray(ends).astype("datetime64[s]")
        known = known & (end >= begin)
        waited = np.zeros(gone.shape, np.int64) if paused is None else np.asarray(paused, np.int64)
        waited = np.clip(waited, 0, np.where(known, np.maximum(gone, 0), 0))
        elapsed = np.where(known, gone - waited, 0)
        overrun = np.where(known, np.maximum(elapsed - self.allowed, 0), 0)
        due = self.calendar.deadline_many(begin, self.allowed + waited)
        return Verdicts(elapsed, overrun, due, overrun > 0, known)


def stopwatch_or_reason(
    deadline: Deadline, parameters: Parameters, first: date, last: date
) -> tuple[Stopwatch | None, str]:
    """Like `Stopwatch.of`, but what stands in the way comes back as an Italian sentence."""
    try:
        return Stopwatch.of(deadline, parameters, first, last), ""
    except (BadValueError, CstError) as cause:
        return None, str(cause)
