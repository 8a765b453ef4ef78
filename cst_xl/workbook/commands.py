"""The commands that staff start with a button: one list for the sheet, the ribbon, the macros and every host.

Pure data. The labels on the sheet belong to `layout.BUTTONS`; a test holds both together, and both to ``macros/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        label: What the button shows.
        action: How the hosts name it: ``excel.run('verifica')``.
        macro: The VBA Sub that starts it.
        icon: Name of a picture that Excel brings along (``imageMso``).
        tip: What it does, in one Italian sentence.
    """

    label: str
    action: str
    macro: str
    icon: str
    tip: str


COMMANDS: Final = (
    Command(
        "Importa…",
        "importa",
        "Importa",
        "GetExternalDataFromText",
        "Sceglie un file esportato e ne mette i dati nel foglio giusto.",
    ),
    Command(
        "Verifica dati",
        "verifica",
        "VerificaDati",
        "DataValidation",
        "Rilegge i dati inseriti e aggiorna il foglio Controlli.",
    ),
    Command("Calcola", "calcola", "Calcola", "CalculateNow", "Ricalcola tutte le tabelle e i grafici."),
    Command(
        "Genera Focus",
        "focus",
        "GeneraFocus",
        "FileSaveAsPdfOrXps",
        "Scrive il bollettino Focus del trimestre: foglio, PDF, pagina web e dati aperti.",
    ),
    Command(
        "Nuovo trimestre",
        "nuovo_trimestre",
        "NuovoTrimestre",
        "FileNew",
        "Prepara la cartella del trimestre seguente, con i cataloghi di questa.",
    ),
    Command(
        "Diagnostica",
        "diagnostica",
        "Diagnostica",
        "ErrorChecking",
        "Dice che cosa manca su questo PC e come rimediare.",
    ),
)
