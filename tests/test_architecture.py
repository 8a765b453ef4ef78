"""The picture in docs/architecture.md, the import contract and the start-up cost, held against the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]


def drawn_arrows() -> set[tuple[str, str]]:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    picture = page.partition("```mermaid")[2].partition("```")[0]
    return set(re.findall(r"(\w+) --> (\w+)", picture))


def real_arrows() -> set[tuple[str, str]]:
    graph = grimp.build_graph("cst_xl")
    rooms = {
        module.removeprefix("cst_xl.").partition(".")[0] for module in graph.modules if module != "cst_xl"
    }
    arrows = set()
    for importer in graph.modules:
        here = importer.removeprefix("cst_xl").removeprefix(".").partition(".")[0]
        for imported in graph.find_modules_directly_imported_by(importer):
            there = imported.removeprefix("cst_xl").removeprefix(".").partition(".")[0]
            if here != there and here in rooms and there in rooms:
                arrows.add((here, there))
    return arrows


def test_the_picture_of_the_house_shows_exactly_the_imports_in_the_code():
    assert drawn_arrows() == real_arrows()


@pytest.mark.parametrize("module", ["cst_xl", "cst_xl.cli", "cst_xl.functions"])
def test_importing_it_loads_no_heavy_package(module):
    """Staff wait on every click and on every --help."""
    heavy = {
        "pandas",
        "numpy",
        "openpyxl",
        "xlwings",
        "lxml",
        "holidays",
        "babel",
        "python_calamine",
        "pyopenvba",
    }
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert heavy.isdisjoint(loaded)


def test_every_module_says_why_it_exists():
    for path in (ROOT / "cst_xl").rglob("*.py"):
        assert path.read_text(encoding="utf-8").lstrip().startswith('"""'), path


def test_every_module_has_a_test_file_of_its_name():
    missing = []
    for path in (ROOT / "cst_xl").rglob("*.py"):
        relative = path.relative_to(ROOT / "cst_xl")
        if (
            path.name != "__init__.py"
            and not (ROOT / "tests" / relative.parent / f"test_{path.name}").exists()
        ):
            missing.append(str(relative))
    assert not missing


def test_no_module_is_longer_than_five_hundred_lines():
    long = [
        p.name
        for p in (ROOT / "cst_xl").rglob("*.py")
        if len(p.read_text(encoding="utf-8").splitlines()) > 500
    ]
    assert not long
