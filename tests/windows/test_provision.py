"""What can't be had is said: which thing, and why."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.windows import provision
from tests.windows.pc import PYTHON_FOLDER, PcError


def test_a_program_that_is_missing_is_named_with_its_debian_package():
    with pytest.raises(PcError, match="osslsigncode not found: apt-get install osslsigncode"):
        provision.check_programs(lambda name: None if name == "osslsigncode" else name)


def test_the_packages_are_those_that_continuous_integration_installs():
    script = (provision.HERE.parents[1] / ".ci" / "run").read_text(encoding="utf-8")
    wanted = {package for packages in provision.PROGRAMS.values() for package in packages.split()}
    assert wanted <= set(re.findall(r"[\w.+-]+", script))


@pytest.mark.parametrize(
    "file", [provision.PYTHON, provision.WHEELS, provision.TOOLS], ids=lambda one: one.name
)
def test_everything_from_outside_is_held_by_one_version_and_its_sha_256(file):
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line)


def test_another_file_under_the_same_name_is_refused(tmp_path, monkeypatch):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "six-1.17.0-py2.py3-none-any.whl").write_bytes(b"something else")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    wheel = ("six==1.17.0", f"--hash=sha256:{'0' * 64}")
    (tmp_path / "wanted.txt").write_text(" ".join(wheel), encoding="ascii")
    source = ("--find-links", str(tmp_path / "wheels"), "--require-hashes", "--no-deps")
    with pytest.raises(PcError, match="DO NOT MATCH THE HASHES"):
        provision._pip("download", *source, "--dest", str(tmp_path), "-r", str(tmp_path / "wanted.txt"))


def test_a_program_that_was_changed_by_one_byte_is_refused(pc, tmp_path):
    program = tmp_path / "python.exe"
    shutil.copy(pc.here(rf"{PYTHON_FOLDER}\python.exe"), program)
    provision.check_signature(program)
    content = bytearray(program.read_bytes())
    content[len(content) // 2] ^= 1
    program.write_bytes(content)
    with pytest.raises(PcError, match="no valid signature of the Python Software Foundation"):
        provision.check_signature(program)


def test_a_program_that_somebody_else_signed_is_refused(pc, tmp_path):
    program = tmp_path / "vcruntime140.dll"
    shutil.copy(pc.here(rf"{PYTHON_FOLDER}\vcruntime140.dll"), program)
    with pytest.raises(PcError, match="no valid signature"):
        provision.check_signature(program)


def test_a_step_that_hangs_ends_in_time_and_is_named(pc):
    with pytest.raises(PcError, match=r"still running after 3 s: .*time.sleep"):
        pc.run_python("-c", "import time; time.sleep(60)", seconds=3)


def test_a_program_that_leaves_another_behind_has_ended_all_the_same(pc):
    """As Excel's DLL does: the server that it starts keeps the pipe open."""
    left = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(40)'])"
    ran = pc.run_python("-c", f"{left}; print('fatto')", seconds=30)
    assert (ran.code, ran.text.strip()) == (0, "fatto")
    assert ran.seconds < 20
