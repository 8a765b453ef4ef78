"""The worker: the process of our environment that computes for LibreOffice.

It reads one message at a time from its standard input and answers each; it ends when the office does, because then its
input ends. What libraries print goes to standard error, so that nothing but frames is in the pipe.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from cst_xl.functions import BY_NAME, CellFunction, invoke
from cst_xl.functions.catalogue import ERROR_MARK
from cst_xl.hosts import log
from cst_xl.hosts.libreoffice import values
from cst_xl.hosts.libreoffice.book import OfficeBook, OfficeRefusedError
from cst_xl.hosts.libreoffice.component import frames
from cst_xl.hosts.libreoffice.component.shelf import Shelf

Run = Callable[[str, "Conversation"], bool]
"""How a command is run: its name, and the conversation in which its questions are asked."""

_REINSTALL: Final = "Eseguire «cst-xl libreoffice install» e riavviare LibreOffice."


def run_command(name: str, conversation: Conversation) -> bool:
    """Run a command of `hosts.running` on the workbook at the other end of the pipe."""
    from cst_xl.hosts.libreoffice import diagnosis
    from cst_xl.hosts.running import ACTIONS, perform

    return perform(name, OfficeBook(conversation.ask), {**ACTIONS, "diagnostica": diagnosis.diagnose})


@dataclass
class Conversation:
    """One office, one worker, one message at a time.

    While a command waits for an answer of the office it may be asked to compute cells: a recalculation is one of the
    things that commands ask for. So both sides answer questions while they wait.

    Attributes:
        source: Where messages come from.
        target: Where answers go.
        run: How commands are run.
        functions: The cell functions, by name.
    """

    source: BinaryIO
    target: BinaryIO
    run: Run = run_command
    functions: Mapping[str, CellFunction] = field(default_factory=lambda: BY_NAME)
    _tables: Shelf[values.Rows] = field(default_factory=Shelf)

    def serve(self) -> None:
        """Greet, then answer until the office is gone."""
        self._say({"value": "ready"})
        try:
            while True:
                self._answer(self._next())
        except frames.BrokenFrameError:
            return

    def ask(self, method: str, *arguments: object) -> Any:
        """Have the office do something with the workbook, and wait for the answer.

        Raises:
            OfficeRefusedError: It couldn't.
            BrokenFrameError: It is gone.
        """
        self._say({"ask": method, "arguments": arguments})
        while True:
            kind, *content = message = self._next()
            if kind == "answer":
                return content[0]
            if kind == "refused":
                raise OfficeRefusedError(content[0])
            self._answer(message)

    def _next(self) -> Sequence[Any]:
        message: Sequence[Any] = frames.in_worker(frames.read(self.source))
        return message

    def _say(self, message: Mapping[str, object]) -> None:
        frames.write(self.target, frames.to_office(message))

    def _answer(self, message: Sequence[Any]) -> None:
        kind, name, *rest = message
        if kind == "command":
            self._say({"value": self.run(name, self)})
        else:
            packed, from_addin = rest
            self._say({"value": self._computed(name, [self._unpacked(one) for one in packed], from_addin)})

    def _unpacked(self, packed: Any) -> object:
        """An argument; a table comes with its content once, and by its digest alone from then on."""
        if isinstance(packed, tuple) and packed[0] in {"use", "keep"}:
            key = packed[1]
            kept = self._tables.get(key)
            if kept is None:
                kept = self._tables.put(key, values.rows(*frames.in_worker(packed[2])[1:]))
            return kept
        return values.argument(packed)

    def _computed(self, name: str, arguments: Sequence[object], from_addin: bool) -> object:
        function = self.functions.get(name)
        if function is None:
            return f"{ERROR_MARK} La funzione {name} non c'è nella versione installata. {_REINSTALL}"
        try:
            return values.shown(_invoked(function, arguments, from_addin))
        except Exception as failure:  # noqa: BLE001 - a traceback in a cell helps nobody; the log has it
            log.record(f"function {name}")
            return f"{ERROR_MARK} errore interno in {name}: {type(failure).__name__}. Premere Diagnostica."


def _invoked(function: CellFunction, given: Sequence[object], from_addin: bool) -> object:
    """Call a function; a number that it can't take may have been something else in its cell.

    Calc hands an add-in a zero for an empty cell and a plain number for a date, and Basic a zero for an argument that
    was skipped (``f(9;;20)``).
    """
    result = invoke(function, given)
    if not _failed(result):
        return result
    blanked = [
        None if type(value) is float and value == 0 and (from_addin or argument.optional) else value
        for argument, value in zip(function.arguments, given, strict=False)
    ]
    dated = [values.moment(one) if from_addin and type(one) is float and one >= 1 else one for one in blanked]
    for other in (blanked, dated):
        if other != list(given):
            again = invoke(function, other)
            if not _failed(again):
                return again
    return result


def _failed(result: object) -> bool:
    return isinstance(result, str) and result.startswith(ERROR_MARK)


def main() -> None:
    """Serve the office that started this process."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    Conversation(source, target).serve()


if __name__ == "__main__":
    main()
