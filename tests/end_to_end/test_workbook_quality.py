"""The example's workbook as a file: what a careful colleague would look at in its parts before passing it on.

What `test_template` asks of the sheets before they are written, and `test_shown` of the file as other programs open it,
isn't asked again here.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from cst_xl.actions import quarters
from cst_xl.core.book import address, located, place
from cst_xl.core.edition import raw_tables
from cst_xl.sections import SECTIONS
from cst_xl.workbook import cells, layout, resources
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.grid import area_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
COMPUTED = [section.sheet for section in SECTIONS]
RAW = sorted({table.sheet for table in raw_tables(SECTIONS)})

REFERENCE = r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?"
ARGUMENT = rf"(?:{REFERENCE}|[^\W\d][\w.]*|\d+|\"[^\"]*\"|TRUE|FALSE)"
ALLOWED = re.compile(rf"{REFERENCE}|[^\W\d][\w.]*|cst_\w+\((?:{ARGUMENT}(?:,{ARGUMENT})*)?\)")
"""A reference, a name, or a call of ours over references, names and constants: see decision 0001."""

ACCEPTED = {
    # `<c t="inlineStr">`: texts stand in their cells, not in a table of shared strings. A sheet can then be edited
    # alone, byte for byte (`workbook.cells`); Excel moves the texts to a table of its own at its next save.
    "Excel_InlineStrCells": "c",
}
"""What the validator remarks and why it stays: id of the remark and the element that it is about."""


@dataclass(frozen=True)
class Parts:
    """The parts of a workbook file."""

    path: Path

    def named(self, pattern: str) -> dict[str, bytes]:
        """Name and content of each part whose whole name fits."""
        with zipfile.ZipFile(self.path) as package:
            return {name: package.read(name) for name in package.namelist() if re.fullmatch(pattern, name)}

    def sheet(self, name: str) -> etree._Element:
        """The XML of a sheet."""
        book = FileBook.open(self.path)
        return etree.fromstring(book.package.part(book.package.sheet_part(name)))

    def book(self) -> etree._Element:
        """The XML of the workbook."""
        return etree.fromstring(self.named("xl/workbook.xml")["xl/workbook.xml"])


@pytest.fixture(scope="module")
def parts(built_example):
    return Parts(built_example)


@pytest.fixture(scope="module")
def book(built_example):
    return FileBook.open(built_example)


def found(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """Elements by their local names, whatever their namespaces: ``sheetData/row``."""
    return iter(element.xpath("/".join(["."] + [f"*[local-name()='{name}']" for name in path.split("/")])))


def inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element of that local name below another."""
    return iter(element.xpath(f".//*[local-name()='{name}']"))


def charts(parts: Parts) -> dict[str, etree._Element]:
    """The charts by part name."""
    return {
        name: etree.fromstring(content) for name, content in parts.named(r"xl/charts/chart\d+\.xml").items()
    }


def text_of(element: etree._Element | None) -> str:
    """The rich text of a title, or the text that it shows from a cell."""
    if element is None:
        return ""
    return "".join(part.text or "" for part in [*element.iter(f"{DRAWING}t"), *element.iter(f"{CHART}v")])


def test_the_validator_remarks_nothing_but_what_is_accepted(built_example):
    remarks = OpenXmlValidator().validate(built_example).errors
    assert {(one.id, one.node) for one in remarks} <= set(ACCEPTED.items())


def test_every_formula_of_the_file_is_a_reference_a_name_or_a_call_of_ours(book):
    odd = [
        (cell.sheet, cell.ref, cell.formula)
        for sheet in book.sheets()
        for cell in cells.formulas(book.package, sheet)
        if not ALLOWED.fullmatch(cell.formula or "?")
    ]
    assert not odd


def test_every_call_is_of_a_function_that_exists(book):
    from cst_xl.functions import BY_NAME

    called = {
        name.casefold()
        for sheet in book.sheets()
        for cell in cells.formulas(book.package, sheet)
        for name in re.findall(r"(cst_\w+)\(", cell.formula or "")
    }
    assert called
    assert called <= set(BY_NAME)


def test_every_chart_has_a_title_and_titles_at_its_axes(parts):
    for name, chart in charts(parts).items():
        assert text_of(chart.find(f"{CHART}chart/{CHART}title")), name
        for axis in ("catAx", "valAx"):
            for one in chart.iter(f"{CHART}{axis}"):
                assert text_of(one.find(f"{CHART}title")), (name, axis)
                assert one.find(f"{CHART}delete").get("val") in {"0", "false"}, (name, axis)
    kinds = {
        kind
        for chart in charts(parts).values()
        for kind in ("barChart", "doughnutChart")
        if [*inside(chart, kind)]
    }
    assert kinds == {"barChart", "doughnutChart"}


def test_every_series_draws_numbers_and_has_its_name_in_a_cell(parts, book):
    for name, chart in charts(parts).items():
        series = list(chart.iter(f"{CHART}ser"))
        assert series, name
        for one in series:
            drawn = _values(book, one.find(f"{CHART}val/{CHART}numRef/{CHART}f").text)
            assert [value for value in drawn if isinstance(value, int | float)], name
            assert _values(book, one.find(f"{CHART}tx/{CHART}strRef/{CHART}f").text)[0], name
            points = _values(book, one.find(f"{CHART}cat//{CHART}f").text)
            assert len(points) == len(drawn), name
            assert all(
                str(point).strip()
                for point, value in zip(points, drawn, strict=True)
                if value not in ("", " ")
            )


def _values(book: FileBook, reference: str) -> list[object]:
    """What stands in a column of cells."""
    sheet, _ = located(reference)
    area = area_at(reference.rpartition("!")[2].replace("$", ""))
    assert area.left == area.right, reference
    return [book.values(sheet)[row - 1][area.left - 1] for row in range(area.top, area.bottom + 1)]


def test_every_chart_can_be_read_without_being_seen(parts):
    frames = [
        properties
        for drawing in parts.named(r"xl/drawings/drawing\d+\.xml").values()
        for frame in inside(etree.fromstring(drawing), "graphicFrame")
        for properties in inside(frame, "cNvPr")
    ]
    assert len(frames) == len(charts(parts))
    for one in frames:
        assert len(one.get("descr", "")) > 40, one.get("name")


@pytest.mark.parametrize("sheet", RAW)
def test_every_validation_says_in_words_what_belongs_in_the_cell(parts, sheet):
    validations = list(inside(parts.sheet(sheet), "dataValidation"))
    assert validations
    for one in validations:
        refuses = one.get("type", "none") != "none"
        if one.get("showInputMessage") == "1":
            assert one.get("promptTitle"), one.get("sqref")
            assert len(one.get("prompt", "")) > 10, one.get("sqref")
        else:  # a free text that needs no explanation
            assert not refuses, one.get("sqref")
        if refuses:
            assert one.get("showErrorMessage") == "1", one.get("sqref")
            assert one.get("errorTitle"), one.get("sqref")
            assert one.get("error", "").endswith((".", "?", "»")), one.get("error")


def test_every_name_leads_to_cells_of_the_workbook(parts, book):
    broken = {
        name: reference
        for name, reference in book.package.defined_names().items()
        if name != layout.VERSION_NAME and not _leads_somewhere(reference, book)
    }
    assert not broken
    local = [name for name in inside(parts.book(), "definedName") if name.get("localSheetId")]
    for one in local:
        own = book.sheets()[int(one.get("localSheetId"))]
        assert {located(area)[0] for area in one.text.split(",")} == {own}, one.get("name")


def _leads_somewhere(reference: str, book: FileBook) -> bool:
    sheet, _ = located(reference)
    return sheet in book.sheets() and "#" not in reference


def test_what_is_printed_of_a_sheet_is_what_is_written_on_it(parts, book):
    """A print area must not cut off a column or a row that holds something."""
    areas = {
        book.sheets()[int(name.get("localSheetId"))]: area_at(name.text.rpartition("!")[2].replace("$", ""))
        for name in inside(parts.book(), "definedName")
        if name.get("name") == "_xlnm.Print_Area"
    }
    assert {layout.HOME, layout.FOCUS, layout.FINDINGS, layout.SENTENCES, *COMPUTED} <= set(areas)
    for sheet, area in areas.items():
        if sheet == layout.FINDINGS:  # it is printed as far as there are findings, below stand cells to spare
            continue
        for ref in _filled(parts.sheet(sheet)):
            assert place(ref) in area, (sheet, ref, str(area))


def _filled(sheet: etree._Element) -> Iterator[str]:
    """Addresses of the cells that show something."""
    for cell in found(sheet, "sheetData/row/c"):
        shown = "".join(cell.itertext()).strip()
        if shown and not (cell.find("{*}f") is not None and not (cell.findtext("{*}v") or "").strip()):
            yield cell.get("r")


def test_every_visible_sheet_is_printed_within_the_width_of_its_page(parts, book):
    states = {sheet.get("name"): sheet.get("state", "visible") for sheet in inside(parts.book(), "sheet")}
    for sheet in book.sheets():
        if states[sheet] != "visible":
            continue
        root = parts.sheet(sheet)
        (setup,) = found(root, "pageSetup")
        assert setup.get("paperSize") == "9", sheet  # A4
        if sheet == layout.FOCUS:  # its scale is set, so that its page breaks hold: see test_focus_sheet
            continue
        (fit,) = found(root, "sheetPr/pageSetUpPr")
        assert (fit.get("fitToPage"), setup.get("fitToWidth", "1")) == ("1", "1"), sheet


def test_every_computed_cell_has_a_stored_value_and_none_is_an_error(book):
    for sheet in book.sheets():
        assert not cells.uncomputed(book.package, sheet), sheet
        assert not cells.errors(book.package, sheet), sheet


def test_the_whole_way_from_raw_data_to_file_gives_the_same_bytes_twice(built_example, tmp_path):
    again = quarters.demo(tmp_path / "altrove.xlsx").path
    assert again.read_bytes() == built_example.read_bytes()


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
@pytest.mark.parametrize("sheet", COMPUTED)
def test_pandas_reads_every_named_figure_of_a_computed_sheet(sheet, engine, built_example, book):
    frame = pd.read_excel(built_example, sheet_name=sheet, header=None, engine=engine)
    numbers = 0
    for figure in book.edition().figures:
        reference = book.named(layout.figure_name(figure.id))
        if figure.number is None or reference is None or located(reference)[0] != sheet:
            continue
        row, column = place(located(reference)[1])
        shown = frame.iloc[row - 1, column - 1]
        if isinstance(shown, str):  # a column of mixed units holds printed text: see decision 0004
            assert shown == figure.text, figure.id
        else:
            assert float(shown) == pytest.approx(float(figure.unit.cell(figure.value)), rel=1e-12), figure.id
            numbers += 1
    assert numbers >= 3


@pytest.mark.parametrize(
    "sheet", [*RAW, *COMPUTED, layout.HOME, layout.FOCUS, layout.FINDINGS, layout.ENGINE]
)
def test_a_sheet_holds_few_cells_beyond_those_that_show_something(sheet, parts):
    """A range may cover 100.000 rows, a file of that many empty cells nobody would mail."""
    root = parts.sheet(sheet)
    every, filled = (
        list(found(root, "sheetData/row/c")),
        [c for c in found(root, "sheetData/row/c") if len(c)],
    )
    spare = 60 * len({re.sub(r"\d", "", cell.get("r")) for cell in every})
    assert len(every) <= len(filled) + max(spare, 8 * len(filled)), address(len(every), 1)


def test_the_file_is_not_many_times_what_it_says(built_example):
    """Raw data as CSV files, compressed one by one, beside the whole workbook."""
    folder = resources.folder("workbooks") / quarters.EXAMPLE
    raw = sum(len(path.read_bytes()) for path in folder.glob("*.csv"))
    assert built_example.stat().st_size < 15 * raw
