"""Where the files that ship with the code are: beside it in a checkout, inside the package once installed."""

from __future__ import annotations

from pathlib import Path

from cst_xl.core.errors import CstError

_PACKAGE = Path(__file__).parents[1]


def folder(name: str) -> Path:
    """A folder of shipped files: ``workbooks`` or ``macros``.

    In a checkout they are top-level folders; in a wheel they are packed as ``cst_xl/_workbooks`` and so on.

    Raises:
        CstError: The installation is incomplete.
    """
    packed, beside = _PACKAGE / f"_{name}", _PACKAGE.parent / name
    for candidate in (packed, beside):
        if candidate.is_dir():
            return candidate
    raise CstError(f"L'installazione di cst_xl è incompleta: manca la cartella «{name}».")
