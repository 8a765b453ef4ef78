"""Raw tables in, a computed workbook out: the one way in which every new workbook is made."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cst_xl.actions.checking import Computed, compute_file
from cst_xl.core.edition import compute
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, macros, saving, template

if TYPE_CHECKING:
    from cst_xl.core.section import Edition


def edition_of(raw: example.Raw) -> Edition:
    """The quarter of raw tables that are in no workbook yet, computed."""
    grids = example.grids(raw)
    return compute(SECTIONS, lambda sheet: grids.get(sheet, []))


def write_new(
    raw: example.Raw,
    path: Path,
    like: Edition | None = None,
    settings: Mapping[str, object] | None = None,
    finish: Callable[[Path], None] | None = None,
    backups: int = 0,
) -> Computed:
    """Make a workbook, with macros if its name says so; the file is there whole or not at all.

    Args:
        raw: Rows of texts by key of the raw table, headers first.
        path: The .xlsx or .xlsm to write; its folder is made.
        like: An edition that this one will resemble, so that an empty workbook has room for it.
        settings: What a person has set for xlwings in an earlier workbook.
        finish: May change the template's file before it is computed.
        backups: How many dated copies of a workbook that is replaced to keep beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "cartella.xlsx"
        template.write(edition_of(raw), raw, made, like=like, settings=settings)
        if finish is not None:
            finish(made)
        edition = compute_file(made, backups=0).edition
        if path.suffix.lower() == ".xlsm":
            plain, made = made, made.with_suffix(".xlsm")
            macros.add(plain, made)
        content = made.read_bytes()
    saving.write_atomically(path, lambda out: out.write(content), backup=backups)
    return Computed(edition, path)
