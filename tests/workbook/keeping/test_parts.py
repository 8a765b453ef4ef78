"""Parts with all that they refer to."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from cst_xl.workbook.keeping.parts import PartCopier
from cst_xl.workbook.package import Package


def test_a_sheet_brings_its_drawing_and_its_chart_and_nothing_twice(followed, built_example):
    old, new = followed.old.package, Package.open(built_example)
    copier = PartCopier(old, new, lambda _, content: content)
    before = set(new.names)
    copied = copier.copy(old.sheet_part("Conti miei"), "worksheet")
    added = set(new.names) - before
    assert copier.copy(old.sheet_part("Conti miei"), "worksheet") == copied
    assert sum("/charts/chart" in name for name in added) == 1
    assert sum("/tables/" in name for name in added) == 1
    drawing = next(link.part for link in new.relationships(copied) if link.kind == "drawing")
    chart = next(link.part for link in new.relationships(drawing) if link.kind == "chart")
    assert chart in added
    assert ZipFile(BytesIO(new.content())).testzip() is None


def test_ids_of_relationships_stay(followed, built_example):
    old, new = followed.old.package, Package.open(built_example)
    source = old.sheet_part("Conti miei")
    copied = PartCopier(old, new, lambda _, content: content).copy(source, "worksheet")
    assert {(one.id, one.kind) for one in old.relationships(source)} == {
        (one.id, one.kind) for one in new.relationships(copied)
    }
