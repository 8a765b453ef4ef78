"""Units: how a figure's exact value is printed in Italian and what a spreadsheet cell holds for it.

A percentage figure holds the percent *number* (99.7 for 99,7%); its cell holds the fraction (0.997) under a
percent format, because that is what a person who calculates with the cell expects.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from cst_xl.core.quantities import format_number

Value = int | Decimal | str | date | None
"""What a figure may hold: exact numbers, text, a date, or nothing."""


_PERCENT: Final = 100
"""Scale of a percentage: the number format shows the cell's fraction as a percent number by itself."""


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Attributes:
        name: The word used in JSON and open data ("%", "ticket", "ms").
        decimals: Decimals that are always printed.
        max_decimals: Decimals printed where the value has them; None for the same as ``decimals``.
        suffix: Printed behind the number, its leading no-break space included.
        signed: Whether a plus sign is printed.
        scale: The cell holds ``value / scale``.
    """

    name: str
    decimals: int = 0
    max_decimals: int | None = None
    suffix: str = ""
    signed: bool = False
    scale: int = 1

    def text(self, value: Value) -> str:
        """Print a value in Italian, rounded half up; nothing prints as an empty text."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return format_number(value, self.decimals, self.max_decimals, signed=self.signed) + self.suffix

    def cell(self, value: Value) -> Value:
        """What a spreadsheet cell holds for the value."""
        if self.scale != 1 and isinstance(value, (int, Decimal)):
            return Decimal(value) / self.scale
        return value

    @property
    def number_format(self) -> str:
        """The number format of such a cell, in the notation that workbook files use whatever the language."""
        digits = "#,##0"
        most = self.decimals if self.max_decimals is None else self.max_decimals
        if most:
            digits += "." + "0" * self.decimals + "#" * (most - self.decimals)
        tail = "%" if self.scale == _PERCENT else f'"{self.suffix}"' if self.suffix else ""
        plain = digits + tail
        return f"+{plain};-{plain};{plain}" if self.signed else plain

    def with_decimals(self, decimals: int) -> Unit:
        """The same unit printed with exactly that many decimals."""
        return replace(self, decimals=decimals, max_decimals=None)


def count(name: str) -> Unit:
    """Whole things of one kind: "ticket", "servizi"."""
    return Unit(name)


RATE = Unit("%", decimals=1, suffix="%", scale=_PERCENT)
AVAILABILITY = Unit("%", decimals=2, max_decimals=3, suffix="%", scale=_PERCENT)
CHANGE = Unit("%", decimals=1, suffix="%", signed=True, scale=_PERCENT)
WHOLE_RATE = Unit("%", suffix="%", scale=_PERCENT)
POINTS = Unit("punti percentuali", decimals=2, max_decimals=3, suffix="\u00a0p.p.", signed=True)
MILLISECONDS = Unit("ms", suffix="\u00a0ms")
MINUTES = Unit("minuti")
TEXT = Unit("testo")
SYMBOL = Unit("simbolo")
DATE = Unit("data")
QUARTER = Unit("trimestre")

WITH_DECIMALS: Final = frozenset(
    {"%", "punti percentuali", "ms", "minuti", "ore", "giorni", "volte", "GB", "TB"}
)
"""Names of the units whose values may have decimals; everything else is counted."""
