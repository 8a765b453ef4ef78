"""Render the example for the README and the guide: ``make pictures`` (LibreOffice, poppler, ImageMagick, Chromium).

LibreOffice prints the workbook under Italian settings, and some pages of the PDF become pictures. A page is found by the
sheet that its footer names, so that a sheet more or less moves none. The bulletin is the example without the values of
its printed forerunner, which keep it from being published.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from cst_xl.actions import quarters
from cst_xl.bulletin.publish import publish
from cst_xl.core.edition import compute
from cst_xl.core.published import PUBLISHED
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources

PICTURES = Path(__file__).parent / "pictures"
WANTED = (
    ("Istruzioni", 1, "istruzioni"),
    ("Focus", 1, "focus-1"),
    ("Focus", 2, "focus-2"),
    ("Focus", 3, "focus-3"),
    ("Controlli", 1, "controlli"),
    ("Ticket", 1, "ticket"),
    ("Dati Ticket Mensili", 1, "dati-ticket-mensili"),
    ("Parametri", 1, "parametri"),
)
"""Sheet, which of its pages, and the picture's name."""

SHOTS = (("pagina", 1280, 900), ("pagina-telefono", 375, 812))
"""Name of a picture of the page, and the window in pixels."""

ISSUED = date(2016, 7, 15)
FOOTER = 75
"""Pixels of a printed sheet that its footer takes: without it, what is empty below a table is trimmed."""

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


def picture(pdf: Path, page: int, title: str, *, frame: bool = False) -> Path:
    """One page as a small PNG: its white margins trimmed, or the whole sheet with a line around it."""
    to = PICTURES / title
    one = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "90", "-png"]
    subprocess.run(["pdftoppm", *one, str(pdf), str(to)], check=True)
    if frame:
        line = ["-strip", "-bordercolor", "#D9DADB", "-border", "1", "-colors", "96"]
        subprocess.run(["mogrify", *line, f"{to}.png"], check=True)
        return to.with_suffix(".png")
    footer = ["-gravity", "South", "-chop", f"0x{FOOTER}"]
    trim = ["-strip", *footer, "-trim", "-bordercolor", "white", "-border", "12", "-colors", "96"]
    subprocess.run(["mogrify", *trim, f"{to}.png"], check=True)
    return to.with_suffix(".png")


def published(folder: Path) -> Path:
    """The folder of the example's bulletin."""
    raw = example.read_folder(resources.folder("workbooks") / quarters.EXAMPLE)
    grids = example.grids({key: rows for key, rows in raw.items() if key != PUBLISHED.key})
    edition = compute(SECTIONS, lambda sheet: grids.get(sheet, []))
    return publish(edition, folder, ISSUED).folder


def page_pictures(page: Path) -> list[Path]:
    """The top of the page on a desk and on a phone."""
    chromium = shutil.which("chromium")
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for title, width, height in SHOTS:
            tab = browser.new_page(viewport={"width": width, "height": height}, locale="it-IT")
            tab.goto(page.as_uri())
            made.append(PICTURES / f"{title}.png")
            tab.screenshot(path=made[-1])
            subprocess.run(["mogrify", "-strip", "-colors", "96", str(made[-1])], check=True)
        browser.close()
    return made


def bulletin_pictures(folder: Path) -> list[Path]:
    """The first two pages of the PDF, and the page."""
    pdf = next(folder.glob("*.pdf"))
    sheets = [picture(pdf, 1, "bollettino-pdf", frame=True), picture(pdf, 2, "bollettino-pdf-2", frame=True)]
    return sheets + page_pictures(next(folder.glob("*.html")))


def main() -> None:
    """Write the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = printed(quarters.demo(folder / "Focus.xlsx").path, folder)
        made = bulletin_pictures(published(folder))
        made += [picture(pdf, page_number(pdf, sheet, which), title) for sheet, which, title in WANTED]
    size = sum(path.stat().st_size for path in made)
    if size > MOST_BYTES:
        sys.exit(f"the pictures are {size} bytes, more than {MOST_BYTES}")


if __name__ == "__main__":
    main()
