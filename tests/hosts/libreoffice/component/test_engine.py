"""The engine with real children: started when needed, replaced when they die, refused for a while when it is no use."""

from __future__ import annotations

import os
import signal
import time

import pytest

from cst_xl.hosts.libreoffice.component.engine import Engine, EngineError, message
from cst_xl.hosts.libreoffice.component.ranges import Table
from tests.hosts.libreoffice.children import behave_from_now_on, child, ours

HANGS = "say({'value': 'ready'}); hear(); time.sleep(60)"
DIES = "say({'value': 'ready'}); hear(); os._exit(1)"
COUNTS = """
say({"value": "ready"})
asked = 0
while True:
    hear()
    asked += 1
    say({"value": asked})
"""


class Clock:
    """Seconds that pass when a test says so."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture(autouse=True)
def _own_log(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def engine(clock):
    """Makes engines, and stops them."""
    made = []

    def make(settings):
        made.append(Engine(settings, clock))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_the_worker_starts_at_the_first_question_and_stays(engine):
    one = engine(ours())
    assert one.pid is None
    assert one.call("cst_periodo", ["Q2 2016"]) == "2° trimestre 2016"
    first = one.pid
    assert one.call("cst_periodo", ["Q3 2016"]) == "3° trimestre 2016"
    assert one.pid == first is not None
    one.stop()
    assert one.pid is None


def test_a_worker_that_was_killed_is_replaced_before_anybody_notices(engine):
    one = engine(ours())
    one.call("cst_periodo", ["Q2 2016"])
    first = one.pid
    os.kill(first, signal.SIGKILL)
    assert one.call("cst_periodo", ["Q3 2016"]) == "3° trimestre 2016"
    assert one.pid not in {None, first}


def test_a_worker_that_was_killed_gets_the_tables_anew(engine):
    """The new one has an empty shelf: a table named by its digest alone would mean nothing to it."""
    one = engine(ours())
    table = Table("table", (("Testo",), ("1.715",)))
    before = one.call("cst_numero", [table])
    os.kill(one.pid, signal.SIGKILL)
    assert one.call("cst_numero", [table]) == before
    assert before.startswith("#CST! «un intervallo di più celle»")


def test_a_missing_python_is_a_sentence_that_names_it_and_the_remedy(engine):
    told = engine(ours()._replace(python="/non/c'è/python")).call("cst_periodo", ["Q2 2016"])
    assert told.startswith("#CST! Manca il motore di calcolo: il suo Python non si avvia («/non/c'è/python»")
    assert told.endswith("Eseguire «cst-xl libreoffice install».")


def test_a_python_without_our_package_is_a_sentence_that_names_the_log(engine, tmp_path):
    told = engine(child(tmp_path, "import cst_xl_che_non_esiste")).call("f", [])
    assert told.startswith("#CST! Il motore di calcolo non parte. Eseguire «cst-xl libreoffice install».")
    assert "ModuleNotFoundError" in (tmp_path / "cst_xl_libreoffice.log").read_text(encoding="utf-8")


def test_after_a_worker_that_hung_nobody_waits_again_until_a_pause_is_over(engine, clock, tmp_path):
    one = engine(child(tmp_path, HANGS, call_seconds=0.3, refusing_seconds=10))
    told = one.call("f", [1.0])
    assert told == (
        "#CST! Il calcolo non ha risposto entro 0.3 secondi ed è stato interrotto. "
        "Premere Ctrl+Maiusc+F9 per riprovare."
    )
    behave_from_now_on(tmp_path, COUNTS)
    begun = time.monotonic()
    assert {one.call("f", [float(at)]) for at in range(50)} == {told}
    assert time.monotonic() - begun < 0.2
    assert one.pid is None
    clock.now += 10.1
    assert one.call("f", [1.0]) == 1


def test_after_a_second_death_the_sentence_says_so(engine, clock, tmp_path):
    one = engine(child(tmp_path, DIES, refusing_seconds=10))
    told = one.call("f", [1.0])
    assert told.startswith("#CST! Il motore di calcolo si è chiuso all'improvviso. Premere Ctrl+Maiusc+F9")
    behave_from_now_on(tmp_path, COUNTS)
    assert one.call("f", [2.0]) == told
    clock.now += 10.1
    assert one.call("f", [2.0]) == 1


def test_scalar_results_are_remembered_by_value_and_type(engine, tmp_path):
    one = engine(child(tmp_path, COUNTS))
    asked = [[1.0], [True], ["1"], [1.0], [True], ["1"], [2.0]]
    assert [one.call("f", arguments) for arguments in asked] == [1, 2, 3, 1, 2, 3, 4]
    assert one.call("g", [1.0]) == 5
    assert one.call("f", [1.0], from_addin=True) == 6


def test_results_of_tables_are_asked_for_each_time(engine, tmp_path):
    one = engine(child(tmp_path, COUNTS))
    table = Table("table", ((1.0,),))
    assert [one.call("f", [table]) for _ in range(2)] == [1, 2]


def test_a_failure_is_not_remembered_as_a_result(engine, clock, tmp_path):
    one = engine(child(tmp_path, DIES, refusing_seconds=0))
    assert one.call("f", [1.0]).startswith("#CST!")
    behave_from_now_on(tmp_path, COUNTS)
    clock.now += 1
    assert one.call("f", [1.0]) == 1


def test_a_command_is_never_run_twice(engine, tmp_path):
    """What it has done before it died can't be known here."""
    starts = tmp_path / "avvii"
    behaviour = f"open({str(starts)!r}, 'a').write('x'); {DIES}"
    one = engine(child(tmp_path, behaviour))
    with pytest.raises(EngineError, match="si è chiuso all'improvviso"):
        one.command("importa", lambda *_: None)
    assert starts.read_text() == "x"


def test_a_command_that_falls_silent_is_ended(engine, tmp_path):
    one = engine(child(tmp_path, HANGS, command_seconds=0.3))
    with pytest.raises(EngineError, match=r"entro 0\.3 secondi"):
        one.command("importa", lambda *_: None)
    assert one.pid is None


def test_a_message_fits_where_excel_cuts_texts():
    short, long = message("Così."), message("x" * 400)
    assert short == "#CST! Così."
    assert len(long) == 250
    assert long.endswith("…")
