"""The Basic functions of the cells: one for each of the catalogue, as its arguments are; then what Calc makes of them."""

from __future__ import annotations

import re

import pytest
from openpyxl import Workbook

from cst_xl.functions import CATALOGUE
from cst_xl.functions.catalogue import Argument, CellFunction
from cst_xl.hosts.libreoffice import basic

FUNCTION = re.compile(r"^Function (\w+)\(([^)]*)\)\n(?:    .+\n)*?    (\1 = .+)\nEnd Function$", re.MULTILINE)


def made(*arguments):
    """Name, arguments and body of the function that Basic gets for one of the catalogue."""
    (found,) = FUNCTION.findall(basic.wrappers([CellFunction("cst_x", "", arguments, call=print)]))
    return found


def test_every_function_of_the_catalogue_has_one_with_the_same_arguments():
    found = {name: accepted for name, accepted, _ in FUNCTION.findall(basic.wrappers(CATALOGUE))}
    assert found == {
        function.name: ", ".join(
            f"Optional {one.name}" if one.optional else one.name for one in function.arguments
        )
        for function in CATALOGUE
    }


def test_a_scalar_function_reads_its_cells_in_basic():
    name, accepted, body = made(Argument("prima", ""), Argument("dopo", "", optional=True))
    assert (name, accepted) == ("cst_x", "prima, Optional dopo")
    assert body == 'cst_x = CstXlScalar("cst_x", Array(prima, CstXlOptional(dopo)))'


def test_a_function_with_a_table_hands_over_the_cells_themselves():
    _, _, body = made(Argument("dati", "", table=True), Argument("righe", ""))
    assert body == 'cst_x = CstXlCall("cst_x", Array(CstXlTable(dati), CstXlTable(righe)))'


def test_a_call_without_arguments_is_a_call_with_none():
    assert made()[2] == 'cst_x = CstXlScalar("cst_x", Array())'


def test_the_text_is_what_a_basic_module_can_hold():
    """One module has room for 65,535 lines; its names and texts are of the Windows code page."""
    source = basic.wrappers(CATALOGUE) + basic.BRIDGE
    source.encode("cp1252")
    assert source.count("\nFunction ") + source.count("\nPrivate Function ") == source.count("\nEnd Function")
    assert not re.search(r"[^\n]{1024}", source)


def test_every_way_into_python_has_a_message_when_it_fails():
    for source in (basic.wrappers([]), basic.BRIDGE):
        assert source.count("On Error GoTo failed") == source.count("failed:\n")
        assert source.count("failed:\n") == source.count('"#CST! ')


@pytest.mark.office
def test_calc_gives_each_form_of_an_argument_to_a_function_that_stands_in_a_file(office, tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([10, 12, None, "1.715"])
    wanted = {
        "=cst_diff(A1,B1)": 0.2,
        "=CST_DIFF(10,A1+2)": 0.2,
        "=cst_diff(A1:A1,B1)": 0.2,
        "=cst_numero(D1)+1": 1716,
        '=IF(cst_numero(C1)="","vuota","piena")': "vuota",
        "=SUM(cst_diff(A1,B1),1)": 1.2,
        '=IF(LEFT(cst_numero("boh"),5)="#CST!","detto","taciuto")': "detto",
        "=cst_diff(cst_numero(D1),cst_numero(D1))": 0,
    }
    for row, formula in enumerate(wanted, 2):
        sheet.cell(row, 1).value = formula
    path = tmp_path / "celle.xlsx"
    book.save(path)
    document = office.open(path)
    document.recalculate()
    rows = document.values(sheet="Sheet", cells=f"A2:A{1 + len(wanted)}")
    document.close()
    assert [row[0] for row in rows] == [
        pytest.approx(value) if isinstance(value, float) else value for value in wanted.values()
    ]
