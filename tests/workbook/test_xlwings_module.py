"""xlwings' VBA module as it goes into the workbook: decided for Excel on Windows, and otherwise untouched."""

from __future__ import annotations

import re
from importlib.metadata import PathDistribution, distribution

import pytest

from cst_xl.core.errors import CstError
from cst_xl.workbook import xlwings_module
from cst_xl.workbook.xlwings_module import decided

PROCEDURE = re.compile(r"^(?:Public |Private )?(?:Function|Sub) (\w+)", re.MULTILINE)


@pytest.fixture(scope="module")
def stock():
    return distribution("xlwings").locate_file("xlwings/xlwings.bas").read_text(encoding="ascii")


@pytest.fixture(scope="module")
def ours():
    return xlwings_module.source()


def lines(module):
    return decided("\n".join(module)).splitlines()


def test_the_branch_for_windows_stays_and_the_one_for_the_mac_goes():
    assert lines(["a", "#If Mac Then", "mac", "#Else", "windows", "#End If", "b"]) == ["a", "windows", "b"]


def test_a_branch_without_an_alternative_goes_or_stays_whole():
    assert lines(["#If Mac Then", "mac", "#End If", "#If Not Mac Then", "windows", "#End If"]) == ["windows"]


def test_of_the_branches_for_other_programs_only_excels_stays():
    module = [
        '#If App = "Microsoft Word" Then',
        "word",
        '  #ElseIf App = "Microsoft Excel" Then',
        "excel",
        '#ElseIf App = "Microsoft Excel" Then',
        "again",
        "#Else",
        "other",
        "#End If",
    ]
    assert lines(module) == ["excel"]


def test_when_no_branch_holds_the_else_stays():
    assert lines(["#If MAC_OFFICE_VERSION >= 15 Then", "new", "#Else", "old", "#End If"]) == ["old"]


def test_what_only_the_pc_knows_stays_with_its_directives():
    module = [
        "#If VBA7 Then",
        "  #If Win64 Then",
        "64",
        "#Else",
        "32",
        "  #End If",
        "#Else",
        "old",
        "#End If",
    ]
    assert lines(module) == module


def test_a_decided_block_inside_an_open_one_goes_without_its_directives():
    module = ["#If VBA7 Then", "#If Mac Then", "mac", "#End If", "x", "#End If"]
    assert lines(module) == ["#If VBA7 Then", "x", "#End If"]


def test_an_open_block_inside_a_dropped_branch_goes_whole():
    assert lines(["#If Mac Then", "#If VBA7 Then", "x", "#Else", "y", "#End If", "#End If", "z"]) == ["z"]


def test_the_constant_that_names_the_program_goes():
    assert lines(['#Const App = "Microsoft Excel" \'Adjust', "x"]) == ["x"]


def test_file_numbers_are_no_directives():
    assert lines(["Close #FileNum", "  Line Input #1, Token"]) == ["Close #FileNum", "  Line Input #1, Token"]


@pytest.mark.parametrize(
    "module",
    [
        ["#If Linux Then", "#End If"],
        ["#If Mac Or Win64 Then", "#End If"],
        ['#If App = "Microsoft Excel" And Mac Then', "#End If"],
        ["#If Mac Then", "#ElseIf Linux Then", "#End If"],
        ["#If Mac Then", "mac"],
        ["#Else"],
        ["#End If"],
        ["#If VBA7 Then", "#ElseIf Mac Then", "#End If"],
    ],
    ids="; ".join,
)
def test_a_condition_that_is_not_understood_stops_the_build(module):
    """A later xlwings must not slip through half decided."""
    with pytest.raises(CstError, match="Il modulo VBA di xlwings ha"):
        lines(module)


def test_the_module_is_that_of_the_installed_version(ours):
    version = distribution("xlwings").version
    assert f'XLWINGS_VERSION As String = "{version}"' in ours
    assert set(re.findall(r"xlwings(?:32|64)-[\d.]+\.dll", ours)) == {
        f"xlwings{bits}-{version}.dll" for bits in (32, 64)
    }


def test_only_directives_that_libreoffice_bears_are_left(ours):
    left = [line.split("'")[0].strip() for line in ours.splitlines() if line.lstrip().startswith("#")]
    assert set(left) == {"#If VBA7 Then", "#If Win64 Then", "#Else", "#End If"}
    assert left.count("#If VBA7 Then") == left.count("#If Win64 Then") == 1


def test_no_procedure_is_lost_and_none_is_there_twice(stock, ours):
    found = PROCEDURE.findall(ours)
    assert sorted(found) == sorted(set(PROCEDURE.findall(stock)))


def test_every_line_comes_from_the_module_of_xlwings_in_its_order(stock, ours):
    remaining = iter(stock.splitlines())
    assert all(line in remaining for line in ours.splitlines())


def test_the_licence_of_xlwings_stays(ours):
    assert "xlwings is distributed under a BSD 3-clause license." in ours
    assert "Redistributions of source code must retain the above copyright" in ours


@pytest.mark.parametrize(
    "left", ["AppleScriptTask", "MacScript", "ThisDocument", "CurrentProject", "libc.dylib"]
)
def test_nothing_of_other_programs_and_systems_is_left(ours, left):
    assert left not in ours


def test_lines_end_as_vba_wants_them(ours):
    assert ours.count("\n") == ours.count("\r\n") > 0


@pytest.fixture
def installation(tmp_path):
    """An xlwings 9.9.9 that lacks its VBA module."""
    about = tmp_path / "xlwings-9.9.9.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: xlwings\nVersion: 9.9.9\n")
    (tmp_path / "xlwings").mkdir()
    return PathDistribution(about)


def test_an_xlwings_without_its_module_stops_the_build(installation):
    with pytest.raises(CstError, match=r"xlwings 9\.9\.9 è incompleta"):
        xlwings_module.source(installation)


def test_a_module_of_another_version_stops_the_build(installation, tmp_path):
    (tmp_path / "xlwings/xlwings.bas").write_text('Const XLPyDLLName = "xlwings64-0.1.0.dll"')
    with pytest.raises(CstError, match=r"non è della versione installata, 9\.9\.9"):
        xlwings_module.source(installation)
