"""The spreadsheet programs of the computer: is Excel there and of a kind that works, what may macros do, LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cst_xl.hosts.doctor.checks import Check, Subject

if TYPE_CHECKING:
    from cst_xl.hosts.doctor.machine import Machine

_APP_PATH: Final = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN: Final = r"HKLM\Software\Microsoft\Office\ClickToRun\Configuration"
_SECURITY: Final = r"Microsoft\Office\16.0\Excel\Security"
_NO_MACROS: Final = 4
_SIGNED_MACROS: Final = 3  # VBAWarnings: 1 all, 2 ask, 3 signed ones only, 4 none
_ASR: Final = r"HKLM\Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_ASR_MANAGED: Final = r"HKLM\Software\Policies\Microsoft\Windows Defender\Policy Manager"
_ASR_RULES: Final = {
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a": "impedisce ai programmi di Office di avviare altri programmi, e quindi Python",
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": "impedisce alle macro di usare le DLL, e quindi quella di xlwings",
}
"""Attack surface reduction rules of Microsoft Defender that stop xlwings (Microsoft's "ASR rules reference")."""

_OFFICE_FOLDERS: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def excel_path(machine: Machine) -> Path | None:
    """Where Excel is installed."""
    found = machine.setting(_APP_PATH, "")
    return Path(str(found).strip('"')) if found else None


def excel_bits(machine: Machine) -> int:
    """Whether Excel is a program of 32 or 64 bits; 64 where nothing says it."""
    return 32 if machine.setting(_CLICK_TO_RUN, "Platform") == "x86" else 64


def excel(machine: Machine) -> Check:
    """Whether a desktop Excel is there."""
    subject = Subject("excel", "Excel")
    if not machine.windows:
        return subject.skipped()
    path = excel_path(machine)
    if path is None:
        return subject.warning(
            "non trovato",
            "su questo PC non risulta installato Excel per Windows",
            "installare Excel, oppure usare la cartella con LibreOffice o con il comando «cst-xl compute»",
        )
    if "windowsapps" in str(path).casefold():
        return subject.problem(
            str(path),
            "è la versione di Excel del Microsoft Store, che non lascia entrare altri programmi",
            "disinstallarla e installare Microsoft 365 dal portale di Office («Installa app»)",
        )
    version = machine.setting(_CLICK_TO_RUN, "VersionToReport")
    return subject.fine(f"{version or 'presente'}, {excel_bits(machine)} bit, in {path}")


def macro_policy(machine: Machine, *, trusted: bool) -> Check:
    """Whether Excel will let the workbook's macros run.

    Args:
        machine: The computer.
        trusted: Whether the workbook stands in a trusted location, where macros always run.
    """
    subject = Subject("macro", "Criteri sulle macro")
    if not machine.windows:
        return subject.skipped()
    by_policy = machine.setting(rf"HKCU\Software\Policies\{_SECURITY}", "VBAWarnings")
    level = (
        by_policy if by_policy is not None else machine.setting(rf"HKCU\Software\{_SECURITY}", "VBAWarnings")
    )
    who = "per decisione dell'amministratore" if by_policy is not None else "nelle impostazioni di Excel"
    if trusted:
        return subject.fine("la cartella è in un percorso attendibile: le macro partono senza domande")
    remedy = (
        "chiedere all'IT di aggiungere questa cartella ai percorsi attendibili (v. docs/installazione-windows.md)"
        if by_policy is not None
        else "in Excel: File, Opzioni, Centro protezione, Percorsi attendibili: aggiungere questa cartella"
    )
    if level == _NO_MACROS:
        return subject.problem(f"disattivate senza avviso, {who}", "Excel non esegue nessuna macro", remedy)
    if level == _SIGNED_MACROS:
        return subject.problem(
            f"ammesse solo se firmate, {who}", "le macro di questa cartella non sono firmate", remedy
        )
    return subject.fine("all'apertura Excel chiede «Abilita contenuto»: rispondere di sì")


def defender(machine: Machine) -> Check:
    """Whether Microsoft Defender keeps Excel from starting Python."""
    subject = Subject("defender", "Regole di Microsoft Defender")
    if not machine.windows:
        return subject.skipped()
    managed = str(machine.setting(_ASR_MANAGED, "ASRRules") or "").casefold()
    blocking = [
        why
        for rule, why in _ASR_RULES.items()
        if str(machine.setting(_ASR, rule)) == "1" or f"{rule}=1" in managed
    ]
    if blocking:
        return subject.problem(
            f"{len(blocking)} attive contro le macro",
            "; ".join(blocking),
            "chiedere all'IT un'eccezione per la cartella di Python e per quella del Focus",
        )
    return subject.fine("nessuna, fra quelle leggibili, ferma le macro")


def libreoffice(machine: Machine) -> Check:
    """Whether LibreOffice is there: the second program in which the workbook computes."""
    subject = Subject("libreoffice", "LibreOffice")
    installed = (Path(path) for path in _OFFICE_FOLDERS if machine.windows)
    found = machine.program("soffice") or next((path for path in installed if path.is_file()), None)
    return (
        subject.fine(str(found)) if found else subject.skipped("non trovato: serve solo a chi non usa Excel")
    )
