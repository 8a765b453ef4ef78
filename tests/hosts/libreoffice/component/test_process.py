"""One child process: the real worker, then children that die, babble, fall silent or ask too much."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from cst_xl.hosts.libreoffice.component.process import DeadError, SlowError, WorkerProcess, environment
from cst_xl.hosts.libreoffice.component.ranges import Table
from tests.hosts.libreoffice.children import child, ours

TABLE = Table("table", (("Periodo", "2016-T2"), ("Voce", 1.0)))
ECHO = """
say({"value": "ready"})
while True:
    kind, name, *rest = hear()
    say({"value": [kind, name, [[a[0], len(a)] if isinstance(a, tuple) else a for a in rest[0]]]})
"""


@pytest.fixture(autouse=True)
def _own_log(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def started():
    """Starts processes, and ends those that a test leaves behind."""
    running = []

    def start(settings, *, greet=True):
        running.append(WorkerProcess(settings))
        if greet:
            running[-1].greet()
        return running[-1]

    yield start
    for process in running:
        process.kill()


def test_the_real_worker_greets_computes_and_leaves(started):
    worker = started(ours())
    assert worker.call("cst_periodo", ["Q2 2016"]) == "2° trimestre 2016"
    assert worker.call("cst_diff", [10.0, 12.0]) == 0.2
    worker.dismiss()
    assert not worker.alive


def test_what_libraries_print_does_not_get_into_the_pipe(started, tmp_path):
    behaviour = """
from cst_xl.hosts.libreoffice import worker
from cst_xl.functions.catalogue import CellFunction
import threading
def noisy(): print("DeprecationWarning"); os.system("echo from below"); return "fatto"
worker.BY_NAME = {"cst_rumore": CellFunction("cst_rumore", "", (), noisy)}
worker.main()
"""
    assert started(child(tmp_path, behaviour)).call("cst_rumore", []) == "fatto"


def test_a_table_is_sent_once_and_named_from_then_on(started, tmp_path):
    worker = started(child(tmp_path, ECHO))
    twice = [worker.call("f", [TABLE, 6.0])[2] for _ in range(2)]
    assert twice == [[["keep", 3], 6.0], [["use", 2], 6.0]]


def test_a_child_that_can_not_be_started_is_an_error_of_the_system():
    with pytest.raises(FileNotFoundError):
        WorkerProcess(ours()._replace(python="/non/c'è/python"))


@pytest.mark.parametrize(
    "behaviour",
    [
        "raise SystemExit(3)",
        "print('Warning: something else than a frame', flush=True); time.sleep(60)",
        "say(['not', 'a reply']); time.sleep(60)",
    ],
    ids=["ends", "babbles", "says something else"],
)
def test_a_child_that_does_not_greet_is_dead(started, tmp_path, behaviour):
    worker = started(child(tmp_path, behaviour), greet=False)
    with pytest.raises(DeadError):
        worker.greet()
    assert not worker.alive


def test_a_child_that_dies_while_it_is_asked_is_dead(started, tmp_path):
    worker = started(child(tmp_path, "say({'value': 'ready'}); hear(); os._exit(1)"))
    with pytest.raises(DeadError):
        worker.call("f", [])


def test_a_function_may_not_ask_questions(started, tmp_path):
    worker = started(child(tmp_path, "say({'value': 'ready'}); hear(); say({'ask': 'name', 'arguments': []}); hear()"))  # fmt: skip
    with pytest.raises(DeadError, match="unexpected"):
        worker.call("f", [])
    assert not worker.alive


def test_a_silent_child_is_killed_when_its_time_is_over(started, tmp_path):
    worker = started(child(tmp_path, "say({'value': 'ready'}); hear(); time.sleep(60)", call_seconds=0.3))
    begun = time.monotonic()
    with pytest.raises(SlowError):
        worker.call("f", [])
    assert 0.3 <= time.monotonic() - begun < 5
    assert not worker.alive


def test_a_child_that_can_not_be_interrupted_is_killed_as_well(started, tmp_path):
    worker = started(child(tmp_path, ECHO, call_seconds=0.3))
    os.kill(worker.pid, signal.SIGSTOP)
    with pytest.raises(SlowError):
        worker.call("f", [])


def test_a_child_that_is_slow_to_start_is_given_up(started, tmp_path):
    with pytest.raises(SlowError):
        started(child(tmp_path, "time.sleep(60)", start_seconds=0.3))


def test_questions_of_a_command_are_answered_or_refused(started, tmp_path):
    asking = """
say({"value": "ready"})
hear()
said = []
for what in ("name", "write"):
    say({"ask": what, "arguments": [1, 2]})
    said.append(hear())
say({"value": said})
"""

    def answer(method, arguments):
        if method == "write":
            raise PermissionError("il foglio è protetto")
        return [method, *arguments]

    found = started(child(tmp_path, asking)).command("prova", answer)
    assert found == [["answer", ["name", 1, 2]], ["refused", "il foglio è protetto"]]


def test_the_time_that_a_person_takes_for_an_answer_does_not_count(started, tmp_path):
    asking = "say({'value': 'ready'}); hear(); say({'ask': 'confirm', 'arguments': []}); hear(); say({'value': True}); hear()"  # fmt: skip
    worker = started(child(tmp_path, asking, command_seconds=0.5))
    assert worker.command("prova", lambda *_: time.sleep(1.5)) is True


def test_the_child_ends_when_the_program_that_started_it_is_killed(tmp_path):
    """Nobody says goodbye then: the end of its input must be enough."""
    script = f"""
import sys
from cst_xl.hosts.libreoffice.component.process import WorkerProcess
from cst_xl.hosts.libreoffice.component.settings import Settings
worker = WorkerProcess(Settings(sys.executable, {ours().root!r}))
worker.greet()
print(worker.pid, flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        pid = int(program.stdout.readline())
        os.kill(pid, 0)
        program.kill()
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="utf-8") as status:  # noqa: PTH123 - a zombie has ended
        return status.read().rpartition(")")[2].split()[0] != "Z"


def test_the_child_gets_the_environment_without_what_is_meant_for_the_offices_python():
    around = {
        "HOME": "/casa",
        "PYTHONHOME": "/opt/libreoffice/python",
        "PYTHONPATH": "/opt/libreoffice/program",
        "LD_LIBRARY_PATH": "/opt/libreoffice/program",
        "URE_BOOTSTRAP": "vnd.sun.star.pathname:/opt/libreoffice/program/fundamentalrc",
    }
    assert environment(around, "/radice") == {"HOME": "/casa", "PYTHONUTF8": "1", "PYTHONPATH": "/radice"}
    assert environment(around, "") == {"HOME": "/casa", "PYTHONUTF8": "1"}
