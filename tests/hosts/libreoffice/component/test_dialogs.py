"""Which dialog is shown, over which window, and what a person's answer means.

A toolkit without a screen notes what it is asked to show; the real one is clicked at in the end-to-end tests.
"""

# ruff: noqa: N802 - UNO's names

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cst_xl.hosts.libreoffice.component import dialogs

CANCEL, YES, NO = 0, 2, 3


class Office:
    """The program, with a person who answers always the same."""

    INFOBOX, QUERYBOX = "info", "query"

    def __init__(self, answer=YES, chosen=()):
        self._answer, self._chosen = answer, chosen
        self.shown = []
        self.disposed = 0

    def service(self, _name):
        return self

    def getDesktopWindow(self):
        return "desktop"

    def createMessageBox(self, *asked):
        self.shown.append(asked)
        return self

    def execute(self):
        return self._answer

    def dispose(self):
        self.disposed += 1

    def setTitle(self, title):
        self.shown.append(title)

    def appendFilter(self, title, patterns):
        self.shown.append((title, patterns))

    def getSelectedFiles(self):
        return self._chosen

    def path(self, url):
        return url.removeprefix("file://")


def model(window):
    frame = SimpleNamespace(getContainerWindow=lambda: window)
    return SimpleNamespace(getCurrentController=lambda: SimpleNamespace(getFrame=lambda: frame))


def test_a_message_is_shown_over_the_window_of_its_document():
    office = Office()
    dialogs.tell(office, model("finestra"), "Verifica dati", "Tutto bene.")
    assert office.shown == [("finestra", "info", 1, "Verifica dati", "Tutto bene.")]
    assert office.disposed == 1


@pytest.mark.parametrize(
    "nowhere", [None, SimpleNamespace(getCurrentController=lambda: None)], ids=["no document", "unseen"]
)
def test_without_a_window_it_is_shown_over_the_desktop(nowhere):
    office = Office()
    dialogs.tell(office, nowhere, "CST", "Così.")
    assert office.shown[0][0] == "desktop"


@pytest.mark.parametrize(("answer", "agreed"), [(YES, True), (NO, False), (CANCEL, False)])
def test_only_yes_is_yes(answer, agreed):
    office = Office(answer)
    assert dialogs.confirm(office, None, "Importa", "Sostituire?") is agreed
    assert office.shown == [("desktop", "query", 3, "Importa", "Sostituire?")]


def test_a_program_without_a_screen_answers_no():
    office = Office()
    office.createMessageBox = lambda *_: None
    assert dialogs.confirm(office, None, "Importa", "Sostituire?") is False
    dialogs.tell(office, None, "CST", "Così.")


def test_the_chosen_file_comes_as_a_path_and_none_when_the_person_gives_up():
    office = Office(answer=1, chosen=("file:///dati/è.csv",))
    assert dialogs.choose_file(office, "Importa", ("*.csv", "*.xlsx")) == "/dati/è.csv"
    assert office.shown == ["Importa", ("File di dati (*.csv;*.xlsx)", "*.csv;*.xlsx")]
    assert dialogs.choose_file(Office(answer=CANCEL), "Importa", ("*.csv",)) == ""
    assert dialogs.choose_file(Office(answer=1), "Importa", ("*.csv",)) == ""
