"""The generated VBA: names, arguments and help follow the Python functions; calls are those of xlwings' own generator."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyopenvba.interpreter import Interpreter

from cst_xl.core.errors import CstError
from cst_xl.functions import CATALOGUE
from cst_xl.functions.catalogue import Argument, CellFunction
from cst_xl.workbook.vba_wrappers import LONGEST_HELP, descriptions, literal, wrappers

HEAD = re.compile(r"^Function (\w+)\((.*)\)$", re.MULTILINE)
NAMES = [function.name for function in CATALOGUE]

# Run in a process of its own: xlwings' Windows half is imported with stand-ins for pywin32, and what our host
# registered with it is handed to xlwings' generator.
XLWINGS_GENERATOR = """
import io, json, sys, types
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["pythoncom"].CoInitialize = lambda: None
sys.modules["pywintypes"].com_error = Exception
sys.modules["win32com.client"].Dispatch = None
import xlwings, xlwings.udfs as udfs
xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
import cst_xl.hosts.excel as module
out = io.StringIO()
book = types.SimpleNamespace(Name="Focus.xlsm")
udfs.generate_vba_wrapper("cst_xl.hosts.excel", module, out, book)
told = {
    name: [udf.__xlfunc__["ret"]["doc"], *(argument["doc"] for argument in udf.__xlfunc__["args"])]
    for name in dir(module)
    if hasattr(udf := getattr(module, name), "__xlfunc__")
}
print(json.dumps([out.getvalue(), told]))
"""


ONE = (Argument("valore", "Il valore."),)


def made(name="cst_prova", help_text="Una prova.", arguments=ONE):
    """A cell function for the test."""
    return CellFunction(name, help_text, tuple(arguments), lambda *given: given)


@pytest.fixture(scope="module")
def source():
    return wrappers(CATALOGUE).replace("\r\n", "\n")


@pytest.fixture(scope="module")
def xlwings_own():
    """Source and help that xlwings makes of the functions our Excel host registers."""
    run = subprocess.run(
        [sys.executable, "-c", XLWINGS_GENERATOR],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def bodies(source):
    """Lines of each function, for Excel alone: xlwings keeps branches for other programs."""
    source = re.sub(r"\s*#Else\n.*?#End If", "", source.replace("\r\n", "\n"), flags=re.DOTALL)
    found = {}
    for body in re.findall(r"^Function .*?^End Function", source, re.DOTALL | re.MULTILINE):
        lines = [line.strip() for line in body.splitlines()]
        found[HEAD.match(body)[1]] = [line for line in lines if line and not line.startswith("#If")]
    return found


# names and arguments


def test_every_function_of_the_catalogue_has_one_wrapper_in_its_order(source):
    assert [name for name, _ in HEAD.findall(source)] == NAMES


@pytest.mark.parametrize("function", CATALOGUE, ids=NAMES)
def test_arguments_and_which_may_be_left_out_are_those_of_the_python_function(source, function):
    written = dict(HEAD.findall(source))[function.name]
    arguments = [one.removeprefix("Optional ") for one in written.split(", ")]
    optional = ["Optional" in one for one in written.split(", ")]
    parameters = list(inspect.signature(function.call).parameters.values())
    if parameters[0].kind is inspect.Parameter.VAR_POSITIONAL:  # table functions take any number
        parameters = [_parameter(one) for one in function.arguments]
    assert arguments == [parameter.name for parameter in parameters]
    assert optional == [parameter.default is not inspect.Parameter.empty for parameter in parameters]


def _parameter(argument):
    default = None if argument.optional else inspect.Parameter.empty
    return inspect.Parameter(argument.name, inspect.Parameter.POSITIONAL_ONLY, default=default)


# against xlwings' own generator


def test_xlwings_itself_would_write_the_same_functions(source, xlwings_own):
    assert sorted(bodies(xlwings_own[0])) == sorted(bodies(source))


@pytest.mark.parametrize("name", NAMES)
def test_a_wrapper_is_that_of_xlwings_but_for_the_host_branch_and_the_sentence_of_a_failure(
    source, xlwings_own, name
):
    ours, theirs = bodies(source)[name], bodies(xlwings_own[0])[name]
    shown = ours[2]
    assert ours[1:5] == ["If InLibreOffice() Then", shown, "Exit Function", "End If"]
    assert shown.startswith(f'{name} = CstLO("{name}", Array(')
    assert theirs[-2] == f"{name} = Err.Description"
    assert ours[-2] == f"{name} = CstFailure(Err.Description)"
    assert [ours[0], *ours[5:-2], ours[-1]] == [*theirs[:-2], theirs[-1]]


@pytest.mark.parametrize("function", CATALOGUE, ids=NAMES)
def test_the_help_is_what_the_host_tells_xlwings(xlwings_own, function):
    assert xlwings_own[1][function.name] == [function.help, *(one.help for one in function.arguments)]


# texts


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs", "Cc"]), max_size=40))
def test_a_literal_is_code_page_1252_and_evaluates_to_its_text(text):
    written = literal(text)
    assert written.encode("cp1252").decode("cp1252") == written
    vba = Interpreter()
    vba.add_module(f"Function Told()\n    Told = {written}\nEnd Function\n", name="Prova")
    assert vba.run("Told") == text


@pytest.mark.parametrize("text", ["riga\nnuova", "tab\t", "😀"])
def test_a_text_that_vba_cannot_hold_is_refused(text):
    with pytest.raises(CstError, match="non può stare in un testo di VBA"):
        literal(text)


def test_the_module_with_the_help_is_code_page_1252_and_keeps_accents():
    source = descriptions(CATALOGUE)
    assert source.encode("cp1252").decode("cp1252") == source
    assert "à" in source
    assert "ChrW(8593)" in source


# what VBA and Excel would not take


@pytest.mark.parametrize(
    "name", ["1prova", "cst_città", "cst prova", "Next", "_prova", "", "a" * 256, "CST1", "R1C1", "rc"]
)
def test_a_name_that_is_no_function_name_stops_the_build(name):
    with pytest.raises(CstError, match=r"non è un nome ammesso|nome di una cella"):
        wrappers([made(name)])


@pytest.mark.parametrize("name", ["type", "End", "però", "2016", "a b"])
def test_a_name_that_is_no_argument_name_stops_the_build(name):
    with pytest.raises(CstError, match="non è un nome ammesso in VBA"):
        wrappers([made(arguments=[Argument(name, "Un valore.")])])


@pytest.mark.parametrize("names", [["valore", "Valore"], ["cst_prova"]])
def test_names_that_differ_only_in_capitals_stop_the_build(names):
    with pytest.raises(CstError, match="stesso nome"):
        wrappers([made(arguments=[Argument(name, "Un valore.") for name in names])])


def test_argument_names_may_be_as_long_as_the_function_wizard_bears_and_no_longer():
    fitting = [Argument(f"valore_{at:02}", "Un valore.") for at in range(25)]  # 25 + 25 * 9 = 250
    assert "valore_24" in wrappers([made(arguments=fitting)])
    with pytest.raises(CstError, match="troppo lunghi per Excel"):
        wrappers([made(arguments=[*fitting, Argument("altro", "Un valore.")])])


def test_an_optional_argument_before_a_needed_one_stops_the_build():
    arguments = [Argument("primo", "Uno.", optional=True), Argument("secondo", "Due.")]
    with pytest.raises(CstError, match="facoltativi vanno in fondo"):
        wrappers([made(arguments=arguments)])


@pytest.mark.parametrize("length", [0, LONGEST_HELP + 1])
def test_a_help_text_that_excel_would_not_take_stops_the_build(length):
    with pytest.raises(CstError, match="da 1 a 255 caratteri"):
        descriptions([made(help_text="x" * length)])
    with pytest.raises(CstError, match="«valore» deve avere"):
        descriptions([made(arguments=[Argument("valore", "x" * length)])])


def test_a_function_without_arguments_is_told_without_arguments():
    source = descriptions([made(arguments=[])])
    assert 'Describe "cst_prova", "Una prova.", Array()' in source
    assert "Dim about" not in source
