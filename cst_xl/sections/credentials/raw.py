"""What the section *Credentials* reads: one line a year, and one for the semester that is all there is of the last."""

from __future__ import annotations

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


def with_cns(counted: list[Line]) -> list[Line]:
    """The lines from the first with a CNS on: before, an empty cell means that there was none."""
    first = next((at for at, line in enumerate(counted) if line.cns is not None), len(counted))
    return counted[first:]
