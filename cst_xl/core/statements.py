"""A sentence that a person wrote, held against the figures of the sentence that it takes the place of.

The printed bulletin said «superati i 6.000» of 5.809 and «nei primi 3 mesi» in a second quarter. So of a rewritten
sentence every number, direction and period is looked up:

- a **number** must be that of a figure the sentence rests on, at the precision at which it is written, or stand in the
  automatic sentence; words about it (quasi, oltre, circa: see `claims`) must be true of the figure that they mean,
  the one nearest to the number. 100% and 0% are only said of exactly that;
- a **direction** (in calo, in aumento) must be that of a change among those figures;
- a **period** must be the quarter, lie in it, hold it, or be named by the automatic sentence; a day must be named by
  it or be one of its figures.

What speaks against the figures is a contradiction; what can't be looked up (tutti, mai, numbers in words) is a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.claims import Claim, Measure, Rule, Saying, sayings
from cst_xl.core.figures import Change, Difference
from cst_xl.core.folding import fold
from cst_xl.core.grammar import join
from cst_xl.core.periods import mentions
from cst_xl.core.units import QUARTER, RATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cst_xl.core.figures import Figure
    from cst_xl.core.periods import Period

_TIMES_UNIT: Final = "volte"
_ONE_SIDED: Final = frozenset({Rule.OVER, Rule.UNDER, Rule.AT_LEAST, Rule.AT_MOST})
_IN_REACH: Final = Decimal("1.25")
"""«oltre X» may mean a figure up to a quarter above X even when another one is nearer to X."""

_WHOLE: Final = (Decimal(0), Decimal(100))
_MOST_QUOTED: Final = 6
_DAY: Final = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b")
_CODE: Final = re.compile(r"\b[^\W\d_]+[.\-]?\d[\w.]*|\b\d{1,3}h\b")
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?!\d|[.,]\d)")
_UP: Final = re.compile(
    r"(?<!non )\b(?:aument\w+|cresc\w+|increment\w+|in salita|salit[aeio]\b|salgono|sale (?=a|d)|in rialzo"
    r"|superiore(?! a[lid ])|maggiore(?! d))"
)
_DOWN: Final = re.compile(
    r"(?<!non )\b(?:cal[aio]\b|calan[od]\w*|calat[aeio]\b|diminu\w+|scend\w+|sces[aeio]\b|ridott[aeio]\b|riduc\w+|riduzion[ei]"
    r"|in ribasso|flession[ei]|contrazion[ei]|dimezz\w+|inferiore(?! a[lid ])|minore(?! d))"
)
_ABSOLUTE: Final = re.compile(r"\b(?:tutt[aei]|nessun[aeo]?|sempre|mai|record|per la prima volta)\b")
_NUMBER_WORD: Final = re.compile(
    r"\b(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici)\b(?! volt[ae])"
)


@dataclass(frozen=True)
class Objection:
    """One thing that a text says and its figures don't.

    Attributes:
        words: The words of the text.
        because: What the figures say, an Italian clause ("le cifre della frase sono 356 e 300").
        figure: The figure that is meant, if one is.
        doubt: Whether it only can't be verified; otherwise it is contradicted.
    """

    words: str
    because: str
    figure: str | None = None
    doubt: bool = False


@dataclass(frozen=True)
class Evidence:
    """What a text may be held against.

    Attributes:
        figures: The figures that the sentence rests on.
        automatic: The sentence that the figures support.
        period: The quarter of the bulletin.
    """

    figures: tuple[Figure, ...]
    automatic: str
    period: Period


def objections(text: str, evidence: Evidence) -> tuple[Objection, ...]:
    """What the figures say against a text; nothing for a text that they bear out."""
    found = (
        *_periods(text, evidence),
        *_days(text, evidence),
        *_numbers(text, evidence),
        *_directions(text, evidence),
        *_doubts(text, evidence),
    )
    return tuple(dict.fromkeys(found))


def _periods(text: str, evidence: Evidence) -> Iterator[Objection]:
    quarter = evidence.period
    named = {one.period for one in mentions(evidence.automatic, quarter.year)}
    for mention in mentions(text, quarter.year):
        period = mention.period
        inside = quarter.start <= period.start and period.end <= quarter.end
        around = period.start <= quarter.start and quarter.end <= period.end
        if not (inside or around or period in named):
            words = [quarter.label, *(one.label for one in sorted(named - {quarter}))]
            yield Objection(mention.text, f"i dati sono di: {join(words)}")


def _days(text: str, evidence: Evidence) -> Iterator[Objection]:
    known = {*_DAY.findall(evidence.automatic), *(figure.text for figure in evidence.figures)}
    for match in _DAY.finditer(text):
        if match[0] not in known:
            days = sorted(one for one in known if _DAY.fullmatch(one))
            told = f"le date della frase sono: {join(days)}" if days else "la frase non ha date"
            yield Objection(match[0], told)


def _numbers(text: str, evidence: Evidence) -> Iterator[Objection]:
    said = {
        (one.claim.rule, one.claim.target, one.measure)
        for one in sayings(_masked(evidence.automatic, evidence.period))
    }
    for saying in sayings(_masked(text, evidence.period)):
        key = (saying.claim.rule, saying.claim.target, saying.measure)
        if key not in said and not _borne_out(saying, evidence.figures):
            words = text[saying.start : saying.end].strip()
            nearest = _nearest(saying, evidence.figures)
            about = nearest.id if nearest else None
            yield Objection(words, _figures_say(saying, evidence.figures), about)


def _masked(text: str, period: Period) -> str:
    """The text with blanks in place of periods, days, hours and codes: their digits say nothing of figures."""
    spans = [(one.start, one.end) for one in mentions(text, period.year)]
    spans += [match.span() for form in (_DAY, _CODE, _CLOCK) for match in form.finditer(text)]
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _borne_out(saying: Saying, figures: Sequence[Figure]) -> bool:
    values = [value for figure in figures for value in _values(figure, saying.measure)]
    if saying.claim.rule not in _ONE_SIDED:
        return any(_true(saying.claim, value, saying.measure) for value in values)
    meant = min(values, key=lambda value: _distance(value, saying.claim.target), default=None)
    near = [value for value in values if _distance(value, saying.claim.target) <= _IN_REACH]
    return any(
        _true(saying.claim, value, saying.measure) for value in [*near, *([] if meant is None else [meant])]
    )


def _values(figure: Figure, measure: Measure) -> list[Decimal]:
    """What a figure says in a measure; a change of +25,9% is also 1,259 times, a fall may be told without its sign."""
    if figure.number is None or figure.unit.name == QUARTER.name:
        return []
    value = Decimal(figure.number)
    percent, times = figure.unit.name == RATE.name, figure.unit.name == _TIMES_UNIT
    if measure is Measure.TIMES:
        grown = [1 + value / 100] if percent and isinstance(figure.basis, Change) else []
        return [value] if times else grown
    if percent != (measure is Measure.PERCENT):
        return []
    return [value] if value >= 0 else [value, -value]


def _true(claim: Claim, value: Decimal, measure: Measure) -> bool:
    if measure is Measure.PERCENT and claim.rule is Rule.PRINTED and claim.target in _WHOLE:
        return value == claim.target
    return claim.holds_for(value)


def _distance(value: Decimal, target: Decimal) -> Decimal:
    """How many times the larger is the smaller, from 1 up; out of reach where one is zero or their signs differ."""
    if value == target:
        return Decimal(1)
    if value * target <= 0:
        return Decimal("Infinity")
    return max(value / target, target / value)


def _nearest(saying: Saying, figures: Sequence[Figure]) -> Figure | None:
    known = [
        (_distance(value, saying.claim.target), at)
        for at, figure in enumerate(figures)
        for value in _values(figure, saying.measure)
    ]
    return figures[min(known)[1]] if known else None


def _figures_say(saying: Saying, figures: Sequence[Figure]) -> str:
    texts = dict.fromkeys(figure.text for figure in figures if _values(figure, saying.measure))
    if not texts:
        return f"la frase non ha cifre che lo dicano ({saying.measure.value})"
    return f"le cifre della frase sono: {join(list(texts)[:_MOST_QUOTED])}"


def _directions(text: str, evidence: Evidence) -> Iterator[Objection]:
    folded, automatic = fold(text), fold(evidence.automatic)
    changes = [figure for figure in evidence.figures if _is_change(figure) and figure.number is not None]
    for words, sign in ((_UP, 1), (_DOWN, -1)):
        for match in words.finditer(folded):
            if words.search(automatic) or any(sign * (one.number or 0) > 0 for one in changes):
                continue
            told = join([f"{one.label or one.id} {one.text}" for one in changes])
            because = (
                f"le cifre della frase sono: {told}" if changes else "la frase non ha cifre di confronto"
            )
            figure = changes[0].id if changes else None
            yield Objection(text[slice(*match.span())], because, figure, doubt=not changes)


def _is_change(figure: Figure) -> bool:
    return figure.unit.signed or isinstance(figure.basis, (Change, Difference))


def _doubts(text: str, evidence: Evidence) -> Iterator[Objection]:
    """Words that only a person can judge, unless the automatic sentence says them too."""
    folded, automatic = fold(text), fold(evidence.automatic)
    for form in (_ABSOLUTE, _NUMBER_WORD):
        for match in form.finditer(folded):
            if not re.search(rf"\b{match[0]}\b", automatic):
                yield Objection(text[slice(*match.span())], "nessuna cifra della frase lo dice", doubt=True)
