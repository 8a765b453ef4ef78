"""The dialogs that commands show: a message, a question, the choice of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_YES_NO = 3  # com.sun.star.awt.MessageBoxButtons.BUTTONS_YES_NO
_OK = 1  # com.sun.star.awt.MessageBoxButtons.BUTTONS_OK
_YES = 2  # com.sun.star.awt.MessageBoxResults.YES


def tell(office: Any, model: Any, title: str, message: str) -> None:
    """Show a message and wait until it is closed."""
    _box(office, model, office.INFOBOX, _OK, title, message)


def confirm(office: Any, model: Any, title: str, question: str) -> bool:
    """Ask a question; True for yes."""
    return bool(_box(office, model, office.QUERYBOX, _YES_NO, title, question) == _YES)


def choose_file(office: Any, title: str, patterns: Sequence[str]) -> str:
    """Path of the chosen file; empty when the person gave up."""
    picker = office.service("com.sun.star.ui.dialogs.FilePicker")
    picker.setTitle(title)
    kinds = ";".join(patterns)
    picker.appendFilter(f"File di dati ({kinds})", kinds)
    chosen = picker.getSelectedFiles() if picker.execute() else ()
    return str(office.path(chosen[0])) if chosen else ""


def _box(office: Any, model: Any, kind: Any, buttons: int, title: str, message: str) -> Any:
    """Show a message box over the document's window; 0 when there is no window."""
    controller = None if model is None else model.getCurrentController()
    parent = controller.getFrame().getContainerWindow() if controller is not None else None
    toolkit = office.service("com.sun.star.awt.Toolkit")
    box = toolkit.createMessageBox(parent or toolkit.getDesktopWindow(), kind, buttons, title, message)
    if box is None:
        return 0
    try:
        return box.execute()
    finally:
        box.dispose()
