"""What happens when a workbook of ours opens: it is computed anew, and the person is told where that is impossible.

Calc shows the values that a workbook file holds, and as long as nothing has computed its array formulas they don't
follow a change in the cells that they name either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import dialogs, formulas
from .commands import is_ours

if TYPE_CHECKING:
    from .office import Office

_MACROS_OFF = (
    "Le macro di questa cartella non sono attive, e questa versione di LibreOffice calcola le celle CST di una cartella "
    ".xlsm solo con le macro attive.\n\nSi può lavorare con la cartella in formato .xlsx, dove le celle si calcolano e i "
    "pulsanti sono nel menu CST; oppure mettere la cartella in un percorso attendibile (Strumenti, Opzioni, LibreOffice, "
    "Sicurezza, Sicurezza delle macro)."
)


def refresh(office: Office, model: Any) -> None:
    """Compute a workbook of ours; say why cells show errors, when it is because macros are off."""
    if not is_ours(model):
        return
    modified = model.isModified()
    model.calculateAll()
    model.setModified(modified)
    if stands_still(model):
        dialogs.tell(office, model, "CST", _MACROS_OFF)


def stands_still(model: Any) -> bool:
    """Whether our functions are bound to macros of the document that may not run."""
    return not model.AllowMacroExecution and formulas.first_error(model) != 0
