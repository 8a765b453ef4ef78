"""A Windows PC made of Wine and CPython for Windows: programs are run on it, files lie on its disk C.

Every program gets the null device as its standard input and a pipe as its output (CPython refuses to start on anything
else under Wine), a small environment of its own, and a time limit: Wine sometimes hangs when the machine is busy, and
a hang must end as a failure that says which step it was.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PYTHON_FOLDER = r"C:\Programmi è qui\Python313"
"""Where Python is: a folder with a space and an accent, as users' names make them."""

_ENDING = 60
_GLANCE = 0.05


class PcError(Exception):
    """A step on the PC that couldn't be done, and why."""


@dataclass(frozen=True)
class Ran:
    """A program that ended.

    Attributes:
        code: Its exit code.
        out: What it wrote, standard error included, as bytes.
        seconds: How long it took.
    """

    code: int
    out: bytes
    seconds: float

    @property
    def text(self) -> str:
        """What it wrote, with plain line ends."""
        return self.out.decode("utf-8").replace("\r\n", "\n")


@dataclass
class Pc:
    """A PC.

    Attributes:
        prefix: The folder that is Wine's whole world.
        log: What is worth telling at the end of the run.
    """

    prefix: Path
    log: list[str] = field(default_factory=list)

    @property
    def disk(self) -> Path:
        """The disk C, seen from here."""
        return self.prefix / "drive_c"

    @property
    def python(self) -> str:
        """Python's program with a console."""
        return rf"{PYTHON_FOLDER}\python.exe"

    def here(self, windows_path: str) -> Path:
        r"""Where a path of the PC (``C:\...``) lies on this computer."""
        drive, _, rest = windows_path.partition(":\\")
        if drive != "C":
            raise ValueError(windows_path)
        return self.disk.joinpath(*rest.split("\\"))

    def folder(self, windows_path: str) -> Path:
        """An empty folder on the PC."""
        path = self.here(windows_path)
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def run(
        self, *command: str, seconds: float, cwd: str = "C:\\", environment: dict[str, str] | None = None
    ) -> Ran:
        """Run a program to its end, and leave nothing of it behind.

        Raises:
            PcError: It didn't end in time.
        """
        started = time.monotonic()
        with subprocess.Popen(
            ["wine", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.here(cwd),
            env=self._environment() | (environment or {}),
            start_new_session=True,
        ) as process:
            out = _output(process, started + seconds)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                raise PcError(
                    f"still running after {seconds:.0f} s: {subprocess.list2cmdline(command)}\n"
                    f"until then it wrote:\n{out.decode('utf-8', 'replace')[-4000:]}"
                )
        return Ran(process.returncode, out, time.monotonic() - started)

    def run_python(self, *arguments: str, seconds: float, **options: object) -> Ran:
        """Run Python with some arguments; see `run`."""
        return self.run(self.python, *arguments, seconds=seconds, **options)

    @contextmanager
    def switched_on(self) -> Iterator[None]:
        """Keep Wine's own services alive meanwhile: starting them takes three seconds, for every single program."""
        with subprocess.Popen(
            ["wine", self.python, "-c", "import time; time.sleep(3600)"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment(),
            start_new_session=True,
        ) as keeper:
            try:
                yield
            finally:
                self.switch_off()
                keeper.kill()

    def switch_off(self) -> None:
        """End every program on this PC, and on no other."""
        subprocess.run(["wineserver", "-k"], env=self._environment(), timeout=_ENDING, check=False)
        subprocess.run(["wineserver", "-w"], env=self._environment(), timeout=_ENDING, check=False)

    def _environment(self) -> dict[str, str]:
        """Nothing of this computer's own settings reaches the PC, but for where programs and files are."""
        return {
            "PATH": f"/usr/lib/wine:{os.environ['PATH']}",
            "HOME": str(self.prefix),
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }


def _output(process: subprocess.Popen[bytes], until: float) -> bytes:
    """What a program writes until it ends or its time is over.

    Not until its pipe is closed: programs that it leaves behind (Wine's services, xlwings' server) hold the pipe open.
    """
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    os.set_blocking(pipe, False)
    out = bytearray()
    while time.monotonic() < until:
        ended = process.poll() is not None
        if select.select([pipe], [], [], 0 if ended else _GLANCE)[0]:
            piece = os.read(pipe, 65_536)
            out += piece
            if not piece and ended:
                break
            if not piece:
                time.sleep(_GLANCE)  # it closed its pipe, and is about to end
        elif ended:
            break
    return bytes(out)
