"""How a command runs: restoring, and what the person is told; over every book see tests/contract."""

from __future__ import annotations

import pytest

from cst_xl.core.book import MemoryBook
from cst_xl.core.errors import CstError
from cst_xl.hosts.running import ACTIONS, Restorable, perform
from cst_xl.workbook.commands import COMMANDS


@pytest.fixture(autouse=True)
def _own_log(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))


def test_every_command_of_the_buttons_has_an_action_and_the_other_way_round():
    assert set(ACTIONS) == {command.action for command in COMMANDS}


def test_written_cells_get_their_earlier_contents_back_in_reverse():
    book = MemoryBook.of({"A": [["uno", "due"]]})
    kept = Restorable(book)
    kept.write("A", "A1", [["x", "y"]])
    kept.write("A", "B1", [["z"], ["w"]])
    assert "come prima" in kept.restored()
    assert book.cells["A"][0] == ["uno", "due"]
    assert book.cells["A"][1][1] is None
    assert kept.restored() == ""


def test_nothing_written_is_nothing_to_restore():
    assert Restorable(MemoryBook()).restored() == ""


def test_cells_that_can_t_be_restored_are_told_as_such():
    book = MemoryBook.of({"A": [["uno"]], "B": [["due"]]})

    def action(one):
        one.write("A", "A1", [["x"]])
        one.write("B", "A1", [["y"]])
        book.write = _refuse
        raise CstError("Così non va.")

    assert not perform("calcola", book, {"calcola": action})
    assert book.told[-1][1].startswith("Così non va. Attenzione: nei fogli A, B restano dati scritti a metà")


def _refuse(*_):
    raise OSError("nulla da fare")


def test_a_failure_before_anything_was_written_says_that_the_data_are_as_before():
    book = MemoryBook()
    assert not perform("calcola", book, {"calcola": lambda _: 1 / 0})
    assert book.told[-1][1].startswith(
        "L'operazione non è riuscita. I dati sono come prima. I dettagli sono nel file "
    )


def test_without_a_log_the_message_names_none(monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/non/c'è")
    book = MemoryBook()
    perform("calcola", book, {"calcola": lambda _: 1 / 0})
    assert "dettagli" not in book.told[-1][1]


def test_a_message_ends_the_progress_before_it_is_shown():
    book = MemoryBook()
    kept = Restorable(book)
    kept.progress("A metà…")
    kept.tell("Titolo", "Fatto.")
    assert book.steps == ["A metà…", ""]


def test_what_is_asked_of_it_is_asked_of_the_book():
    book = MemoryBook.of({"A": [[1]]})
    book.names = {"nome": "A!$A$1"}
    kept = Restorable(book)
    assert (kept.name, kept.path, kept.sheets(), kept.named("nome")) == (
        "memoria.xlsx",
        None,
        ("A",),
        "A!$A$1",
    )
    assert kept.values("A") == [[1]]


def test_a_command_that_tells_nothing_leaves_no_step_behind():
    book = MemoryBook()
    assert perform("calcola", book, {"calcola": lambda one: one.progress("A metà…")})
    assert book.steps == ["A metà…", ""]
