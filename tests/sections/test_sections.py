"""What must hold of every section, whoever writes it: the house derives sheets, names and functions from it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from cst_xl.core.edition import raw_tables
from cst_xl.core.kinds import plain
from cst_xl.core.periods import Period
from cst_xl.core.section import with_periods
from cst_xl.sections import SECTIONS

RAW = raw_tables(SECTIONS)
COMPUTED = [table for section in SECTIONS for table in section.tables]
keyed = pytest.mark.parametrize


def repeated(names):
    return [name for name, times in Counter(names).items() if times > 1]


def test_the_sections_stand_in_the_order_of_the_bulletin():
    titles = ["sla", "ticket", "infrastruttura", "servizi", "utilizzo", "accessi", "credenziali"]
    assert [section.key for section in SECTIONS] == titles


def test_keys_and_sheets_are_not_shared():
    assert not repeated(section.key for section in SECTIONS)
    assert not repeated(section.sheet for section in SECTIONS)
    assert not repeated(table.key for table in RAW)
    assert not repeated(table.key for table in COMPUTED)
    assert not {section.sheet for section in SECTIONS} & {table.sheet for table in RAW}


@keyed("table", RAW, ids=lambda table: table.key)
def test_no_two_columns_of_a_raw_table_answer_to_one_header(table):
    names = [
        (plain(name), column.key)
        for column in table.columns
        for name in (column.header, column.key, *column.also)
    ]
    assert not repeated(name for name, _ in set(names))


@keyed("table", RAW, ids=lambda table: table.key)
def test_what_identifies_a_row_is_a_column(table):
    assert set(table.unique) <= {column.key for column in table.columns}


def test_tables_that_share_a_sheet_stand_apart_by_one_column():
    for left, right in combinations(sorted(RAW, key=lambda table: table.first_column), 2):
        if left.sheet == right.sheet:
            assert left.neighbours, left.key
            assert right.neighbours, right.key
            assert right.first_column >= left.last_column + 2, right.key


@keyed("name", [one.key for one in (*RAW, *COMPUTED, *SECTIONS)])
def test_keys_can_be_part_of_names_in_a_workbook(name):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)


@keyed("table", COMPUTED, ids=lambda table: table.key)
def test_computed_tables_are_explained_and_have_room(table):
    assert table.help
    assert len(table.help) <= 200
    assert table.room > 0
    assert not repeated(column.key for column in table.columns)


@keyed("table", COMPUTED, ids=lambda table: table.key)
def test_titles_and_headers_name_only_periods_that_are_known(table):
    quarter = Period.quarter(2016, 2)
    assert all(
        "{" not in with_periods(text, quarter) for text in (table.title, *(c.header for c in table.columns))
    )


@keyed("section", SECTIONS, ids=lambda section: section.key)
def test_without_data_a_section_is_silent(section, inputs):
    result = section.run(inputs(section, {}))
    assert not result.sentences
    assert not [finding for finding in result.findings if finding.severity == "error"]


@keyed("section", SECTIONS, ids=lambda section: section.key)
def test_in_the_example_every_figure_has_a_label_and_every_sentence_its_figures(section, example):
    result = section.run(example(section))
    assert all(figure.label for figure in result.figures)
    assert all(sentence.figures for sentence in result.sentences)
    own = {figure for sentence in result.sentences for figure in sentence.figures}
    assert all(figure in result.figures for figure in own)


@keyed("section", SECTIONS, ids=lambda section: section.key)
def test_in_the_example_charts_draw_columns_of_their_tables(section, example):
    result = section.run(example(section))
    for chart in result.charts:
        columns = {column.key for column in result.table(chart.table).columns}
        assert {chart.category, *(series.column for series in chart.series)} <= columns
        assert chart.alternative
