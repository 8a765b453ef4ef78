"""What a person finds who opens a workbook: computed cells, and a word about buttons that can't answer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cst_xl.actions import quarters
from cst_xl.hosts.libreoffice.component import opening
from cst_xl.workbook.file import FileBook
from tests.end_to_end.office_session import ALWAYS_MACROS, NEVER_MACROS
from tests.end_to_end.test_libreoffice import complaints, differences


class Controller:
    """A window that keeps the bars above its sheet."""

    def __init__(self):
        self.bars = {}

    def hasInfobar(self, name):  # noqa: N802 - UNO's name
        return name in self.bars

    def appendInfobar(self, name, title, text, *_):  # noqa: N802 - UNO's name
        self.bars[name] = f"{title} {text}"


def test_the_bar_is_shown_once_and_says_where_the_commands_are():
    window = Controller()
    opening.explain(window)
    opening.explain(window)
    ((_, text),) = window.bars.items()
    assert "i pulsanti nel foglio non rispondono" in text
    assert "menu CST" in text


def test_without_a_window_nothing_is_shown():
    opening.explain(None)


def test_a_document_that_is_not_ours_is_not_touched():
    opening.refresh(SimpleNamespace(NamedRanges=SimpleNamespace(hasByName=lambda _: False)))


@pytest.mark.office
def test_a_workbook_that_was_changed_elsewhere_shows_the_right_figures_at_once(office, workbook):
    """The file holds the old results; nobody asks for a recalculation."""
    file = FileBook.open(workbook)
    file.write("Dati Credenziali", "B6", [["1.715"]])
    edition = file.edition()
    file.save()
    document = office.open(workbook, hidden=False)
    wrong, compared = differences(document, edition)
    document.close()
    assert wrong == {}
    assert compared > 150


@pytest.mark.office
@pytest.mark.parametrize("allowed", [NEVER_MACROS, ALWAYS_MACROS], ids=["not allowed", "allowed"])
def test_a_macro_workbook_computes_whether_its_macros_may_run_or_not(office, tmp_path, allowed):
    path = quarters.demo(tmp_path / "Focus.xlsm").path
    document = office.open(path, allowed, hidden=False)
    document.put(sheet="Dati Credenziali", cells="B6", rows=[["1.715"]])
    figure, complaining = document.names()["credenziali.2007"], complaints(document)
    document.close()
    assert complaining == []
    assert figure == 1715
