"""Which layout a workbook has, told by a name in the file: older ones are understood, others are refused with what to do.

Layout 1 is that of the first workbooks. Whatever changes where things stand or what the template's own cells say makes a
new layout: `layout.VERSION` counts up, and what cells of the one before said goes into `keeping/said_before`, so that
nobody takes it for something that a person typed.
"""

from __future__ import annotations

from typing import Final

from cst_xl.core.errors import ForeignWorkbookError
from cst_xl.workbook import layout
from cst_xl.workbook.package import Package

FIRST: Final = 1
CURRENT: Final = int(layout.VERSION)


def version_of(package: Package) -> int:
    """The layout of a workbook of ours; one that doesn't say it has the first.

    Raises:
        ForeignWorkbookError: A layout that this program doesn't know.
    """
    names = {name.casefold(): text for name, text in package.defined_names().items()}
    told = names.get(layout.VERSION_NAME, f'"{FIRST}"').strip('"')
    if not told.isascii() or not told.isdigit() or int(told) < FIRST:
        raise ForeignWorkbookError(
            f"«{package.path.name}» dice di seguire il modello «{told}», che non esiste: forse il nome "
            f"{layout.VERSION_NAME} è stato cambiato. Riprendere una copia precedente del file."
        )
    if int(told) > CURRENT:
        raise ForeignWorkbookError(
            f"«{package.path.name}» segue il modello {told}, più nuovo di quello che questo programma conosce "
            f"({CURRENT}): aggiornare cst-xl e riprovare. Il file non è stato toccato."
        )
    return int(told)


def is_older(package: Package) -> bool:
    """Whether a workbook has an earlier layout than those made now."""
    return version_of(package) < CURRENT
