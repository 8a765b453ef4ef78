"""Names and ranges: what the workbook calls things, and what Excel would accept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import CstError
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.layout import Area

EXCEL_NAME = re.compile(r"[^\W\d][\w.]*")
LOOKS_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc]")


def overlap(one: Area, other: Area) -> bool:
    return one.sheet == other.sheet and not (
        one.last_row < other.row
        or other.last_row < one.row
        or one.last_column < other.column
        or other.last_column < one.column
    )


def test_an_area_is_written_with_and_without_its_sheet():
    area = Area("Dati SLA", 5, 1, 201, 6)
    assert area.local == "A5:F205"
    assert area.reference == "'Dati SLA'!$A$5:$F$205"
    assert area.cell(1, 2).reference == "'Dati SLA'!$C$6"
    assert area.column_of(5, 3, 1).local == "F6:F8"


@pytest.mark.parametrize(
    ("sheet", "written"),
    [
        ("Frasi", "Frasi"),
        ("SLA", "SLA"),
        ("Dati SLA", "'Dati SLA'"),
        ("L'ufficio", "'L''ufficio'"),
        ("A1", "'A1'"),
        ("R", "'R'"),
        ("2016", "'2016'"),
    ],
)
def test_a_sheet_name_is_quoted_where_a_formula_would_misread_it(sheet, written):
    assert layout.quoted(sheet) == written


def test_a_raw_range_covers_headers_and_capacity():
    table = next(table for table in raw_tables(SECTIONS) if table.key == "sla")
    assert layout.range_name(table) == "dati_sla"
    assert layout.range_ref(table) == f"'Dati SLA'!$A$5:$F${5 + table.capacity}"


def test_no_two_raw_ranges_overlap_or_share_a_name():
    tables = raw_tables(SECTIONS)
    areas = [layout.range_area(table) for table in tables]
    assert not any(overlap(a, b) for at, a in enumerate(areas) for b in areas[at + 1 :])
    assert len({layout.table_name(table).casefold() for table in tables}) == len(tables)


def test_every_sheet_stands_once_in_the_order_under_a_name_that_excel_takes():
    order = layout.sheet_order(SECTIONS)
    assert len({sheet.casefold() for sheet in order}) == len(order)
    assert all(len(sheet) <= 31 and not set(sheet) & set("[]:*?/\\") for sheet in order)
    assert order[0] == layout.HOME
    assert {section.sheet for section in SECTIONS} <= set(order)
    assert {table.sheet for table in raw_tables(SECTIONS)} <= set(order)


def test_the_name_of_a_figure_keeps_what_a_name_can_hold():
    assert layout.figure_name("sla.SLA.2.scostamento") == "sla.SLA.2.scostamento"
    assert layout.figure_name("ticket.2016-04.gestiti") == "ticket.2016_04.gestiti"


@given(st.from_regex(r"[\wàè.\- %]{1,40}", fullmatch=True))
def test_any_figure_id_gives_a_name_that_excel_accepts(figure_id):
    name = layout.figure_name(figure_id)
    assert EXCEL_NAME.fullmatch(name)
    assert not LOOKS_LIKE_A_CELL.fullmatch(name)


def test_buttons_cover_neither_each_other_nor_the_steps(geometry):
    areas = [layout.button_area(label) for label in layout.BUTTONS]
    assert not any(overlap(a, b) for at, a in enumerate(areas) for b in areas[at + 1 :])
    assert not any(overlap(area, geometry.state) for area in (*areas, layout.updated_area()))
    assert not any(overlap(area, layout.updated_area()) for area in areas)


def test_the_cell_of_a_parameter_is_found_by_its_label():
    rows = [["Voce", "Valore", "Nota"], ["Ente", "Comune", ""], ["Periodo", "2016-T2", ""]]
    assert layout.parameter_area(rows, "Periodo").reference == "Parametri!$B$7"


def test_a_parameter_without_a_line_is_named():
    with pytest.raises(CstError, match="«Periodo»"):
        layout.parameter_area([["Voce", "Valore"]], "Periodo")
