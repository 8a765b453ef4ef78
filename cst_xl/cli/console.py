"""In which encoding text leaves the program, so that accents are right in whatever reads them.

On Windows a terminal takes any character from Python. A pipe carries bytes, and those who read it there (PowerShell,
``more``, ``findstr``) take them for the console's code page: 850 on Italian PCs. A file stays, and goes to other
computers: it gets UTF-8, as everything does elsewhere.
"""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from typing import TextIO

UTF_8: Final = "utf-8"


def console_code_page() -> int:
    """The code page of the console that this process hangs on; 0 when there is none, and outside Windows."""
    if os.name != "nt":
        return 0
    import ctypes

    loaded: Any = ctypes
    return int(loaded.windll.kernel32.GetConsoleOutputCP())


def prepare(streams: Iterable[TextIO], code_page: Callable[[], int] = console_code_page) -> None:
    """Give output streams the encoding that their readers expect; what it lacks becomes a question mark.

    Args:
        streams: Standard output and standard error; one that isn't a plain text stream is left alone.
        code_page: Asks for the console's code page.
    """
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            encoding = _of_page(code_page()) if _is_pipe(stream) else UTF_8
            stream.reconfigure(encoding=encoding, errors="replace")


def _is_pipe(stream: TextIOWrapper) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _of_page(number: int) -> str:
    """The codec of a code page; UTF-8 where there is no console, or one that Python doesn't know."""
    try:
        return codecs.lookup(f"cp{number}").name if number else UTF_8
    except LookupError:
        return UTF_8
