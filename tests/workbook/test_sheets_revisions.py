"""The sheet of rewritten sentences."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from cst_xl.core.findings import Severity
from cst_xl.core.revisions import REVISIONS, Outcome
from cst_xl.core.tables import HEADER_ROW
from cst_xl.functions import codes_formula, revisions_formula
from cst_xl.workbook import layout, template
from cst_xl.workbook.file import FileBook
from tests.workbook.conftest import computed

HEADERS = [column.header for column in REVISIONS.columns]
LONG = "Gli utilizzatori di CNS sono 5.809. " * 12


@pytest.fixture
def sheet(built):
    return built[REVISIONS.sheet]


def engine_formulas(built):
    cells = (cell for row in built[layout.ENGINE].iter_rows() for cell in row)
    return {cell.value.text: cell.value.ref for cell in cells if isinstance(cell.value, ArrayFormula)}


def test_every_row_has_the_automatic_sentence_and_the_outcome_beside_it(built, sheet):
    assert f"={revisions_formula(REVISIONS.capacity)}" in engine_formulas(built)
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + REVISIONS.capacity):
        for column in (REVISIONS.last_column + 2, REVISIONS.last_column + 3):
            assert sheet.cell(row, column).value.startswith(f"={layout.ENGINE}!")
            assert sheet.cell(row, column).protection.locked


def test_rows_to_type_in_are_unlocked_and_show_a_sentence_whole(sheet):
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + REVISIONS.capacity):
        assert not sheet.cell(row, 3).protection.locked
        assert sheet.cell(row, 3).alignment.wrap_text
        assert sheet.row_dimensions[row].height > 35


def test_the_codes_of_all_sentences_are_offered(built, sheet, geometry):
    formula = f"={codes_formula(geometry.sentence_slots)}"
    area = engine_formulas(built)[formula]
    (rule,) = [one for one in sheet.data_validations.dataValidation if "A6" in str(one.sqref).split(":")]
    assert rule.formula1.replace("$", "") == f"{layout.ENGINE}!{area}"
    assert rule.errorStyle == "warning"


def test_nothing_can_be_typed_over_what_is_computed(sheet):
    (rule,) = [one for one in sheet.data_validations.dataValidation if one.type == "custom"]
    assert (rule.formula1, rule.errorStyle) == ("FALSE", "stop")
    assert str(rule.sqref) == f"F6:G{5 + REVISIONS.capacity}"


def test_a_row_that_holds_a_longer_text_is_higher(edition, raw):
    rows = [HEADERS, ["frase.credenziali.cns", "2016-T2", LONG, ""]]
    given = {**raw, REVISIONS.key: rows}
    sheet = template.build(computed(given), given)[REVISIONS.sheet]
    assert sheet.row_dimensions[6].height > sheet.row_dimensions[7].height


@pytest.fixture
def rewritten(workbook):
    """The example's workbook with a sentence rewritten on its sheet, computed."""
    book = FileBook.open(workbook)
    row = ["frase.credenziali.cns", "2016-T2", "Sono 5.809 gli utilizzatori di CNS.", ""]
    book.write(REVISIONS.sheet, "A6", [row])
    book.recalculate()
    return book


def test_a_sentence_rewritten_in_a_file_reaches_list_and_bulletin(rewritten):
    said = [row[2] for row in rewritten.values(layout.SENTENCES) if len(row) > 2]
    assert "Sono 5.809 gli utilizzatori di CNS." in said
    printed = [cell for row in rewritten.values(layout.FOCUS) for cell in row]
    assert "Sono 5.809 gli utilizzatori di CNS." in printed
    assert "Quasi 6.000 utilizzatori di CNS." not in printed


def test_beside_it_stand_the_automatic_one_and_the_outcome_and_nothing_typed_is_lost(rewritten):
    row = rewritten.values(REVISIONS.sheet)[HEADER_ROW]
    assert row[2] == "Sono 5.809 gli utilizzatori di CNS."
    assert row[5:7] == ["Quasi 6.000 utilizzatori di CNS.", Outcome.IN_FORCE.value]
    rewritten.recalculate()
    assert rewritten.values(REVISIONS.sheet)[HEADER_ROW][:3] == row[:3]


def test_the_list_of_findings_notes_it(rewritten):
    (note,) = [one for one in rewritten.edition().findings if one.cell == "Frasi riviste!C6"]
    assert note.severity is Severity.INFO
