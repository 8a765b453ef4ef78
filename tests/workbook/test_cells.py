"""Results are stored, inputs are typed in, and nothing that wasn't named changes."""

from __future__ import annotations

import re
import time
from datetime import date, datetime
from decimal import Decimal

import pytest

from cst_xl.core.errors import BadValueError, NotAWorkbookError, WorkbookError
from cst_xl.core.kinds import CellError
from cst_xl.workbook import cells
from cst_xl.workbook.cells import FormulaCell, Report
from cst_xl.workbook.package import Package
from tests.workbook.office_reader import sheets_shown
from tests.workbook.sample_books import (
    MAIN,
    STRICT_MAIN,
    crafted,
    entries,
    excel_workbook,
    links,
    raw_entries,
    rich,
    zipped,
)

SHEET_PART = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path):
    return Package.open(rich(tmp_path / "libro.xlsx"))


@pytest.fixture
def sheet(tmp_path):
    """Make a package of one sheet ("Foglio") from its rows, what stands before them, and the options of `crafted`."""

    def make(rows: str, *, before: str = "", **options: str) -> Package:
        inner = f"{before}<sheetData>{rows}</sheetData>"
        return Package.open(crafted(tmp_path / "creato.xlsx", inner, **options))

    return make


def row_xml(package: Package) -> str:
    found = re.search(r"<sheetData>(.*)</sheetData>", package.part(SHEET_PART).decode(), re.DOTALL)
    assert found is not None
    return found[1]


# ---------------------------------------------------------------- reading


def test_formulas_come_with_their_blocks(book) -> None:
    assert cells.formulas(book, "SLA") == [
        FormulaCell("SLA", "A3", "SUM('Dati SLA'!B2:B4)"),
        FormulaCell("SLA", "B3", "cst_scostamento('Dati SLA'!B2,'Dati SLA'!C2)"),
        FormulaCell("SLA", "A5", "cst_tabella('Dati SLA'!A2:C4)", "A5:C7"),
    ]


def test_a_sheet_of_raw_data_has_no_formulas(book) -> None:
    assert cells.formulas(book, "Dati SLA") == []


def test_shared_formulas_are_given_as_each_cell_has_them(sheet) -> None:
    package = sheet(
        '<row r="2"><c r="B2"><f t="shared" ref="B2:B4" si="0">A2*$C$1</f></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/></c></row><row r="4"><c r="B4"><f t="shared" si="0"/></c></row>'
    )

    assert [cell.formula for cell in cells.formulas(package, "Foglio")] == ["A2*$C$1", "A3*$C$1", "A4*$C$1"]


def test_a_formula_that_cannot_be_told_is_reported_without_text(sheet) -> None:
    package = sheet(
        '<row r="1"><c r="A1"><f t="shared" si="9"/></c><c r="B1"><f t="dataTable" ref="B1:B3" dt2D="0"/></c></row>'
    )

    assert cells.formulas(package, "Foglio") == [
        FormulaCell("Foglio", "A1", None),
        FormulaCell("Foglio", "B1", None),
    ]


@pytest.mark.parametrize("text", ["A1)", '"aperta', "[x", "#"])
def test_a_shared_formula_that_makes_no_sense_is_reported_without_text(sheet, text) -> None:
    package = sheet(
        f'<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">{text}</f></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
    )

    assert [cell.formula for cell in cells.formulas(package, "Foglio")] == [text, None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("namespace", [MAIN, STRICT_MAIN])
def test_formulas_are_found_in_any_dialect(sheet, encoding, namespace) -> None:
    package = sheet("<row><c><v>1</v></c><c><f>A1+1</f></c></row>", encoding=encoding, namespace=namespace)

    assert cells.formulas(package, "Foglio") == [FormulaCell("Foglio", "B1", "A1+1")]


def test_formulas_are_found_under_a_prefix(tmp_path) -> None:
    """Programs built on the Open XML SDK write ``<x:f>``."""
    path = crafted(tmp_path / "a.xlsx", "<sheetData/>")
    contents = entries(path)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    contents[SHEET_PART] = (
        f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    ).encode()
    path.write_bytes(zipped(contents))
    package = Package.open(path)

    cells.set_values(package, {"Foglio": {"A1": 2}})

    assert [cell.formula for cell in cells.formulas(package, "Foglio")] == ["1+1"]
    assert b'<x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c>' in package.part(SHEET_PART)


def test_uncomputed_are_the_formulas_without_a_stored_result(sheet) -> None:
    package = sheet(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+2</f><v></v></c><c r="C1"><f>1+3</f></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="e"><f>x()</f><v>#NAME?</v></c><c r="F1"/></row>'
    )

    assert cells.uncomputed(package, "Foglio") == {"B1": "1+2", "C1": "1+3"}


def test_every_formula_written_by_openpyxl_is_uncomputed(book) -> None:
    assert list(cells.uncomputed(book, "SLA")) == ["A3", "B3", "A5"]


def test_errors_are_told_with_their_code_wherever_they_stand(sheet) -> None:
    package = sheet(
        '<row r="1"><c r="A1" t="e"><f t="array" ref="A1:B1">x()</f><v>#NAME?</v></c><c r="B1" t="e"><v>#N/A</v></c>'
        '<c r="C1" t="str"><v>#NAME?</v></c></row>'
    )

    assert cells.errors(package, "Foglio") == {"A1": "#NAME?", "B1": "#N/A"}
    assert cells.names_in_error(package, "Foglio") == ["A1", "B1"]


def test_a_sheet_without_formulas_or_errors_is_not_even_parsed(sheet) -> None:
    package = sheet('<row r="1"><c r="A1"><v>1</v></c></row><questo non è XML')

    assert cells.formulas(package, "Foglio") == []
    assert cells.uncomputed(package, "Foglio") == {}
    assert cells.names_in_error(package, "Foglio") == []


def test_a_damaged_sheet_with_formulas_is_told(sheet) -> None:
    package = sheet('<row r="1"><c r="A1"><f>1</f></c></row><questo non è XML')

    with pytest.raises(NotAWorkbookError, match="non è XML ben formato"):
        cells.formulas(package, "Foglio")


# ---------------------------------------------------------------- storing results


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (485, '<c r="A1" s="3"><f>x()</f><v>485</v></c>'),
        (Decimal("0.485"), '<c r="A1" s="3"><f>x()</f><v>0.485</v></c>'),
        (0.485, '<c r="A1" s="3"><f>x()</f><v>0.485</v></c>'),
        ("↓ peggio", '<c r="A1" s="3" t="str"><f>x()</f><v>↓ peggio</v></c>'),
        ("a < b & c", '<c r="A1" s="3" t="str"><f>x()</f><v>a &lt; b &amp; c</v></c>'),
        (" a", '<c r="A1" s="3" t="str"><f>x()</f><v xml:space="preserve"> a</v></c>'),
        (None, '<c r="A1" s="3" t="str"><f>x()</f><v></v></c>'),
        (True, '<c r="A1" s="3" t="b"><f>x()</f><v>1</v></c>'),
        (CellError("#N/A"), '<c r="A1" s="3" t="e"><f>x()</f><v>#N/A</v></c>'),
        (date(2016, 6, 30), '<c r="A1" s="3"><f>x()</f><v>42551</v></c>'),
    ],
)
@pytest.mark.parametrize("old", ["", "<v></v>", "<v>7</v>"])
def test_a_result_is_stored_beside_its_formula(sheet, value, expected, old) -> None:
    package = sheet(f'<row r="1"><c r="A1" s="3"><f>x()</f>{old}</c></row>')

    report = cells.set_values(package, {"Foglio": {"A1": value}})

    assert row_xml(package) == f'<row r="1">{expected}</row>'
    assert report == Report(changed=("Foglio!A1",))


def test_a_type_without_a_value_is_no_value(sheet) -> None:
    package = sheet('<row r="1"><c r="A1" t="str"><f>x()</f></c></row>')

    assert cells.set_values(package, {"Foglio": {"A1": None}}).changed == ("Foglio!A1",)
    assert cells.uncomputed(package, "Foglio") == {}


def test_metadata_of_the_old_value_goes_and_that_of_the_cell_stays(sheet) -> None:
    package = sheet(
        '<row r="1"><c r="A1" t="e" cm="1" vm="2"><f t="array" ref="A1">x()</f><v>#VALUE!</v></c></row>'
    )

    cells.set_values(package, {"Foglio": {"A1": 1}})

    assert row_xml(package) == '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1">x()</f><v>1</v></c></row>'


def test_cells_of_an_array_block_get_values_and_are_made_when_missing(sheet) -> None:
    package = sheet(
        '<row r="2"><c r="B2" s="4"><f t="array" ref="B2:C3">x()</f></c></row><row r="9"/>',
        before='<dimension ref="B2"/><cols><col min="3" max="3" style="6"/></cols>',
    )

    report = cells.set_values(package, {"Foglio": {"B2": 1, "C2": 2, "B3": "tre", "C3": None}})

    assert row_xml(package) == (
        '<row r="2"><c r="B2" s="4"><f t="array" ref="B2:C3">x()</f><v>1</v></c><c r="C2" s="6"><v>2</v></c></row>'
        '<row r="3"><c r="B3" s="4" t="str"><v>tre</v></c><c r="C3" s="6" t="str"><v></v></c></row><row r="9"/>'
    )
    assert b'<dimension ref="B2:C3"/>' in package.part(SHEET_PART)
    assert report.created == ("Foglio!C2", "Foglio!B3", "Foglio!C3")


@pytest.mark.parametrize(
    "cell", ['<c r="D1"><v>98.5</v></c>', '<c r="D1" t="s"><v>0</v></c>', '<c r="D1"/>', ""]
)
def test_what_people_typed_is_never_replaced_by_a_result(sheet, cell) -> None:
    package = sheet(f'<row r="1"><c r="A1"><f t="array" ref="A1:B1">x()</f></c>{cell}</row>')
    before = package.content()

    with pytest.raises(WorkbookError, match=r"Foglio «Foglio», cella D1: non contiene una formula"):
        cells.set_values(package, {"Foglio": {"A1": 1, "D1": 2}})

    assert package.content() == before, "nothing is stored when one cell is refused"


def test_the_same_results_again_leave_the_file_as_it_is(book) -> None:
    values = {"SLA": {"A3": Decimal("8.94"), "A5": "SLA.1", "B5": 0.99, "C7": None}}
    cells.set_values(book, values)
    once = book.content()

    report = cells.set_values(book, values)

    assert report == Report(unchanged=4)
    assert book.content() == once


def test_excels_seventeen_digits_and_our_shortest_text_are_the_same_number(sheet) -> None:
    package = sheet('<row r="1"><c r="A1"><f>x()</f><v>0.48499999999999999</v></c></row>')
    before = package.content()

    assert cells.set_values(package, {"Foglio": {"A1": Decimal("0.485")}}).unchanged == 1
    assert package.content() == before


def test_only_the_sheet_that_changes_differs_and_only_in_its_cells(book, tmp_path) -> None:
    cells.set_values(book, {"SLA": {"A3": 8.94, "B3": Decimal("-0.005"), "B6": 0.97}})
    book.save(tmp_path / "dopo.xlsx")

    old, new = raw_entries(book.path), raw_entries(tmp_path / "dopo.xlsx")
    part = book.sheets["SLA"]
    assert {name for name in old if old[name] != new[name]} == {part}
    before, after = (entries(path)[part].decode() for path in (book.path, tmp_path / "dopo.xlsx"))
    around = re.compile(r"<sheetData>.*</sheetData>", re.DOTALL)
    # "E2:..." drawings, margins, views: all outside the cells is the same text
    assert around.sub("", before).replace('ref="A1:C5"', "") == around.sub("", after).replace(
        'ref="A1:C6"', ""
    )


def test_openpyxl_reads_the_results_beside_the_formulas(book, tmp_path) -> None:
    from openpyxl import load_workbook

    results = {"A3": 8.94, "B3": Decimal("-0.005"), "A5": "SLA.1", "B5": True, "C7": CellError("#N/A")}
    cells.set_values(book, {"SLA": results})
    book.save(tmp_path / "dopo.xlsx")

    shown = load_workbook(tmp_path / "dopo.xlsx", data_only=True)
    assert [shown["SLA"][ref].value for ref in results] == [8.94, -0.005, "SLA.1", True, "#N/A"]
    assert shown["SLA"]["C6"].number_format == "General"
    kept = load_workbook(tmp_path / "dopo.xlsx")
    assert kept["SLA"]["A3"].value == "=SUM('Dati SLA'!B2:B4)"
    assert kept["SLA"]["A5"].value.ref == "A5:C7"
    assert kept["SLA"]["B3"].number_format == "0.0%"
    shown.close()
    kept.close()


def test_calamine_reads_the_results(book, tmp_path) -> None:
    from python_calamine import CalamineWorkbook

    cells.set_values(book, {"SLA": {"A3": 8.94, "A5": "caffè", "B5": None, "C5": False}})
    book.save(tmp_path / "dopo.xlsx")

    rows = CalamineWorkbook.from_path(str(tmp_path / "dopo.xlsx")).get_sheet_by_name("SLA").to_python()

    assert (rows[2][0], rows[4]) == (8.94, ["caffè", "", False])


def test_dates_follow_the_workbooks_calendar(sheet) -> None:
    package = sheet('<row r="1"><c r="A1"><f>x()</f></c></row>', book_extra='<workbookPr date1904="1"/>')

    cells.set_values(package, {"Foglio": {"A1": date(2016, 6, 30)}})

    assert "<v>41089</v>" in row_xml(package)


def test_namespaces_and_ignorable_attributes_of_an_excel_sheet_survive(tmp_path) -> None:
    package = Package.open(excel_workbook())
    before = package.part(SHEET_PART)
    head = before[: before.index(b"<sheetData")]

    cells.set_inputs(package, "Sheet1", {"A1": 1})

    after = package.part(SHEET_PART)
    assert set(re.findall(rb'(?:xmlns:\w+|mc:Ignorable)="[^"]*"', head)) <= set(
        re.findall(rb'(?:xmlns:\w+|mc:Ignorable)="[^"]*"', after)
    )
    assert after.startswith(before[:55])


@pytest.mark.parametrize("ref", ["A", "A0", "A1:B2", "", "Foglio!A1", "XFE1"])
def test_what_is_no_address_is_told(sheet, ref) -> None:
    with pytest.raises(BadValueError, match="l'indirizzo di una cella"):
        cells.set_values(sheet('<row r="1"><c r="A1"><f>1</f></c></row>'), {"Foglio": {ref: 1}})


def test_addresses_may_be_absolute_or_in_small_letters(sheet) -> None:
    package = sheet('<row r="1"><c r="A1"><f>x()</f></c></row>')

    assert cells.set_values(package, {"Foglio": {"$a$1": 1}}).changed == ("Foglio!A1",)


def test_a_sheet_that_is_not_there_is_told_and_nothing_changes(book) -> None:
    before = book.content()

    with pytest.raises(WorkbookError, match="non c'è il foglio «Manca»"):
        cells.set_values(book, {"SLA": {"A3": 1}, "Manca": {"A1": 1}})

    assert book.content() == before


# ---------------------------------------------------------------- typing inputs


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1715, '<c r="A1" s="3"><v>1715</v></c>'),
        (Decimal("98.50"), '<c r="A1" s="3"><v>98.5</v></c>'),
        ("1.715", '<c r="A1" s="3" t="inlineStr"><is><t>1.715</t></is></c>'),
        ("=1+1", '<c r="A1" s="3" t="inlineStr"><is><t>=1+1</t></is></c>'),
        ("a \n", '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">a \n</t></is></c>'),
        (False, '<c r="A1" s="3" t="b"><v>0</v></c>'),
        (datetime(2016, 6, 30, 12), '<c r="A1" s="3"><v>42551.5</v></c>'),
        (None, '<c r="A1" s="3"/>'),
        ("", '<c r="A1" s="3"/>'),
    ],
)
@pytest.mark.parametrize("old", ['t="s"><v>0</v>', 't="inlineStr"><is><t>x</t></is>', "><v>7</v>"])
def test_a_typed_value_takes_the_place_of_the_old_one_and_keeps_the_style(
    sheet, value, expected, old
) -> None:
    package = sheet(f'<row r="1"><c r="A1" s="3" {old}</c></row>')

    cells.set_inputs(package, "Foglio", {"A1": value})

    assert row_xml(package) == f'<row r="1">{expected}</row>'


def test_missing_cells_are_made_with_the_style_of_their_column(sheet) -> None:
    package = sheet("", before='<cols><col min="2" max="2" style="8"/></cols>')

    report = cells.set_inputs(package, "Foglio", {"B3": "x", "A2": 1, "C9": None})

    assert row_xml(package) == (
        '<row r="2"><c r="A2"><v>1</v></c></row>'
        '<row r="3"><c r="B3" s="8" t="inlineStr"><is><t>x</t></is></c></row>'
    )
    assert report == Report(("Foglio!B3", "Foglio!A2"), ("Foglio!B3", "Foglio!A2"), 1)


@pytest.mark.parametrize("ref", ["A1", "B1", "C1", "C2"])
def test_formulas_and_their_blocks_are_not_typed_over(sheet, ref) -> None:
    package = sheet(
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f t="array" ref="B1:C2">x()</f></c><c r="C1"><v>1</v></c></row>'
    )
    before = package.content()

    with pytest.raises(
        WorkbookError, match=f"Foglio «Foglio», cella {ref}: contiene una formula e non si sovrascrive"
    ):
        cells.set_inputs(package, "Foglio", {"Z99": 1, ref: 5})

    assert package.content() == before


def test_a_tables_header_is_not_typed_over_with_something_else(book) -> None:
    with pytest.raises(WorkbookError, match=r"cella B1: è l'intestazione «Atteso» di una tabella"):
        cells.set_inputs(book, "Dati SLA", {"B1": "Previsto"})


def test_a_tables_header_may_be_typed_again_as_it_is(book) -> None:
    report = cells.set_inputs(book, "Dati SLA", {"B1": "Atteso", "B2": Decimal("0.98")})

    assert report == Report(changed=("Dati SLA!B2",), unchanged=1)


def test_a_table_without_headers_has_none_to_protect(tmp_path) -> None:
    contents = entries(crafted(tmp_path / "a.xlsx", "<sheetData/>"))
    contents["xl/worksheets/_rels/sheet1.xml.rels"] = links(("rId1", "table", "../tables/table1.xml"))
    contents["xl/tables/table1.xml"] = (
        b'<table ref="A1:A3" headerRowCount="0"><tableColumns><tableColumn id="1" name="Colonna1"/></tableColumns></table>'
    )
    (tmp_path / "b.xlsx").write_bytes(zipped(contents))

    assert cells.set_inputs(Package.open(tmp_path / "b.xlsx"), "Foglio", {"A1": 5}).changed == ("Foglio!A1",)


def test_openpyxl_and_pandas_read_typed_inputs(book, tmp_path) -> None:
    import pandas as pd

    cells.set_inputs(book, "Dati SLA", {"A5": "SLA.4_x0041_\r\n", "B5": 7, "C5": Decimal("0.1")})
    book.save(tmp_path / "dopo.xlsx")

    frame = pd.read_excel(tmp_path / "dopo.xlsx", sheet_name="Dati SLA", engine="calamine")

    assert frame.iloc[3].tolist() == ["SLA.4_x0041_\r\n", 7, 0.1]


def test_clearing_nothing_changes_nothing(book) -> None:
    before = book.content()

    report = cells.set_inputs(book, "Dati SLA", {"Z99": None})

    assert report == Report(unchanged=1)
    assert book.content() == before


def test_no_values_are_no_change(book) -> None:
    before = book.content()

    assert cells.set_inputs(book, "Dati SLA", {}) == Report()
    assert cells.set_values(book, {}) == Report()
    assert book.content() == before


# ---------------------------------------------------------------- the whole


@pytest.mark.office
def test_libreoffice_shows_stored_results_and_typed_inputs(book, tmp_path) -> None:
    """It doesn't know cst_scostamento, so what it shows of it is the result stored here.

    Array formulas are another matter: LibreOffice 7.4 computes them at opening whatever is stored.
    """
    cells.set_values(book, {"SLA": {"A3": 8.94, "B3": Decimal("-0.005"), "B6": 0.97}})
    cells.set_inputs(book, "Dati SLA", {"A5": "SLA.4 < 5", "C4": Decimal("6.75")})
    book.set_calculation()
    book.save(tmp_path / "dopo.xlsx")

    shown = sheets_shown(tmp_path / "dopo.xlsx", tmp_path)

    assert shown["Dati SLA"][3:] == [["SLA.3", "7", "6.75"], ["SLA.4 < 5", "", ""]]
    assert shown["SLA"][2][:2] == ["8.94", "-0.5%"]


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read_in_a_moment_and_edited_in_seconds(sheet) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>Chiuso</t></is></c></row>'
        for n in range(1, 100_001)
    )
    package = sheet(rows)

    started = time.perf_counter()
    assert cells.uncomputed(package, "Foglio") == {}
    unedited = time.perf_counter() - started
    report = cells.set_inputs(package, "Foglio", {f"A{n}": n + 1 for n in range(1, 100_002)})
    edited = time.perf_counter() - started

    assert (len(report.changed), len(report.created)) == (100_001, 1)
    # generous: the machines that run this are shared
    assert unedited < 2
    assert edited < 60
