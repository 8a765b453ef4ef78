"""Render the example for the README: ``make pictures`` (needs LibreOffice, poppler and ImageMagick)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from cst_xl import actions

PICTURES = Path(__file__).parent / "pictures"
PAGES = {1: "istruzioni", 2: "focus-1", 3: "focus-2", 4: "focus-3", 5: "controlli"}
ITALIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>it-IT</value></prop></item></oor:items>
"""


def printed(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice prints it under Italian settings, in a profile of its own."""
    profile = folder / "profilo"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ITALIAN, encoding="utf-8")
    office = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "pdf"]
    subprocess.run(
        [*office, "--outdir", str(folder), str(workbook)], check=True, capture_output=True, timeout=180
    )
    return folder / f"{workbook.stem}.pdf"


def main() -> None:
    """Write the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = printed(actions.demo(folder / "Focus.xlsx").path, folder)
        for page, title in PAGES.items():
            to = PICTURES / title
            one = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "90", "-png"]
            subprocess.run(["pdftoppm", *one, str(pdf), str(to)], check=True)
            trim = ["-trim", "-bordercolor", "white", "-border", "12", "-colors", "96"]
            subprocess.run(["mogrify", *trim, f"{to}.png"], check=True)


if __name__ == "__main__":
    main()
