"""What LibreOffice, a program that isn't ours, reads in a workbook."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# separator comma, quote, UTF-8, values as shown, every sheet in its own file (LibreOffice's "Filter Options for CSV")
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def soffice() -> str:
    """Path of LibreOffice; skips the test where there is none, and fails it in continuous integration."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing from the continuous integration machine")
        pytest.skip("LibreOffice isn't installed")
    return found


def sheets_shown(workbook: Path, folder: Path) -> dict[str, list[list[str]]]:
    """Open a workbook headless and give every sheet's cells as LibreOffice shows them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "csv"
    command = [
        soffice(),
        profile,
        "--headless",
        "--convert-to",
        _EVERY_SHEET,
        "--outdir",
        str(out),
        str(workbook),
    ]
    # numbers as text follow the locale
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    found = {}
    for file in out.glob(f"{workbook.stem}-*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            found[file.stem.removeprefix(f"{workbook.stem}-")] = list(csv.reader(rows))
    return found
