"""The package on CPython for Windows: every command, with spaces and accents in the paths, the same bytes as here."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cst_xl.cli import app
from cst_xl.workbook.file import FileBook

FOLDER = r"C:\Focus è qui"
here = CliRunner().invoke


@pytest.fixture(scope="module")
def linux(tmp_path_factory):
    """The folder in which the same commands are run on this computer."""
    folder = tmp_path_factory.mktemp("Focus è qui")
    assert here(app, ["demo", "--out", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def windows(pc, linux):
    """The folder on the PC, with the example that the PC itself made."""
    folder = pc.folder(FOLDER)
    made = pc.run_python("-m", "cst_xl", "demo", "--out", FOLDER, seconds=180)
    assert made.code == 0, made.text
    assert made.text.startswith(rf"{FOLDER}\Focus_2016-T2.xlsm: 17 errori")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path inside it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cells(path: Path) -> dict[str, list[list[object]]]:
    """Every cell of a workbook, the time at which something was done left out."""
    book = FileBook.open(path)
    return {
        sheet: [[untimed(value) for value in row] for row in book.values(sheet)] for sheet in book.sheets()
    }


def untimed(value: object) -> object:
    """A cell without its time of day."""
    return re.sub(r"\d\d[.:]\d\d(?:[.:]\d\d)?", "--:--", str(value))


def test_help_names_every_command(on_pc):
    wanted = here(app, ["--help"]).output
    commands = [line.split()[0] for line in wanted.partition("Commands:")[2].splitlines() if line.strip()]
    told = on_pc("--help")
    assert told.code == 0
    assert "report" in commands
    assert [
        line.split()[0] for line in told.text.partition("Commands:")[2].splitlines() if line.strip()
    ] == commands


def test_the_example_has_the_same_bytes(linux, windows):
    assert (windows / "Focus_2016-T2.xlsm").read_bytes() == (linux / "Focus_2016-T2.xlsm").read_bytes()


def test_the_template_has_the_same_bytes(on_pc, linux, windows):
    told = on_pc("template", "2016-T3", "--out", rf"{FOLDER}\è vuoto.xlsm")
    assert (told.code, told.text.strip()) == (0, rf"{FOLDER}\è vuoto.xlsm")
    here(app, ["template", "2016-T3", "--out", str(linux / "è vuoto.xlsm")])
    assert (windows / "è vuoto.xlsm").read_bytes() == (linux / "è vuoto.xlsm").read_bytes()


def test_check_finds_the_same(on_pc, linux, windows):
    wanted = here(app, ["check", str(linux / "Focus_2016-T2.xlsm")])
    told = on_pc("check", "Focus_2016-T2.xlsm", cwd=FOLDER)
    assert (told.code, told.text) == (wanted.exit_code, wanted.output)


def test_compute_computes_the_same_and_writes_the_same_file(on_pc, linux, windows):
    for folder in (linux, windows):
        shutil.copy(folder / "Focus_2016-T2.xlsm", folder / "più conti.xlsm")
    wanted = here(app, ["compute", str(linux / "più conti.xlsm"), "--json"])
    told = on_pc("compute", rf"{FOLDER}\più conti.xlsm", "--json")
    assert told.code == 0, told.text
    assert json.loads(told.text) == json.loads(wanted.output)
    assert (windows / "più conti.xlsm").read_bytes() == (linux / "più conti.xlsm").read_bytes()


def test_import_puts_the_same_rows_into_the_same_file(on_pc, linux, windows):
    told = {}
    for folder in (linux, windows):
        shutil.copy(folder / "Focus_2016-T2.xlsm", folder / "con righe.xlsm")
        (folder / "in più.csv").write_text("Voce;Valore pubblicato\nprova.è;1.715\n", encoding="utf-8")
    told["linux"] = here(app, ["import", str(linux / "con righe.xlsm"), str(linux / "in più.csv")])
    told["windows"] = on_pc("import", "con righe.xlsm", "in più.csv", cwd=FOLDER)
    assert (told["windows"].code, told["windows"].text) == (0, told["linux"].output)
    assert cells(windows / "con righe.xlsm") == cells(linux / "con righe.xlsm")


def test_the_bulletin_has_the_same_bytes_pdf_page_and_open_data(on_pc, linux, windows):
    assert (
        here(
            app, ["report", str(linux / "Focus_2016-T2.xlsm"), "--bozza", "--out", str(linux / "à")]
        ).exit_code
        == 0
    )
    told = on_pc("report", rf"{FOLDER}\Focus_2016-T2.xlsm", "--bozza", "--out", rf"{FOLDER}\à", seconds=180)
    assert told.code == 0, told.text
    wanted, made = contents(linux / "à"), contents(windows / "à")
    assert any(name.endswith(".pdf") for name in made)
    assert sorted(made) == sorted(wanted)
    assert [name for name in wanted if made[name] != wanted[name]] == []


def test_doctor_finds_python_the_package_and_its_dll_in_order(on_pc, windows):
    told = on_pc("doctor", rf"{FOLDER}\Focus_2016-T2.xlsm", "--json")
    checks = {check["title"]: check for check in json.loads(told.text)["checks"]}
    problems = {title for title, check in checks.items() if check["outcome"] == "problem"}
    assert checks["Python"]["found"].startswith("3.13.2 in C:\\Programmi è qui")
    assert checks["Versione di xlwings"]["outcome"] == "ok"
    assert checks["Python avviato da Excel"]["outcome"] == "ok"
    assert problems == set(), checks


def test_a_refusal_is_one_italian_sentence_and_its_exit_code(on_pc, windows):
    told = on_pc("compute", rf"{FOLDER}\non c'è.xlsm")
    assert told.code == 3
    assert told.text.startswith("✖ ")
    assert "non c'è.xlsm" in told.text
    assert "Traceback" not in told.text
