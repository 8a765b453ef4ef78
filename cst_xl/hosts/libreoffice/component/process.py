"""One worker process: started with our Python, asked in frames, killed when it keeps us waiting.

The main thread of the office reads the pipe itself, since handing every answer from thread to thread would cost more
than the answers; a second thread only looks at the clock. A killed process ends the reading, on every system.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Callable

from . import frames
from .settings import log_file
from .shelf import Shelf, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .settings import Settings

WORKER = "cst_xl.hosts.libreoffice.worker"
Answer = Callable[[str, "Sequence[Any]"], Any]
"""How a question of a command is answered: name and arguments of a method of the book."""

_LOOK_EVERY = 0.25
_LAST_SECONDS = 1.0
_NO_WINDOW = 0x08000000  # Windows' CREATE_NO_WINDOW: a console must not flash up behind the spreadsheet
_OFFICE_ONLY = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONEXECUTABLE",
    "LD_LIBRARY_PATH",
    "URE_BOOTSTRAP",
    "UNO_PATH",
)
"""What the office sets for its own Python, and what would lead ours to the wrong libraries."""


class DeadError(Exception):
    """The process has ended, or sent what isn't a frame."""


class SlowError(Exception):
    """The process didn't answer in time, and was killed."""


class WorkerProcess:
    """A worker that runs, and what it is known to hold.

    Raises:
        OSError: It can't be started.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._deadline = float("inf")
        self._slow = False
        self._sent: Shelf[bool] = Shelf()
        with log_file().open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the interpreter that the settings file names
                [settings.python, "-m", WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment(os.environ, settings.root),
                creationflags=_NO_WINDOW if os.name == "nt" else 0,
            )
        threading.Thread(target=self._watch, name="cst_xl clock", daemon=True).start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def greet(self) -> None:
        """Wait until it is ready.

        Raises:
            DeadError: It ended before.
            SlowError: It isn't ready in time.
        """
        with self._limit(self._settings.start_seconds):
            self._read()

    def call(self, name: str, arguments: Sequence[Any], *, from_addin: bool = False) -> Any:
        """Have a cell function computed.

        Args:
            name: A function of the catalogue.
            arguments: Values, or tables as `ranges.Table`.
            from_addin: Whether Calc handed the arguments to an add-in, which sees an empty cell as zero.

        Raises:
            DeadError: The process ended or babbled.
            SlowError: It didn't answer in time.
        """
        packed = tuple(self._packed(argument) for argument in arguments)
        with self._limit(self._settings.call_seconds):
            return self._exchange(("call", name, packed, from_addin), None)

    def command(self, name: str, answer: Answer) -> Any:
        """Have a command run; its questions are answered on the way, each within its own time.

        Raises:
            DeadError: The process ended or babbled.
            SlowError: It was silent for too long.
        """
        with self._limit(self._settings.command_seconds):
            return self._exchange(("command", name), answer)

    def dismiss(self) -> None:
        """Let it end by itself, as it does when there is nobody to listen to any more."""
        _close(self._process.stdin)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it at once, and close our ends of its pipes."""
        self._process.kill()
        self._process.wait()
        _close(self._process.stdin)
        _close(self._process.stdout)

    def _packed(self, argument: Any) -> Any:
        """A table as its digest, with its content only when the worker hasn't got it."""
        if not isinstance(argument, tuple) or argument[:1] != ("table",):
            return argument
        content = frames.to_worker(tuple(argument))
        key = digest(content)
        if self._sent.get(key):
            return ("use", key)
        self._sent.put(key, True)  # noqa: FBT003 - that it is there is all there is to know
        return ("keep", key, content)

    def _exchange(self, message: Any, answer: Answer | None) -> Any:
        self._write(message)
        while True:
            reply = self._read()
            if "value" in reply:
                return reply["value"]
            if answer is None or "ask" not in reply:
                self.kill()
                raise DeadError(f"unexpected: {reply!r:.80}")
            self._write(self._answered(answer, reply))

    def _answered(self, answer: Answer, question: Mapping[str, Any]) -> tuple[str, Any]:
        """Answer a question of a command; that the office takes its time isn't the worker's fault."""
        with self._limit(float("inf")):
            try:
                return ("answer", answer(question["ask"], question["arguments"]))
            except Exception as failure:  # noqa: BLE001 - UNO raises classes of its own; the command decides what it means
                return ("refused", str(failure) or type(failure).__name__)

    def _write(self, message: Any) -> None:
        try:
            frames.write(_stream(self._process.stdin), frames.to_worker(message))
        except frames.BrokenFrameError as gone:
            raise self._end(gone) from gone

    def _read(self) -> Mapping[str, Any]:
        try:
            reply = frames.in_office(frames.read(_stream(self._process.stdout)))
        except frames.BrokenFrameError as gone:
            raise self._end(gone) from gone
        if not isinstance(reply, dict):
            raise self._end(TypeError(f"not a reply: {reply!r:.80}"))
        return reply

    def _end(self, reason: Exception) -> Exception:
        self.kill()
        return SlowError(str(reason)) if self._slow else DeadError(str(reason))

    @contextmanager
    def _limit(self, seconds: float) -> Iterator[None]:
        """Kill the process when what follows takes longer; inside another limit only this one counts."""
        outer, started = self._deadline, time.monotonic()
        self._deadline = started + seconds
        try:
            yield
        finally:
            self._deadline = outer + (time.monotonic() - started)

    def _watch(self) -> None:
        while self.alive:
            if time.monotonic() > self._deadline:
                self._slow = True
                self._process.kill()
                return
            time.sleep(_LOOK_EVERY)


def environment(around: Mapping[str, str], root: str) -> dict[str, str]:
    """Environment of the worker: the person's, without what the office set for its own Python."""
    kept = {name: value for name, value in around.items() if name not in _OFFICE_ONLY}
    kept["PYTHONUTF8"] = "1"
    if root:
        kept["PYTHONPATH"] = root
    return kept


def _close(stream: Any) -> None:
    with suppress(OSError):  # what was still to be written has no reader
        stream.close()


def _stream(stream: Any) -> BinaryIO:
    """One of the two pipes that the process was started with."""
    assert stream is not None  # noqa: S101 - for the type checker: both are pipes
    return stream  # type: ignore[no-any-return]
