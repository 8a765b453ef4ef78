"""Where the files that ship with the code are: beside it in a checkout, inside the package once installed."""

from __future__ import annotations

from pathlib import Path

from cst_xl.core.errors import CstError

_PACKAGE = Path(__file__).parents[1]
_ELSEWHERE = {"guida": "docs/guida"}
"""Where a folder is in a checkout, if it isn't at the top."""


def folder(name: str) -> Path:
    """A folder of shipped files: ``workbooks``, ``macros`` or ``guida``.

    In a checkout they are top-level folders; in a wheel they are packed as ``cst_xl/_workbooks`` and so on.

    Raises:
        CstError: The installation is incomplete.
    """
    packed, beside = _PACKAGE / f"_{name}", _PACKAGE.parent / _ELSEWHERE.get(name, name)
    for candidate in (packed, beside):
        if candidate.is_dir():
            return candidate
    raise CstError(f"L'installazione di cst_xl è incompleta: manca la cartella «{name}».")
