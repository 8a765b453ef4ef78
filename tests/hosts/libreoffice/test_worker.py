"""The worker's side of the pipe: what it answers to each message, and that nothing else gets into the pipe."""

from __future__ import annotations

from io import BytesIO

import pytest

from cst_xl.functions.catalogue import Argument, CellFunction
from cst_xl.functions.scalars import cst_diff, cst_fascia_oraria, cst_numero
from cst_xl.hosts.libreoffice.book import OfficeBook, OfficeRefusedError
from cst_xl.hosts.libreoffice.component import frames
from cst_xl.hosts.libreoffice.component.process import WorkerProcess
from cst_xl.hosts.libreoffice.component.ranges import Table
from cst_xl.hosts.libreoffice.component.shelf import digest
from cst_xl.hosts.libreoffice.worker import Conversation, run_command
from tests.hosts.libreoffice.children import ours


def broken(*_):
    raise ZeroDivisionError


FUNCTIONS = {
    function.name: function
    for function in (
        cst_diff,
        cst_numero,
        cst_fascia_oraria,
        CellFunction("cst_rotta", "", (), broken),
    )
}


@pytest.fixture(autouse=True)
def _own_log(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def conversation(*messages, run=None):
    """One conversation, from its greeting to the end of the pipe: what the worker said."""
    source, target = BytesIO(), BytesIO()
    for message in messages:
        frames.write(source, frames.to_worker(message))
    source.seek(0)
    one = Conversation(source, target, run or run_command, FUNCTIONS)
    one.serve()
    target.seek(0)
    said = []
    while target.tell() < len(target.getvalue()):
        said.append(frames.in_office(frames.read(target)))
    assert said.pop(0) == {"value": "ready"}
    return said


def answers(*messages):
    return [one["value"] for one in conversation(*messages)]


def test_it_greets_and_ends_with_its_input():
    assert conversation() == []


def test_each_call_is_answered_in_turn():
    calls = [("call", "cst_diff", (10.0, 12.0), False), ("call", "cst_numero", ("1.715",), False)]
    assert answers(*calls) == [0.2, 1715.0]


def test_half_a_message_is_the_end():
    source, target = BytesIO(b"CST1\x00\x00\x00\x05ab"), BytesIO()
    Conversation(source, target).serve()
    assert target.getvalue().count(b"CST1") == 1


def test_a_function_that_breaks_is_a_sentence_and_its_traceback_is_in_the_log(tmp_path):
    (told,) = answers(("call", "cst_rotta", (), False))
    assert told == "#CST! errore interno in cst_rotta: ZeroDivisionError. Premere Diagnostica."
    assert "ZeroDivisionError" in (tmp_path / "cst_xl.log").read_text(encoding="utf-8")


def test_an_unknown_function_says_that_the_installation_is_old():
    (told,) = answers(("call", "cst_di_domani", (), False))
    assert told.startswith(
        "#CST! La funzione cst_di_domani non c'è nella versione installata. Eseguire «cst-xl"
    )


def test_dates_and_errors_arrive_as_such():
    told = answers(
        ("call", "cst_fascia_oraria", (("date", 42461 + 8.5 / 24),), False),
        ("call", "cst_numero", (("error", 532),), False),
    )
    assert told[0] == "08:00-18:00"
    assert told[1].startswith("#CST! «#DIV/0!»")


def test_a_zero_that_cannot_be_meant_may_have_been_an_empty_cell():
    """Calc hands an add-in a zero for an empty cell; Basic one only where an argument was left out."""
    call = ("call", "cst_fascia_oraria", (9.0, 0.0, 0.0))
    assert answers((*call, True), (*call, False)) == ["08:00-18:00", "08:00-18:00"]
    assert answers(("call", "cst_diff", (0.0, 5.0), True)) == [""]


def test_a_table_is_kept_under_its_name():
    seen = []

    def look(cells):
        seen.append(cells)
        return len(cells)

    FUNCTIONS["cst_righe"] = CellFunction("cst_righe", "", (Argument("dati", "", table=True),), look)
    content = frames.to_worker(tuple(Table("table", ((1.0,), (2.0,)))))
    key = digest(content)
    try:
        told = answers(
            ("call", "cst_righe", (("keep", key, content),), False),
            ("call", "cst_righe", (("use", key),), False),
        )
    finally:
        del FUNCTIONS["cst_righe"]
    assert told == [2.0, 2.0]
    assert seen == [[[1.0], [2.0]]] * 2


def test_a_command_asks_the_office_and_computes_cells_while_it_waits():
    def run(name, office):
        book = OfficeBook(office.ask)
        return name == "verifica" and book.name == "Focus.xlsx"

    said = conversation(
        ("command", "verifica"), ("call", "cst_diff", (10.0, 12.0), False), ("answer", "Focus.xlsx"), run=run
    )
    assert said == [{"ask": "name", "arguments": []}, {"value": 0.2}, {"value": True}]


def test_what_the_office_refuses_reaches_the_command_in_its_words():
    def run(_name, office):
        with pytest.raises(OfficeRefusedError, match="il foglio è protetto"):
            office.ask("write", "SLA", 0, 0, [["x"]])
        return False

    assert conversation(("command", "x"), ("refused", "il foglio è protetto"), run=run)[-1] == {
        "value": False
    }


def test_an_office_that_is_gone_ends_a_command_without_an_answer():
    said = conversation(("command", "verifica"), run=lambda _, office: office.ask("name"))
    assert said == [{"ask": "name", "arguments": []}]


def test_a_real_worker_tells_the_person_once_that_a_command_failed(tmp_path):
    told = []

    def answer(method, arguments):
        if method == "sheets":
            raise RuntimeError("bridge disposed")
        if method == "tell":
            told.append(arguments)

    worker = WorkerProcess(ours())
    try:
        worker.greet()
        assert worker.command("verifica", answer) is False
    finally:
        worker.kill()
    ((title, message),) = told
    assert title == "Verifica dati"
    assert message.startswith("L'operazione non è riuscita. I dati sono come prima.")
