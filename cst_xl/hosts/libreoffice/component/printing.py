"""A PDF without a person: a document is opened unseen, computed anew, printed and closed; then the program ends.

``install.py`` starts a program of its own for it, with the task in a file, and reads what happened in the same file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from . import macros
from .documents import Document

EVENT = "stampa:"
"""``service:it.cst.xl.Comandi?stampa:file:///…/compito.json``"""

_NEVER_MACROS = 0  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE


def run(office: Any, task_url: str) -> None:
    """Print what a task file says: ``cartella``, ``foglio`` (empty for all), ``pdf``; ``esito`` is written back."""
    path = Path(office.path(task_url))
    task = json.loads(path.read_text(encoding="utf-8"))
    desktop = office.service("com.sun.star.frame.Desktop")
    try:
        task["esito"] = _printed(office, desktop, task)
    except Exception as failure:  # noqa: BLE001 - UNO raises classes of its own; whoever waits needs a sentence
        task["esito"] = str(failure) or type(failure).__name__
    path.write_text(json.dumps(task), encoding="utf-8")
    office.later(desktop.terminate)


def _printed(office: Any, desktop: Any, task: dict[str, str]) -> str:
    """Nothing when it went well, else what was wrong."""
    options = {"Hidden": True, "MacroExecutionMode": _NEVER_MACROS}
    model = desktop.loadComponentFromURL(
        office.url(task["cartella"]), "_blank", 0, office.properties(options)
    )
    if model is None or not hasattr(model, "Sheets"):
        return "il file non si apre come cartella di lavoro"
    try:
        if task["foglio"] and not model.Sheets.hasByName(task["foglio"]):
            return f"non c'è il foglio «{task['foglio']}»"
        macros.set_aside(model)
        document = Document(office, model)
        document.recalculate()
        document.export_pdf(task["foglio"], task["pdf"])
    finally:
        model.close(True)  # noqa: FBT003 - UNO's way
    return ""
