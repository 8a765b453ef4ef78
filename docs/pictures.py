"""Render the example for the README: ``make pictures`` (needs LibreOffice, poppler and ImageMagick).

LibreOffice prints the workbook under Italian settings, and some pages of the PDF become pictures. A page is found by the
sheet that its footer names, so that a sheet more or less moves none.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from cst_xl.actions import quarters

PICTURES = Path(__file__).parent / "pictures"
WANTED = (
    ("Istruzioni", 1, "istruzioni"),
    ("Focus", 1, "focus-1"),
    ("Focus", 2, "focus-2"),
    ("Focus", 3, "focus-3"),
    ("Controlli", 1, "controlli"),
    ("Ticket", 1, "ticket"),
)
"""Sheet, which of its pages, and the picture's name."""

MOST_BYTES = 1_500_000
"""Of all pictures together: everybody who clones the repository loads them."""

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
        [*office, "--outdir", str(folder), str(workbook)], check=True, capture_output=True, timeout=300
    )
    return folder / f"{workbook.stem}.pdf"


def page_number(pdf: Path, sheet: str, which: int) -> int:
    """The page of the PDF that is the sheet's first, second... one.

    Raises:
        LookupError: The sheet has fewer pages.
    """
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    footers = [
        re.search(rf"{pdf.stem}\.xls[xm] +{re.escape(sheet)} +Pagina", page) for page in text.split("\f")
    ]
    pages = [at for at, footer in enumerate(footers, 1) if footer]
    if len(pages) < which:
        raise LookupError(f"sheet {sheet} has {len(pages)} pages, page {which} was wanted")
    return pages[which - 1]


def picture(pdf: Path, page: int, title: str) -> Path:
    """One page as a small PNG, its white margins trimmed."""
    to = PICTURES / title
    one = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "90", "-png"]
    subprocess.run(["pdftoppm", *one, str(pdf), str(to)], check=True)
    trim = ["-strip", "-trim", "-bordercolor", "white", "-border", "12", "-colors", "96"]
    subprocess.run(["mogrify", *trim, f"{to}.png"], check=True)
    return to.with_suffix(".png")


def main() -> None:
    """Write the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = printed(quarters.demo(folder / "Focus.xlsx").path, folder)
        made = [picture(pdf, page_number(pdf, sheet, which), title) for sheet, which, title in WANTED]
    size = sum(path.stat().st_size for path in made)
    if size > MOST_BYTES:
        sys.exit(f"the pictures are {size} bytes, more than {MOST_BYTES}")


if __name__ == "__main__":
    main()
