"""The Basic module in the person's library: put there, brought up to date, taken out, nothing else touched."""

# ruff: noqa: N802, N815 - UNO's names

from __future__ import annotations

import pytest

from cst_xl.hosts.libreoffice.component import wrappers
from cst_xl.hosts.libreoffice.component.names import WRAPPERS
from tests.end_to_end.office_session import OfficeSession


class Library(dict):
    """A Basic library: UNO's names for what a dictionary does."""

    hasByName = dict.__contains__
    getByName = dict.__getitem__
    removeByName = dict.__delitem__

    def insertByName(self, name, source):
        assert name not in self
        self[name] = source

    def replaceByName(self, name, source):
        assert name in self
        self[name] = source


class Libraries(Library):
    """The libraries of a person, the first of them not loaded yet."""

    def __init__(self, **modules):
        super().__init__(Standard=Library(modules))
        self.loaded = []

    def isLibraryLoaded(self, name):
        return name in self.loaded

    def loadLibrary(self, name):
        self.loaded.append(name)


@pytest.mark.parametrize(
    "earlier", [{}, {WRAPPERS: "' left by a crash"}, {WRAPPERS: "' new"}], ids=["none", "older", "the same"]
)
def test_the_module_is_there_afterwards_whatever_was_there_before(earlier):
    libraries = Libraries(**earlier, Mie="Sub Main")
    wrappers.install(libraries, "' new")
    assert libraries["Standard"] == {WRAPPERS: "' new", "Mie": "Sub Main"}
    assert libraries.loaded == ["Standard"]


def test_taken_out_it_leaves_the_persons_own_modules():
    libraries = Libraries(Mie="Sub Main")
    wrappers.install(libraries, "' new")
    wrappers.remove(libraries)
    wrappers.remove(libraries)
    assert libraries["Standard"] == {"Mie": "Sub Main"}


@pytest.mark.office
def test_while_the_program_runs_the_module_is_there_and_afterwards_it_is_not(
    office_program, extension_file, tmp_path
):
    with OfficeSession(office_program, tmp_path / "ufficio", extension_file) as session:
        assert WRAPPERS in session.ask("modules")
    assert not list((session.profile / "user" / "basic").rglob(f"{WRAPPERS}*"))
