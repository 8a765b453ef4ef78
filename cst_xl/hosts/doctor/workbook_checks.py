"""The workbook's file: can it hold macros, is it trusted, where does it lie, may it be written."""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import CstError
from cst_xl.hosts.doctor.checks import NO_WORKBOOK, NOT_HERE, Check, Subject
from cst_xl.hosts.doctor.conf import compiled_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.hosts.doctor.machine import Machine

_INTERNET_ZONE: Final = 3
_CLOUD_VARIABLES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_SYNCED: Final = r"HKCU\Software\SyncEngines\Providers\OneDrive"
_EXCEL: Final = r"Microsoft\Office\16.0\Excel\Security\Trusted Locations"
_COMMON: Final = r"Microsoft\Office\16.0\Common\Security\Trusted Locations"


def macros(workbook: Path | None) -> Check:
    """Whether the file is a workbook of ours with its macros in it."""
    from cst_xl.workbook.file import FileBook

    subject = Subject("cartella", "Cartella di lavoro")
    if workbook is None:
        return subject.skipped(NO_WORKBOOK)
    try:
        FileBook.open(workbook)
    except CstError as refusal:
        return subject.problem(str(workbook), str(refusal), "indicare la cartella del Focus, un file .xlsm")
    if compiled_version(workbook) is None:
        return subject.warning(
            str(workbook),
            "non contiene le macro: pulsanti e funzioni cst_… qui non lavorano",
            "usare la versione .xlsm, oppure il comando «cst-xl compute»",
        )
    return subject.fine(str(workbook))


def web_mark(machine: Machine, workbook: Path | None) -> Check:
    """Whether Windows marked the file as come from the internet: Excel then blocks its macros without asking."""
    subject = Subject("internet", "Provenienza del file")
    if not machine.windows or workbook is None:
        return subject.skipped(NOT_HERE if workbook else NO_WORKBOOK)
    zone = machine.zone(workbook)
    if zone is not None and zone >= _INTERNET_ZONE:
        return subject.problem(
            "il file porta il contrassegno di Internet",
            "è arrivato per posta o dal web, e Excel ne blocca le macro",
            "in Esplora file: tasto destro sul file, Proprietà, spuntare «Annulla blocco» (in PowerShell: Unblock-File)",
        )
    return subject.fine("nessun contrassegno di Internet")


def cloud(machine: Machine, workbook: Path | None) -> Check:
    """Whether the file lies in a folder of OneDrive or SharePoint, where Excel sees an address instead of a path."""
    subject = Subject("cloud", "Cartella locale o nel cloud")
    if workbook is None:
        return subject.skipped(NO_WORKBOOK)
    address = "://" in str(workbook) or ":/" in str(workbook)[2:]
    place = next((place for place in _cloud_folders(machine) if _within(workbook, place)), None)
    if address or place:
        return subject.warning(
            f"{workbook}",
            "il file è in OneDrive o SharePoint: con il salvataggio automatico Excel ne vede un indirizzo web",
            r"spostarlo in una cartella di questo PC (per esempio C:\Focus), oppure disattivare il salvataggio automatico",
        )
    return subject.fine("cartella locale o di rete")


def _cloud_folders(machine: Machine) -> Iterator[str]:
    yield from (machine.environment[name] for name in _CLOUD_VARIABLES if machine.environment.get(name))
    for account in machine.subkeys(_SYNCED):
        mounted = machine.setting(rf"{_SYNCED}\{account}", "MountPoint")
        if mounted:
            yield str(mounted)


def trusted(machine: Machine, workbook: Path | None) -> Check:
    """Whether the file's folder is one of Excel's trusted locations."""
    subject = Subject("attendibile", "Percorso attendibile")
    if not machine.windows or workbook is None:
        return subject.skipped(NOT_HERE if workbook else NO_WORKBOOK)
    if is_trusted(machine, workbook):
        return subject.fine(f"{workbook.parent} è fra i percorsi attendibili di Excel")
    return subject.warning(
        f"{workbook.parent} non è fra i percorsi attendibili di Excel",
        "alla prima apertura Excel chiede il consenso per le macro, o le blocca se lo vogliono i criteri",
        "in Excel: File, Opzioni, Centro protezione, Percorsi attendibili, Aggiungi; o per tutti i PC: "
        "docs/installazione-windows.md",
    )


def is_trusted(machine: Machine, workbook: Path) -> bool:
    """Whether macros of a workbook there run without a question."""
    policies = rf"HKCU\Software\Policies\{_EXCEL}"
    if machine.setting(policies, "AllLocationsDisabled") == 1:
        return False
    allowed = [policies, rf"HKCU\Software\Policies\{_COMMON}\All Applications"]
    if machine.setting(rf"HKCU\Software\Policies\{_COMMON}", "Allow User Locations") != 0:
        allowed.append(rf"HKCU\Software\{_EXCEL}")
    network = any(machine.setting(key, "AllowNetworkLocations") == 1 for key in allowed)
    if str(workbook).startswith("\\\\") and not network:
        return False
    return any(
        _covers(machine, rf"{key}\{name}", workbook) for key in allowed for name in machine.subkeys(key)
    )


def _covers(machine: Machine, location: str, workbook: Path) -> bool:
    path = machine.setting(location, "Path")
    if not path:
        return False
    folder = _expanded(machine, str(path))
    deep = machine.setting(location, "AllowSubfolders") == 1
    return _within(workbook, folder) if deep else _same(str(PureWindowsPath(workbook).parent), folder)


def _expanded(machine: Machine, path: str) -> str:
    r"""A path with its ``%VARIABLES%`` filled in; those that are unknown stay."""
    known = {name.upper(): value for name, value in machine.environment.items()}
    return re.sub(r"%([^%]+)%", lambda found: known.get(found[1].upper(), found[0]), path)


def _within(workbook: Path, folder: str) -> bool:
    place = PureWindowsPath(folder.rstrip("\\/"))
    return any(_same(str(parent), str(place)) for parent in PureWindowsPath(workbook).parents)


def _same(path: str, other: str) -> bool:
    return PureWindowsPath(path.rstrip("\\/")) == PureWindowsPath(other.rstrip("\\/"))


def permissions(machine: Machine, workbook: Path | None) -> Check:
    """Whether the folder of the workbook, or the temporary one, can be written."""
    subject = Subject("permessi", "Permessi di scrittura")
    folder = workbook.parent if workbook else machine.home
    if not machine.writable(folder):
        return subject.problem(
            f"in {folder} non si può scrivere",
            "la cartella è di sola lettura per questo utente",
            "copiare il file in una cartella propria, o chiedere all'IT il permesso di modifica",
        )
    return subject.fine(f"in {folder} si può scrivere")
