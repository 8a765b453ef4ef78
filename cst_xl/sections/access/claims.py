"""The claim about when users come: «principalmente» is said only of more than half, beyond what rounding can move."""

from __future__ import annotations

from typing import Final

from cst_xl.core.figures import Figure, Figures
from cst_xl.core.published import reach
from cst_xl.core.units import TEXT
from cst_xl.sections.access.bands import OUT_OF_HOURS
from cst_xl.sections.access.week import CLOSED

CLAIM: Final = "accessi.frase.fuori_orario"
MAINLY: Final = "principalmente"
MINORITY: Final = "in minoranza"
HALF: Final = "per metà"
_HALF_OF_ALL: Final = 50


def ground(figures: Figures) -> Figure | None:
    """The share that the claim is about: of the whole week where it is known, else of the hours of the day."""
    known = [figures[one] for one in (CLOSED, OUT_OF_HOURS) if figures.number(one) is not None]
    return known[0] if known else None


def undecided(figures: Figures) -> bool:
    """Whether the rounding of the inputs leaves open on which side of one half the share is."""
    share = ground(figures)
    if share is None:
        return False
    lowest, highest = reach(share, figures)
    return lowest != highest and lowest <= _HALF_OF_ALL <= highest


def compute_claim(figures: Figures) -> None:
    """Put in the claim; None while it can't be decided."""
    share = ground(figures)
    word = None
    if share is not None and not undecided(figures):
        value = share.number or 0
        word = MAINLY if value > _HALF_OF_ALL else MINORITY if value < _HALF_OF_ALL else HALF
    figures.add(CLAIM, word, TEXT, "Frase: accessi a sportelli chiusi rispetto agli altri")
