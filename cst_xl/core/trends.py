"""From quarter to quarter: which way a figure goes and for how long, said only when the history bears it out.

The rules, for a figure in a quarter:

- it is compared with the same figure of **the quarter before** in the history, in the same unit; a quarter that the
  history lacks is a gap, and nothing is said across a gap;
- values are compared **as they are printed**: 99,71% after 99,70%, both printed 99,7%, is no rise;
- «in aumento» and «in calo» are said of a change that shows, nothing of one that doesn't;
- «per la seconda (terza…) volta consecutiva» counts changes in the same direction, each against the quarter before it,
  this one included; it is said from the second on;
- «anche» repeats a claim: it is said when the quarter before made the very same one (`repeated`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import Chart, ChartKind, Sentence, Series
from cst_xl.core.figures import Change, Figures
from cst_xl.core.quantities import round_half_up
from cst_xl.core.units import CHANGE, Unit, Value

if TYPE_CHECKING:
    from cst_xl.core.figures import Figure, Number
    from cst_xl.core.periods import Period

History = Mapping[str, Figures]
"""Figures of earlier quarters by quarter: ``"2016-T1"``."""

_ORDINALS: Final = (
    *("prima", "seconda", "terza", "quarta", "quinta", "sesta", "settima", "ottava", "nona", "decima"),
    *("undicesima", "dodicesima"),
)


@dataclass(frozen=True)
class Followed:
    """A figure that is followed from quarter to quarter.

    Attributes:
        figure: Its id.
        subject: How a sentence begins: "I ticket da mail gestiti sono", "L'uptime dell'infrastruttura è".
        header: Its name over a column and a chart.
        unit: How it is printed.
        sentence: Id of the sentence about it; empty for a total that grows by its nature, and is only drawn.
    """

    figure: str
    subject: str
    header: str
    unit: Unit
    sentence: str = ""

    @property
    def before(self) -> str:
        """Id of its value in the quarter before."""
        return f"{self.figure}.trimestre_prima"

    @property
    def change(self) -> str:
        """Id of its change against the quarter before."""
        return f"{self.figure}.su_trimestre_prima"


@dataclass(frozen=True)
class Trend:
    """Which way a figure goes.

    Attributes:
        rising: Up or down.
        times: How many quarters in a row, this one included.
    """

    rising: bool
    times: int

    @property
    def words(self) -> str:
        """«in calo», «in aumento per la terza volta consecutiva»."""
        return f"in {'aumento' if self.rising else 'calo'}{consecutive(self.times)}"


def consecutive(times: int) -> str:
    """« per la terza volta consecutiva», with a blank before; nothing for a first time."""
    if times < 2:  # noqa: PLR2004 - once is no series
        return ""
    ordinal = _ORDINALS[times - 1] if times <= len(_ORDINALS) else f"{times}ª"
    return f" per la {ordinal} volta consecutiva"


def compute(followed: Sequence[Followed], period: Period, history: History, figures: Figures) -> None:
    """Fill in each followed figure's value of the quarter before, and its change; nothing where the history has none."""
    past = history.get(str(period.previous), Figures())
    for one in followed:
        now, before = figures.get(one.figure), past.get(one.figure)
        if now is None or now.number is None or before is None or before.number is None:
            continue
        if before.unit.name == now.unit.name:
            label = now.label or one.header
            figures.add(one.before, before.number, now.unit, f"{label}: {period.previous.label}")
            what = f"{label}: variazione sul {period.previous.label}"
            figures.derive(one.change, Change(one.figure, one.before), CHANGE, what)


def say(
    followed: Sequence[Followed], period: Period, history: History, figures: Figures
) -> Iterator[Sentence]:
    """The sentences on the direction of followed figures."""
    for one in followed:
        trend = trend_of(figures.get(one.figure), period, history)
        if one.sentence and trend is not None and one.before in figures:
            before, now = figures[one.before], figures[one.figure]
            than = f"rispetto al {period.previous.label} (da {before.text} a {now.text})"
            text = f"{one.subject} {trend.words} {than}."
            yield Sentence(one.sentence, text, (one.figure, one.before, one.change))


def trend_of(figure: Figure | None, period: Period, history: History) -> Trend | None:
    """Which way a figure goes, and for how long; None where nothing can be said."""
    if figure is None or figure.number is None:
        return None
    steps = _steps(figure, period, history)
    first = next(steps, 0)
    if not first:
        return None
    times = 1
    for step in steps:
        if step != first:
            break
        times += 1
    return Trend(first > 0, times)


def repeated(figure_id: str, period: Period, history: History, holds: Callable[[Value], bool]) -> int:
    """For how many quarters in a row before this one a figure of words said what it says now.

    Args:
        figure_id: The figure.
        period: This quarter, which isn't counted.
        history: Earlier quarters.
        holds: Whether a quarter's value makes the same claim.
    """
    times, at = 0, period.previous
    while (past := history.get(str(at), Figures()).get(figure_id)) is not None and holds(past.value):
        times, at = times + 1, at.previous
    return times


def rows(
    followed: Sequence[Followed], period: Period, history: History, figures: Figures
) -> list[list[Value]]:
    """The table of all quarters up to this one, oldest first: the quarter, then each figure as its cell holds it."""
    editions = {
        **{quarter: past for quarter, past in history.items() if quarter < str(period)},
        str(period): figures,
    }
    return [
        [quarter, *(one.unit.cell(editions[quarter].number(one.figure)) for one in followed)]
        for quarter in sorted(editions)
    ]


def charts(
    followed: Sequence[Followed], table: Sequence[Sequence[Value]]
) -> Iterator[tuple[Followed, Chart]]:
    """A line chart for each followed figure over the table of `rows`, with what it shows in words."""
    for at, one in enumerate(followed, 1):
        known = [(str(line[0]), line[at]) for line in table if isinstance(line[at], int | Decimal)]
        told = ", ".join(f"{quarter} {_as_printed(one.unit, value)}" for quarter, value in known)
        words = f"{one.header}, trimestre per trimestre. {told or 'Ancora senza dati'}."
        yield (
            one,
            Chart(
                key=f"andamento_{one.figure.replace('.', '_')}",
                kind=ChartKind.LINE,
                title=one.header,
                table="andamento",
                category="trimestre",
                series=(Series(one.figure, "corrente"),),
                x_title="Trimestre",
                y_title=one.unit.name if one.unit.name != "%" else "Quota (%)",
                alternative=words,
            ),
        )


def _as_printed(unit: Unit, value: Value) -> str:
    """A cell's value as the bulletin prints it."""
    return unit.text(Decimal(value) * unit.scale) if isinstance(value, int | Decimal) else ""


def _steps(figure: Figure, period: Period, history: History) -> Iterator[int]:
    """The direction of each change back in time: 1 up, -1 down, 0 none; it ends at a gap."""
    after, at = figure.number, period.previous
    while after is not None:
        past = history.get(str(at), Figures()).get(figure.id)
        before = None if past is None or past.unit.name != figure.unit.name else past.number
        if before is None:
            return
        one, other = _printed(after, figure.unit), _printed(before, figure.unit)
        yield (one > other) - (one < other)
        after, at = before, at.previous


def _printed(value: Number, unit: Unit) -> Decimal:
    most = unit.decimals if unit.max_decimals is None else unit.max_decimals
    return Decimal(round_half_up(Decimal(value), most))
