"""How thresholds, measures and deviations are printed: rounded as usual, but never so that a breach disappears.

98,4996% beside a threshold of 98,50% would be printed as met, and 99,9996% as 100%: such values get as many more
decimals as it takes to tell them apart.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.units import AVAILABILITY, CHANGE, MILLISECONDS, POINTS, TEXT, Unit

_HUNDRED: Final = Decimal(100)
_MOST_DECIMALS: Final = 15
_MOST_MILLISECOND_DECIMALS: Final = 3


def threshold_unit(kind: SlaKind, expected: object) -> Unit:
    """Return the unit that prints a threshold with all the decimals that were typed: "99,00%", "7,5 ms"."""
    if not isinstance(expected, Decimal):
        return TEXT
    if kind is SlaKind.UPPER_BOUND:
        return MILLISECONDS.with_decimals(_decimals(expected))
    most = max(AVAILABILITY.max_decimals or 0, _decimals(expected))
    return replace(AVAILABILITY, max_decimals=most)


def measure_unit(kind: SlaKind, measured: object, expected: object = None) -> Unit:
    """Return the unit that prints a measure, never so rounded that it looks like its threshold or like 100%."""
    if not isinstance(measured, Decimal):
        return TEXT
    threshold = (expected,) if isinstance(expected, Decimal) else ()
    if kind is SlaKind.UPPER_BOUND:
        typed = min(_decimals(measured), _MOST_MILLISECOND_DECIMALS)
        return telling(MILLISECONDS.with_decimals(typed), measured, *threshold)
    return telling(AVAILABILITY, measured, *threshold, _HUNDRED)


def deviation_unit(kind: SlaKind, deviation: Decimal | None) -> Unit:
    """Return the unit that prints a deviation: points for availability, else per cent ("0%", "+50%", "-7,1%")."""
    if deviation is None:
        return POINTS if kind is SlaKind.AVAILABILITY else CHANGE
    if kind is SlaKind.AVAILABILITY:
        return telling(POINTS, deviation, Decimal(0))
    whole = deviation == deviation.to_integral_value()
    return replace(CHANGE, decimals=0) if whole else telling(CHANGE, deviation, Decimal(0))


def telling(unit: Unit, value: Decimal, *others: Decimal) -> Unit:
    """Return the unit with as many more decimals as it takes to print a value unlike these others."""
    different = [other for other in others if other != value]
    most = unit.decimals if unit.max_decimals is None else unit.max_decimals
    while most < _MOST_DECIMALS and any(unit.text(value) == unit.text(other) for other in different):
        most += 1
        unit = replace(unit, max_decimals=most)
    return unit


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
