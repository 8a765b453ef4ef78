"""A second reading of the bulletin's sentences, simple and on its own: what a sentence says, held against the figures.

What numbers, articles and "quasi" mean is here, what each sentence means in `readers`. Nothing of the package's wording
is used, so that a mistake there isn't made twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?"
PERCENT = rf"(?P<article>il |lo |l'|del |dello |dell'|nel |nello |nell')(?P<percent>{NUMBER})%"
QUARTER = r"[1-4]° trimestre [0-9]{4}"
DAY = r"[0-9]{2}/[0-9]{2}/[0-9]{4}"
LASTING = r"(?:meno di un minuto|(?:[0-9]+ giorni ?)?(?:[0-9]+ h ?)?(?:[0-9]+ min)?)"

Numbers = Mapping[str, object]


class Said(NamedTuple):
    """A sentence to be held against figures: by id, numbers exact, None where a figure isn't known."""

    id: str
    text: str
    values: Numbers

    def read(self, pattern: str) -> re.Match[str]:
        """The parts of the sentence, all of it."""
        match = re.fullmatch(pattern, self.text)
        assert match, f"«{self.text}» isn't a sentence of {self.id}"
        return match

    def holds(self, true: object) -> None:
        """Give way only if what was said is true."""
        assert true, f"«{self.text}» contradicts {dict(self.values)}"

    def value(self, figure: str) -> Decimal:
        """A figure that the sentence rests on."""
        value = self.values[figure]
        assert value is not None, f"«{self.text}» speaks of {figure}, which isn't known"
        return Decimal(str(value))


def number(text: str) -> Decimal:
    """The number that an Italian text prints."""
    return Decimal(text.replace(".", "").replace(",", "."))


def printed_from(text: str, value: Decimal) -> bool:
    """Whether a text is a value rounded at its last decimal, half up."""
    shown = number(text)
    step = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    return abs(shown - value) <= step / 2


def share_of(text: str, value: Decimal) -> bool:
    """Whether a text prints a share, "0%" and "100%" said only of none and all."""
    return printed_from(text, value) and (number(text) not in (0, 100) or number(text) == value)


def near(word: str | None, named: Decimal, value: Decimal) -> bool:
    """Whether a qualified number is true: "quasi" within 5% below, "oltre" above and not by more than 10%."""
    if word == "quasi":
        return Decimal("0.95") * named <= value < named
    if word == "oltre":
        return named < value <= Decimal("1.1") * named
    return word is None and value == named


def article_fits(article: str, digits: str) -> bool:
    """Whether an article goes with the number as it is spoken: vowels elide, «zero» takes lo."""
    spoken = first_word(number(digits))
    kind = "elided" if spoken[0] in "aeiou" else "lo" if spoken[0] == "z" else "il"
    forms = {
        "elided": {"l'", "dell'", "nell'"},
        "lo": {"lo ", "dello ", "nello "},
        "il": {"il ", "del ", "nel "},
    }
    return article in forms[kind]


def first_word(value: Decimal) -> str:
    """How a number from 0 below a billion begins to be spoken."""
    group, scale = int(value), 0
    while group >= 1000:
        group, scale = group // 1000, scale + 1
    if group == 1 and scale:
        return "mille" if scale == 1 else "milione"
    units = [
        "zero",
        "uno",
        "due",
        "tre",
        "quattro",
        "cinque",
        "sei",
        "sette",
        "otto",
        "nove",
        "dieci",
        "undici",
        "dodici",
        "tredici",
        "quattordici",
        "quindici",
    ]
    units += ["sedici", "diciassette", "diciotto", "diciannove"]
    tens = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]
    if group >= 100:
        return "cento" if group < 200 else units[group // 100]
    return units[group] if group < 20 else tens[group // 10 - 2]


def minutes(text: str) -> Decimal:
    """The length that a duration prints, in minutes."""
    parts = re.findall(r"([0-9]+) (giorni|h|min)", text)
    return Decimal(sum(int(many) * {"giorni": 1440, "h": 60, "min": 1}[unit] for many, unit in parts))


def lasts(text: str, value: Decimal) -> bool:
    """Whether a duration prints a number of minutes, to the minute."""
    return 0 < value < 1 if text == "meno di un minuto" else abs(minutes(text) - value) <= Decimal("0.5")


def agree(many: Decimal, one: str, several: str, *, said: str) -> bool:
    """Whether a word is singular for one and plural for all else."""
    return said == (one if many == 1 else several)
