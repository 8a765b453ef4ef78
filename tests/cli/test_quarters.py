"""`demo` and `template`, from the outside."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app

run = CliRunner().invoke


def test_demo_writes_one_workbook_and_counts_the_findings(tmp_path):
    result = run(app, ["demo", "--out", str(tmp_path / "una cartella è nuova")])
    assert result.exit_code == Exit.DONE, result.output
    assert "errori" in result.output
    assert len(list((tmp_path / "una cartella è nuova").iterdir())) == 1


def test_template_makes_an_empty_quarter_and_never_overwrites(tmp_path):
    path = tmp_path / "Focus.xlsx"
    assert run(app, ["template", "3° trimestre 2016", "--out", str(path)]).exit_code == Exit.DONE
    assert run(app, ["check", str(path)]).exit_code == Exit.DONE
    again = run(app, ["template", "2016-T3", "--out", str(path)])
    assert again.exit_code == Exit.FAILED
    assert "esiste già" in again.stderr


@pytest.mark.parametrize("period", ["2016-S1", "trimestre", "2016-T5", ""])
def test_a_period_that_is_no_quarter_is_refused_in_italian(period, tmp_path):
    result = run(app, ["template", period, "--out", str(tmp_path / "x.xlsx")])
    assert result.exit_code == Exit.FAILED
    assert "trimestr" in result.stderr


def test_a_quarter_follows_from_the_workbook_of_an_earlier_one(workbook):
    result = run(app, ["template", "2016-T3", "--from", str(workbook)])
    assert result.exit_code == Exit.DONE, result.output
    assert (workbook.parent / "Focus_2016-T3.xlsx").exists()
    assert "Focus_2016-T3.xlsx" in result.output
