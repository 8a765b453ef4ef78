"""What ``cst-xl libreoffice`` does: put the extension into a person's profile and take it out, open, print.

Nothing is written outside the profile, and for printing not even there: a program of its own does that, with a profile
in a temporary folder.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import CstError
from cst_xl.hosts.libreoffice import extension
from cst_xl.hosts.libreoffice.component import names, printing
from cst_xl.hosts.libreoffice.component.settings import Settings
from cst_xl.hosts.libreoffice.office import Office, usual_profile
from cst_xl.workbook import saving

if TYPE_CHECKING:
    import subprocess

FILE_NAME: Final = "cst_xl.oxt"
_PACKAGE: Final = Path(__file__).parents[2]
_PRINT_SECONDS: Final = 300.0
_UNNUMBERED: Final = "0.0.0"
_ITALIAN: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>it-IT</value></prop></item>
</oor:items>
"""
"""A fresh profile's settings: numbers are printed as Italians write them, whatever the computer's language."""

_NOT_INSTALLED: Final = (
    "L'estensione CST non è installata in LibreOffice: eseguire prima «cst-xl libreoffice install»."
)


def this_environment() -> Settings:
    """How a worker is started in the environment that this runs in."""
    return Settings(sys.executable, str(_PACKAGE.parent))


def version() -> str:
    """Version of the package, which is the extension's; ``0.0.0`` in a checkout that isn't installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("cst-xl")
    except PackageNotFoundError:
        return _UNNUMBERED


def write_extension(path: Path) -> None:
    """Write the .oxt file, for those who install it by a double click; it names the Python of this environment.

    Raises:
        WriteRefusedError: The file can't be written.
    """
    content = extension.build(this_environment(), version())
    saving.write_atomically(path, lambda out: out.write(content))


def install(office: Office) -> None:
    """Put the extension into the profile, in place of an older one.

    Raises:
        CstError: The office refuses.
    """
    _refuse_root(office)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        write_extension(path)
        for one in (path.parent, path):
            one.chmod(one.stat().st_mode | 0o055)
        _agreed(office.packages("add", "--force", "--suppress-license", str(path)), "installata")


def uninstall(office: Office) -> None:
    """Take the extension out of the profile.

    Raises:
        CstError: It isn't there, or the office refuses.
    """
    _refuse_root(office)
    if not is_installed(office):
        raise CstError("L'estensione CST non è installata in LibreOffice: non c'è nulla da togliere.")
    _agreed(office.packages("remove", names.EXTENSION), "tolta")


def is_installed(office: Office) -> bool:
    """Whether the profile has the extension."""
    profile = office.profile or usual_profile(office.environment)
    listed = profile / "user" / "uno_packages" / "cache" / "uno_packages.pmap"
    return listed.is_file() and names.EXTENSION.encode() in listed.read_bytes()


def open_workbook(office: Office, workbook: Path) -> None:
    """Start Calc on a workbook and leave it to the person.

    Raises:
        CstError: There is no such file, or the extension isn't installed.
    """
    if not is_installed(office):
        raise CstError(_NOT_INSTALLED)
    office.show(_existing(workbook))


def print_pdf(program: Path, workbook: Path, target: Path, sheet: str = "") -> None:
    """Print a workbook to a PDF file, computed anew by LibreOffice.

    Args:
        program: ``soffice``.
        workbook: The workbook; it stays as it is.
        target: The PDF; replaced whole or not at all.
        sheet: Only this one; empty for all.

    Raises:
        CstError: LibreOffice can't open, compute or print it.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = shutil.copy(_existing(workbook), folder)  # somebody may have it open
        made = Path(folder) / "stampa.pdf"
        task = Path(folder) / "compito.json"
        task.write_text(
            json.dumps({"cartella": str(source), "foglio": sheet, "pdf": str(made)}), encoding="utf-8"
        )
        office = _office_of_its_own(program, Path(folder))
        done = office.run(f"service:{names.COMMANDS}?{printing.EVENT}{task.as_uri()}", seconds=_PRINT_SECONDS)
        outcome = json.loads(task.read_text(encoding="utf-8")).get("esito")
        if outcome is None:
            raise CstError(f"LibreOffice non ha stampato «{workbook.name}». {_last_line(done)}")
        if outcome or not made.is_file():
            raise CstError(f"LibreOffice non ha potuto stampare «{workbook.name}»: {outcome}.")
        content = made.read_bytes()
    saving.write_atomically(target, lambda out: out.write(content))


def _office_of_its_own(program: Path, folder: Path) -> Office:
    """An office with a fresh profile and our extension, that nobody else uses."""
    unpacked = folder / "estensioni" / FILE_NAME
    with zipfile.ZipFile(BytesIO(extension.build(this_environment(), version()))) as archive:
        archive.extractall(unpacked)
    profile = folder / "profilo"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ITALIAN, encoding="utf-8")
    return Office(program, profile, options=(f"-env:BUNDLED_EXTENSIONS={unpacked.parent.as_uri()}",))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise CstError(f"Il file «{path}» non esiste.")
    return path.resolve()


def _refuse_root(office: Office) -> None:
    if office.user is None and hasattr(os, "geteuid") and os.geteuid() == 0:
        raise CstError(
            "LibreOffice non gestisce estensioni per l'utente root: eseguire il comando con l'utente che la userà."
        )


def _agreed(done: subprocess.CompletedProcess[str], what: str) -> None:
    if done.returncode:
        raise CstError(f"L'estensione CST non è stata {what}. {_last_line(done)}")


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return (
        f"LibreOffice dice: {lines[-1]}"
        if lines
        else f"LibreOffice è terminato con il codice {done.returncode}."
    )
