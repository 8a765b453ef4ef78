"""A workbook full of people's own things, computed and imported into: part by part, what changed and that it was meant."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cst_xl.actions.checking import compute_file
from cst_xl.actions.exports import import_into_file
from cst_xl.workbook.package import Package
from tests.workbook.keeping.scribbles import scribble

EXPORT = Path(__file__).parents[1] / "data/otrs_ticketlist_2016Q2.csv"


@pytest.fixture
def scribbled(built_example, tmp_path):
    path = Path(shutil.copy(built_example, tmp_path / "Focus_2016-T2.xlsx"))
    scribble(path)
    return path


def inventory(path: Path) -> dict[str, bytes]:
    package = Package.open(path)
    return {name: package.part(name) for name in package.names}


def changed(path: Path, before: dict[str, bytes]) -> set[str]:
    after = inventory(path)
    assert set(after) == set(before)
    return {name for name, content in after.items() if content != before[name]}


def meant(path: Path, *sheets: str) -> set[str]:
    """Parts that may change: those of some sheets, the texts of our charts, names and calculation of the workbook."""
    package = Package.open(path)
    parts = {package.sheet_part(sheet) for sheet in sheets}
    drawings = {name for name in package.names if name.startswith("xl/drawings/drawing")}
    return parts | drawings | {"xl/workbook.xml"}


def test_computing_changes_cells_of_ours_and_nothing_of_theirs(scribbled):
    before = inventory(scribbled)
    package = Package.open(scribbled)
    theirs = {
        package.sheet_part(sheet)
        for sheet in ("Conti miei", "Appunti nascosti", "Catalogo SLA", "Dati Ticket")
    }
    compute_file(scribbled)
    touched = changed(scribbled, before)
    assert not touched & theirs
    assert touched <= meant(
        scribbled, *(sheet for sheet, part in package.sheets.items() if part not in theirs)
    )
    assert not [name for name in touched if "chart" in name or "comments" in name or "styles" in name]


def test_importing_changes_the_sheet_imported_into_besides(scribbled):
    before = inventory(scribbled)
    package = Package.open(scribbled)
    theirs = {package.sheet_part(sheet) for sheet in ("Conti miei", "Appunti nascosti", "Catalogo SLA")}
    import_into_file(scribbled, [EXPORT])
    touched = changed(scribbled, before)
    assert package.sheet_part("Dati Ticket") in touched
    assert not touched & theirs
    assert not [name for name in touched if "chart" in name or "comments" in name or "styles" in name]
