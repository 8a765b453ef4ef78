"""Claims that people type in words, judged by rule.

The printed bulletin said «superati i 6.000» of 5.809 and «4 volte» of ×3,60, because words were typed ahead of the
table. A claim is a rule and the number that it names:

=====================================  ===================================================================
words (X the number they name)         hold for a figure v when
=====================================  ===================================================================
quasi X                                0,95·X <= v < X
oltre, più di, superati (i) X, > X     v > X
meno di, sotto X, < X                  v < X
almeno, non meno di X, >= X            v >= X
al massimo, non più di, fino a X       v <= X
circa X                                |v - X| <= 5% of X
X%; X alone                            v, rounded half up to the decimals of X, is X
N volte, raddoppiato, il triplo...     |v - N| <= 2% of N; "quasi", "oltre" and the others as above
pari                                   v = 100, v being the ratio of the two in percent
quasi pari                             95 <= v < 100
superiore, inferiore                   v > 100, v < 100
=====================================  ===================================================================

A percentage is the number before its sign. A phrase with no claim, a negated claim or several gets no verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from cst_xl.core.folding import fold
from cst_xl.core.numerals import as_decimal, number, round_half_up, shifted
from cst_xl.core.quantities import decimals_of

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR: Final = Decimal("0.05")
_TIMES_TOLERANCE: Final = Decimal("0.02")


class Rule(StrEnum):
    """When a claim holds: the rows of the table above."""

    NEARLY = "quasi"
    OVER = "oltre"
    UNDER = "meno di"
    AT_LEAST = "almeno"
    AT_MOST = "al massimo"
    ABOUT = "circa"
    PRINTED = "arrotondato"
    TIMES = "volte"
    EQUAL = "pari"


class Measure(StrEnum):
    """What the number of a phrase counts: only figures of the same measure can bear it out."""

    COUNT = "numero"
    PERCENT = "percentuale"
    TIMES = "volte"


@dataclass(frozen=True)
class Claim:
    """What a phrase says of one figure.

    Attributes:
        text: The words.
        target: The number that they name, in the unit of the figure; its decimals are those printed.
        rule: When they are true.
    """

    text: str
    target: Decimal
    rule: Rule

    def holds_for(self, value: Decimal) -> bool:
        """Tell whether the claim is true of an exact value."""
        match self.rule:
            case Rule.NEARLY:
                return (1 - NEAR) * self.target <= value < self.target
            case Rule.OVER:
                return value > self.target
            case Rule.UNDER:
                return value < self.target
            case Rule.AT_LEAST:
                return value >= self.target
            case Rule.AT_MOST:
                return value <= self.target
            case Rule.ABOUT:
                return abs(value - self.target) <= NEAR * abs(self.target)
            case Rule.TIMES:
                return abs(value - self.target) <= _TIMES_TOLERANCE * self.target
            case Rule.PRINTED:
                return round_half_up(value, decimals_of(self.target)) == self.target
            case Rule.EQUAL:
                return value == self.target


@dataclass(frozen=True)
class Saying:
    """A number of a running text, with what is said of it.

    Attributes:
        claim: What is said; a number without words about it is said to be the figure as printed.
        measure: What it counts.
        start: Where its words begin in the text.
        end: Where they end, exclusive.
    """

    claim: Claim
    measure: Measure
    start: int
    end: int


def holds(claim: str, value: float | Decimal) -> bool | None:
    """Tell whether words that a person typed are true of a figure.

    Args:
        claim: A phrase such as "quasi il 70%", "superati i 6.000 utilizzatori", "crescono di 4 volte".
        value: The figure in the unit of the claim: the number before a %, a ratio for "volte" and "raddoppiato", a
            ratio in percent for "quasi pari", "superiore", "inferiore".

    Returns:
        None where the phrase has no claim, a negated one, or several, so that no verdict can be given.
    """
    found = read_claim(claim)
    return None if found is None else found.holds_for(as_decimal(value))


def read_claim(phrase: str) -> Claim | None:
    """Find the one claim of a phrase; None when it has none, a negated one, or several that differ."""
    plain = re.sub(r"[*_]", "", phrase).strip()  # without the marks of bold text
    folded = fold(plain)
    if re.fullmatch(_NUMBER, folded):
        return Claim(plain, number(folded), Rule.PRINTED)
    found = _claims(_sentence_pattern(), folded, _claim) or _claims(_COMPARISON, folded, _comparison)
    if len({(rule, target) for _, rule, target in found}) != 1:
        return None
    if any(re.search(_NEGATION, folded[: match.start()]) for match, _, _ in found):
        return None
    match, rule, target = found[0]
    return Claim(plain[slice(*match.span())], target, rule)


def sayings(text: str) -> tuple[Saying, ...]:
    """Find every number of a text with its words, in order.

    «Non supera» says at most, «non meno» at least; of another negated claim nothing is known, and it is left out.
    """
    folded = fold(text)
    found = []
    for match in _sentence_pattern().finditer(folded):
        rule, target = _claim(match) or (Rule.PRINTED, _target(match, ""))
        if re.search(_NEGATION, folded[: match.start()]):
            if rule not in _NEGATED:
                continue
            rule = _NEGATED[rule]
        found.append(
            Saying(Claim(text[slice(*match.span())].strip(), target, rule), _measure(match), *match.span())
        )
    return tuple(found)


def _measure(match: re.Match[str]) -> Measure:
    unit = (match["unit"] or match["times"] or "").strip()
    if unit in {"%", "per cento"}:
        return Measure.PERCENT
    return Measure.TIMES if unit or match["verb"] or match["multiple"] else Measure.COUNT


_NEGATED: Final = {Rule.OVER: Rule.AT_MOST, Rule.UNDER: Rule.AT_LEAST}
_QUALIFIERS: Final = {
    Rule.AT_LEAST: r"almeno|non meno(?= d)|non inferior[ei](?= a)|>=|≥",
    Rule.AT_MOST: r"al massimo|fino(?= a)|non oltre|non piu(?= d)|non superior[ei](?= a)|<=|≤",
    Rule.OVER: r"oltre|piu(?= d| che)|(?:superat[aeio]|superano|supera)(?! di\b)|superior[ei](?= a)"
    r"|maggior[ei](?= d)|sopra|>",
    Rule.UNDER: r"meno(?= d)|inferior[ei](?= a)|minor[ei](?= d)|sotto|<",
    Rule.ABOUT: r"circa|all'incirca|intorno(?= a)|attorno(?= a)|~",
    Rule.NEARLY: r"quasi|pressoche",
}
_NUMBER: Final = r"[-+]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,3}|[0-9]{1,10})(?:,[0-9]{1,9})?"
_WORDS: Final = {
    word: value
    for value, word in enumerate(
        ("una", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"), 1
    )
}
_MULTIPLES: Final = {
    **dict.fromkeys(("raddoppi", "doppio"), Decimal(2)),
    **dict.fromkeys(("triplic", "triplo"), Decimal(3)),
    **dict.fromkeys(("quadruplic", "quadruplo"), Decimal(4)),
    "dimezz": Decimal("0.5"),
}
_SINGULAR: Final = r"(?:il|lo|la|un|uno|una|del|dello|della|al|allo|alla) +|(?:dell|all|l)'"
_PLURAL: Final = r"(?:i|gli|le|dei|degli|delle|ai|agli|alle|di|a) +"
_LINK: Final = (
    rf" *(?:(?:che|pari|(?:la )?(?:soglia|quota)) +)?(?:(?P<singular>{_SINGULAR})|{_PLURAL}){{0,2}}"
)
_TIMES: Final = r" volt[ae](?: e mezz[oa])?"
_TARGET: Final = (
    rf"(?<![\w.,/:])(?P<digits>{_NUMBER})(?P<mila> ?mila\b)?(?P<unit> ?%| per cento|{_TIMES})?(?![0-9/:°]|[.,][0-9])"
    rf"|\b(?P<word>{'|'.join(_WORDS)})(?P<times>{_TIMES})"
    r"|\b(?P<verb>raddoppi|triplic|quadruplic|dimezz)[a-z]+|\b(?:il|al) (?P<multiple>doppio|triplo|quadruplo)\b"
)
_COMPARISON: Final = re.compile(
    r"\b(?:(?P<nearly>quasi|pressoche) +)?(?P<word>pari\b(?! ai? [0-9])|superiore\b(?! d)|inferiore\b(?! d))"
)
_NEGATION: Final = r"\bnon (?:(?:ha|hanno|e|sono|si|abbiamo|siamo) )*$"


@cache
def _sentence_pattern() -> re.Pattern[str]:
    qualifiers = "|".join(f"(?P<{rule.name}>{words})" for rule, words in _QUALIFIERS.items())
    return re.compile(rf"(?:(?<!\w)(?:{qualifiers})(?![a-z]){_LINK})?(?:{_TARGET})(?P<after> circa\b)?")


def _claims(
    pattern: re.Pattern[str], folded: str, read: Callable[[re.Match[str]], tuple[Rule, Decimal] | None]
) -> list[tuple[re.Match[str], Rule, Decimal]]:
    return [(match, *claim) for match in pattern.finditer(folded) if (claim := read(match)) is not None]


def _claim(match: re.Match[str]) -> tuple[Rule, Decimal] | None:
    """Read the claim of a number with its words; None for a number that nothing is claimed of."""
    qualifier = next(
        (rule for rule in _QUALIFIERS if match[rule.name]), Rule.ABOUT if match["after"] else None
    )
    unit = (match["unit"] or match["times"] or "").strip()
    rule: Rule | None
    if unit in {"%", "per cento"}:
        rule = qualifier or Rule.PRINTED
    elif unit or match["verb"] or match["multiple"]:
        rule = qualifier or Rule.TIMES
    else:  # «oltre il 2015» is a year: a count has a plural article or none
        rule = None if match["singular"] else qualifier
    return None if rule is None else (rule, _target(match, unit))


def _target(match: re.Match[str], unit: str) -> Decimal:
    multiple = match["verb"] or match["multiple"]
    if multiple:
        return _MULTIPLES[multiple]
    target = Decimal(_WORDS[match["word"]]) if match["word"] else number(match["digits"])
    if match["mila"]:
        target = shifted(target, 3)
    return target + Decimal("0.5") if "mezz" in unit else target


def _comparison(match: re.Match[str]) -> tuple[Rule, Decimal] | None:
    if match["nearly"]:
        return (Rule.NEARLY, Decimal(100)) if match["word"] == "pari" else None
    return {"pari": Rule.EQUAL, "superiore": Rule.OVER, "inferiore": Rule.UNDER}[match["word"]], Decimal(100)
