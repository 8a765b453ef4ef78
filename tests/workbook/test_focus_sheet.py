"""The bulletin: in the order of the sections, on three pages, nothing cut, nothing left out in silence."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.focus_sheet import COLUMNS, SCALE
from cst_xl.workbook.focus_table import UNIT_PIXELS
from cst_xl.workbook.measure import line_height, lines
from cst_xl.workbook.printing import BOTTOM_MARGIN, TOP_MARGIN
from cst_xl.workbook.styles import Style

A4_POINTS = 841.9


@pytest.fixture(scope="module")
def focus(built):
    return built[layout.FOCUS]


@pytest.fixture(scope="module")
def shown(built_example):
    return load_workbook(built_example, data_only=True)[layout.FOCUS]


def headings(sheet):
    return {c.value: c.row for c in sheet["A"] if c.style == Style.HEADING.value}


def sentences(sheet):
    return [c.value for c in sheet["A"] if str(c.value).startswith(f"={layout.SENTENCES}!")]


def height(sheet, first, last):
    return sum(sheet.row_dimensions[row].height or 15 for row in range(first, last + 1))


def test_the_sections_stand_in_their_order(focus):
    rows = headings(focus)
    assert list(rows) == [section.title for section in SECTIONS]
    assert list(rows.values()) == sorted(rows.values())


def test_every_sentence_is_printed(focus, geometry):
    values = {cell.value for cell in focus["A"]}
    for place in geometry.sentences.values():
        assert {f"={place.area.cell(at, 1).reference}" for at in range(place.printed)} <= values


@pytest.fixture(scope="module")
def following(next_edition, next_raw, edition):
    """The bulletin of the next quarter's workbook, still without data."""
    from cst_xl.workbook import template

    return template.build(next_edition, next_raw, like=edition)[layout.FOCUS]


def test_it_has_three_pages_and_none_is_longer_than_the_paper(focus):
    assert len(focus.row_breaks.brk) == 2
    expect_pages_that_fit(focus)


def expect_pages_that_fit(focus):
    breaks = [one.id for one in focus.row_breaks.brk]
    paper = (A4_POINTS - 72 * (TOP_MARGIN + BOTTOM_MARGIN)) * 100 / SCALE
    repeated = focus.row_dimensions[1].height
    pages = zip([1, *(row + 1 for row in breaks)], [*breaks, focus.max_row], strict=True)
    for number, (first, last) in enumerate(pages):
        assert height(focus, first, last) + repeated * (number > 0) <= paper


def test_it_is_no_wider_than_the_paper(focus):
    paper = (8.27 - 2 * focus.page_margins.left) * 96
    assert paper >= COLUMNS * UNIT_PIXELS * SCALE / 100


def test_a_page_starts_with_a_section(focus):
    rows = set(headings(focus).values())
    assert all(one.id + 1 in rows for one in focus.row_breaks.brk)


def test_no_text_is_cut(shown):
    spans = {(area.min_row, area.min_col): area.size["columns"] for area in shown.merged_cells.ranges}
    for row in shown.iter_rows():
        for cell in row:
            if not isinstance(cell.value, str) or not cell.value.strip() or not cell.alignment.wrap_text:
                continue
            width = spans.get((cell.row, cell.column), 1) * UNIT_PIXELS
            size = cell.font.size
            needed = lines(cell.value, width, size, bold=bool(cell.font.bold)) * line_height(size)
            assert shown.row_dimensions[cell.row].height >= needed - 0.5, (cell.coordinate, cell.value)


def test_institution_and_quarter_are_repeated_on_every_page(focus):
    assert focus.print_title_rows == "$1:$1"
    assert focus["A1"].value == "=Parametri!$B$6"
    assert any("cst_periodo" in str(cell.value) for cell in focus[1])


def test_a_table_or_a_sentence_that_finds_no_room_is_named_beside_the_heading(focus, geometry):
    row = headings(focus)["Confronto utilizzo dei servizi"]
    values = [cell.value for cell in focus[row] if cell.value]
    sentences, table = geometry.sentences["utilizzo"], geometry.tables["utilizzo"]
    assert f"={sentences.area.cell(sentences.printed).reference}" in values
    assert f"={table.area.cell(len(table.shown.rows)).reference}" in values


def test_that_warning_is_silent_while_there_is_room(shown):
    warnings = [c for row in shown.iter_rows() for c in row if c.style == Style.LEFT_OUT.value]
    assert warnings
    assert not [c.value for c in warnings if c.value and str(c.value).strip()]
    assert {c.number_format for c in warnings} == {";;;"}


def test_charts_do_not_lie_over_cells_with_text(focus):
    """A chart stands on cells of its own; its height is kept free below it."""
    for chart in focus._charts:
        corner, extent = chart.anchor._from, chart.anchor.ext
        left = corner.col * UNIT_PIXELS + corner.colOff / 9525
        right, bottom, row = left + extent.width / 9525, extent.height / 9525, corner.row + 1
        used = 0.0
        while used < bottom:
            for cell in focus[row]:
                if cell.value is not None and cell.column > corner.col:
                    assert (cell.column - 1) * UNIT_PIXELS >= right - 1, cell.coordinate
            used += (focus.row_dimensions[row].height or 15) * 96 / 72
            row += 1


def test_an_empty_quarter_is_printed_like_the_one_before(following, focus, edition):
    """But for the lines that say, from the second quarter on, which way the figures go: they may need one more page."""
    said = {sentence.id for result in edition.results for sentence in result.sentences}
    awaited = [
        one for section in SECTIONS for one in section.followed if one.sentence not in {None, "", *said}
    ]
    assert len(sentences(following)) == len(sentences(focus)) + len(awaited)
    assert list(headings(following)) == list(headings(focus))
    assert len(following._charts) == len(focus._charts)
    assert {one.id + 1 for one in following.row_breaks.brk} <= set(headings(following).values())
    expect_pages_that_fit(following)
