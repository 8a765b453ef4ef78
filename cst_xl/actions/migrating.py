"""A workbook of an earlier layout, made anew in the current one: the same quarter, the same data, what staff added.

The workbook is read as every workbook is, so nothing here knows what an earlier layout looked like; its own texts are
known to `keeping.said_before`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cst_xl.actions.making import write_new
from cst_xl.core.errors import CstError
from cst_xl.workbook import rollover, saving, versions
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.keeping import carrying
from cst_xl.workbook.keeping.items import Kept
from cst_xl.workbook.xlwings_conf import own_settings

if TYPE_CHECKING:
    from cst_xl.core.section import Edition


@dataclass(frozen=True)
class Migrated:
    """A workbook in the current layout.

    Attributes:
        edition: Its quarter, computed.
        path: Where it is.
        version: The layout that it had.
        kept: What became of everything that staff had added.
    """

    edition: Edition
    path: Path
    version: int
    kept: Kept


def migrate(path: Path, out: Path | None = None, *, backups: int = saving.BACKUPS) -> Migrated:
    """Bring a workbook to the current layout.

    Args:
        path: The workbook.
        out: Where to write it; in its own place when left out, with a dated copy of the old one beside it.
        backups: How many dated copies to keep.

    Raises:
        CstError: It has the current layout already or an unknown one, is open in another program, or can't be written.
    """
    saving.refuse_if_open(path)
    target = out or path
    saving.refuse_if_open(target)
    book = FileBook.open(path)
    version = versions.version_of(book.package)
    if version == versions.CURRENT:
        raise CstError(
            f"«{path.name}» segue già il modello attuale ({version}): non c'è nulla da aggiornare."
        )
    if target.suffix.lower() != path.suffix.lower():
        raise CstError(f"«{target.name}» deve avere la stessa estensione di «{path.name}».")
    edition = book.edition()
    rows = rollover.everything(edition, book.values)
    kept = Kept()

    def keep(made: Path) -> None:
        nonlocal kept
        kept = carrying.carry(path, edition, rows, made)

    settings = own_settings(book.values)
    made = write_new(rows, target, like=edition, settings=settings, finish=keep, backups=max(backups, 1))
    return Migrated(made.edition, target, version, kept)
