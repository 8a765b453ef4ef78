"""What happens when a workbook of ours opens: it is computed anew, and a person learns why its buttons don't answer.

Calc shows the values that a workbook file holds, and as long as nothing has computed its array formulas they don't
follow a change in the cells that they name either.
"""

from __future__ import annotations

from typing import Any

from . import macros
from .commands import is_ours

MACROS_OFF = "Le macro di questa cartella non sono attive, perciò i pulsanti nel foglio non rispondono."
INSTEAD = (
    "Le celle si calcolano lo stesso, e gli stessi comandi sono nel menu CST. Per attivare i pulsanti: Strumenti, Opzioni, "
    "LibreOffice, Sicurezza, Sicurezza delle macro; poi riaprire la cartella."
)
_BAR = "cst_xl_macro"
_INFORMATION = 0  # com.sun.star.frame.InfobarType.INFO


def refresh(model: Any) -> None:
    """Compute a workbook of ours; say where its commands are when its buttons don't answer."""
    if not is_ours(model):
        return
    modified = model.isModified()
    macros.set_aside(model)
    model.calculateAll()
    model.setModified(modified)
    if macros.has_project(model) and not model.AllowMacroExecution:
        explain(model.getCurrentController())


def explain(controller: Any) -> None:
    """Say above the sheet why its buttons don't answer; nothing waits for a click."""
    if controller is not None and not controller.hasInfobar(_BAR):
        controller.appendInfobar(_BAR, MACROS_OFF, INSTEAD, _INFORMATION, (), True)  # noqa: FBT003 - UNO's way
