"""The master workbook as a whole: what holds on every sheet, and that the file is one that Excel accepts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import combinations

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from cst_xl.core.edition import raw_tables
from cst_xl.core.figures import Figures
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout, template
from cst_xl.workbook.evaluate import Evaluator, Formula

DIRECT = re.compile(r"(?:'(?:[^']|'')+'|[^\W\d]\w*)!\$[A-Z]{1,3}\$\d+")
CALL = re.compile(r"cst_\w+\((?:[\w.!$']+)(?:,[\w.!$']+)*\)")


def text_of(value):
    return value.text if isinstance(value, ArrayFormula) else value


def formulas(book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = text_of(cell.value)
                if isinstance(value, str) and value.startswith("=") and cell.data_type == "f":
                    yield sheet.title, cell.coordinate, value[1:]


def test_sheets_stand_in_the_order_of_the_layout_and_only_the_engine_is_hidden(built):
    assert tuple(built.sheetnames) == layout.sheet_order(SECTIONS)
    assert [sheet.title for sheet in built.worksheets if sheet.sheet_state != "visible"] == [layout.ENGINE]


def test_every_formula_is_a_reference_or_a_call_of_ours(built):
    odd = [
        found for found in formulas(built) if not DIRECT.fullmatch(found[2]) and not CALL.fullmatch(found[2])
    ]
    assert not odd


def test_every_reference_leads_to_a_sheet_of_the_workbook(built):
    for _, _, formula in formulas(built):
        for quoted, bare in re.findall(r"(?:'((?:[^']|'')+)'|([^\W\d]\w*))!", formula):
            assert (quoted or bare) in built.sheetnames


def test_no_formula_depends_on_itself(built):
    """Evaluating them all ends."""
    found = tuple(
        Formula(sheet, ref, text, getattr(built[sheet][ref].value, "ref", None))
        for sheet, ref, text in formulas(built)
    )
    names = {name: one.attr_text for name, one in built.defined_names.items()}
    Evaluator(found, lambda _sheet: [], names, {}).results()


def test_merged_cells_do_not_overlap(built):
    for sheet in built.worksheets:
        areas = sorted(sheet.merged_cells.ranges, key=lambda area: area.min_row)
        for one, other in combinations(areas, 2):
            if other.min_row > one.max_row:
                continue
            assert one.isdisjoint(other), (sheet.title, one, other)


def test_the_names_of_raw_ranges_and_of_the_quarter_are_there(built):
    for table in raw_tables(SECTIONS):
        assert built.defined_names[layout.range_name(table)].attr_text == layout.range_ref(table)
    assert built.defined_names[layout.QUARTER_NAME].attr_text == "Parametri!$B$8"
    assert built.defined_names[layout.UPDATED_NAME].attr_text == layout.updated_area().reference
    version = built.defined_names[layout.VERSION_NAME]
    assert (version.attr_text, version.hidden) == ('"2"', True)


def test_no_name_is_that_of_a_function(built):
    from cst_xl.functions import BY_NAME

    assert not {name.casefold() for name in built.defined_names} & set(BY_NAME)


def test_a_figure_s_name_leads_to_the_cell_that_shows_it(built, geometry):
    reference = built.defined_names["credenziali.totale.cns"].attr_text
    place = geometry.tables["credenziali"]
    assert reference == place.area.cell(len(place.shown.rows) - 1, 2).reference


def test_excel_is_told_not_to_recalculate_at_opening(built):
    assert built.calculation.calcId == 191029
    assert not built.calculation.fullCalcOnLoad


def test_the_document_is_signed_by_the_centre_in_italian_at_the_end_of_its_quarter(built):
    properties = built.properties
    assert properties.title == "Focus 2° trimestre 2016"
    assert properties.creator == properties.lastModifiedBy == "Centro Servizi"
    assert properties.language == "it-IT"
    assert properties.modified == datetime(2016, 6, 30)


def test_the_same_quarter_gives_the_same_bytes(edition, raw):
    files = []
    for _ in range(2):
        out = BytesIO()
        template.write(edition, raw, out)
        files.append(out.getvalue())
    assert files[0] == files[1]


def test_the_written_file_has_no_error_that_an_auditor_finds(edition, raw, tmp_path):
    from openxml_audit import OpenXmlValidator, ValidationSeverity

    path = tmp_path / "focus.xlsx"
    template.write(edition, raw, path)
    found = OpenXmlValidator().validate(path).errors
    assert not [one for one in found if one.severity is ValidationSeverity.ERROR]


def test_an_edition_without_a_quarter_still_gives_a_workbook(edition):
    empty = replace(edition, period=None, results=(), figures=Figures(), findings=())
    out = BytesIO()
    template.write(empty, {}, out)
    book = load_workbook(out)
    assert tuple(book.sheetnames) == layout.sheet_order(SECTIONS)
    assert book["Parametri"]["A8"].value == "Periodo"


def test_the_default_parameters_are_those_of_the_contract():
    from cst_xl.core.parameters import PARAMETERS

    rows = template.default_parameters()
    assert rows[0][:2] == ["Voce", "Valore"]
    assert [row[0] for row in rows[1:]] == [parameter.label for parameter in PARAMETERS]


def test_every_sheet_is_opened_at_full_size_without_grid_lines(built):
    for sheet in built.worksheets:
        assert sheet.sheet_view.zoomScale == 100
    visible = [sheet for sheet in built.worksheets if sheet.sheet_state == "visible"]
    assert not [sheet.title for sheet in visible if sheet.sheet_view.showGridLines is not False]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_tabs_say_by_colour_what_a_sheet_is_for(built, section):
    computed = built[section.sheet].sheet_properties.tabColor.rgb
    pasted = built[section.raw[0].sheet].sheet_properties.tabColor.rgb
    assert computed != pasted
