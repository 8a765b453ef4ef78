"""What the doctor asks of a computer, and the computer that it runs on.

Every question is one small method, so that the checks can be tried on computers that we don't have.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
import tempfile
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Machine(Protocol):
    """A computer."""

    windows: bool
    python: tuple[int, ...]
    executable: Path
    prefix: Path
    environment: Mapping[str, str]
    home: Path

    def version(self, package: str) -> str | None:
        """Version of an installed Python package, or None."""

    def requirements(self) -> tuple[str, ...]:
        """What cst-xl requires, as its metadata say it; nothing when it isn't installed as a package."""

    def import_error(self, module: str) -> str:
        """Why a Python module can't be imported; empty when it can."""

    def setting(self, key: str, name: str) -> str | int | None:
        r"""A value of the registry (``HKCU\Software\…``), or None; an empty name is the key's own value."""

    def subkeys(self, key: str) -> tuple[str, ...]:
        """Names of the keys below a key of the registry."""

    def zone(self, path: Path) -> int | None:
        """Security zone that a file was marked with when it arrived (3: internet), or None."""

    def program(self, name: str) -> Path | None:
        """A program that can be started by its bare name, or None."""

    def writable(self, folder: Path) -> bool:
        """Whether a file can be made in a folder."""


class ThisMachine:
    """The computer that this runs on."""

    def __init__(self) -> None:
        self.windows = sys.platform == "win32"
        self.python: tuple[int, ...] = sys.version_info[:3]
        self.executable = Path(sys.executable)
        self.prefix = Path(sys.prefix)
        self.environment: Mapping[str, str] = os.environ
        self.home = Path.home()

    def version(self, package: str) -> str | None:
        """See `Machine`."""
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            return None

    def requirements(self) -> tuple[str, ...]:
        """See `Machine`."""
        try:
            return tuple(metadata.requires("cst-xl") or ())
        except metadata.PackageNotFoundError:
            return ()

    def import_error(self, module: str) -> str:
        """See `Machine`."""
        try:
            import_module(module)
        except Exception as failure:  # noqa: BLE001 - a broken DLL raises whatever it likes
            return f"{type(failure).__name__}: {failure}"
        return ""

    def setting(self, key: str, name: str) -> str | int | None:
        """See `Machine`."""
        registry = _registry()
        hive, _, path = key.partition("\\")
        if registry is None:
            return None
        for view in (registry.KEY_WOW64_64KEY, registry.KEY_WOW64_32KEY):
            try:
                with registry.OpenKey(
                    getattr(registry, _HIVES[hive]), path, 0, registry.KEY_READ | view
                ) as opened:
                    value = registry.QueryValueEx(opened, name)[0]
            except OSError:
                continue
            return value if isinstance(value, (str, int)) else None
        return None

    def subkeys(self, key: str) -> tuple[str, ...]:
        """See `Machine`."""
        registry = _registry()
        hive, _, path = key.partition("\\")
        if registry is None:
            return ()
        try:
            with registry.OpenKey(getattr(registry, _HIVES[hive]), path) as opened:
                return tuple(registry.EnumKey(opened, at) for at in range(registry.QueryInfoKey(opened)[0]))
        except OSError:
            return ()

    def zone(self, path: Path) -> int | None:
        """See `Machine`."""
        return marked_zone(Path(f"{path}:Zone.Identifier")) if self.windows else None

    def program(self, name: str) -> Path | None:
        """See `Machine`."""
        found = shutil.which(name)
        return Path(found) if found else None

    def writable(self, folder: Path) -> bool:
        """See `Machine`."""
        try:
            with tempfile.TemporaryFile(dir=folder):
                return True
        except OSError:
            return False


_HIVES = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}


def _registry() -> Any:
    """The registry's module; there is none outside Windows."""
    try:
        return import_module("winreg")
    except ImportError:
        return None


def marked_zone(stream: Path) -> int | None:
    """The zone that a mark of the web tells (an alternate data stream, an .ini file by its form), or None."""
    try:
        lines = stream.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    zones = [line.partition("=")[2].strip() for line in lines if line.casefold().startswith("zoneid=")]
    return int(zones[0]) if zones and zones[0].isdecimal() else None


def bits() -> int:
    """32 or 64: the width of this Python."""
    return struct.calcsize("P") * 8
