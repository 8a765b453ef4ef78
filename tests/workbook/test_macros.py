"""The macro workbook: everything of the template is still there, and what came in does what it should."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openxml_audit import OpenXmlValidator
from pyopenvba import check_file

from cst_xl.core.errors import WorkbookError, WriteRefusedError
from cst_xl.functions import BY_NAME, CATALOGUE
from cst_xl.workbook import layout, macros, resources
from cst_xl.workbook.commands import COMMANDS
from cst_xl.workbook.package import Package
from tests.workbook.office_macros import opened_in_libreoffice
from tests.workbook.sample_books import entries, raw_entries, rich
from tests.workbook.vba_stage import modules, staged

WRITTEN = {
    path.stem: path for path in resources.folder("macros").iterdir() if path.suffix in {".bas", ".cls"}
}
NAMES = [function.name for function in CATALOGUE]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A workbook as the template is: home sheet first, then tables, validation, formats, names, a chart, a comment."""
    path = rich(tmp_path_factory.mktemp("modello") / "modello.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet(layout.HOME, 0)
    book.create_sheet("Già nominato").sheet_properties.codeName = "Riepilogo"
    book.save(path)
    package = Package.open(path)
    package.set_calculation()
    package.save(path)
    return path


@pytest.fixture(scope="module")
def made(template):
    target = template.with_suffix(".xlsm")
    macros.add(template, target)
    return target


@pytest.fixture(scope="module")
def finished(built_example):
    """The example quarter's workbook before and after."""
    target = built_example.parent / "con_macro.xlsm"
    macros.add(built_example, target)
    return built_example, target


@pytest.fixture(scope="module")
def stage(made):
    return staged(made)


def read_back(xlsm):
    """Modules as olevba, a program of malware hunters, reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oletools uses names that pyparsing has deprecated
        from oletools.olevba import VBA_Parser, filter_vba

        parser = VBA_Parser(str(xlsm))
        try:
            found = {name.rpartition(".")[0]: filter_vba(code) for *_, name, code in parser.extract_macros()}
        finally:
            parser.close()
    return {name: code.replace("\r\n", "\n").strip() for name, code in found.items()}


def plain(source):
    lines = source.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip()


# what was there


def test_no_part_of_the_template_is_lost(finished):
    before, after = (entries(path) for path in finished)
    assert set(before) <= set(after)


def test_parts_that_macros_do_not_concern_keep_their_compressed_bytes(finished):
    before, after = (raw_entries(path) for path in finished)
    changed = {name for name in before if before[name] != after[name]}
    sheets = {name for name in before if name.startswith("xl/worksheets/sheet")}
    home = "xl/worksheets/sheet1.xml"
    assert changed <= sheets | {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        home.replace("sheet1", "_rels/sheet1") + ".rels",
    }


def test_a_sheet_without_buttons_changes_only_by_its_code_name(finished):
    before, after = (entries(path) for path in finished)
    for name in before:
        if name.startswith("xl/worksheets/sheet") and name != "xl/worksheets/sheet1.xml":
            tree = ET.fromstring(after[name])
            properties = tree.find("{*}sheetPr")
            assert properties is not None
            del properties.attrib["codeName"]
            original = ET.fromstring(before[name])
            if original.find("{*}sheetPr") is None:
                tree.remove(properties)
            assert ET.canonicalize(ET.tostring(tree)) == ET.canonicalize(ET.tostring(original))


def test_stored_values_names_validations_formats_tables_and_charts_are_all_there(finished):
    before, after = (openpyxl.load_workbook(path, data_only=True, keep_vba=False) for path in finished)
    assert before.sheetnames == after.sheetnames
    assert dict(before.defined_names) == dict(after.defined_names)
    for sheet in before:
        other = after[sheet.title]
        assert [[c.value for c in row] for row in sheet.rows] == [
            [c.value for c in row] for row in other.rows
        ]
        assert sheet.data_validations == other.data_validations
        assert str(sheet.conditional_formatting) == str(other.conditional_formatting) or (
            [r.sqref for r in sheet.conditional_formatting] == [r.sqref for r in other.conditional_formatting]
        )
        assert list(sheet.tables) == list(other.tables)
        assert len(sheet._charts) == len(other._charts)
        assert sheet.print_area == other.print_area


def test_excel_is_still_told_to_trust_the_stored_values(made):
    part = entries(made)["xl/workbook.xml"]
    assert b"fullCalcOnLoad" not in part


# the file


def test_the_same_template_gives_the_same_bytes_in_every_process(template, made, tmp_path):
    code = (
        "import sys; from pathlib import Path; from cst_xl.workbook import macros;"
        "macros.add(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    for seed in ("1", "2"):
        other = tmp_path / f"{seed}.xlsm"
        command = [sys.executable, "-c", code, str(template), str(other)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[2])
        assert hashlib.sha256(other.read_bytes()).digest() == hashlib.sha256(made.read_bytes()).digest()


def complaints(path):
    return {(error.part_uri, error.description) for error in OpenXmlValidator().validate(path).errors}


def test_the_validator_has_no_complaint_that_the_template_did_not_raise(finished):
    before, after = (complaints(path) for path in finished)
    assert after <= before


def test_the_project_has_no_damage_that_pyopenvba_knows(made):
    assert check_file(made).issues == ()


def test_the_workbook_is_declared_with_macros(made):
    types = ET.fromstring(entries(made)["[Content_Types].xml"])
    found = {rule.get("PartName"): rule.get("ContentType") for rule in types}
    assert found["/xl/workbook.xml"] == "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def test_every_sheet_has_a_module_of_its_code_name(made):
    package = Package.open(made)
    names = [
        properties.get("codeName")
        for part in package.sheets.values()
        if (properties := ET.fromstring(package.part(part)).find("{*}sheetPr")) is not None
    ]
    assert len(names) == len(package.sheets)
    assert "Riepilogo" in names
    assert set(names) < set(modules(made))


def test_only_a_name_for_macro_workbooks_is_accepted(template, tmp_path):
    with pytest.raises(WriteRefusedError, match=r"deve chiamarsi \.xlsm"):
        macros.add(template, tmp_path / "libro.xlsx")


def test_a_template_without_the_home_sheet_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(WorkbookError, match="Istruzioni"):
        macros.add(rich(tmp_path / "libro.xlsx"), tmp_path / "libro.xlsm")
    assert not (tmp_path / "libro.xlsm").exists()


# the sources


def test_olevba_reads_back_exactly_our_sources_and_the_generated_ones(made):
    found = read_back(made)
    expected = {name: plain(source) for name, source in macros.modules().items()}
    sheets = {name: code for name, code in found.items() if name not in expected}
    assert {name: found[name] for name in expected} == expected
    assert all(code in {"", "(empty macro)"} for code in sheets.values())
    assert len(sheets) == len(Package.open(made).sheets)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_source_kept_as_text_goes_in_unchanged(name):
    assert plain(macros.modules()[name]) == plain(WRITTEN[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WRITTEN)
def test_a_source_kept_as_text_fits_the_code_page_and_names_itself(name):
    source = WRITTEN[name].read_text(encoding="utf-8")
    assert source.encode("cp1252").decode("cp1252") == source
    assert name == "ThisWorkbook" or source.startswith(f'Attribute VB_Name = "{name}"\n')


def test_no_line_is_longer_than_vba_allows():
    assert max(len(line) for source in macros.modules().values() for line in source.splitlines()) <= 1023


def test_the_whole_project_compiles_in_a_vba_interpreter(made):
    """The genuine xlwings module included; a module that doesn't parse ends the loading."""
    from pyopenvba.apps.excel import ExcelApplication

    excel = ExcelApplication.open(made, with_vba=False)
    assert set(excel.load_vba(made)) == set(modules(made))


# buttons and ribbon


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.macro)
def test_the_sub_of_a_button_gives_the_python_command_without_alerts(made, command):
    stage = staged(made)
    stage.run(command.macro)
    line = f"from cst_xl.hosts import excel; excel.run('{command.action}')"
    assert stage.commands == [f"False|CST: avvio di Python…|{line}"]
    assert stage.run("State") == "True|False"
    assert stage.dialogs == []


def test_when_python_does_not_answer_staff_read_what_to_do_and_excel_is_as_it_was(made):
    stage = staged(made, running='Err.Raise 53, , "File non trovato: xlwings64-0.0.0.dll"')
    stage.run("VerificaDati")
    (message,) = stage.dialogs
    assert "cst-xl doctor" in message
    assert "xlwings64-0.0.0.dll" in message
    assert stage.run("State") == "True|False"


def test_in_libreoffice_a_button_goes_to_the_extension_and_not_to_xlwings(made):
    stage = staged(made)
    stage.run("EnterLibreOffice")
    stage.run("Calcola")
    assert stage.commands == []
    assert stage.dialogs == []


def test_in_libreoffice_without_the_extension_staff_are_told_so(made):
    stage = staged(made, providing='Err.Raise 5, , "no such script"')
    stage.run("EnterLibreOffice")
    stage.run("Calcola")
    assert stage.dialogs == ["Manca l'estensione CST per LibreOffice: va installata una volta su questo PC."]


# cell functions


@pytest.mark.parametrize("function", CATALOGUE, ids=NAMES)
def test_a_wrapper_hands_every_argument_to_its_python_function(stage, function):
    given = [f"v{at}" for at in range(len(function.arguments))]
    shown = "".join(f"{value};" for value in given)
    assert stage.run(function.name, *given) == f"cst_xl.hosts.excel.{function.name}({shown}) Workbook"


@pytest.mark.parametrize(
    "function", [one for one in CATALOGUE if one.arguments[-1].optional], ids=lambda one: one.name
)
def test_an_optional_argument_that_is_left_out_arrives_as_missing(stage, function):
    given = [f"v{at}" for at, argument in enumerate(function.arguments) if not argument.optional]
    shown = "".join(f"{value};" for value in given) + "-;" * (len(function.arguments) - len(given))
    assert stage.run(function.name, *given) == f"cst_xl.hosts.excel.{function.name}({shown}) Workbook"


def test_a_cell_shows_one_italian_line_when_python_cannot_be_reached(made):
    stage = staged(made, calling='Err.Raise 1000, , "Traceback" & vbCrLf & String(400, "x")')
    shown = str(stage.run("cst_diff", 1, 2))
    assert shown.startswith(
        "#CST! Calcolo non riuscito: premere Diagnostica nel foglio Istruzioni. (Traceback xx"
    )
    assert "\n" not in shown
    assert "\r" not in shown
    assert len(shown) == 250


def test_in_libreoffice_a_wrapper_asks_the_extension_and_gives_a_table_as_a_matrix(made):
    stage = staged(made)
    stage.run("EnterLibreOffice")
    assert stage.run("cst_diff", 1, 2) == [["cst_diff", 2], ["seconda", 2]]


def test_opening_the_workbook_registers_the_italian_help_of_every_function(made):
    stage = staged(made)
    stage.open_workbook()
    assert stage.helps == [
        [f"'{made.name}'!{one.name}", "CST", one.help, *(argument.help for argument in one.arguments)]
        for one in CATALOGUE
    ]


def test_in_libreoffice_opening_the_workbook_registers_nothing(made):
    stage = staged(made)
    stage.run("EnterLibreOffice")
    stage.open_workbook()
    assert stage.helps == []


# LibreOffice itself


@pytest.mark.office
def test_libreoffice_compiles_the_project_runs_macros_and_functions_and_shows_the_buttons(template, tmp_path):
    """Without an error it would stay silent when a module doesn't compile, so effects are what counts."""
    source, target = tmp_path / "prova.xlsx", tmp_path / "prova.xlsm"
    book = openpyxl.load_workbook(template)
    home = book[layout.HOME]
    home["B20"], home["B21"], home["B22"] = "=cst_diff(1,2)", "=cst_fascia_oraria(9)", "=cst_esito(A1)"
    ranges = ",".join("A1:B2" for argument in BY_NAME["cst_controlli"].arguments if argument.table)
    home["B24"] = ArrayFormula("B24:C25", f"=cst_controlli({ranges})")
    book.save(source)
    macros.add(source, target)
    seen = opened_in_libreoffice(
        target,
        tmp_path,
        cells=["B20", "B21", "B22", "B24", "C25"],
        macros=[f"CST_Pulsanti.{command.macro}" for command in COMMANDS],
    )
    assert seen["cells"] == {
        "B20": "cst_diff(2)",
        "B21": "cst_fascia_oraria(3)",
        "B22": "cst_esito(1)",
        "B24": "tabella",
        "C25": "4",
    }
    assert seen["macros"] == [f"{command.action}(0)" for command in COMMANDS]
    assert seen["buttons"] == [
        [
            command.label,
            f"vnd.sun.star.script:VBAProject.CST_Pulsanti.{command.macro}?language=Basic&location=document",
        ]
        for command in COMMANDS
    ]
