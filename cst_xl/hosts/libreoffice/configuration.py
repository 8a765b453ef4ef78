"""What the extension adds to LibreOffice's configuration: functions of the wizard, menu and toolbar, jobs.

Texts are given for Italian and for American English, which is what LibreOffice falls back to: staff read Italian
whatever language the program speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from cst_xl.hosts.libreoffice.component import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cst_xl.functions.catalogue import CellFunction
    from cst_xl.workbook.commands import Command

_LANGUAGES: Final = ("it", "en-US")
_CATEGORY: Final = "Add-In"
"""Calc knows a dozen categories and no others: an extension's own functions are among the add-ins."""

_CALC: Final = "com.sun.star.sheet.SpreadsheetDocument"
_MENU: Final = "CST"
_JOBS: Final = {
    "CstAvvio": (names.STARTUP, ("OnStartApp",)),
    "CstSalvataggio": (names.SAVING, ("OnSave", "OnSaveAs", "OnCopyTo")),
    "CstSalvato": (
        names.SAVED,
        tuple(f"On{what}{how}" for what in ("Save", "SaveAs", "CopyTo") for how in ("Done", "Failed")),
    ),
    "CstApertura": (names.OPENING, ("OnLoad",)),
}
"""Name of each job, its service, the events at which it runs."""


def functions(catalogue: Iterable[CellFunction]) -> str:
    """``CalcAddIns.xcu``: names, help and arguments of the functions, as the wizard shows them.

    Without names for compatibility with Excel: newer versions of Calc would take names in a workbook file for the
    add-in's, which isn't told what the cells hold. So the file's names find the Basic functions in every version.
    """
    nodes = "".join(_function(function) for function in catalogue)
    return _document(
        "CalcAddIns", _node("AddInInfo", _replaced(names.FUNCTIONS, _node("AddInFunctions", nodes)))
    )


def _function(function: CellFunction) -> str:
    parameters = "".join(
        _replaced(argument.name, _texts("DisplayName", argument.name) + _texts("Description", argument.help))
        for argument in function.arguments
    )
    return _replaced(
        function.name,
        _texts("DisplayName", function.name.upper())
        + _texts("Description", function.help)
        + _value("Category", _CATEGORY)
        + _node("Parameters", parameters),
    )


def menu(commands: Iterable[Command]) -> str:
    """``Addons.xcu``: a menu and a toolbar with the commands, in Calc only."""
    listed = tuple(commands)
    submenu = _node("Submenu", "".join(_entry(at, command) for at, command in enumerate(listed)))
    title = _texts("Title", _MENU) + _value("Target", "_self") + _value("Context", _CALC)
    bar = _node("OfficeMenuBar", _replaced(names.EXTENSION, title + submenu))
    buttons = "".join(_entry(at, command, _value("Context", _CALC)) for at, command in enumerate(listed))
    toolbar = _node("OfficeToolBar", _replaced(names.EXTENSION, _texts("Title", _MENU) + buttons))
    return _document("Addons", _node("AddonUI", bar + toolbar))


def _entry(at: int, command: Command, more: str = "") -> str:
    url = f"service:{names.COMMANDS}?{command.action}"
    shown = _texts("Title", command.label) + _value("URL", url) + _value("Target", "_self")
    return _replaced(f"m{at}", shown + more)


def toolbar() -> str:
    """``CalcWindowState.xcu``: the toolbar's name, and its place, a row of its own below the others."""
    state = (
        _texts("UIName", _MENU)
        + _value("Docked", "true", "boolean")
        + _value("DockingArea", "0", "int")
        + _value("DockPos", "0,9")
        + _value("Visible", "true", "boolean")
    )
    bar = _replaced(f"private:resource/toolbar/addon_{names.EXTENSION}", state)
    return _document("CalcWindowState", _node("UIElements", _node("States", bar)), ".UI")


def jobs() -> str:
    """``Jobs.xcu``: what runs when the program starts, a document is opened, and before and after one is saved."""
    known = "".join(_replaced(alias, _value("Service", service)) for alias, (service, _) in _JOBS.items())
    events = "".join(_event(event, alias) for alias, (_, listed) in _JOBS.items() for event in listed)
    return _document("Jobs", _node("Jobs", known) + _node("Events", events))


def _event(event: str, job: str) -> str:
    listed = f'<node oor:name="JobList"><node oor:name="{job}" oor:op="replace"/></node>'
    return f'<node oor:name="{event}" oor:op="fuse">{listed}</node>'


def _document(name: str, content: str, package: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'oor:name="{name}" oor:package="org.openoffice.Office{package}">{content}</oor:component-data>\n'
    )


def _node(name: str, content: str) -> str:
    return f"<node oor:name={quoteattr(name)}>{content}</node>"


def _replaced(name: str, content: str) -> str:
    return f'<node oor:name={quoteattr(name)} oor:op="replace">{content}</node>'


def _value(name: str, text: str, kind: str = "string") -> str:
    return f'<prop oor:name="{name}" oor:type="xs:{kind}"><value>{escape(text)}</value></prop>'


def _texts(name: str, text: str) -> str:
    values = "".join(f'<value xml:lang="{language}">{escape(text)}</value>' for language in _LANGUAGES)
    return f'<prop oor:name="{name}" oor:type="xs:string">{values}</prop>'
