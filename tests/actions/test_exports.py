"""Importing from a button."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cst_xl.actions import exports
from cst_xl.core.errors import CstError


def test_giving_up_changes_nothing(example_book):
    book = example_book()
    assert exports.import_file(book) is None
    assert book.told == [("Importa", "Nessun file scelto: non è cambiato nulla.")]


def test_nothing_is_asked_when_there_is_nothing_new(example_book, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Giorno di chiusura;Motivo\n", encoding="utf-8")
    book = example_book()
    book.answers.file = path
    exports.import_file(book)
    assert book.answers.questions == ["Scegliere uno o più file da importare"]


def test_everything_is_told_before_it_is_done(example_book, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Giorno di chiusura;Motivo\n24/06/2016;Patrono\n", encoding="utf-8")
    book = example_book()
    book.answers.file = path
    plan = exports.import_file(book)
    assert plan.new == 1
    assert "1 riga: 1 nuova, 0 già presenti.\n\nAggiungere le righe nuove?" in book.answers.questions[-1]
    assert not any("24/06/2016" in map(str, row) for row in book.cells["Parametri"])


def test_tickets_of_a_workbook_arrive_as_texts(example_book, tmp_path):
    import openpyxl

    exported = openpyxl.Workbook()
    exported.active.append(["Giorno di chiusura", "Motivo"])
    exported.active.append([datetime(2016, 6, 24), "Patrono"])
    exported.save(tmp_path / "a.xlsx")
    book = example_book()
    book.answers.file, book.answers.agree = tmp_path / "a.xlsx", True
    exports.import_file(book)
    assert any(row[4:6] == ["24/06/2016", "Patrono"] for row in book.cells["Parametri"])


def test_the_archives_of_a_log_are_chosen_together(example_book):
    """Each knows only its month: one alone would give another availability."""
    logs = sorted((Path(__file__).parents[1] / "data" / "exports" / "nagios").glob("*.log"))
    book = example_book()
    book.answers.file, book.answers.others = logs[0], tuple(logs[1:])
    plan = exports.import_file(book)
    assert len(plan.origins) == 1
    assert "log di Nagios, 62 stati" in plan.told()


def pasted(book, text):
    """A book with lines of a text pasted on the sheet *Incolla*, cut at semicolons."""
    book.cells["Incolla"] = [[] for _ in range(4)] + [line.split(";") for line in text.splitlines()]
    return book


def test_what_is_pasted_comes_before_any_file(example_book):
    book = pasted(example_book(), "Giorno di chiusura;Motivo\n24/06/2016;Patrono\n")
    book.answers.agree = True
    exports.import_file(book)
    assert any(row[4:6] == ["24/06/2016", "Patrono"] for row in book.cells["Parametri"])
    assert not any("Scegliere" in question for question in book.answers.questions)


def test_cells_that_were_taken_over_already_are_in_nobody_s_way(example_book):
    book = pasted(example_book(), "Giorno di chiusura;Motivo\n24/06/2016;Patrono\n")
    book.answers.agree = True
    exports.import_file(book)
    assert exports.import_file(book) is None
    assert book.answers.questions[-1].startswith("Scegliere")


def test_pasted_cells_that_nobody_knows_are_refused_with_the_way_out(example_book):
    with pytest.raises(CstError, match=r"non è riconosciuto.*svuotare il foglio Incolla"):
        exports.import_file(pasted(example_book(), "pippo;pluto\n1;2\n"))
