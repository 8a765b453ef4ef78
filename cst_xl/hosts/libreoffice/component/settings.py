"""Where our Python is, and how patient the office is with it: a small file beside the component."""

from __future__ import annotations

import configparser
import os
import tempfile
import traceback
from pathlib import Path
from typing import NamedTuple

PYTHON_VARIABLE = "CST_PYTHON"
"""Environment variable that names another Python than the settings file does, for whoever tries things out."""

SECTION = "motore"
CALL_SECONDS = 30.0
COMMAND_SECONDS = 300.0
START_SECONDS = 60.0
REFUSING_SECONDS = 10.0


class Settings(NamedTuple):
    """How the worker is started and how long it is waited for.

    Attributes:
        python: The interpreter of our environment.
        root: The folder that holds our package, for environments in which it isn't installed.
        call_seconds: Longest wait for one cell function.
        command_seconds: Longest silence of a command.
        start_seconds: Longest wait for the worker to be ready.
        refusing_seconds: How long nothing is asked after a failure: longer than one recalculation, shorter than a
            person's patience.
    """

    python: str
    root: str = ""
    call_seconds: float = CALL_SECONDS
    command_seconds: float = COMMAND_SECONDS
    start_seconds: float = START_SECONDS
    refusing_seconds: float = REFUSING_SECONDS


def load(path: Path) -> Settings:
    """Read the settings file; what it lacks has the usual value.

    Raises:
        ValueError: A number that isn't one.
    """
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(str(path), encoding="utf-8")
    found = parser[SECTION] if parser.has_section(SECTION) else {}
    return Settings(
        os.environ.get(PYTHON_VARIABLE) or found.get("python", ""),
        found.get("cartella", ""),
        float(found.get("secondi_funzione", CALL_SECONDS)),
        float(found.get("secondi_comando", COMMAND_SECONDS)),
        float(found.get("secondi_avvio", START_SECONDS)),
        float(found.get("secondi_pausa", REFUSING_SECONDS)),
    )


def text(settings: Settings) -> str:
    """The settings file's content."""
    return (
        "; Scritto da «cst-xl libreoffice install»: dove si trova il Python di cst_xl, e quanto si aspetta.\n"
        f"[{SECTION}]\npython = {settings.python}\ncartella = {settings.root}\n"
        f"secondi_funzione = {settings.call_seconds:g}\nsecondi_comando = {settings.command_seconds:g}\n"
        f"secondi_avvio = {settings.start_seconds:g}\nsecondi_pausa = {settings.refusing_seconds:g}\n"
    )


def log_file() -> Path:
    """Where the worker's own complaints go."""
    return Path(tempfile.gettempdir()) / "cst_xl_libreoffice.log"


def record(failure: BaseException) -> str:
    """Append a failure of the component to that file; gives its kind and the file, for a sentence in a cell."""
    entry = "".join(traceback.format_exception(type(failure), failure, failure.__traceback__))
    try:
        with log_file().open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    except OSError:  # a log must not be one more failure
        return type(failure).__name__
    return f"{type(failure).__name__}. Dettagli: {log_file()}"
