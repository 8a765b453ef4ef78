"""A command changes a document in one step that can be undone, or not at all; with real workers that fail half way.

The document is a stand-in that keeps its cells and undoes as Calc does: one entry for each group, none for an empty one.
"""

# ruff: noqa: N802 - UNO's names

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from cst_xl.hosts.libreoffice.component import commands
from cst_xl.hosts.libreoffice.component.engine import Engine
from tests.hosts.libreoffice.children import child

WRITES = "say({'value': 'ready'}); hear(); say({'ask': 'write', 'arguments': ['nuovo']}); hear(); "
SUCCEEDS = WRITES + "say({'ask': 'tell', 'arguments': ['Fatto.']}); hear(); say({'value': True}); hear()"
GIVES_UP = WRITES + "say({'value': False}); hear()"
DIES = WRITES + "os._exit(1)"
ONLY_READS = "say({'value': 'ready'}); hear(); say({'value': False}); hear()"


class Model:
    """One cell, a list of what can be undone, and a flag for unsaved changes."""

    def __init__(self, name=commands.OURS):
        self.cell = "vecchio"
        self.undone, self._titles, self._open = [], [], None
        self._befores = []
        self.modified = False
        self.NamedRanges = SimpleNamespace(hasByName=lambda wanted: wanted == name)

    def write(self, text):
        self._open[1].append(self.cell)
        self.cell, self.modified = text, True

    def isModified(self):
        return self.modified

    def setModified(self, modified):
        self.modified = modified

    def getUndoManager(self):
        return self

    def getAllUndoActionTitles(self):
        return tuple(reversed(self._titles))

    def enterUndoContext(self, title):
        self._open = (title, [])

    def leaveUndoContext(self):
        title, befores = self._open
        if befores:
            self._titles.append(title)
            self._befores.append(befores[0])

    def undo(self):
        self.cell, self.modified = self._befores.pop(), True
        self.undone.append(self._titles.pop())

    def clearRedo(self):
        self.undone.clear()


class Document:
    """What the command sees of it."""

    def __init__(self, model):
        self._model, self.told, self.bar = model, [], ["in corso"]

    def answer(self, method, arguments):
        if method == "write":
            self._model.write(*arguments)
        else:
            self.told.append(*arguments)

    def progress(self, message):
        self.bar.append(message)


@pytest.fixture(autouse=True)
def _own_log(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@contextmanager
def run(folder, behaviour, model):
    """The document after a command, and what the command gave back."""
    engine, document = Engine(child(folder, behaviour)), Document(model)
    try:
        yield document, commands.run(engine, model, document, "importa", "Importa")
    finally:
        engine.stop()


def test_a_command_that_goes_well_is_one_step_that_can_be_undone(tmp_path):
    model = Model()
    with run(tmp_path, SUCCEEDS, model) as (document, told):
        assert told == "Fatto."
        assert model.cell == "nuovo"
        assert model.getAllUndoActionTitles() == ("CST: Importa",)
        assert document.bar[-1] == ""
    model.undo()
    assert model.cell == "vecchio"


@pytest.mark.parametrize("behaviour", [GIVES_UP, DIES], ids=["gives up", "dies"])
def test_a_command_that_fails_half_way_leaves_no_trace(tmp_path, behaviour):
    model = Model()
    with run(tmp_path, behaviour, model) as (document, _):
        assert model.cell == "vecchio"
        assert model.getAllUndoActionTitles() == ()
        assert model.undone == []  # nothing to redo either
        assert not model.modified
        assert document.bar[-1] == ""


def test_a_worker_that_dies_is_told_with_the_state_of_the_document(tmp_path):
    with run(tmp_path, DIES, Model()) as (_, told):
        assert told.startswith("#CST! Il motore di calcolo si è chiuso all'improvviso.")
        assert told.endswith("La cartella è come prima.")


def test_a_command_that_changed_nothing_does_not_undo_what_the_person_did_before(tmp_path):
    model = Model()
    model.enterUndoContext("Digitazione")
    model.write("a mano")
    model.leaveUndoContext()
    with run(tmp_path, ONLY_READS, model):
        assert model.cell == "a mano"
        assert model.getAllUndoActionTitles() == ("Digitazione",)
        assert model.modified


@pytest.mark.parametrize("model", [Model("altro"), None], ids=["another workbook", "no document"])
def test_only_a_workbook_of_ours_is_touched(tmp_path, model):
    assert not commands.is_ours(model)
    with run(tmp_path, SUCCEEDS, model) as (document, told):
        assert told.startswith("#CST! Il comando «Importa» vale per la cartella di lavoro del Focus")
        assert document.told == []


@pytest.mark.office
def test_calc_undoes_a_command_in_one_step(office, workbook):
    document = office.open(workbook)
    document.recalculate()
    document.call(name="calcola", given=[True])
    assert document.undo_titles() == ["CST: Calcola"]
    document.undo()
    assert document.undo_titles() == []
    document.close()
