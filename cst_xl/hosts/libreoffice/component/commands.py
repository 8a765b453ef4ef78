"""A command on a document, from the menu, a macro or a button: it can be undone in one step, or it changed nothing.

A command that fails has put its cells back itself; what it couldn't put back, because the worker died under it, Calc's
own undo puts back here.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .engine import EngineError
from .names import ERROR_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .documents import Document
    from .engine import Engine

OURS = "dati_parametri"
"""A name that every workbook of ours has."""


def run(engine: Engine, model: Any, document: Document, action: str, label: str) -> str:
    """Run a command on a document of ours.

    Args:
        engine: The worker.
        model: The document as UNO knows it.
        document: The same, as the command sees it.
        action: Name of the command.
        label: What the menu calls it, for the list of what can be undone.

    Returns:
        The closing message that was told; a text that begins with ``#CST!`` when the command couldn't run, which
        nobody has told yet.
    """
    if not is_ours(model):
        return f"{ERROR_MARK} Il comando «{label}» vale per la cartella di lavoro del Focus: aprirla e riprovare."
    try:
        with _one_step(model, f"CST: {label}") as step:
            step.succeeded = engine.command(action, document.answer)
    except EngineError as failure:
        return f"{ERROR_MARK} {failure} La cartella è come prima."
    finally:
        document.progress("")
    return document.told[-1] if document.told else ""


def is_ours(model: Any) -> bool:
    """Whether a document is a workbook that we made."""
    names = getattr(model, "NamedRanges", None)
    return names is not None and bool(names.hasByName(OURS))


class _Step:
    """Whether what was done shall stay."""

    succeeded = False


@contextmanager
def _one_step(model: Any, title: str) -> Iterator[_Step]:
    """Group what follows as one entry of what can be undone; take it back at once unless it is said to have succeeded."""
    manager, modified, step = model.getUndoManager(), model.isModified(), _Step()
    before = manager.getAllUndoActionTitles()
    manager.enterUndoContext(title)
    try:
        yield step
    finally:
        manager.leaveUndoContext()
        if not step.succeeded and manager.getAllUndoActionTitles() != before:
            manager.undo()
            manager.clearRedo()
            model.setModified(modified)
