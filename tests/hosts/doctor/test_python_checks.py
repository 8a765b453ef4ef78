"""Python's side of the bridge to Excel, on computers with one thing wrong each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cst_xl.hosts.doctor import python_checks as checks
from cst_xl.hosts.doctor.checks import Outcome


def test_a_recent_python_is_fine(pc):
    assert checks.python_version(pc).outcome is Outcome.FINE


def test_an_old_python_is_told_with_what_is_needed(pc):
    check = checks.python_version(replace(pc, python=(3, 9, 1)))
    assert check.outcome is Outcome.PROBLEM
    assert "3.11" in check.cause


def test_the_python_of_the_store_is_a_problem(pc):
    store = Path(r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.13\python.exe")
    check = checks.python_version(replace(pc, executable=store))
    assert check.outcome is Outcome.PROBLEM
    assert "Microsoft Store" in check.cause


def test_all_packages_there_are_fine(pc):
    check = checks.packages(pc)
    assert (check.outcome, check.found) == (Outcome.FINE, "3 presenti, nelle versioni richieste")


@pytest.mark.parametrize(
    ("package", "version", "told"),
    [
        ("openpyxl", None, "manca openpyxl"),
        ("openpyxl", "3.1.2", "openpyxl è 3.1.2, serve almeno 3.1.5"),
        ("openpyxl", "3.0", "openpyxl è 3.0, serve almeno 3.1.5"),
        ("xlwings", "0.37.9", "xlwings è 0.37.9, serve 0.37.8"),
        ("tzdata", None, "manca tzdata"),
    ],
)
def test_a_missing_or_old_package_is_named(pc, package, version, told):
    pc.packages[package] = version
    check = checks.packages(pc)
    assert (check.outcome, check.found) == (Outcome.PROBLEM, told)
    assert "pip install" in check.remedy


def test_packages_for_windows_aren_t_missed_elsewhere(pc):
    del pc.packages["tzdata"]
    assert checks.packages(replace(pc, windows=False)).outcome is Outcome.FINE


def test_a_newer_package_is_as_good(pc):
    pc.packages["openpyxl"] = "3.10"
    assert checks.packages(pc).outcome is Outcome.FINE


def test_a_folder_of_sources_can_t_be_judged(pc):
    assert checks.packages(replace(pc, required=())).outcome is Outcome.WARNING


def test_pywin32_there_and_importable_is_fine(pc):
    assert checks.pywin32(pc).outcome is Outcome.FINE


def test_pywin32_missing_or_broken_is_a_problem(pc):
    pc.broken["pythoncom"] = "ImportError: DLL load failed"
    assert checks.pywin32(pc).found == "ImportError: DLL load failed"
    pc.broken.clear()
    del pc.packages["pywin32"]
    assert checks.pywin32(pc).outcome is Outcome.PROBLEM


def test_pywin32_matters_on_windows_only(pc):
    assert checks.pywin32(replace(pc, windows=False)).outcome is Outcome.SKIPPED


def test_the_workbook_s_xlwings_must_be_the_installed_one(pc, macro_workbook):
    pc.packages["xlwings"] = "0.37.8"
    assert checks.xlwings_version(pc, macro_workbook).found == "0.37.8, la stessa della cartella"
    pc.packages["xlwings"] = "0.38.0"
    check = checks.xlwings_version(pc, macro_workbook)
    assert check.outcome is Outcome.PROBLEM
    assert check.found == "installata 0.38.0, la cartella vuole 0.37.8"
    assert "xlwings==0.37.8" in check.remedy


def test_without_xlwings_nothing_goes(pc):
    del pc.packages["xlwings"]
    assert checks.xlwings_version(pc, None).outcome is Outcome.PROBLEM


def test_the_python_in_the_path_is_this_one(pc):
    assert checks.interpreter(pc, {}).outcome is Outcome.FINE


@pytest.mark.parametrize(
    ("programs", "settings", "outcome", "told"),
    [
        ({}, {}, Outcome.PROBLEM, "non è nel PATH"),
        (
            {"pythonw": Path(r"C:\x\WindowsApps\pythonw.exe")},
            {},
            Outcome.PROBLEM,
            "segnaposto del Microsoft Store",
        ),
        ({"pythonw": Path("/altro/pythonw.exe")}, {}, Outcome.WARNING, "un altro Python"),
        ({}, {"INTERPRETER_WIN": "/nulla/pythonw.exe"}, Outcome.PROBLEM, "indica un Python che non c'è"),
    ],
)
def test_another_python_is_told_with_what_to_write_where(pc, programs, settings, outcome, told):
    pc.programs = programs
    check = checks.interpreter(pc, settings)
    assert check.outcome is outcome
    assert told in check.cause
    assert "INTERPRETER_WIN" in check.remedy
    assert str(pc.executable.with_name("pythonw.exe")) in check.remedy


def test_a_named_interpreter_that_is_this_one_is_fine(pc):
    own = pc.prefix / "pythonw.exe"
    own.write_bytes(b"MZ")
    assert checks.interpreter(pc, {"INTERPRETER_WIN": str(own)}).outcome is Outcome.FINE


def test_the_dll_beside_the_interpreter_is_fine(pc):
    assert checks.dll(pc, {}, 64).found.endswith("xlwings64-0.37.8.dll")


def test_the_dll_one_folder_above_a_virtual_environment_is_fine(pc):
    interpreter = pc.prefix / "Scripts" / "pythonw.exe"
    pc.programs = {}
    assert (
        checks.dll(replace(pc, prefix=Path("/altrove")), {"INTERPRETER_WIN": str(interpreter)}, 64).outcome
        is Outcome.FINE
    )


def test_a_dll_that_is_gone_points_at_the_antivirus(pc):
    (pc.prefix / "xlwings64-0.37.8.dll").unlink()
    check = checks.dll(pc, {}, 64)
    assert check.outcome is Outcome.PROBLEM
    assert "antivirus" in check.cause
    assert "--force-reinstall" in check.remedy


def test_a_32_bit_excel_needs_the_other_dll(pc):
    assert checks.dll(pc, {}, 32).outcome is Outcome.PROBLEM
    (pc.prefix / "xlwings32-0.37.8.dll").write_bytes(b"MZ")
    assert checks.dll(pc, {}, 32).outcome is Outcome.FINE
