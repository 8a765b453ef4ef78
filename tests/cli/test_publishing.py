"""`report`, from the outside."""

from __future__ import annotations

from typer.testing import CliRunner

from cst_xl.cli import Exit, app

run = CliRunner().invoke


def test_report_refuses_to_publish_errors(workbook, tmp_path):
    result = run(app, ["report", str(workbook), "--out", str(tmp_path / "fuori")])
    assert result.exit_code == Exit.FINDINGS
    assert "--bozza" in result.stderr
    assert not (tmp_path / "fuori").exists()


def test_report_makes_a_draft_when_told(workbook, tmp_path):
    result = run(app, ["report", str(workbook), "--out", str(tmp_path / "fuori"), "--bozza"])
    assert result.exit_code == Exit.DONE, result.output
    names = {path.name for path in (tmp_path / "fuori").rglob("*") if path.is_file()}
    assert {"Focus_2016-T2_BOZZA.pdf", "Focus_2016-T2_BOZZA.html", "datapackage.json"} <= names
