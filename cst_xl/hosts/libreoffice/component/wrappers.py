"""The Basic functions that cells find by name, put where Calc looks for them.

Calc 7 doesn't know an add-in's functions by the names that a workbook file holds, but it does know Basic functions of
those names, and saves them without a prefix, so that Excel understands the file. They must be in the user's library
Standard: functions of an extension's own library are found, and then refused (``SfxObjectShell::CallBasic`` takes the
library above them for the document's). So the module is put there when the program starts and taken out when it ends.
"""

from __future__ import annotations

from typing import Any

from .names import WRAPPERS

_LIBRARY = "Standard"


def install(libraries: Any, source: str) -> None:
    """Put the module into the user's library, in place of one that a crash left behind.

    Args:
        libraries: ``com.sun.star.script.ApplicationScriptLibraryContainer``.
        source: Of the module.
    """
    if not libraries.isLibraryLoaded(_LIBRARY):
        libraries.loadLibrary(_LIBRARY)
    library = libraries.getByName(_LIBRARY)
    if not library.hasByName(WRAPPERS):
        library.insertByName(WRAPPERS, source)
    elif library.getByName(WRAPPERS) != source:
        library.replaceByName(WRAPPERS, source)


def remove(libraries: Any) -> None:
    """Take the module out again, so that nothing of it stays in the user's profile."""
    library = libraries.getByName(_LIBRARY)
    if library.hasByName(WRAPPERS):
        library.removeByName(WRAPPERS)
