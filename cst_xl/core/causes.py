"""Likely causes of a wrong published value, offered only where the arithmetic supports one, and as a hypothesis.

The slips are those that hand-made tables show: a row left out of a sum, a column that swallows its neighbour, the
simple mean of percentages, digits cut instead of rounded, digits swapped, a value left over from another period.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from cst_xl.core.figures import Change, Figure, Figures, Number, Share, Total
from cst_xl.core.periods import mentions
from cst_xl.core.quantities import decimals_of, format_number, round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TELLING_LENGTH = 3  # 12 for 21 proves nothing


def likely_cause(
    published: str, value: Decimal | None, figure: Figure, figures: Figures, history: Mapping[str, Figures]
) -> str:
    """An Italian clause that would explain the published value, or an empty text.

    Args:
        published: The printed text.
        value: The number in it, if any.
        figure: The computed figure that it should have been.
        figures: All computed figures of the edition.
        history: Figures of earlier editions, by period.
    """
    if isinstance(figure.value, str):
        return _stale_words(published, figure.value)
    if value is None or figure.number is None:
        return ""
    decimals = decimals_of(value)
    slips: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: _sum_slips(value, figure, figures),
        lambda: _mean_of_rates(value, decimals, figure, figures),
        lambda: _cut(value, decimals, figure.number or 0),
        lambda: _other_period(value, decimals, figure, history),
        lambda: _wrong_base(value, decimals, figure, figures),
        lambda: _swapped(value, decimals, figure.number or 0),
    )
    return next((cause for slip in slips for cause in slip()), "")


def _stale_words(published: str, value: str) -> str:
    said = [mention for mention in mentions(published) if mention.dated]
    meant = [mention for mention in mentions(value) if mention.dated]
    if said and meant and said[0].period != meant[0].period and said[0].period.span is meant[0].period.span:
        return f"è rimasto il testo del {said[0].period.label}"
    return ""


def _sum_slips(value: Decimal, figure: Figure, figures: Figures) -> Iterator[str]:
    if not isinstance(figure.basis, Total):
        return
    total = Decimal(figure.number or 0)
    parts = [(figures[part], Decimal(figures[part].number or 0)) for part in figure.basis.parts]
    for part, amount in parts:
        if amount and total - amount == value:
            others = " + ".join(_n(other) for one, other in parts if one is not part)
            yield f"{_n(value)} = {others}: nella somma manca {_named(part)} ({_n(amount)})"
        if amount and total + amount == value:
            yield f"{_n(value)} = {_n(total)} + {_n(amount)}: {_named(part)} è contato due volte"
    for sibling in _siblings(figure, figures):
        extra = Decimal(sibling.number or 0)
        if total + extra == value:
            yield f"{_n(value)} = {_n(total)} + {_n(extra)}: la somma contiene anche {_named(sibling)}"


def _siblings(figure: Figure, figures: Figures) -> Iterator[Figure]:
    """The figures of the same row, that is with the same beginning of the id."""
    row = figure.id.rpartition(".")[0] + "."
    for other in figures:
        if other.id.startswith(row) and other.id != figure.id and other.number and other.unit == figure.unit:
            yield other


def _mean_of_rates(value: Decimal, decimals: int, figure: Figure, figures: Figures) -> Iterator[str]:
    if not isinstance(figure.basis, Share) or not figure.basis.rows[1:]:
        return
    rates = [Decimal(figures[row].number or 0) for row in figure.basis.rows]
    mean = sum(rates, start=Decimal(0)) / len(rates)
    if round_half_up(mean, decimals) == value:
        yield (
            f"{format_number(value, decimals)} è la media semplice delle percentuali di riga "
            f"({format_number(mean, 3)}), non il rapporto fra i totali ({format_number(figure.number or 0, 3)})"
        )


def _cut(value: Decimal, decimals: int, computed: Number) -> Iterator[str]:
    step = Decimal(1).scaleb(-decimals)
    if Decimal(computed).quantize(step, rounding=ROUND_DOWN) == value:
        yield "le cifre in più sono state tagliate invece di arrotondare"


def _other_period(
    value: Decimal, decimals: int, figure: Figure, history: Mapping[str, Figures]
) -> Iterator[str]:
    for period, past in sorted(history.items(), reverse=True):
        before = past.number(figure.id)
        if before is not None and round_half_up(Decimal(before), decimals) == value:
            yield f"è il valore di un altro periodo ({period})"


def _wrong_base(value: Decimal, decimals: int, figure: Figure, figures: Figures) -> Iterator[str]:
    if not isinstance(figure.basis, Change):
        return
    new, old = (Decimal(figures[part].number or 0) for part in figure.basis.parts)
    if new and round_half_up(100 * (new - old) / new, decimals) == value:
        yield "la differenza è divisa per il valore nuovo invece che per quello di confronto"


def _swapped(value: Decimal, decimals: int, computed: Number) -> Iterator[str]:
    wrong, right = str(value), str(round_half_up(Decimal(computed), decimals))
    swaps = {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(len(right) - 1)}
    if wrong != right and wrong in swaps and len(right) >= _TELLING_LENGTH:
        yield "due cifre vicine sono scambiate"


def _n(value: Decimal) -> str:
    return format_number(value, 0, 6)


def _named(figure: Figure) -> str:
    return f"«{figure.label or figure.id}»"
