"""Round steps for an axis, and the place of a value between its ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A value axis laid out on pixels.

    Attributes:
        low: The value at ``start``.
        high: The value at ``end``.
        start: Pixel of the low end.
        end: Pixel of the high end; below ``start`` on an axis that points up.
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; what lies beyond an end is put there."""
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.start + min(max(part, 0.0), 1.0) * (self.end - self.start)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers from ``low`` to at least ``high``, some ``about`` of them."""
    if high <= low:
        return [low]
    rough = Decimal(repr(high - low)) / about
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * one for one in _STEPS if power * one >= rough)
    first = int((Decimal(repr(low)) / step).to_integral_value(ROUND_FLOOR))
    last = int((Decimal(repr(high)) / step).to_integral_value(ROUND_CEILING))
    return [float(step * at) for at in range(first, last + 1)]
