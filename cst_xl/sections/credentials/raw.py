"""What the section *Credentials* reads: one line a year, and one for the semester that is all there is of the last."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cst_xl.core import kinds
from cst_xl.core.periods import Period, Span
from cst_xl.core.tables import Column, RawTable

if TYPE_CHECKING:
    from cst_xl.core.section import Inputs

CREDENTIALS = RawTable(
    key="credenziali",
    sheet="Dati Credenziali",
    title="Credenziali per anno",
    columns=(
        Column(
            "periodo", "Anno", kinds.PERIOD, required=True, width=16, also=("Periodo", "Anno o semestre"),
            help="Un anno, per esempio 2015, oppure un semestre se l'anno non è concluso: «2016 1sem».",
        ),
        Column(
            "credenziali", "Credenziali attive", kinds.COUNT, required=True, width=20,
            also=("Credenziali", "Credenziali rilasciate", "Credenziali attive rilasciate"),
            help="Credenziali attive rilasciate in quel periodo.",
        ),
        Column(
            "cns", "di cui CNS", kinds.COUNT, width=14, also=("CNS", "Di cui con CNS", "Utilizzatori CNS"),
            help="Quante di queste sono CNS; vuota negli anni in cui la CNS non c'era ancora.",
        ),
    ),
    hint="Tutti gli anni dal primo; l'ultima riga è il semestre del bollettino. Il totale si può incollare: viene confrontato.",
    unique=("periodo",),
    capacity=80,
)  # fmt: skip


class Line(NamedTuple):
    """What is known of one year or semester."""

    period: Period
    credentials: int | None
    cns: int | None
    row: int


def is_counted(line: Line, quarter: Period, years: set[int]) -> bool:
    """Whether a line enters the totals: years and semesters, begun by now, and no semester of a year that is there."""
    if line.period.start > quarter.end:
        return False
    if line.period.span is Span.SEMESTER:
        return line.period.year not in years
    return line.period.span is Span.YEAR


def every_line(inputs: Inputs) -> list[Line]:
    """The lines in the order of time; a period that is there twice counts once."""
    found: dict[Period, Line] = {}
    for record in inputs[CREDENTIALS].records():
        period = record["periodo"]
        if period is not None:
            found.setdefault(period, Line(period, record["credenziali"], record["cns"], record.row))
    return [found[period] for period in sorted(found)]


def lines(inputs: Inputs) -> list[Line]:
    """The lines that enter the totals, in the order of time."""
    every = every_line(inputs)
    years = {line.period.year for line in every if line.period.span is Span.YEAR}
    return [line for line in every if is_counted(line, inputs.period, years)]


def is_whole(inputs: Inputs) -> bool:
    """Whether no line is known to be missing: unreadable, of another length, in a gap, or after the last one.

    The sum of the others would pass for the total.
    """
    counted = lines(inputs)
    odd = any(line.period.span not in (Span.YEAR, Span.SEMESTER) for line in every_line(inputs))
    gap = any(between(line.period, following.period) for line, following in pairwise(counted))
    late = bool(counted) and counted[-1].period.end < last_semester(inputs.period).end
    return not (odd or gap or late or "periodo" in inputs[CREDENTIALS].unreadable)


def last_semester(quarter: Period) -> Period:
    """The last semester that is over when a quarter ends."""
    semester = quarter.containing(Span.SEMESTER)
    return semester if semester.end == quarter.end else semester.previous


def between(left: Period, right: Period) -> list[Period]:
    """The semesters after one period and before another, whole years as years."""
    absent: list[Period] = []
    at = Period.around(left.end, Span.SEMESTER).next
    while at.end < right.start:
        year = Period.of_year(at.year)
        whole = at.start == year.start and year.end < right.start
        absent.append(year if whole else at)
        at = Period.around(absent[-1].end, Span.SEMESTER).next
    return absent


def with_cns(counted: list[Line]) -> list[Line]:
    """The lines from the first with a CNS on: before, an empty cell means that there was none."""
    first = next((at for at, line in enumerate(counted) if line.cns is not None), len(counted))
    return counted[first:]
