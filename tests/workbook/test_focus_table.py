"""Tables on the bulletin's grid: every column gets what its words need, rows are as high as their texts."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from cst_xl.core.units import TEXT
from cst_xl.sections import SECTIONS
from cst_xl.workbook.focus_sheet import COLUMNS
from cst_xl.workbook.focus_table import SPARE_HEIGHT, UNIT_PIXELS, cut
from cst_xl.workbook.measure import lines, text_pixels
from cst_xl.workbook.styles import BODY, Style, register

FIRST_TABLES = [section.tables[0].key for section in SECTIONS]


def printed(content, column):
    if content is None or isinstance(content, str):
        return content or ""
    return content.text if column.unit.name == TEXT.name else column.unit.text(content.value)


@pytest.fixture
def sheet():
    book = Workbook()
    register(book)
    return book.active


@pytest.mark.parametrize("key", FIRST_TABLES)
def test_a_table_takes_the_whole_width(geometry, key):
    table = cut(geometry.tables[key], COLUMNS)
    assert table.columns == COLUMNS


@pytest.mark.parametrize("key", FIRST_TABLES)
def test_no_number_and_no_word_is_broken(geometry, key):
    place = geometry.tables[key]
    table = cut(place, COLUMNS)
    for at, (column, span) in enumerate(zip(place.columns, table.spans, strict=True)):
        room = span * UNIT_PIXELS - 6
        texts = [printed(row.cells[at], column) for row in place.shown.rows]
        words = [w for text in texts for w in (text.split() if column.unit.name == TEXT.name else [text])]
        assert all(text_pixels(word, BODY, bold=True) <= room for word in [*words, *column.header.split()])


def test_a_table_that_does_not_fit_is_not_cut(geometry):
    assert cut(geometry.tables["ticket"], 12) is None


def test_spans_make_the_table_no_higher_than_equal_ones_would(geometry):
    place = geometry.tables["sla"]
    table = cut(place, COLUMNS)

    def total(spans):
        return sum(
            max(
                lines(printed(content, column), span * UNIT_PIXELS, BODY)
                for content, column, span in zip(row.cells, place.columns, spans, strict=True)
            )
            for row in place.shown.rows
        )

    assert total(table.spans) <= total([6, 5, 5, 5, 5, 5, 5])


def test_every_cell_is_a_reference_to_the_computed_sheet(sheet, geometry):
    place = geometry.tables["servizi"]
    table = cut(place, 18)
    below = table.write(sheet, 10, 1)
    values = {c.value for row in sheet.iter_rows(min_row=12, max_row=below) for c in row if c.value}
    expected = {
        f"={place.area.cell(down, right).reference}" for down in range(place.area.rows) for right in range(2)
    }
    assert values == expected


def test_numbers_keep_their_format(sheet, geometry):
    place = geometry.tables["utilizzo"]
    table = cut(place, COLUMNS)
    table.write(sheet, 1, 1)
    formats = {cell.number_format for row in sheet.iter_rows(min_row=3) for cell in row}
    assert {column.unit.number_format for column in place.columns} <= formats


def test_rows_that_are_empty_now_take_next_to_no_room(sheet, geometry):
    place = geometry.tables["servizi"]
    table = cut(place, 18)
    below = table.write(sheet, 1, 1)
    spare = place.area.rows - len(place.shown.rows)
    assert [sheet.row_dimensions[row].height for row in range(below - spare, below)] == [SPARE_HEIGHT] * spare


def test_what_would_be_hidden_if_the_table_grew_is_told(geometry):
    place = geometry.tables["utilizzo"]
    assert cut(place, COLUMNS).left_out == place.area.cell(len(place.shown.rows))


def test_the_height_is_that_of_the_rows_that_are_written(sheet, geometry):
    table = cut(geometry.tables["ticket"], COLUMNS)
    below = table.write(sheet, 1, 1)
    assert sum(sheet.row_dimensions[row].height for row in range(1, below)) == pytest.approx(table.height)


def test_groups_span_their_columns(sheet, geometry):
    table = cut(geometry.tables["ticket"], COLUMNS)
    table.write(sheet, 1, 1)
    groups = [sheet.cell(2, column) for column in range(1, COLUMNS + 1)]
    assert [cell.value for cell in groups if cell.value] == [
        "Da Nagios",
        "Ticket telefonici",
        "Ticket da mail",
    ]
    assert all(cell.style == Style.GROUP.value for cell in groups)
