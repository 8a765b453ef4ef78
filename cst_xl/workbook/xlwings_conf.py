"""The sheet with which a workbook tells xlwings how to run Python.

xlwings looks for a setting here first, then in the file ``xlwings.conf`` of the user's home, then takes its default. The
interpreter isn't set here: a path belongs to a PC, not to a workbook that goes round the office, and an empty row would
hide the one in the user's own file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cst_xl.workbook.vba_wrappers import UDF_MODULE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cst_xl.core.tables import Grid


@dataclass(frozen=True)
class Setting:
    """A row of the sheet ``xlwings.conf``.

    Attributes:
        key: What xlwings looks for; capitals don't matter. One that begins with ``#`` means nothing to xlwings.
        value: Always a text: a logical value would turn into «VERO» or «FALSO» under an Italian Excel.
        note: What it is for, in Italian; stands in the third column, which xlwings doesn't read.
    """

    key: str
    value: str
    note: str


CONF_SHEET: Final = "xlwings.conf"

_SETTINGS: Final = (
    Setting("UDF MODULES", UDF_MODULE, "Il modulo Python con le funzioni cst_…"),
    Setting(
        "USE UDF SERVER", "True", "Python resta acceso fra un clic e l'altro: i pulsanti rispondono subito."
    ),
    Setting(
        "ADD_WORKBOOK_TO_PYTHONPATH", "False", "La cartella del file resta fuori dal percorso di Python."
    ),
    Setting("SHOW CONSOLE", "False", "Con True si vede la finestra di Python, utile per cercare un guasto."),
    Setting("DEBUG UDFS", "False", "Solo per chi sviluppa."),
    Setting(
        "#INTERPRETER_WIN",
        "",
        "Se Python non è nel PATH: togliere il # e scrivere a fianco il percorso di pythonw.exe.",
    ),
)


def conf_rows(own: Mapping[str, object] | None = None) -> list[list[str]]:
    """Rows of the sheet ``xlwings.conf``, from A1 on: key, value, note.

    Args:
        own: Keys and values that a person has set in an earlier workbook: they win over ours and none is lost.

    Returns:
        Rows without gaps, since xlwings reads down to the first empty cell, and with every key once.
    """
    theirs = {
        str(key).strip().upper(): _setting(value) for key, value in (own or {}).items() if str(key).strip()
    }
    rows = [
        [one.key, theirs.pop(one.key, one.value), one.note]
        for one in _SETTINGS
        if one.key.removeprefix("#") not in theirs or not one.key.startswith("#")
    ]
    return rows + [[key, value, ""] for key, value in theirs.items()]


def own_settings(values: Callable[[str], Grid]) -> dict[str, object]:
    """Keys and values of the sheet in a workbook, for `conf_rows` of the next one."""
    return {str(row[0]): row[1] for row in values(CONF_SHEET) if len(row) > 1 and row[0]}


def _setting(value: object) -> str:
    return "" if value is None else str(value)
