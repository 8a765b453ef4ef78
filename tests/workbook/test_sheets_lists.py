"""The sheets of sentences and findings."""

from __future__ import annotations

from openpyxl.worksheet.formula import ArrayFormula

from cst_xl.functions import findings_formula, sentences_formula
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.measure import lines, pixels, row_height
from cst_xl.workbook.styles import BODY


def formulas(built):
    return {
        c.value.text
        for row in built[layout.ENGINE].iter_rows()
        for c in row
        if isinstance(c.value, ArrayFormula)
    }


def test_every_section_has_its_block_of_sentences_under_its_title(built, geometry):
    sheet = built[layout.SENTENCES]
    for section in SECTIONS:
        area = geometry.sentences[section.key].area
        assert sheet.cell(area.row - 1, area.column).value == section.title
        assert sheet.cell(area.row, area.column).value.startswith(f"={layout.ENGINE}!")
        assert f"={sentences_formula(section.key, area.rows)}" in formulas(built)


def test_no_sentence_is_cut(built, geometry):
    sheet = built[layout.SENTENCES]
    width = pixels(sheet.column_dimensions["C"].width)
    for section in SECTIONS:
        place = geometry.sentences[section.key]
        for at in range(place.printed):
            height = sheet.row_dimensions[place.area.row + at].height
            assert height >= row_height([(place.text(at), width)], BODY, pad=0)


def test_there_is_no_cell_for_a_wording_by_hand(built):
    assert all(
        cell.protection.locked
        for row in built[layout.SENTENCES].iter_rows()
        for cell in row
        if cell.has_style
    )


def test_findings_have_their_six_columns_with_a_filter_and_stay_under_their_headers(built, geometry):
    sheet, area = built[layout.FINDINGS], geometry.findings
    headers = [sheet.cell(area.row - 1, column).value for column in range(1, 7)]
    assert headers == ["Gravità", "Voce", "Cella", "Trovato", "Atteso", "Messaggio"]
    assert f"={findings_formula(area.rows)}" in formulas(built)
    assert sheet.auto_filter.ref == f"A{area.row - 1}:F{area.last_row}"
    assert sheet.freeze_panes == f"A{area.row}"
    assert not sheet.protection.autoFilter


def test_no_finding_is_cut(built, edition, geometry):
    sheet, area = built[layout.FINDINGS], geometry.findings
    width = pixels(sheet.column_dimensions["F"].width)
    for down, finding in enumerate(edition.findings):
        needed = lines(finding.message, width, BODY) * 12.8
        assert sheet.row_dimensions[area.row + down].height >= needed


def test_the_state_of_the_findings_is_that_of_their_step(built, geometry):
    state = geometry.state_of_findings
    assert built[layout.FINDINGS]["A4"].value == f"={state.cell().reference}"


def test_every_finding_that_could_come_has_room_in_print(built, geometry):
    assert built[layout.FINDINGS].print_title_rows == f"$1:${geometry.findings.row - 1}"
