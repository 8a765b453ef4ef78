"""The figures of the section *Credentials*: by year, in total, and the last semester against an earlier whole year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.figures import Figures, Share, Total
from cst_xl.core.periods import Span
from cst_xl.core.units import RATE, count
from cst_xl.core.wording import claim_equal
from cst_xl.sections.credentials.raw import Line, is_whole, lines, with_cns

if TYPE_CHECKING:
    from cst_xl.core.section import Inputs

CREDENTIALS_UNIT: Final = count("credenziali")
USERS: Final = count("utilizzatori")
COMPARISON: Final = "credenziali.frase.confronto"


def compute(inputs: Inputs, figures: Figures) -> None:
    """Fill in every year, the totals, and what the sentences rest on."""
    counted = lines(inputs)
    for line in counted:
        name = line.period.short
        figures.add(
            f"credenziali.{line.period}", line.credentials, CREDENTIALS_UNIT, f"Credenziali attive, {name}"
        )
        figures.add(f"credenziali.{line.period}.cns", line.cns, CREDENTIALS_UNIT, f"Credenziali CNS, {name}")
    every = Total(tuple(f"credenziali.{line.period}" for line in counted))
    cards = Total(tuple(f"credenziali.{line.period}.cns" for line in with_cns(counted)))
    whole = is_whole(inputs)
    for figure_id, total, label in (
        ("credenziali.totale", every, "Credenziali attive, totale"),
        ("credenziali.totale.cns", cards, "Credenziali CNS, totale"),
    ):
        if whole:
            figures.derive(figure_id, total, CREDENTIALS_UNIT, label)
        else:
            figures.add(figure_id, None, CREDENTIALS_UNIT, label)
    users = Total(("credenziali.totale.cns",))
    figures.derive("credenziali.frase.cns", users, USERS, "Utilizzatori di CNS")
    _compare(counted if whole else [], figures)


def _compare(counted: list[Line], figures: Figures) -> None:
    label = "Credenziali dell'ultimo semestre, in % di un intero anno precedente"
    year = comparable_year(counted)
    if year is None:
        figures.add(COMPARISON, None, RATE, label)
        return
    semester = counted[-1]
    share = Share((f"credenziali.{semester.period}",), (f"credenziali.{year.period}",))
    figures.derive(
        COMPARISON, share, RATE, f"Credenziali del {semester.period.short} in % dell'anno {year.period}"
    )


def comparable_year(counted: list[Line]) -> Line | None:
    """The latest whole year whose number the last semester nearly equals, equals or exceeds.

    Going back from the most recent year, the first of which the words of `wording.claim_equal` aren't «inferiore»: the
    semester must come after it. None when the last line isn't a semester or no year qualifies.
    """
    if not counted or counted[-1].period.span is not Span.SEMESTER or not counted[-1].credentials:
        return None
    semester = counted[-1].credentials
    for line in reversed(counted[:-1]):
        whole = line.period.span is Span.YEAR and line.credentials
        if whole and claim_equal(Decimal(semester), Decimal(line.credentials or 0)) != "inferiore":
            return line
    return None
