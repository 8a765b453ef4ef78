"""Hypothesis strategies that several test modules share, and the one profile that they run under."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

from cst_xl.core.durations import Deadline, Interval
from cst_xl.core.periods import FIRST_YEAR, LAST_YEAR, Period, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# The first formatting loads babel, and the machines of a build are shared: time limits per example only flake.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

PERIODS_IN_A_YEAR = {Span.MONTH: 12, Span.QUARTER: 4, Span.SEMESTER: 2, Span.YEAR: 1}


def periods(
    spans: Sequence[Span] = tuple(Span), first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR
) -> st.SearchStrategy[Period]:
    """Draw any valid period; leave out the first and the last year where neighbours are asked for."""
    return st.sampled_from(spans).flatmap(
        lambda span: st.builds(
            Period,
            st.integers(first_year, last_year),
            st.just(span),
            st.integers(1, PERIODS_IN_A_YEAR[span]),
        )
    )


def decimals(
    lowest: str = "-999999999999", highest: str = "999999999999", places: int | None = None
) -> st.SearchStrategy[Decimal]:
    """Draw finite exact numbers, of up to 6 decimals or of exactly `places`."""
    if places is not None:
        return st.decimals(Decimal(lowest), Decimal(highest), places=places)
    return st.integers(0, 6).flatmap(lambda some: st.decimals(Decimal(lowest), Decimal(highest), places=some))


def deadlines() -> st.SearchStrategy[Deadline]:
    """Draw any deadline that a contract can set."""
    starts = st.sampled_from(["", "dalla comunicazione", "da avvio intervento"])
    return st.builds(Deadline, st.integers(1, 100_000), st.booleans(), starts)


def intervals() -> st.SearchStrategy[Interval]:
    """Draw any interval of whole months."""
    return st.builds(Interval, st.integers(1, 999))
