"""The look: named styles that are readable, cells that keep what was typed."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from cst_xl.core.units import RATE, SYMBOL, TEXT, count
from cst_xl.workbook.styles import (
    BODY,
    FACE,
    LARGE,
    MIDDLE,
    Colour,
    Style,
    header_for,
    put,
    put_text,
    register,
    style_column,
    style_for,
)


@pytest.fixture
def book():
    book = Workbook()
    register(book)
    return book


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def styled(book, style):
    cell = book.active.cell(1, 1)
    put(cell, "testo", style)
    return cell


@pytest.mark.parametrize("style", list(Style))
def test_every_style_is_readable_on_its_ground(book, style):
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    cell = styled(book, style)
    ground = cell.fill.start_color.rgb[2:] if cell.fill.fill_type else Colour.WHITE
    assert contrast(cell.font.color.rgb[2:], ground) >= 4.5


@pytest.mark.parametrize("style", list(Style))
def test_every_style_has_the_one_typeface_in_one_of_three_sizes(book, style):
    cell = styled(book, style)
    assert cell.font.name == FACE
    assert cell.font.size in {LARGE, MIDDLE, BODY}


def test_only_what_people_write_is_unlocked(book):
    unlocked = {style for style in Style if not styled(book, style).protection.locked}
    assert unlocked == {Style.INPUT, Style.REMARK}


def test_input_cells_are_text_before_anything_arrives(book):
    assert styled(book, Style.INPUT).number_format == "@"


def test_typed_text_stays_text_even_if_it_looks_like_a_formula(book):
    cell = book.active.cell(1, 1)
    put_text(cell, "=1+1", Style.INPUT)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_blank_cell_gets_its_style_and_no_value(book):
    cell = book.active.cell(1, 1)
    put_text(cell, "", Style.INPUT)
    assert cell.value is None
    assert cell.has_style


def test_a_number_format_overrides_that_of_the_style(book):
    cell = book.active.cell(1, 1)
    put(cell, 0.5, Style.NUMBER, RATE.number_format)
    assert cell.number_format == RATE.number_format
    assert cell.alignment.horizontal == "right"


def test_a_column_can_have_the_look_of_a_style(book):
    column = book.active.column_dimensions["C"]
    style_column(column, Style.INPUT)
    assert column.number_format == "@"
    assert not column.protection.locked


@pytest.mark.parametrize(
    ("unit", "style", "header"),
    [
        (TEXT, Style.COMPUTED, Style.HEADER),
        (SYMBOL, Style.SYMBOL, Style.HEADER),
        (RATE, Style.NUMBER, Style.HEADER_NUMBER),
        (count("ticket"), Style.NUMBER, Style.HEADER_NUMBER),
    ],
)
def test_numbers_and_their_headers_stand_on_the_right(unit, style, header):
    assert style_for(unit) is style
    assert header_for(unit) is header


def test_the_sheet_has_the_colours_of_the_bulletin():
    """Where both know a colour by one name, it is the same, so that sheet and paper look alike."""
    from cst_xl.bulletin import palette

    shared = {
        "WHITE",
        "PRIMARY",
        "PRIMARY_DARK",
        "PRIMARY_LIGHT",
        "EMPHASIS",
        "SECONDARY",
        "MUTED",
        "LINE",
        "TEXT",
    }
    assert {Colour[name].lower() for name in shared} == {palette.Colour[name].lstrip("#") for name in shared}
