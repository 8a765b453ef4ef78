"""The figures of the section *Services*: how many are active, what came and went, and the balance.

The number before isn't printed in the bulletin, yet everything rests on it: it follows from the balance, or is compared
with it when the office has written it down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.core.figures import Difference, Figures
from cst_xl.core.units import DATE, Unit, count
from cst_xl.sections.services.raw import REGISTER, last_year_end, moved, reported

if TYPE_CHECKING:
    from cst_xl.core.section import Inputs

SERVICES_UNIT: Final = count("servizi")
_BALANCE: Final = Unit("servizi", signed=True)
_LABELS: Final = {
    "servizi.nuovi": "Nuovi servizi dal 31/12 dell'anno prima",
    "servizi.disattivati": "Servizi disattivati dal 31/12 dell'anno prima",
    "servizi.attivi_precedenti": "Servizi attivi al 31/12 dell'anno prima",
    "servizi.saldo": "Saldo dei servizi rispetto al 31/12 dell'anno prima",
}


def compute(inputs: Inputs, figures: Figures) -> None:
    """Fill in how many are active, what came and went, the balance, and how many there were before."""
    found = reported(inputs)
    now, before = found
    until = now["data"] if now else inputs.period.end
    figures.add("servizi.attivi", found.current("attivi"), SERVICES_UNIT, "Servizi attivi a fine periodo")
    for key, column in (("nuovi", "attivato_il"), ("disattivati", "disattivato_il")):
        number = moved(inputs, column, until) if inputs[REGISTER] else found.current(key)
        figures.add(f"servizi.{key}", number, SERVICES_UNIT, _LABELS[f"servizi.{key}"])
    _compute_balance(before["attivi"] if before else None, figures)
    known = any(figures.number(one) is not None for one in ("servizi.attivi", "servizi.saldo"))
    compared_to = last_year_end(inputs.period) if known else None
    figures.add("servizi.data_confronto", compared_to, DATE, "Data di confronto")
    figures.add("servizi.data", until if known else None, DATE, "Data a cui si riferiscono i servizi attivi")


def _compute_balance(before: int | None, figures: Figures) -> None:
    """The balance is new minus closed; where those aren't known, it is the difference of the two stocks."""
    active, earlier, balance = "servizi.attivi", "servizi.attivi_precedenti", "servizi.saldo"
    movements = Difference("servizi.nuovi", "servizi.disattivati")
    if before is None:
        figures.derive(balance, movements, _BALANCE, _LABELS[balance])
        figures.derive(earlier, Difference(active, balance), SERVICES_UNIT, _LABELS[earlier])
        return
    figures.add(earlier, before, SERVICES_UNIT, _LABELS[earlier])
    known = all(figures.number(part) is not None for part in movements.parts)
    basis = movements if known else Difference(active, earlier)
    figures.derive(balance, basis, _BALANCE, _LABELS[balance])
