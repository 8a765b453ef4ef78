"""The program as a whole, from the outside."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app

run = CliRunner().invoke


def test_help_teaches_where_to_start():
    result = run(app, ["--help"])
    assert result.exit_code == 0
    assert "cst-xl demo" in result.output
    for command in ("demo", "template", "compute", "check"):
        assert command in result.output


def test_version_is_printed():
    assert run(app, ["--version"]).output.startswith("cst-xl ")


@pytest.mark.parametrize("command", ["compute", "check"])
def test_a_file_that_is_no_workbook_is_refused_in_italian(command, tmp_path):
    path = tmp_path / "testo.xlsx"
    path.write_text("ciao", encoding="utf-8")
    result = run(app, [command, str(path)])
    assert result.exit_code == Exit.FAILED
    assert result.stderr.startswith("✖ ")
    assert "testo.xlsx" in result.stderr


def test_a_file_that_is_not_there_is_said(tmp_path):
    result = run(app, ["compute", str(tmp_path / "nulla.xlsx")])
    assert result.exit_code == Exit.FAILED
    assert "nulla.xlsx" in result.stderr
