"""How cells look."""

from __future__ import annotations

from openpyxl import load_workbook

from cst_xl.workbook.keeping.looks import formats_on, looks
from cst_xl.workbook.package import Package


def look_of(package, sheet, place):
    return looks(package)[dict(formats_on(package, sheet))[place]]


def test_a_program_that_rewrites_the_style_sheet_changes_no_look(built_example, tmp_path):
    load_workbook(built_example).save(tmp_path / "riscritta.xlsx")
    before, after = Package.open(built_example), Package.open(tmp_path / "riscritta.xlsx")
    one = {place: looks(before)[number] for place, number in formats_on(before, "Catalogo SLA")}
    other = {place: looks(after)[number] for place, number in formats_on(after, "Catalogo SLA")}
    assert other.items() <= one.items()  # of merged cells openpyxl writes the first only
    assert len(other) > 100


def test_a_colour_that_a_person_gave_shows(followed, built_example):
    mine = look_of(followed.old.package, "Catalogo SLA", (7, 1))
    ours = look_of(Package.open(built_example), "Catalogo SLA", (7, 1))
    assert mine.fill == "FFFF00" != ours.fill
