"""Cells are found whether or not they say where they are, and made where they belong."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import BadValueError, NotAWorkbookError, WorkbookError
from cst_xl.workbook.grid import Area, Grid, area_at, cell_at, placed_cells, row_number
from cst_xl.workbook.markup import parsed, serialised

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def grid(inner: str) -> tuple[Grid, object]:
    root = parsed(f'<worksheet xmlns="{SPACE}">{inner}</worksheet>'.encode(), "p")
    return Grid(root, "Foglio"), root


def inner(root) -> str:
    return (
        serialised(root, b"<w")
        .decode()
        .removeprefix(f'<worksheet xmlns="{SPACE}">')
        .removesuffix("</worksheet>")
    )


@pytest.mark.parametrize(
    ("reference", "expected"),
    [("A1", (1, 1)), ("b7", (7, 2)), ("$AA$10", (10, 27)), ("XFD1048576", (1_048_576, 16_384))],
)
def test_an_address_is_a_row_and_a_column(reference, expected) -> None:
    assert cell_at(reference) == expected


@pytest.mark.parametrize(
    "reference", ["", "7", "B", "B0", "XFE1", "A1048577", "A1:B2", "Foglio!A1", "B-1", "AAAA1"]
)
def test_what_is_no_address_is_refused(reference) -> None:
    with pytest.raises(BadValueError, match="l'indirizzo di una cella, per esempio B7"):
        cell_at(reference)


def test_an_area_holds_its_corners_and_nothing_beyond() -> None:
    area = area_at("B7:D9")

    assert ((7, 2) in area, (9, 4) in area, (6, 2) in area, (9, 5) in area) == (True, True, False, False)
    assert (str(area), str(area_at("C3"))) == ("B7:D9", "C3:C3")


def test_an_area_grows_to_hold_a_cell() -> None:
    assert Area(2, 2, 3, 3).with_cell(5, 1) == Area(2, 1, 5, 3)


def test_rows_and_cells_without_position_follow_the_one_before() -> None:
    sheet, _ = grid(
        '<sheetData><row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="5"/><row><c><v>4</v></c></row>'
        "</sheetData>"
    )

    found = {place: sheet.child(sheet.find(*place), "v").text for place in ((1, 1), (1, 4), (1, 5), (6, 1))}

    assert found == {(1, 1): "1", (1, 4): "2", (1, 5): "3", (6, 1): "4"}
    assert sheet.find(1, 2) is None
    assert sheet.find(9, 1) is None


def test_positions_are_the_same_when_streaming() -> None:
    root = parsed(b'<s><row r="3"/><row><c/><c r="D4"/><!-- nota --><c/></row></s>', "p")

    assert [row_number(root[0], 0), row_number(root[1], 3)] == [3, 4]
    assert [reference for reference, _ in placed_cells(root[1], 4)] == ["A4", "D4", "E4"]


@pytest.mark.parametrize("row", ["0", "uno", "-1", "1048577", "99999999", "1.5", "²"])
def test_a_row_that_stands_nowhere_is_damage(row) -> None:
    with pytest.raises(NotAWorkbookError, match=f"c'è la posizione «{row}»"):
        grid(f'<sheetData><row r="{row}"/></sheetData>')


def test_a_cell_that_stands_nowhere_is_told() -> None:
    sheet, _ = grid('<sheetData><row r="1"><c r="qui"/></row></sheetData>')

    with pytest.raises(BadValueError, match="«qui»"):
        sheet.find(1, 1)


def test_a_sheet_without_cells_is_told_by_name() -> None:
    with pytest.raises(WorkbookError, match="«Foglio» non contiene celle"):
        grid("<drawing/>")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((2, 1), '<row r="2"><c r="A2"/><c r="B2"/><c r="D2"/></row>'),
        ((2, 3), '<row r="2"><c r="B2"/><c r="C2"/><c r="D2"/></row>'),
        ((2, 5), '<row r="2"><c r="B2"/><c r="D2"/><c r="E2"/></row>'),
    ],
)
def test_a_cell_is_made_in_order_within_its_row(place, expected) -> None:
    sheet, root = grid('<sheetData><row r="2" spans="2:4"><c r="B2"/><c r="D2"/></row></sheetData>')

    sheet.make(*place)

    assert inner(root) == f"<sheetData>{expected}</sheetData>"


def test_a_cell_stands_before_the_rows_extensions() -> None:
    sheet, root = grid('<sheetData><row r="2"><extLst/></row></sheetData>')

    sheet.make(2, 1)
    sheet.make(2, 2)

    assert inner(root) == '<sheetData><row r="2"><c r="A2"/><c r="B2"/><extLst/></row></sheetData>'


def test_rows_are_made_in_order() -> None:
    sheet, root = grid('<sheetData><row r="3"/><row r="7"/></sheetData>')

    for row in (9, 1, 5):
        sheet.make(row, 1)

    rows = [row.get("r") for row in root[0]]
    assert rows == ["1", "3", "5", "7", "9"]


def test_a_made_cell_is_found_again() -> None:
    sheet, _ = grid("<sheetData/>")

    assert sheet.make(4, 2) is sheet.find(4, 2)


def test_the_used_area_grows_with_a_made_cell() -> None:
    sheet, root = grid('<dimension ref="B2:C3"/><sheetData/>')

    sheet.make(9, 1)

    assert root[0].get("ref") == "A2:C9"


def test_a_made_cell_is_dressed_like_its_row_then_its_column() -> None:
    sheet, _ = grid(
        '<cols><col min="2" max="3" style="5"/></cols>'
        '<sheetData><row r="1" s="9" customFormat="1"/><row r="2" s="9"/></sheetData>'
    )

    styles = [sheet.make(*place).get("s") for place in ((1, 2), (2, 2), (2, 3), (2, 4))]

    assert styles == ["9", "5", "5", None]


def test_inside_a_block_a_made_cell_is_dressed_like_the_one_above_then_the_one_to_the_left() -> None:
    sheet, _ = grid(
        '<sheetData><row r="4"><c r="A4" s="1"/><c r="B4" s="1"/></row><row r="5"><c r="A5" s="7"/></row></sheetData>'
    )
    block = area_at("A5:B6")

    styles = [sheet.make(*place, block).get("s") for place in ((5, 2), (6, 1), (6, 2))]

    assert styles == ["7", "7", "7"], "row 4 is a heading above the block"


def test_blocks_are_those_of_array_formulas_and_data_tables() -> None:
    sheet, _ = grid(
        '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:B2">x</f></c><c r="D1"><f t="dataTable" ref="D1:D9"/></c>'
        '<c r="F1"><f t="shared" ref="F1:F3" si="0">1</f></c><c r="G1"><f>1</f></c></row></sheetData>'
    )

    assert [str(block) for block in sheet.blocks] == ["A1:B2", "D1:D9"]
