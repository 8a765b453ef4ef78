"""The PC of these tests: made once, kept between runs, ours alone while they run.

Plain test runs have no PC and skip what needs one; ``make e2e-windows`` asks for it, and then whatever can't be had is
a failure. What the run showed is printed at its end.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.windows import provision
from tests.windows.pc import PYTHON_FOLDER, Pc, PcError

collect_ignore = ["inside"]
WANTED = "CST_XL_WINDOWS"
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_LOG = pytest.StashKey[list[str]]()


def pytest_configure(config):
    config.stash[_LOG] = []


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE) and "pc" in getattr(item, "fixturenames", ()):
            item.add_marker("windows")
            if not os.environ.get(WANTED):
                item.add_marker(pytest.mark.skip(reason="needs the Windows PC: make e2e-windows"))


def pytest_terminal_summary(terminalreporter, config):
    if lines := config.stash[_LOG]:
        terminalreporter.section("Windows")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def told(request):
    """Lines that are printed at the end of the run."""
    return request.config.stash[_LOG]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The package as it is handed out, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def pc(told, wheel):
    """The PC, switched on, with the package installed on it."""
    try:
        made = provision.provide(told.append)
    except PcError as failure:
        pytest.fail(str(failure), pytrace=False)
    with provision.locked(made.prefix.parent / "using.lock"), made.switched_on():
        told.append(_version(made))
        _install(made, wheel)
        yield made


def _version(pc: Pc) -> str:
    system = pc.run("cmd", "/c", "ver", seconds=60).text.strip()
    python = pc.run_python("-VV", seconds=60).text.strip()
    wine = subprocess.run(["wine", "--version"], capture_output=True, text=True, check=True, timeout=60)
    return f"{system}, by {wine.stdout.strip()}; {python}"


def _install(pc: Pc, wheel: Path) -> None:
    shutil.copy(wheel, pc.here(provision.WHEELS_FOLDER))
    tools = {"PYTHONPATH": provision.TOOLS_FOLDER}
    pip = ("-m", "pip", "--disable-pip-version-check")
    options = (
        "--no-index",
        "--find-links",
        provision.WHEELS_FOLDER,
        "--no-compile",
        "--no-warn-script-location",
    )
    pc.run_python(*pip, "uninstall", "--yes", "cst-xl", seconds=120, environment=tools)
    done = pc.run_python(*pip, "install", *options, "cst-xl", seconds=180, environment=tools)
    assert done.code == 0, done.text
    # the second line that the installation guide has people type: what is there fits what the wheel asks for
    checked = pc.run_python(*pip, "check", seconds=120, environment=tools)
    assert (checked.code, checked.text.strip()) == (0, "No broken requirements found."), checked.text


@pytest.fixture
def on_pc(pc):
    """Run ``cst-xl`` on the PC."""

    def run(*arguments: str, seconds: float = 120, cwd: str = "C:\\"):
        return pc.run(rf"{PYTHON_FOLDER}\Scripts\cst-xl.exe", *arguments, seconds=seconds, cwd=cwd)

    return run
