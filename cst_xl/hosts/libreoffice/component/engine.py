"""The worker as the office sees it: there when it is needed, replaced when it dies, never in the way.

A cell function always gives something to show: a value, or a sentence that begins with ``#CST!``. A worker that ended
is replaced and asked once more, so a person sees nothing of it; after a second failure, and after one that cost the
full time limit, questions are refused for a few seconds, or a recalculation of fifty cells would wait fifty times.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .names import ERROR_MARK, LONGEST_MESSAGE
from .process import Answer, DeadError, SlowError, WorkerProcess
from .ranges import Table
from .settings import Settings, log_file
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

REMEMBERED = 10_000
"""How many results of calls without tables are kept: they follow from the arguments alone, and a hard recalculation asks
for all of them again."""

_REMEDY = "Eseguire «cst-xl libreoffice install»."
_AGAIN = "Premere Ctrl+Maiusc+F9 per riprovare."


class EngineError(Exception):
    """The worker can't answer; the text is an Italian sentence that says why and what to do."""


class Engine:
    """At most one worker, and the memory of its last failure.

    Args:
        settings: How it is started.
        clock: Seconds that only grow.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._process: WorkerProcess | None = None
        self._refusing_until = float("-inf")
        self._reason = ""
        self._known: Shelf[Any] = Shelf(REMEMBERED)

    @property
    def pid(self) -> int | None:
        """Process id of the worker that runs, or None."""
        return self._process.pid if self._process is not None and self._process.alive else None

    def call(self, name: str, arguments: Sequence[Any], *, from_addin: bool = False) -> Any:
        """Have a cell function computed; see `WorkerProcess.call`.

        Returns:
            A value, rows of values, or a sentence that begins with ``#CST!``.
        """
        key = _key(name, arguments, from_addin)
        known = None if key is None else self._known.get(key)
        if known is not None:
            return known
        try:
            result = self._twice(lambda worker: worker.call(name, arguments, from_addin=from_addin))
        except EngineError as failure:
            return message(str(failure))
        return result if key is None else self._known.put(key, result)

    def command(self, name: str, answer: Answer) -> bool:
        """Have a command run, once: what it has done by the time it fails can't be known here.

        Returns:
            Whether it went well.

        Raises:
            EngineError: The worker can't be started, ended or fell silent.
        """
        try:
            return bool(self._ready().command(name, answer))
        except SlowError:
            raise self._refuse(self._slow(self._settings.command_seconds)) from None
        except DeadError:
            raise EngineError(self._crashed()) from None

    def stop(self) -> None:
        """End the worker, if there is one."""
        if self._process is not None:
            self._process.dismiss()
            self._process = None

    def _twice(self, ask: Callable[[WorkerProcess], Any]) -> Any:
        with suppress(DeadError):
            return self._asked(ask)
        try:
            return self._asked(ask)
        except DeadError:
            raise self._refuse(self._crashed()) from None

    def _asked(self, ask: Callable[[WorkerProcess], Any]) -> Any:
        try:
            return ask(self._ready())
        except SlowError:
            raise self._refuse(self._slow(self._settings.call_seconds)) from None

    def _ready(self) -> WorkerProcess:
        """The worker, started if need be.

        Raises:
            EngineError: It can't be started, or failed a moment ago.
        """
        if self._clock() < self._refusing_until:
            raise EngineError(self._reason)
        if self._process is None or not self._process.alive:
            self._process = self._started()
        return self._process

    def _started(self) -> WorkerProcess:
        try:
            worker = WorkerProcess(self._settings)
            worker.greet()
        except OSError as missing:
            found = f"il suo Python non si avvia («{self._settings.python}»: {missing.strerror or missing})"
            raise self._refuse(f"Manca il motore di calcolo: {found}. {_REMEDY}") from missing
        except SlowError:
            raise self._refuse(self._slow(self._settings.start_seconds)) from None
        except DeadError:
            raise self._refuse(f"Il motore di calcolo non parte. {_REMEDY} Dettagli: {log_file()}") from None
        return worker

    def _refuse(self, reason: str) -> EngineError:
        self._reason = reason
        self._refusing_until = self._clock() + self._settings.refusing_seconds
        return EngineError(reason)

    def _slow(self, seconds: float) -> str:
        return f"Il calcolo non ha risposto entro {seconds:g} secondi ed è stato interrotto. {_AGAIN}"

    def _crashed(self) -> str:
        return f"Il motore di calcolo si è chiuso all'improvviso. {_AGAIN} Dettagli: {log_file()}"


def _key(name: str, arguments: Sequence[Any], from_addin: bool) -> Any:
    """What a result is remembered by, types included since True equals 1; None for a call with tables."""
    if any(isinstance(one, Table) for one in arguments):
        return None
    return (name, from_addin, *((type(one), one) for one in arguments))


def message(sentence: str) -> str:
    """What a cell shows instead of a value."""
    full = f"{ERROR_MARK} {sentence}"
    return full if len(full) <= LONGEST_MESSAGE else full[: LONGEST_MESSAGE - 1] + "…"
