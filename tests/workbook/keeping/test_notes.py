"""Notes on cells."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from cst_xl.workbook.keeping import notes
from cst_xl.workbook.package import Package


def test_notes_are_read_with_who_wrote_them(followed):
    (note,) = notes.notes_on(followed.old.package, "Conti miei")
    assert (note.place, note.author, note.text) == ((2, 1), "Ufficio statistica", "da rivedere con il capo")


def test_notes_put_on_a_sheet_are_read_back_by_another_program(followed, built_example):
    new = Package.open(built_example)
    (note,) = notes.notes_on(followed.old.package, "Conti miei")
    other = notes.Note((9, 3), "Altro ufficio", note.text, note.body)
    notes.put(new, "Ticket", [other, note])
    sheet = load_workbook(BytesIO(new.content()))["Ticket"]
    assert sheet["A2"].comment.author == "Ufficio statistica"
    assert sheet["C9"].comment.text == "da rivedere con il capo"
    assert [one.place for one in notes.notes_on(new, "Ticket")] == [(2, 1), (9, 3)]


def test_a_sheet_with_notes_or_buttons_takes_no_more(followed, built_example):
    assert notes.may_take(Package.open(built_example), "Ticket")
    assert not notes.may_take(followed.old.package, "Conti miei")
