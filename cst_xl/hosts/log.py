"""The log file: where the details go of what a person sees as one sentence.

No logger is set up: these functions run inside other programs (Excel's server, LibreOffice's worker), whose logging is
theirs. A record is appended, and a file that has grown long is begun anew.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

NAME: Final = "cst_xl.log"
_LONGEST: Final = 1_000_000


def record(what: str, folder: Path | None = None) -> Path | None:
    """Append the exception that is being handled to the log file.

    Args:
        what: What was being done.
        folder: Where the file is; the computer's folder for temporary files when left out.

    Returns:
        The file, or None when it can't be written: a log must not be one more failure.
    """
    path = (folder or Path(tempfile.gettempdir())) / NAME
    entry = (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} {what}\n{_versions()}\n{traceback.format_exc()}\n"
    )
    try:
        grown = path.exists() and path.stat().st_size > _LONGEST
        with path.open("w" if grown else "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(entry)
    except OSError:
        return None
    return path


def _versions() -> str:
    installed = ", ".join(f"{name} {_version(name)}" for name in ("cst-xl", "xlwings", "pywin32", "pandas"))
    return f"Python {sys.version.split()[0]}, {platform.system()}, {installed}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"
