"""A workbook file as a Book: what it reads, what it stores, what it leaves alone."""

from __future__ import annotations

import zipfile
from decimal import Decimal

import openpyxl
import pytest

from cst_xl.core.errors import ForeignWorkbookError
from cst_xl.core.kinds import CellError, Uncomputed
from cst_xl.workbook import cells, layout
from cst_xl.workbook.evaluate import calls_ours
from cst_xl.workbook.file import NOWHERE, FileBook


@pytest.fixture
def book(workbook):
    return FileBook.open(workbook)


def stored(path):
    return openpyxl.load_workbook(path, data_only=True)


def test_every_cell_of_ours_has_a_stored_value(book):
    for sheet in book.sheets():
        assert not cells.uncomputed(book.package, sheet)
        assert not cells.errors(book.package, sheet)


def test_every_figure_of_the_edition_has_a_name_whose_cell_holds_it(workbook, book):
    edition = book.edition()
    values, names = stored(workbook), book.package.defined_names()
    missing = []
    for figure in edition.figures:
        name = layout.figure_name(figure.id)
        if name not in names:
            missing.append(figure.id)
            continue
        sheet, _, ref = names[name].rpartition("!")
        found = values[sheet.strip("'").replace("''", "'")][ref.replace("$", "")].value
        expected = figure.unit.cell(figure.value)
        if isinstance(found, str) or expected is None:
            assert (found or "").strip() == figure.text, figure.id
        elif isinstance(expected, (int, Decimal)):
            assert float(expected) == pytest.approx(found, abs=1e-12), figure.id
    shown = len(edition.figures) - len(missing)
    assert shown >= 150, missing


def test_computing_an_unchanged_file_changes_nothing(workbook, book):
    before = workbook.read_bytes()
    book.recalculate()
    book.save()
    assert workbook.read_bytes() == before


def test_computing_after_an_edit_changes_only_computed_sheets(workbook, book):
    with zipfile.ZipFile(workbook) as package:
        before = {name: package.read(name) for name in package.namelist()}
    book.write("Dati Servizi", "C6", [["13"]])
    book.recalculate()
    book.save()
    with zipfile.ZipFile(workbook) as package:
        changed = {name for name in package.namelist() if package.read(name) != before[name]}
    sheets = {book.package.sheets[name]: name for name in book.sheets()}
    names = {sheets[part] for part in changed if part in sheets}
    assert "Dati Servizi" in names
    computed = {"Servizi", "Frasi", "Focus", "Controlli", "Istruzioni", "Visto e rilascio", "Calcolo"}
    assert names <= {"Dati Servizi", *computed}
    assert all("drawing" in part or part == "xl/workbook.xml" for part in changed - set(sheets))


def test_a_file_whose_cells_became_errors_is_healed(workbook, book):
    formula = next(one for one in book.formulas() if one.text.startswith("cst_ticket("))
    sheet, good = formula.sheet, stored(workbook)[formula.sheet][formula.ref].value
    cells.set_values(book.package, {sheet: {formula.ref: CellError("#NAME?")}})
    book.save()
    assert stored(workbook)[sheet][formula.ref].value == "#NAME?"
    healed = FileBook.open(workbook)
    healed.recalculate()
    healed.save()
    assert stored(workbook)[sheet][formula.ref].value == good


def test_a_formula_of_a_person_keeps_its_stored_value(workbook, book):
    assert all(calls_ours(one.text) or "!" in one.text or one.text.isidentifier() for one in book.formulas())


def test_errors_and_uncomputed_formulas_in_raw_cells_are_seen(tmp_path, built_example):
    scribbled = openpyxl.load_workbook(built_example)
    sheet = scribbled["Dati Servizi"]
    sheet["B6"] = "=1+1"
    sheet["C6"].value = "#N/A"
    sheet["C6"].data_type = "e"
    path = tmp_path / "a mano.xlsx"
    scribbled.save(path)
    book = FileBook.open(path)
    row = book.values("Dati Servizi")[5]
    assert row[1] == Uncomputed("1+1")
    assert row[2] == CellError("#N/A")
    told = {finding.cell: finding.message for finding in book.edition().findings}
    assert "non è ancora stata calcolata" in told["Dati Servizi!B6"]
    assert "#N/A" in told["Dati Servizi!C6"]


def test_a_workbook_that_isn_t_ours_is_refused(tmp_path):
    path = tmp_path / "altro.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(ForeignWorkbookError, match="non è una cartella di lavoro del Focus"):
        FileBook.open(path)


def test_a_sheet_that_isn_t_there_has_no_cells(book):
    assert book.values("Nulla") == []


def test_the_name_of_a_figure_that_no_cell_shows_any_longer_refers_to_none(book):
    """The rows below move up: the name would give another service level's minutes."""
    book.write("Dati SLA", "B6", [[""]])
    book.recalculate()
    assert book.named("sla.SLA.1.fermo_minuti") == NOWHERE
    place_of_the_next = book.named("sla.SLA.2.fermo_minuti")
    book.write("Dati SLA", "B6", [["100,00%"]])
    book.recalculate()
    assert book.named("sla.SLA.1.fermo_minuti") == place_of_the_next


def test_names_of_other_people_stay(book):
    book.package.set_defined_names({"sla.mio": "'Dati SLA'!$A$1", "mio.numero": "SLA!$H$25"})
    book.write("Dati SLA", "B6", [[""]])
    book.recalculate()
    assert book.named("mio.numero") == "SLA!$H$25"
    assert book.named("sla.mio") == "'Dati SLA'!$A$1"
