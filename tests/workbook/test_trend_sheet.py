"""The sheet of followed figures."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cst_xl.core.edition import compute
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, layout, resources, template

HEADERS = ["Periodo", "Voce", "Valore", "Unità"]


def built(*history):
    raw = example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")
    raw["storico"] = [HEADERS, *map(list, history)]
    grids = example.grids(raw)
    edition = compute(SECTIONS, lambda sheet: grids.get(sheet, []))
    out = BytesIO()
    template.write(edition, raw, out)
    return load_workbook(out)[layout.TRENDS], out


@pytest.fixture(scope="module")
def five():
    return built(*([f"{y}-T{n}", "servizi.attivi", str(340 + n), "servizi"] for y, n in ((2015, 1), (2015, 2), (2015, 3), (2015, 4), (2016, 1))))  # fmt: skip


def test_every_followed_figure_has_a_column_and_a_line_chart(five):
    sheet, _ = five
    followed = [one for section in SECTIONS for one in section.followed]
    assert [sheet.cell(6, 3 + at).value for at in range(len(followed))] == [one.header for one in followed]
    assert len(sheet._charts) == len(followed)
    assert {type(chart).__name__ for chart in sheet._charts} == {"LineChart"}


def test_the_table_and_the_charts_are_as_long_as_the_history_and_this_quarter(five):
    sheet, _ = five
    assert str(sheet["B12"].value).startswith("=Calcolo!")
    assert sheet["B13"].value is None
    for chart in sheet._charts:
        (series,) = chart.series
        assert series.cat.strRef.f == "Andamento!$B$7:$B$12"


def test_without_a_history_there_is_room_for_a_year():
    sheet, _ = built()
    assert str(sheet["B10"].value).startswith("=Calcolo!")
    assert sheet["B11"].value is None


def test_a_chart_says_what_it_shows(five):
    _, out = five
    with zipfile.ZipFile(out) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/drawings/drawing")]
        drawings = "".join(package.read(name).decode() for name in parts)
    assert "Servizi attivi, trimestre per trimestre. 2015-T1 341, 2015-T2 342" in drawings
