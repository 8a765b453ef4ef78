"""What charts are drawn from: ranges over the table as it stands, totals left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cst_xl.sections import SECTIONS
from cst_xl.workbook.chart_source import chart_source
from cst_xl.workbook.geometry import plan


@pytest.fixture
def tickets(geometry):
    [chart] = geometry.charts["ticket"]
    return chart, geometry.tables["ticket"]


def test_a_series_is_a_column_of_the_table_without_its_total(tickets):
    chart, place = tickets
    source = chart_source(chart, place)
    top = place.area.row
    assert source.categories == f"Ticket!$B${top}:$B${top + 2}"
    assert source.names == ("Aprile", "Maggio", "Giugno")
    assert source.series[0].now == (363.0, 626.0, 398.0)
    assert source.series[0].name.endswith(f"${place.header_row}")


def test_a_chart_may_draw_totals_as_well(tickets):
    chart, place = tickets
    source = chart_source(replace(chart, total=True), place)
    assert source.names[-1] == "Totale"
    assert source.points == len(place.shown.rows)


def test_a_series_keeps_the_unit_of_its_column(geometry):
    chart = next(chart for chart in geometry.charts["sla"] if chart.key == "sla_disponibilita")
    source = chart_source(chart, geometry.tables[chart.table])
    assert {one.unit.scale for one in source.series} == {100}
    assert max(source.numbers) == 1.0


def test_a_chart_over_an_empty_table_has_points_without_numbers(edition, next_edition):
    geometry = plan(next_edition, SECTIONS)
    [chart] = geometry.charts["credenziali"]
    source = chart_source(chart, geometry.tables["credenziali"])
    assert source.points >= 1
    assert source.numbers == ()
