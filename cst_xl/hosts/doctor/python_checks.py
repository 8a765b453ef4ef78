"""Python's side of the bridge to Excel: versions, packages, pywin32, the interpreter that Excel starts, the DLL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cst_xl.hosts.doctor.checks import NOT_HERE, Check, Subject
from cst_xl.hosts.doctor.conf import compiled_version

if TYPE_CHECKING:
    from cst_xl.hosts.doctor.machine import Machine

_OLDEST: Final = (3, 11)
_STORE: Final = "windowsapps"
_REQUIREMENT: Final = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?P<sign>[=>]=)?\s*(?P<version>[\d.]+)?")
_PLAIN_NAMES: Final = ("python", "pythonw")


def python_version(machine: Machine) -> Check:
    """Whether this Python is recent enough, and not the one of the Microsoft Store."""
    subject = Subject("python", "Python")
    found = f"{'.'.join(map(str, machine.python))} in {machine.executable}"
    if tuple(machine.python[:2]) < _OLDEST:
        return subject.problem(
            found,
            f"serve Python {'.'.join(map(str, _OLDEST))} o più recente",
            "installare un Python più recente da python.org e ripetere l'installazione del pacchetto",
        )
    if _STORE in str(machine.executable).casefold() or _STORE in str(machine.prefix).casefold():
        return subject.problem(
            found,
            "è il Python del Microsoft Store: Excel non riesce a comunicare con i suoi programmi",
            "disinstallarlo e installare quello di python.org (anche senza diritti di amministratore)",
        )
    return subject.fine(found)


def packages(machine: Machine) -> Check:
    """Whether every package that cst-xl requires is there, and recent enough."""
    subject = Subject("pacchetti", "Pacchetti Python")
    required = [one for one in machine.requirements() if _applies(one, machine)]
    if not required:
        return subject.warning(
            "il pacchetto cst-xl non è installato in questo Python",
            "il programma gira da una cartella di sorgenti: le dipendenze non si possono verificare",
            f'"{machine.executable}" -m pip install cst-xl',
        )
    wrong = [told for told in (_wrong(one, machine) for one in required) if told]
    if wrong:
        return subject.problem(
            "; ".join(wrong),
            "l'installazione è incompleta, o qualcosa l'ha cambiata dopo",
            f'"{machine.executable}" -m pip install --upgrade cst-xl',
        )
    return subject.fine(f"{len(required)} presenti, nelle versioni richieste")


def _applies(requirement: str, machine: Machine) -> bool:
    """Whether a requirement holds here; extras and other systems' packages don't."""
    marker = requirement.partition(";")[2].replace('"', "'").replace(" ", "")
    return "extra==" not in marker and (machine.windows or "sys_platform=='win32'" not in marker)


def _wrong(requirement: str, machine: Machine) -> str:
    match = _REQUIREMENT.match(requirement)
    if match is None:
        return ""
    name, sign, wanted = match["name"], match["sign"], match["version"] or ""
    installed = machine.version(name)
    if installed is None:
        return f"manca {name}"
    here, there = _numbers(installed), _numbers(wanted)
    if (sign == "==" and here != there) or (sign == ">=" and here < there):
        return f"{name} è {installed}, serve {'' if sign == '==' else 'almeno '}{wanted}"
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def pywin32(machine: Machine) -> Check:
    """Whether Python can speak with Excel at all."""
    subject = Subject("pywin32", "Collegamento con Excel (pywin32)")
    if not machine.windows:
        return subject.skipped()
    version = machine.version("pywin32")
    failure = next(
        (
            why
            for name in ("pywintypes", "pythoncom", "win32com.client")
            if (why := machine.import_error(name))
        ),
        "",
    )
    if version is None or failure:
        return subject.problem(
            failure or "pywin32 non è installato",
            "senza pywin32 Python non può parlare con Excel",
            f'"{machine.executable}" -m pip install --force-reinstall pywin32',
        )
    return subject.fine(f"pywin32 {version}")


def xlwings_version(machine: Machine, workbook: Path | None) -> Check:
    """Whether the workbook's macros were made for the xlwings that is installed."""
    subject = Subject("xlwings", "Versione di xlwings")
    installed = machine.version("xlwings")
    if installed is None:
        return subject.problem(
            "xlwings non è installato",
            "pulsanti e funzioni passano da xlwings",
            f'"{machine.executable}" -m pip install --upgrade cst-xl',
        )
    compiled = compiled_version(workbook) if workbook else None
    if compiled is not None and compiled != installed:
        return subject.problem(
            f"installata {installed}, la cartella vuole {compiled}",
            "le macro della cartella chiamano la DLL di una sola versione, diversa da quella installata",
            f'"{machine.executable}" -m pip install xlwings=={compiled}, oppure rigenerare la cartella',
        )
    return subject.fine(f"{installed}{', la stessa della cartella' if compiled else ''}")


def interpreter(machine: Machine, settings: dict[str, str]) -> Check:
    """Whether the Python that Excel would start is this one."""
    subject = Subject("interprete", "Python avviato da Excel")
    if not machine.windows:
        return subject.skipped()
    named = _named(settings)
    path = machine.program(named) if named in _PLAIN_NAMES else Path(named)
    own = _own_interpreter(machine)
    remedy = (
        f"nel foglio xlwings.conf, o nel file {machine.home / '.xlwings' / 'xlwings.conf'}, scrivere INTERPRETER_WIN "
        f"e a fianco {own}"
    )
    if path is None:
        return subject.problem(f"«{named}» non si trova", "la cartella di Python non è nel PATH", remedy)
    if _STORE in str(path).casefold():
        return subject.problem(str(path), "è il segnaposto del Microsoft Store, non un Python", remedy)
    if named not in _PLAIN_NAMES and not path.exists():
        return subject.problem(f"{path} non esiste", "xlwings.conf indica un Python che non c'è", remedy)
    if path.parent not in {own.parent, machine.executable.parent}:
        return subject.warning(
            f"{path}, mentre questo controllo gira in {machine.executable}",
            "Excel usa un altro Python: se lì manca il pacchetto cst-xl, nulla funziona",
            remedy,
        )
    return subject.fine(str(path))


def _named(settings: dict[str, str]) -> str:
    return settings.get("INTERPRETER_WIN") or settings.get("INTERPRETER") or "pythonw"


def _own_interpreter(machine: Machine) -> Path:
    return machine.executable.with_name("pythonw.exe")


def dll(machine: Machine, settings: dict[str, str], bits: int) -> Check:
    """Whether the DLL that the macros load is where they look for it: beside the interpreter, or one folder up."""
    subject = Subject("dll", "DLL di xlwings")
    version = machine.version("xlwings")
    if not machine.windows or version is None:
        return subject.skipped(NOT_HERE if not machine.windows else "non applicabile: xlwings manca")
    name = f"xlwings{bits}-{version}.dll"
    named = _named(settings)
    start = machine.program(named) if named in _PLAIN_NAMES else Path(named)
    folders = [start.parent, start.parent.parent] if start else []
    for folder in dict.fromkeys([*folders, machine.prefix]):
        if (folder / name).is_file():
            return subject.fine(str(folder / name))
    return subject.problem(
        f"{name} non è né in {' né in '.join(str(one) for one in dict.fromkeys([*folders, machine.prefix]))}",
        "l'installazione non l'ha copiata, o l'antivirus l'ha messa in quarantena",
        f'"{machine.executable}" -m pip install --force-reinstall --no-deps xlwings=={version}; se sparisce di nuovo, '
        "chiedere all'IT un'eccezione per questo file",
    )
