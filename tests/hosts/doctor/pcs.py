"""Computers that we don't have, as data: a real stand-in for every question that the doctor asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

REQUIREMENTS = (
    "openpyxl>=3.1.5",
    "xlwings==0.37.8",
    "tzdata>=2025.2; sys_platform == 'win32'",
    'ruff>=0.17; extra == "test"',
)


@dataclass
class Pc:
    """A computer on which all is well, until something is changed.

    Attributes:
        registry: Values by key and name.
        zones: Security zones by file.
        programs: What can be started by its bare name.
        packages: Versions by name of the package.
        broken: Modules that can't be imported, and why.
        read_only: Folders that can't be written.
    """

    home: Path
    windows: bool = True
    python: tuple[int, ...] = (3, 13, 2)
    executable: Path = Path("/pc/Python313/python.exe")
    prefix: Path = Path("/pc/Python313")
    environment: Mapping[str, str] = field(default_factory=dict)
    registry: dict[tuple[str, str], str | int] = field(default_factory=dict)
    zones: dict[Path, int] = field(default_factory=dict)
    programs: dict[str, Path] = field(default_factory=dict)
    packages: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    read_only: set[Path] = field(default_factory=set)
    required: tuple[str, ...] = REQUIREMENTS

    def version(self, package: str) -> str | None:
        return self.packages.get(package)

    def requirements(self) -> tuple[str, ...]:
        return self.required

    def import_error(self, module: str) -> str:
        return self.broken.get(module, "")

    def setting(self, key: str, name: str) -> str | int | None:
        return self.registry.get((key.casefold(), name.casefold()))

    def subkeys(self, key: str) -> tuple[str, ...]:
        below = f"{key.casefold()}\\"
        found = (one[len(below) :].partition("\\")[0] for one, _ in self.registry if one.startswith(below))
        return tuple(dict.fromkeys(found))

    def zone(self, path: Path) -> int | None:
        return self.zones.get(path)

    def program(self, name: str) -> Path | None:
        return self.programs.get(name)

    def writable(self, folder: Path) -> bool:
        return folder not in self.read_only

    def set(self, key: str, name: str, value: str | int) -> None:
        """Put a value into the registry."""
        self.registry[key.casefold(), name.casefold()] = value


EXCEL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
CLICK_TO_RUN = r"HKLM\Software\Microsoft\Office\ClickToRun\Configuration"


def healthy(folder: Path) -> Pc:
    """A Windows computer on which everything works."""
    python = folder / "Python313"
    python.mkdir(exist_ok=True)
    (python / "xlwings64-0.37.8.dll").write_bytes(b"MZ")
    pc = Pc(home=folder / "utente", executable=python / "python.exe", prefix=python)
    pc.packages = {
        "openpyxl": "3.1.5",
        "xlwings": "0.37.8",
        "tzdata": "2026.1",
        "pywin32": "312",
        "cst-xl": "0.1.0",
    }
    pc.programs = {"pythonw": python / "pythonw.exe"}
    pc.set(EXCEL, "", r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE")
    pc.set(CLICK_TO_RUN, "Platform", "x64")
    pc.set(CLICK_TO_RUN, "VersionToReport", "16.0.18025")
    return pc
