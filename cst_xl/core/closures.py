"""The days on which an Italian public office is shut: national holidays and the patron saint of the place.

The dates come from the `holidays` package, whose tables are kept up with the law (4 October is national again from
2026, law 151/2025); only a patron that it doesn't know is put in by hand. Easter and the first Sunday of November are
on the list, as the law has them: they only matter to a service that is open on Sundays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold
from cst_xl.core.period_words import MONTH_NAMES
from cst_xl.core.periods import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY_OF_YEAR: Final = re.compile(r"(\d{1,2})\s*(?:[/.-]\s*(\d{1,2})|°?\s*([a-z]{3,}))")
_EXPECTED: Final = "un giorno dell'anno, per esempio «24/06» o «24 giugno»"
_COMMON_YEAR: Final = 2001


@dataclass(frozen=True)
class PatronDay:
    """A local patron saint's day, the same date every year.

    Attributes:
        month: 1-12.
        day: 1-31; 29 February is refused, as it wouldn't come every year.
        name: Italian name.

    Raises:
        BadValueError: There is no such day.
    """

    month: int
    day: int
    name: str = "Santo patrono"

    def __post_init__(self) -> None:
        try:
            date(_COMMON_YEAR, self.month, self.day)
        except ValueError:
            raise BadValueError(
                f"{self.day}/{self.month}", "un giorno dell'anno, per esempio «24/06»"
            ) from None

    @classmethod
    def parse(cls, text: str, name: str = "Santo patrono") -> PatronDay:
        """Read a day of the year: «24/06», «24.6», «24 giugno».

        Raises:
            BadValueError: The text isn't a day of the year.
        """
        match = _DAY_OF_YEAR.fullmatch(fold(text).strip())
        months = [i for i, month in enumerate(MONTH_NAMES, 1) if match and month.startswith(match[3] or "?")]
        if match is None or not (match[2] or months):
            raise BadValueError(text, _EXPECTED)
        try:
            return cls(int(match[2] or months[0]), int(match[1]), name)
        except BadValueError:
            raise BadValueError(text, _EXPECTED) from None

    def in_year(self, year: int) -> date:
        """Return the date in a year."""
        return date(year, self.month, self.day)


def italian_holidays(
    years: Iterable[int], province: str | None = None, patron: PatronDay | None = None
) -> dict[date, str]:
    """Return the public holidays of some years with their Italian names, in order of date.

    Args:
        years: Each from 1990 to 2100.
        province: Code of the province ("FI"), which adds its patron; empty or None for national holidays only.
        patron: A patron's day that stands instead of the province's.

    Raises:
        BadValueError: The code is no province, or a year is out of range.
    """
    wanted = sorted(set(years))
    for year in wanted:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise BadValueError(year, f"un anno fra {FIRST_YEAR} e {LAST_YEAR}")
    names = _known_holidays(wanted, province)
    if patron:
        names = _known_holidays(wanted, None)
        for day in map(patron.in_year, wanted):
            names[day] = f"{names[day]}; {patron.name}" if day in names else patron.name
    return dict(sorted(names.items()))


def _known_holidays(years: list[int], province: str | None) -> dict[date, str]:
    import holidays

    code = (province or "").strip().upper() or None
    try:
        found = holidays.country_holidays("IT", subdiv=code, years=years, expand=False, language="it_IT")
    except NotImplementedError:
        raise BadValueError(province, "la sigla di una provincia, per esempio «FI»") from None
    return dict(found.items())
