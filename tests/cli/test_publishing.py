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


def test_report_says_what_has_changed_where_the_files_are_and_who_signed(clean_file, tmp_path):
    out = tmp_path / "fuori"
    result = run(app, ["report", str(clean_file), "--out", str(out), "--firma", "Anna Prova"])
    assert result.exit_code == Exit.DONE, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Non c'è un Focus precedente con cui confrontare."
    assert lines[1] == str(out / "Focus_2016-T2" / "Focus_2016-T2.pdf")
    assert lines[-1].endswith("Rilasciato da: Anna Prova.")


def test_a_failure_that_is_no_finding_has_the_other_code(tmp_path):
    result = run(app, ["report", str(tmp_path / "manca.xlsx")])
    assert result.exit_code == Exit.FAILED
