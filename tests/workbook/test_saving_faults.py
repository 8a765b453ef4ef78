"""Real faults while a file is written: full and read-only disks, limits, files held open, death at any moment."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cst_xl.core.errors import WriteRefusedError
from cst_xl.workbook.package import Package
from cst_xl.workbook.saving import write_atomically
from tests.workbook.sample_books import rich

ROOT = Path(__file__).parents[2]
windows_only = pytest.mark.skipif(os.name != "nt", reason="only Windows keeps others from an open file")
posix_only = pytest.mark.skipif(os.name != "posix", reason="uses POSIX limits, mounts or signals")


def run_child(
    code: str, *arguments: object, prefix: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run Python code that finds cst_xl, after a shell prefix that prepares its world."""
    command = [*prefix, sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


# ---------------------------------------------------------------- real faults

CHILD_SAVE = """
import sys
from cst_xl.core.errors import WriteRefusedError
from cst_xl.workbook.saving import write_atomically
try:
    write_atomically(sys.argv[1], lambda out: out.write(b"n" * int(sys.argv[2])), backup=int(sys.argv[3]))
except WriteRefusedError as refused:
    print(refused)
"""


def on_small_disk(folder: Path, options: str) -> tuple[str, ...]:
    """A prefix that runs a command with a tiny disk mounted on a folder, seen by that command only."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("needs unshare to mount a disk of its own")
    rights = () if os.geteuid() == 0 else ("--user", "--map-root-user")
    script = f'mount -t tmpfs -o size=64k tmpfs "{folder}" && printf vecchio > "{folder}/a.xlsx" && {options} exec "$@"'
    trial = subprocess.run([unshare, *rights, "--mount", "true"], capture_output=True, check=False)
    if trial.returncode != 0:
        pytest.skip("this machine doesn't let the test mount a disk of its own")
    after = f'"$@"; ls -A "{folder}"; cat "{folder}/a.xlsx"'
    return (unshare, *rights, "--mount", "sh", "-c", script.replace('exec "$@"', after), "sh")


@posix_only
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path) -> None:
    done = run_child(CHILD_SAVE, tmp_path / "a.xlsx", 200_000, 1, prefix=on_small_disk(tmp_path, ""))

    message, *rest = done.stdout.splitlines()
    assert "il disco è pieno. Libera spazio e salva di nuovo. Il file di prima è rimasto com'era." in message
    assert rest == ["a.xlsx", "vecchio"], done.stderr


@posix_only
def test_a_disk_that_fills_up_at_the_backup_leaves_the_old_file_and_nothing_else(tmp_path) -> None:
    grow = f'head -c 40000 /dev/zero > "{tmp_path}/a.xlsx" &&'
    done = run_child(CHILD_SAVE, tmp_path / "a.xlsx", 10_000, 1, prefix=on_small_disk(tmp_path, grow))

    assert "il disco è pieno" in done.stdout
    assert done.stdout.splitlines()[1] == "a.xlsx"
    assert done.stdout.splitlines()[2] == "\0" * 40_000


@posix_only
def test_a_disk_that_cannot_be_written_is_told(tmp_path) -> None:
    read_only = f'mount -o remount,ro "{tmp_path}" &&'
    done = run_child(CHILD_SAVE, tmp_path / "a.xlsx", 10, 1, prefix=on_small_disk(tmp_path, read_only))

    message, *rest = done.stdout.splitlines()
    assert "il disco è in sola lettura. Salva in un'altra cartella" in message
    assert rest == ["a.xlsx", "vecchio"], done.stderr


@posix_only
def test_a_size_limit_is_told(tmp_path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"vecchio")
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n{CHILD_SAVE}"

    done = run_child(limited, tmp_path / "a.xlsx", 200_000, 0)

    assert "supera la dimensione ammessa" in done.stdout, done.stderr
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.xlsx", b"vecchio")]


@posix_only
@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="permissions don't stop an administrator"
)
def test_a_folder_without_permission_is_told(tmp_path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(WriteRefusedError, match="la cartella non lo permette"):
            write_atomically(tmp_path / "a.xlsx", lambda out: out.write(b""))
    finally:
        tmp_path.chmod(0o755)


@posix_only
def test_a_folder_without_permission_is_told_to_an_ordinary_user(tmp_path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only an administrator can become somebody else")
    (tmp_path / "a.xlsx").write_bytes(b"vecchio")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    somebody = f"import os; import cst_xl.workbook.saving; os.setuid(65534)\n{CHILD_SAVE}"

    done = run_child(somebody, tmp_path / "a.xlsx", 10, 0)

    assert "la cartella non lo permette, oppure il file è aperto in un altro programma" in done.stdout, (
        done.stderr
    )
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.xlsx", b"vecchio")]


@windows_only
def test_on_windows_a_file_that_somebody_has_open_is_told_and_stays(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")

    with (
        path.open("rb"),
        pytest.raises(WriteRefusedError, match="oppure il file è aperto in un altro programma"),
    ):
        write_atomically(path, lambda out: out.write(b"nuovo"), backup=1)

    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.xlsx", b"vecchio")]


@windows_only
def test_on_windows_a_file_held_for_a_moment_is_waited_for(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")
    held = path.open("rb")
    release = threading.Timer(0.3, held.close)
    release.start()

    write_atomically(path, lambda out: out.write(b"nuovo"))

    release.join()
    assert path.read_bytes() == b"nuovo"


# ---------------------------------------------------------------- death at any moment

CHILD_DIES = """
import os, signal, sys
from cst_xl.workbook.package import Package
package = Package.open(sys.argv[1])
package.set_calculation()
left = int(sys.argv[2])
def die(event, arguments):
    global left
    if event.partition(".")[0] in ("open", "os", "shutil"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
package.save(sys.argv[1], backup=2)
"""


@posix_only
@pytest.mark.slow
def test_a_process_killed_at_any_of_its_steps_leaves_the_old_or_the_new_file(tmp_path) -> None:
    """The interpreter announces each call to the system that touches a file: die at the first, the second, … each."""
    source = rich(tmp_path / "modello.xlsx")
    old = source.read_bytes()
    new = _with_calculation(source)
    outcomes = []
    for step in range(1, 200):
        folder = tmp_path / str(step)
        folder.mkdir()
        path = folder / "a.xlsx"
        path.write_bytes(old)
        done = run_child(CHILD_DIES, path, step)
        content = path.read_bytes()
        assert content in (old, new)
        assert {file.read_bytes() for file in folder.glob("*.bak.xlsx")} <= {old}, (
            "a backup is whole or not there"
        )
        outcomes.append((done.returncode, content == new))
        if done.returncode == 0:
            break
    killed = [changed for code, changed in outcomes if code == -signal.SIGKILL]
    assert outcomes[-1] == (0, True)
    assert len(killed) == len(outcomes) - 1 > 5
    assert False in killed
    assert True in killed, "one step comes after the rename: it flushes the folder"


CHILD_SAVES_FOREVER = """
import sys
from cst_xl.workbook.saving import write_atomically
contents = [open(name, "rb").read() for name in sys.argv[2:]]
print("pronto", flush=True)
def write(content):
    def piecemeal(out):
        for at in range(0, len(content), 1000):
            out.write(content[at : at + 1000])
            out.flush()
    return piecemeal
while True:
    for content in contents:
        write_atomically(sys.argv[1], write(content), backup=1)
"""


@posix_only
@pytest.mark.slow
def test_a_process_killed_at_random_leaves_one_of_its_files_whole(tmp_path) -> None:
    first, second = tmp_path / "uno.xlsx", tmp_path / "due.xlsx"
    rich(first)
    second.write_bytes(_with_calculation(first))
    whole = {first.read_bytes(), second.read_bytes()}
    path = tmp_path / "lavoro" / "a.xlsx"
    path.parent.mkdir()
    shutil.copyfile(first, path)
    moments = random.Random(20161122)
    for _ in range(15):
        command = [sys.executable, "-c", CHILD_SAVES_FOREVER, str(path), str(first), str(second)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(moments.uniform(0, 0.05))
            child.kill()
        assert path.read_bytes() in whole
        assert Package.open(path).sheets


def _with_calculation(path: Path) -> bytes:
    package = Package.open(path)
    package.set_calculation()
    return package.content()
