"""The LibreOffice of this computer: where it is, where its profile is, and how it is run without getting in its way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import CstError

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "CST_SOFFICE"
"""Environment variable that names the program, where there are several or none is found."""

RESTARTS: Final = 81
"""How the office ends that has registered an extension and wants to be started again (desktop/inc/app.hxx)."""

_FOLDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "win32": (r"C:\Program Files\LibreOffice\program", r"C:\Program Files (x86)\LibreOffice\program"),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS",),
    "linux": ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice/program"),
}
_PYTHONS_OWN: Final = ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__")


def find(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The program ``soffice``, its links followed.

    Raises:
        CstError: There is none.
    """
    named = environment.get(VARIABLE) or shutil.which("soffice", path=environment.get("PATH"))
    name = "soffice.exe" if platform == "win32" else "soffice"
    usual = (Path(folder, name) for folder in _FOLDERS.get(platform, ()))
    found = Path(named) if named else next((path for path in usual if path.is_file()), None)
    if found is None or not found.is_file():
        raise CstError(
            f"LibreOffice non si trova su questo computer. Se è installato in una cartella insolita, "
            f"indicarne il programma soffice nella variabile {VARIABLE}."
        )
    return found.resolve()


def usual_profile(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the program keeps the profile of the person who is logged in."""
    if platform == "win32":
        return Path(environment.get("APPDATA", Path.home()), "LibreOffice", "4")
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "LibreOffice" / "4"
    return Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config", "libreoffice", "4")


@dataclass(frozen=True)
class Office:
    """A LibreOffice with one of its profiles.

    Attributes:
        program: ``soffice``.
        profile: The folder of the profile; None for the usual one.
        options: Further options of every start (``-env:…``).
        user: Run as this user and group, for those who test as root; None for ourselves.
    """

    program: Path
    profile: Path | None = None
    options: tuple[str, ...] = ()
    user: int | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: own_environment(os.environ))

    def run(self, *arguments: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """Run it unseen until it ends, again as long as it wants to be started again.

        Raises:
            CstError: It doesn't end in time.
        """
        command = [str(self.program), "--headless", "--norestore", *self._switches(), *arguments]
        for _ in range(3):
            done = self._run(command, seconds)
            if done.returncode != RESTARTS:
                break
        return done

    def packages(self, *arguments: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """Run ``unopkg``, which adds and removes extensions.

        Raises:
            CstError: It isn't there, or doesn't end in time.
        """
        name = "unopkg.com" if self.program.suffix == ".exe" else "unopkg"
        tool = self.program.parent / name
        if not tool.is_file():
            raise CstError(f"A questo LibreOffice manca il programma {tool}: reinstallare LibreOffice.")
        verb, *rest = arguments
        return self._run([str(tool), verb, *self._switches(), *rest], seconds)

    def show(self, path: Path) -> None:
        """Start it on a file, for a person, and leave it running."""
        subprocess.Popen(  # noqa: S603 - the program that the person installed
            [str(self.program), *self._switches(), "--calc", str(path)],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _switches(self) -> tuple[str, ...]:
        own = () if self.profile is None else (f"-env:UserInstallation={self.profile.resolve().as_uri()}",)
        return (*own, *self.options)

    def _run(self, command: list[str], seconds: float) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603 - the same
                command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=seconds,
                check=False,
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else (),
            )
        except subprocess.TimeoutExpired as late:
            raise CstError(
                f"LibreOffice non ha finito entro {seconds:g} secondi: chiuderlo e riprovare."
            ) from late
        except OSError as failure:
            raise CstError(f"LibreOffice non si avvia ({failure.strerror}): {command[0]}") from failure


def own_environment(around: Mapping[str, str], platform: str = sys.platform) -> dict[str, str]:
    """The environment without what makes the office's Python take ours for its own.

    Where it shares the system's Python (Debian), the first ``python3`` of the path decides where that looks for its
    library: an active virtual environment would keep our component from being loaded.
    """
    kept = {name: value for name, value in around.items() if name not in _PYTHONS_OWN}
    if platform != "win32":
        kept["PATH"] = os.pathsep.join(["/usr/bin", "/bin", around.get("PATH", "")])
    return kept
