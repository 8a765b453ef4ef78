"""The example as somebody else's programs see it: LibreOffice without our functions, pandas, an OOXML validator."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile

import pandas as pd
import pytest
from openxml_audit import OpenXmlValidator

from cst_xl.workbook import cells, macros
from cst_xl.workbook.file import FileBook
from tests.seed import with_verdict

ITALIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>it-IT</value></prop></item></oor:items>
"""


@pytest.fixture(scope="module")
def printed(built_example, tmp_path_factory):
    """The text of the workbook as LibreOffice prints it under Italian settings."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{program} isn't installed")
    folder = tmp_path_factory.mktemp("stampa")
    (folder / "profilo" / "user").mkdir(parents=True)
    (folder / "profilo" / "user" / "registrymodifications.xcu").write_text(ITALIAN, encoding="utf-8")
    office = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(folder / 'profilo').as_uri()}",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*office, "--outdir", str(folder), str(built_example)], check=True, capture_output=True, timeout=180
    )
    text = ["pdftotext", "-layout", str(folder / f"{built_example.stem}.pdf"), "-"]
    return subprocess.run(text, check=True, capture_output=True, text=True).stdout


@pytest.mark.office
def test_a_program_without_our_functions_shows_no_error(printed):
    for trouble in ("#NAME?", "#NOME?", "###", "Err:", "#N/A", "#N/D", "#VALUE!", "#VALORE!", "#CST!"):
        assert trouble not in printed, trouble


@pytest.mark.office
@pytest.mark.parametrize("one", with_verdict("agrees"), ids=lambda one: one.id)
def test_a_figure_that_agrees_is_printed(one, printed, built_example):
    shown = FileBook.open(built_example).edition().figure(one.id).text
    spaces = " ".join(printed.replace("\u00a0", " ").split())
    if one.role == "claim":  # said in a sentence, in the words that the figure bears out
        assert all(word in spaces for word in one.published.replace("(", "").replace(")", "").split())
    else:
        assert " ".join(shown.replace("\u00a0", " ").split()) in spaces


def test_the_validator_finds_no_error_in_the_workbook_nor_with_its_macros(built_example, tmp_path):
    with_macros = tmp_path / "Focus.xlsm"
    macros.add(built_example, with_macros)
    for path in (built_example, with_macros):
        result = OpenXmlValidator().validate(path)
        assert not [error for error in result.errors if "error" in str(error.severity).lower()], path


def test_excel_is_not_asked_to_throw_the_stored_values_away(built_example):
    with zipfile.ZipFile(built_example) as package:
        book = package.read("xl/workbook.xml").decode()
    (calculation,) = re.findall(r"<calcPr[^>]*>", book)
    assert 'calcId="191029"' in calculation
    assert "fullCalcOnLoad" not in calculation
    assert "calcfeatures" in book


def test_every_formula_has_its_stored_value(built_example):
    book = FileBook.open(built_example)
    assert not {
        sheet: cells.uncomputed(book.package, sheet)
        for sheet in book.sheets()
        if cells.uncomputed(book.package, sheet)
    }


def test_pandas_reads_the_computed_numbers(built_example):
    frame = pd.read_excel(built_example, sheet_name="Ticket", header=None, engine="openpyxl")
    assert {1491, 2754, 1387} <= {value for value in frame.to_numpy().ravel() if isinstance(value, int)}


def test_every_chart_has_a_title_and_a_text_alternative(built_example):
    with zipfile.ZipFile(built_example) as package:
        charts = [name for name in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        drawings = [name for name in package.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
        assert len(charts) >= 14
        for name in charts:
            assert "<title>" in package.read(name).decode().replace("c:", ""), name
        frames = [
            frame
            for name in drawings
            for frame in re.findall(r"<[^<]*cNvPr [^>]*>", package.read(name).decode())
        ]
    named = [frame for frame in frames if "Grafico" in frame]
    assert len(named) == len(charts)
    assert all('descr="' in frame for frame in named)
