"""An export is text for ever: no cell of it becomes a formula, in the workbook, in the next quarter's, in what is published."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app
from cst_xl.workbook.file import FileBook

run = CliRunner().invoke

HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\tx", '=HYPERLINK("http://x";"y")', "=cmd|'/c calc'!A1")
"""Beginnings that make a formula of a text in one spreadsheet program or another."""

_COMPUTED = re.compile(r"[=@\t\r]|[-+](?!\d)")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A quarter's workbook with hostile tickets, devices, stops and values, computed."""
    folder = tmp_path_factory.mktemp("ostile")
    path = folder / "Focus_2016-T2.xlsx"
    run(app, ["template", "2016-T2", "--out", str(path)])
    tickets = [["Ticket#", "Creato", "Stato", "Type", "Coda", "Titolo", "First Lock"]]
    tickets += [
        [text, f"2016-04-{day:02} 08:00:00", "risolto", "mail", text, text, f"2016-04-{day:02} 19:00:00"]
        for day, text in enumerate(HOSTILE, 4)
    ]
    devices = [["label", "nb_visits"], ["Desktop", "100"], *([text, "5"] for text in HOSTILE)]
    stops = [["Sistema", "Inizio", "Fine", "Programmato", "Causa"]]
    stops += [[text, "05/04/2016 08:00", "05/04/2016 09:00", "no", text] for text in HOSTILE]
    for name, rows in (("ticket", tickets), ("dispositivi", devices), ("fermi", stops)):
        export = folder / f"{name}.csv"
        with export.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        result = run(app, ["import", str(path), str(export)])
        assert result.exit_code == Exit.DONE, result.output
        assert f"{len(rows) - 1} righe aggiunte" in result.output
    assert run(app, ["compute", str(path)]).exit_code == Exit.DONE
    return path


def formulas(path):
    """Every formula of a workbook file, but those of the template: texts of an export that one has become."""
    with zipfile.ZipFile(path) as archive:
        sheets = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    return [formula for sheet in sheets for formula in re.findall(r"<f[^>]*>([^<]*)</f>", sheet)]


def test_every_text_is_there_as_it_came(workbook):
    book = FileBook.open(workbook)
    for sheet, column in (("Dati Ticket", 0), ("Dati Accessi", None), ("Dati Infrastruttura", None)):
        texts = {
            value
            for row in book.values(sheet)
            for value in (row if column is None else row[column : column + 1])
        }
        assert {text.strip() for text in HOSTILE} <= {str(text).strip() for text in texts}


def test_none_has_become_a_formula(workbook):
    found = formulas(workbook)
    assert found
    assert not [
        formula for formula in found if "1+1" in formula or "HYPERLINK" in formula or "cmd" in formula
    ]


def test_none_becomes_one_when_the_next_quarter_is_made(workbook):
    target = workbook.with_name("Focus_2016-T3.xlsx")
    result = run(app, ["template", "2016-T3", "--from", str(workbook), "--out", str(target)])
    assert result.exit_code == Exit.DONE, result.output
    assert not [formula for formula in formulas(target) if "1+1" in formula or "HYPERLINK" in formula]


def test_no_cell_of_the_published_tables_would_be_computed(workbook, tmp_path):
    result = run(app, ["report", str(workbook), "--bozza", "--out", str(tmp_path)])
    assert result.exit_code == Exit.DONE, result.output
    tables = list(Path(tmp_path).rglob("*.csv"))
    texts = [io.StringIO(table.read_text(encoding="utf-8"), newline="") for table in tables]
    cells = [value for text in texts for row in csv.reader(text) for value in row]
    assert any("1+1" in value for value in cells)
    assert not [value for value in cells if _COMPUTED.match(value)]
