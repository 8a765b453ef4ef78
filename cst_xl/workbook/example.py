"""Raw data kept as CSV files beside the code: the example quarter, and what a new template starts from."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import WorkbookError
from cst_xl.core.tables import HEADER_ROW, Grid
from cst_xl.sections import SECTIONS

Raw = Mapping[str, list[list[str]]]
"""Rows of texts by table key, the header row first."""


def read_folder(folder: Path) -> dict[str, list[list[str]]]:
    """Read ``<table key>.csv`` files (UTF-8, ``;``, Italian headers first); a table without a file is left out.

    Raises:
        WorkbookError: There is no such folder.
    """
    if not folder.is_dir():
        raise WorkbookError(f"La cartella «{folder}» non esiste.")
    found = {}
    for table in raw_tables(SECTIONS):
        path = folder / f"{table.key}.csv"
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as lines:
                found[table.key] = [row for row in csv.reader(lines, delimiter=";") if row]
    return found


def grids(raw: Raw) -> dict[str, Grid]:
    """The raw sheets that the template would show for these rows, by sheet name."""
    sheets: dict[str, list[list[object]]] = {}
    for table in raw_tables(SECTIONS):
        sheet = sheets.setdefault(table.sheet, [[] for _ in range(HEADER_ROW - 1)])
        rows: list[list[object]] = [
            list(row) for row in raw.get(table.key, [[c.header for c in table.columns]])
        ]
        for down, values in enumerate(rows):
            while len(sheet) < HEADER_ROW + down:
                sheet.append([])
            line = sheet[HEADER_ROW - 1 + down]
            line.extend([None] * (table.first_column - 1 + len(values) - len(line)))
            line[table.first_column - 1 : table.first_column - 1 + len(values)] = values
    return dict(sheets)
