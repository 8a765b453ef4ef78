"""The cell functions among a document's own macros, out of the way while the document is open.

They are for Excel. Calc 7 takes the functions of a document's macros before anybody else's of the same name: where they
may not run a cell has no result, and where they may, a click in the middle of a recalculation is acted on at once, since
Basic looks for clicks while it runs. A function that is only a comment isn't found, so the cell comes to ours; before
the document is saved the comment becomes a function again. So nothing has to be remembered, and a copy that the program
rescued from a crash heals when it is opened.
"""

from __future__ import annotations

from typing import Any

PROJECT = "VBAProject"
"""The library that Calc makes of a file's macros."""

MODULE = "xlwings_udfs"
"""The module with the cell functions, see ``macros/README.md``."""

_ASIDE = "'~ "


def has_project(model: Any) -> bool:
    """Whether a document came with macros."""
    libraries = getattr(model, "BasicLibraries", None)
    return libraries is not None and bool(libraries.hasByName(PROJECT))


def set_aside(model: Any) -> None:
    """Turn the functions into comments, unless they are."""
    source = _source(model)
    if source and not source.startswith(_ASIDE):
        _replace(model, "".join(f"{_ASIDE}{line}" for line in source.splitlines(keepends=True)))


def put_back(model: Any) -> None:
    """Turn the comments into functions again, if they are comments; cells that still wait are computed first."""
    source = _source(model)
    if source.startswith(_ASIDE):
        model.calculate()
        _replace(model, "".join(line[len(_ASIDE) :] for line in source.splitlines(keepends=True)))


def _source(model: Any) -> str:
    if not has_project(model):
        return ""
    library = model.BasicLibraries.getByName(PROJECT)
    return str(library.getByName(MODULE)) if library.hasByName(MODULE) else ""


def _replace(model: Any, source: str) -> None:
    """Change the module without making the document look as if a person had changed it."""
    modified = model.isModified()
    model.BasicLibraries.getByName(PROJECT).replaceByName(MODULE, source)
    model.setModified(modified)
