"""What the services of the component share: one worker for the whole program, and the list of what there is to call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from . import arguments, commands
from .documents import Answers, Document
from .engine import Engine, message
from .names import DIRECTORY_FILE, ERROR_MARK, SETTINGS_FILE
from .settings import load, record

FOLDER = Path(__file__).resolve().parents[2]
"""The extension's folder: the files beside the component are there."""


class Directory(NamedTuple):
    """What there is to call, as the builder of the extension wrote it down.

    Attributes:
        functions: Whether each cell function gives a table, by its name.
        commands: Label of each command, by its name.
    """

    functions: dict[str, bool]
    commands: dict[str, str]


def directory(folder: Path = FOLDER) -> Directory:
    """Read the list that is beside the component."""
    found = json.loads((folder / DIRECTORY_FILE).read_text(encoding="utf-8"))
    return Directory(found["funzioni"], found["comandi"])


class Calls:
    """The way from the services to the worker.

    Args:
        engine: The worker.
        known: What there is to call.
    """

    def __init__(self, engine: Engine, known: Directory) -> None:
        self.engine = engine
        self.known = known
        self._commanding = False

    @classmethod
    def of_this_extension(cls) -> Calls:
        """With the settings and the list beside the component."""
        return cls(Engine(load(FOLDER / SETTINGS_FILE)), directory())

    def function(self, name: str, given: Any, *, from_addin: bool = False) -> Any:
        """A cell function, whose failures are texts that begin with ``#CST!``."""
        try:
            packed = [arguments.packed(argument) for argument in given]
            while packed and packed[-1] is None:
                packed.pop()
            return self.engine.call(name, packed, from_addin=from_addin)
        except Exception as failure:  # noqa: BLE001 - UNO raises classes of its own; a cell needs a sentence
            return message(f"errore interno in {name}: {record(failure)}")

    def command(self, office: Any, name: str, model: Any, answers: Any = ()) -> str:
        """A command on a document; see `commands.run`.

        Args:
            office: The UNO side.
            name: Of the command.
            model: The document.
            answers: Yes or no to every question, and a file, for a run without a person; nothing to ask the person.
        """
        label = self.known.commands.get(name)
        if label is None:
            return f"{ERROR_MARK} Il comando «{name}» non esiste."
        if self._commanding:  # a click while a message waits, or while the status bar is drawn
            return f"{ERROR_MARK} Un altro comando è ancora in corso: attenderne la fine e riprovare."
        given = Answers(bool(answers[0]), *(str(one) for one in answers[1:2])) if answers else None
        self._commanding = True
        try:
            return commands.run(self.engine, model, Document(office, model, given), name, label)
        except Exception as failure:  # noqa: BLE001 - what a macro doesn't catch would show a person Basic's own window
            return message(f"Il comando «{label}» non è riuscito: {record(failure)}")
        finally:
            self._commanding = False

    def called(self, office: Any, name: str, given: Any, model: Any) -> Any:
        """A function or a command, whichever has that name: what Basic calls."""
        if name in self.known.functions:
            return self.function(name, given)
        return self.command(office, name, model, given)
