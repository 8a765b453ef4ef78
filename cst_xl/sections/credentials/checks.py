"""What may be wrong with the credentials: more CNS than credentials, years missing or counted twice, zeros lost."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.grammar import join
from cst_xl.core.periods import Period, Span
from cst_xl.core.quantities import format_number
from cst_xl.sections.credentials.raw import (
    CREDENTIALS,
    Line,
    between,
    every_line,
    last_semester,
    lines,
    with_cns,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figures
    from cst_xl.core.section import Inputs

_HUGE: Final = 10  # from one whole year to the next: rather lost zeros than news
_SHEET: Final = CREDENTIALS.sheet


def check(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """Everything that a person should look at."""
    del figures  # the lines say it all
    yield from _odd_periods(inputs)
    yield from _overlaps(inputs)
    yield from _too_many_cns(inputs)
    yield from _gaps(inputs)
    yield from _cns_gaps(inputs)
    yield from _stale(inputs)
    yield from _jumps(inputs)


def _cell(inputs: Inputs, line: Line, key: str = "periodo") -> str:
    return inputs[CREDENTIALS].cell(line.row, key)


def _odd_periods(inputs: Inputs) -> Iterator[Finding]:
    for line in every_line(inputs):
        label = line.period.label
        if line.period.span not in (Span.YEAR, Span.SEMESTER):
            yield error(
                f"Nel foglio {_SHEET}, riga {line.row}, «{label}» non è un anno né un semestre: la riga non è contata.",
                cell=_cell(inputs, line),
                found=label,
                expected="un anno o un semestre, per esempio «2016 1sem»",
            )
        elif line.period.start > inputs.period.end:
            yield warning(
                f"Nel foglio {_SHEET}, riga {line.row}, «{label}» comincia dopo il {inputs.period.label}: la riga non è "
                "contata.",
                cell=_cell(inputs, line),
                found=label,
                expected=f"un periodo fino al {inputs.period.label}",
            )


def _overlaps(inputs: Inputs) -> Iterator[Finding]:
    every = every_line(inputs)
    years = {line.period.year: line for line in every if line.period.span is Span.YEAR}
    for line in every:
        if line.period.span is Span.SEMESTER and line.period.year in years:
            year = years[line.period.year]
            yield error(
                f"Nel foglio {_SHEET} ci sono sia l'{year.period.label} (riga {year.row}) sia il {line.period.label} (riga "
                f"{line.row}): le stesse credenziali sarebbero contate due volte. È contato solo l'anno.",
                cell=_cell(inputs, line),
                found=line.period.label,
                expected="l'anno intero oppure i suoi semestri",
            )


def _too_many_cns(inputs: Inputs) -> Iterator[Finding]:
    for line in lines(inputs):
        if line.cns is not None and line.credentials is not None and line.cns > line.credentials:
            yield error(
                f"Nel foglio {_SHEET}, riga {line.row}, le CNS ({format_number(line.cns)}) sono più delle credenziali "
                f"({format_number(line.credentials)}) di cui fanno parte.",
                figure=f"credenziali.{line.period}.cns",
                cell=_cell(inputs, line, "cns"),
                found=format_number(line.cns),
                expected=f"al massimo {format_number(line.credentials)}",
            )


def _gaps(inputs: Inputs) -> Iterator[Finding]:
    """Semesters between the first line and the last that no line covers."""
    counted = lines(inputs)
    for line, following in pairwise(counted):
        absent = between(line.period, following.period)
        if absent:
            yield warning(
                f"Nel foglio {_SHEET} fra {_named(line.period)} e {_named(following.period)} "
                f"{'manca' if len(absent) == 1 else 'mancano'} {join([_named(period) for period in absent])}: senza, i "
                "totali non si possono calcolare.",
                cell=_cell(inputs, following),
                found=following.period.short,
                expected=join([period.short for period in absent]),
            )


def _named(period: Period) -> str:
    return f"il {period.short}"


def _cns_gaps(inputs: Inputs) -> Iterator[Finding]:
    for line in with_cns(lines(inputs)):
        if line.cns is None:
            yield warning(
                f"Nel foglio {_SHEET}, riga {line.row}, mancano le CNS del {line.period.short}: senza, il totale delle CNS "
                "non si può calcolare.",
                figure=f"credenziali.{line.period}.cns",
                cell=_cell(inputs, line, "cns"),
                expected="un numero intero; 0 se non ce ne sono",
            )


def _stale(inputs: Inputs) -> Iterator[Finding]:
    """The last line must reach the last semester that is over."""
    counted = lines(inputs)
    wanted = last_semester(inputs.period)
    if counted and counted[-1].period.end < wanted.end:
        last = counted[-1]
        yield warning(
            f"Nel foglio {_SHEET} l'ultima riga è {_named(last.period)}: manca {_named(wanted)}, e senza i totali non si "
            "possono calcolare.",
            cell=_cell(inputs, last),
            found=last.period.short,
            expected=wanted.short,
        )


def _jumps(inputs: Inputs) -> Iterator[Finding]:
    years = [line for line in lines(inputs) if line.period.span is Span.YEAR and line.credentials]
    for before, line in pairwise(years):
        old, new = before.credentials or 0, line.credentials or 0
        if new > old * _HUGE or new * _HUGE < old:
            yield warning(
                f"Le credenziali passano da {format_number(old)} nel {before.period} a {format_number(new)} nel "
                f"{line.period}: forse un numero ha perso i suoi zeri (12.000 diventato 12) o ne ha di troppo.",
                figure=f"credenziali.{line.period}",
                cell=_cell(inputs, line, "credenziali"),
                found=format_number(new),
                expected=f"un numero vicino a {format_number(old)}",
            )
