"""What the workbook and the user tell xlwings: settings, and the version that was compiled in.

xlwings looks for a setting in the sheet ``xlwings.conf`` of the workbook, then in the user's file, then takes its
default; the doctor looks in the same order. A setting that stands empty in the workbook hides the user's.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from cst_xl.workbook.xlwings_conf import CONF_SHEET

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_DLL = re.compile(r"xlwings(?:32|64)-(\d[\w.]*)\.dll", re.IGNORECASE)


def settings(workbook: Path | None, home: Path) -> dict[str, str]:
    """Settings in force, by key in capitals; an unreadable workbook or file has none."""
    return _of_user(home / ".xlwings" / "xlwings.conf") | (_of_workbook(workbook) if workbook else {})


def compiled_version(workbook: Path) -> str | None:
    """Version of xlwings whose DLL the workbook's macros call; None when it has no such macros, or can't be read."""
    from pyopenvba import ExcelFile

    try:
        with ExcelFile(workbook) as book:
            sources = (
                [book.get_module(name) for name in book.module_names()] if book.has_vba_project() else []
            )
    except Exception:  # noqa: BLE001 - the file may be anything; whether it is a workbook is another check
        return None
    found = (_DLL.search(str(source)) for source in sources)
    return next((match[1] for match in found if match), None)


def _of_user(path: Path) -> dict[str, str]:
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            return _by_key({row[0]: row[1] for row in csv.reader(lines) if len(row) > 1})
    except (OSError, csv.Error):
        return {}


def _of_workbook(path: Path) -> dict[str, str]:
    from python_calamine import CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(CONF_SHEET).to_python()
    except Exception:  # noqa: BLE001 - no such sheet, no such file, no workbook: no settings
        return {}
    return _by_key({str(row[0]): str(row[1]) for row in rows if len(row) > 1})


def _by_key(pairs: Mapping[str, str]) -> dict[str, str]:
    return {key.strip().upper(): value.strip() for key, value in pairs.items() if key.strip()}
