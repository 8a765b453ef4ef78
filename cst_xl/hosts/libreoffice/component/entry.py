"""The services that LibreOffice finds in the extension: cell functions, bridge for Basic, commands, start, saving.

LibreOffice loads this file by its path, also when it installs the extension: nothing here may fail then. The methods of
the cell functions are made from the list beside this file; their types are in the extension's type library.
"""

# mypy: disable-error-code="import-not-found, misc"
# (UNO's modules exist only inside LibreOffice.)

from __future__ import annotations

from functools import lru_cache
from typing import Any

import unohelper
from com.sun.star.frame import XTerminateListener
from com.sun.star.task import XJob, XJobExecutor
from cst_xl_office import dialogs, formulas, macros, names, opening, printing, wrappers
from cst_xl_office.calls import FOLDER, Calls, directory
from cst_xl_office.office import Office
from it.cst.xl import XFunzioni, XPonte


@lru_cache(maxsize=1)
def _calls() -> Calls:
    """The one worker of this program; made at first use, because installing an extension must not need it."""
    return Calls.of_this_extension()


def _method(name: str, table: bool) -> Any:
    def call(_self: Any, *given: Any) -> Any:
        result = _calls().function(name, given, from_addin=True)
        if not table:
            return result
        return tuple(map(tuple, result)) if isinstance(result, list) else ((result,),)

    call.__name__ = name
    return call


class _Service(unohelper.Base):
    def __init__(self, context: Any, *_arguments: Any) -> None:
        self.office = Office(context)


Functions = type(
    "Functions",
    (_Service, XFunzioni),
    {name: _method(name, table) for name, table in directory().functions.items()},
)


class Bridge(_Service, XPonte):
    """What Basic calls."""

    def chiama(self, name: str, given: Any, model: Any) -> Any:
        """A function or a command: a value, rows of rows, or a text that begins with ``#CST!``."""
        result = _calls().called(self.office, name, given, model)
        return tuple(map(tuple, result)) if isinstance(result, list) else result


class Commands(_Service, XJobExecutor):
    """What the menu, the toolbar and the command line call."""

    def trigger(self, event: str) -> None:
        """Run a command on the document in front; ``stampa:…`` prints one without showing it."""
        if event.startswith(printing.EVENT):
            printing.run(self.office, event[len(printing.EVENT) :])
            return
        model = self.office.service("com.sun.star.frame.Desktop").getCurrentComponent()
        told = _calls().command(self.office, event, model)
        if told.startswith(names.ERROR_MARK):
            dialogs.tell(self.office, model, "CST", told[len(names.ERROR_MARK) :].strip())


class Startup(_Service, XJob):
    """Runs when the program starts."""

    def execute(self, _arguments: Any) -> None:
        """Make the functions known by their names until the program ends."""
        libraries = self.office.service("com.sun.star.script.ApplicationScriptLibraryContainer")
        wrappers.install(libraries, (FOLDER / names.WRAPPERS_FILE).read_text(encoding="utf-8"))
        self.office.service("com.sun.star.frame.Desktop").addTerminateListener(Ending(libraries))


class Ending(unohelper.Base, XTerminateListener):
    """Hears that the program ends."""

    def __init__(self, libraries: Any) -> None:
        self._libraries = libraries

    def queryTermination(self, _event: Any) -> None:  # noqa: N802 - UNO's name
        """Nothing to object."""

    def notifyTermination(self, _event: Any) -> None:  # noqa: N802 - UNO's name
        """Leave nothing behind."""
        wrappers.remove(self._libraries)
        if _calls.cache_info().currsize:
            _calls().engine.stop()

    def disposing(self, _source: Any) -> None:
        """Nothing to do."""


class _DocumentJob(_Service, XJob):
    def execute(self, given: Any) -> None:
        """Do what the job is for with the document of the event."""
        environment = {one.Name: one.Value for one in given}["Environment"]
        model = {one.Name: one.Value for one in environment}.get("Model")
        if model is not None and hasattr(model, "Sheets"):
            self.on(model)

    def on(self, model: Any) -> None:
        """What the job is for."""
        raise NotImplementedError


class Saving(_DocumentJob):
    """Runs before a document is saved."""

    def on(self, model: Any) -> None:
        """Have the file call our functions by names that Excel understands, and hold its own macros as they were."""
        formulas.bind_to_basic(model)
        macros.put_back(model)


class Saved(_DocumentJob):
    """Runs when a document has been saved, or couldn't be."""

    def on(self, model: Any) -> None:
        """Have its cells go on computing."""
        macros.set_aside(model)


class Opening(_DocumentJob):
    """Runs when a document has been opened and is shown."""

    def on(self, model: Any) -> None:
        """Have it compute, and say where its commands are."""
        opening.refresh(model)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for this name
for _made, _name in (
    (Functions, names.FUNCTIONS),
    (Bridge, names.BRIDGE),
    (Commands, names.COMMANDS),
    (Startup, names.STARTUP),
    (Saving, names.SAVING),
    (Saved, names.SAVED),
    (Opening, names.OPENING),
):
    g_ImplementationHelper.addImplementation(_made, f"{_name}.Python", (_name,))
