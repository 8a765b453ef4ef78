"""Places that depend on a quarter's data: room in blocks, no collisions, names of figures."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from cst_xl.core.blocks import OutColumn, Row, Table
from cst_xl.core.errors import CstError
from cst_xl.core.figures import Figure, Figures
from cst_xl.core.section import ComputedTable, Edition
from cst_xl.core.units import TEXT, count
from cst_xl.sections import SECTIONS
from cst_xl.workbook.geometry import (
    SENTENCE_SLOTS,
    SPARE_ROWS,
    figure_cells,
    figure_names,
    first_columns,
    plan,
    result_of,
)


def table_of(*widths: int) -> ComputedTable:
    columns = tuple(OutColumn(str(at), str(at), TEXT, width) for at, width in enumerate(widths))
    return ComputedTable("prova", "Prova", columns, lambda *_: (), room=4, help="")


def without_results(edition: Edition) -> Edition:
    return replace(edition, period=None, results=(), figures=Figures(), findings=())


def test_a_block_holds_the_rows_of_now_and_some_to_spare(edition, geometry):
    for result in edition.results:
        for table in result.tables:
            place = geometry.tables[table.key]
            if table.rows and not place.table.open_ended:
                assert place.area.rows == len(table.rows) + SPARE_ROWS
            assert place.area.rows > len(table.rows)


def test_an_empty_block_has_half_the_room_that_its_table_asks_for(edition):
    for place in plan(without_results(edition), SECTIONS).tables.values():
        assert place.area.rows >= place.table.room // 2
        assert not place.shown.rows


def test_a_list_that_nobody_can_tell_the_length_of_keeps_its_whole_room(edition):
    places = [
        *plan(edition, SECTIONS).tables.values(),
        *plan(without_results(edition), SECTIONS).tables.values(),
    ]
    open_ended = [place for place in places if place.table.open_ended]
    assert {place.table.key for place in open_ended} >= {"fermi", "sla_ritardi", "fermi_sistemi", "sla_fermi"}
    assert all(place.area.rows >= place.table.room for place in open_ended)


def test_an_empty_quarter_gets_the_room_of_a_like_one(next_edition, edition, geometry):
    empty = plan(next_edition, SECTIONS, like=edition)
    assert {key: place.area.rows for key, place in empty.tables.items()} == {
        key: place.area.rows for key, place in geometry.tables.items()
    }


def test_titles_and_headers_say_the_periods_of_their_own_quarter(next_edition, edition):
    place = plan(next_edition, SECTIONS, like=edition).tables["utilizzo"]
    assert [column.header for column in place.columns][1:3] == ["2°sem 2015", "2°sem 2016"]


def test_without_a_quarter_titles_and_headers_have_no_gaps(edition):
    places = plan(without_results(edition), SECTIONS).tables.values()
    texts = [text for place in places for text in (place.shown.title, *(c.header for c in place.columns))]
    assert not any("{" in text for text in texts)


def test_tables_of_a_sheet_stand_below_each_other_with_room_for_their_headers(geometry):
    for section in geometry.sections:
        places = geometry.places(section)
        for above, below in itertools.pairwise(places):
            assert below.title_row > above.note_row
        assert all(place.area.row - place.title_row == (3 if place.grouped else 2) for place in places)


def test_tables_are_aligned_where_the_columns_that_they_share_waste_least():
    assert first_columns([table_of(4, 9, 56, 24), table_of(9, 44, 12)]) == [2, 3]
    assert first_columns([table_of(20, 10), table_of(20, 10)]) == [2, 2]


def test_a_chart_draws_the_rows_above_the_total(geometry):
    assert geometry.tables["ticket"].data_rows == 3
    assert geometry.tables["sla"].data_rows == len(geometry.tables["sla"].shown.rows)


def test_blocks_of_sentences_have_slots_to_spare_and_do_not_touch(geometry):
    places = [geometry.sentences[section.key] for section in geometry.sections]
    assert all(place.area.rows >= max(SENTENCE_SLOTS, place.printed + 1) for place in places)
    for above, below in itertools.pairwise(places):
        assert below.area.row > above.area.last_row + 1


def test_a_slot_without_a_sentence_says_nothing(geometry):
    place = geometry.sentences["sla"]
    assert place.text(0) == place.sample[0].text
    assert place.text(place.area.rows - 1) == ""


def test_state_and_detail_of_a_section_are_those_of_its_step(edition, geometry):
    from cst_xl.core.progress import steps

    titles = [step.title for step in steps(edition, SECTIONS)]
    for section in SECTIONS:
        at = geometry.state_of(section).row - geometry.state.row
        assert section.title in titles[at]
    assert geometry.state_of_findings.row == geometry.state.row + len(titles) - 1


def test_a_figure_is_named_where_its_value_stands_rather_than_its_printed_text(edition, geometry):
    cells = figure_cells(edition, geometry)
    place = geometry.tables["sla_disponibilita"]
    numeric = [c.key for c in place.columns].index("rilevato") + place.area.column
    found = cells["sla.SLA.2.rilevato"]
    assert (found.sheet, found.column) == (place.area.sheet, numeric)


def test_every_figure_that_a_table_shows_has_a_name_of_its_own(edition, geometry):
    names = figure_names(edition, geometry)
    assert len(names) == len(figure_cells(edition, geometry)) > 150
    assert len({name.casefold() for name in names}) == len(names)


def test_two_figures_that_would_share_a_name_are_refused(edition, geometry):
    unit = count("prova")
    cells = ("Riga", Figure("a.b-c", 1, unit), Figure("a.b_c", 2, unit))
    columns = tuple(OutColumn(key, key, one) for key, one in (("r", TEXT), ("x", unit), ("y", unit)))
    result = replace(
        edition.results[0], tables=(Table("sla_disponibilita", "Prova", columns, (Row(cells),)),)
    )
    with pytest.raises(CstError, match=r"«a\.b-c» e «a\.b_c»"):
        figure_names(replace(edition, results=(result,)), geometry)


def test_a_quarter_without_data_gets_the_charts_of_a_like_one_under_its_own_period(next_edition, edition):
    charts = {chart.key: chart for chart in plan(next_edition, SECTIONS, like=edition).charts["sla"]}
    assert set(charts) == {chart.key for chart in result_of(edition, SECTIONS[0]).charts}
    awaited = charts["sla_disponibilita"]
    assert "3° trimestre 2016" in awaited.title
    assert "98" not in awaited.alternative


def test_an_edition_without_results_has_none_of_any_section(edition):
    assert result_of(None, SECTIONS[0]) is None
    assert result_of(without_results(edition), SECTIONS[0]) is None
