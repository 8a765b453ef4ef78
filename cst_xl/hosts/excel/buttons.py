"""What a button's macro calls: the action on the calling workbook; an exception ends as one Italian message."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

import xlwings as xw

from cst_xl import actions
from cst_xl.core.book import Book
from cst_xl.core.errors import CstError
from cst_xl.hosts.excel.book import ExcelBook

ACTIONS: dict[str, Callable[[Book], object]] = {
    "verifica": actions.verify,
    "calcola": actions.calculate,
}
_LOG = logging.getLogger("cst_xl")


def run(name: str) -> None:
    """Run an action on the workbook whose button was pressed.

    Args:
        name: A key of ``ACTIONS``.
    """
    book = ExcelBook(xw.Book.caller())
    try:
        ACTIONS[name](book)
    except CstError as failure:
        book.tell("Attenzione", str(failure))
    except Exception:
        log = _log_file()
        _LOG.exception("action %s", name)
        book.tell("Errore", f"L'operazione non è riuscita e non ha cambiato i dati. I dettagli sono nel file {log}.")
    finally:
        book.progress("")


def _log_file() -> Path:
    """Where the details go; the handler is added once."""
    path = Path(tempfile.gettempdir()) / "cst_xl.log"
    if not any(isinstance(handler, logging.FileHandler) for handler in _LOG.handlers):
        handler = logging.FileHandler(path, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _LOG.addHandler(handler)
    return path
