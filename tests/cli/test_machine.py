"""`doctor`, from the outside."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from cst_xl.cli import Exit, app

run = CliRunner().invoke


def test_doctor_says_what_it_looked_at_and_how_it_is(workbook):
    result = run(app, ["doctor", str(workbook)])
    assert result.exit_code == Exit.DONE, result.output
    assert "✔ Python: 3." in result.output
    assert "non contiene le macro" in result.output


def test_doctor_speaks_to_programs_too():
    checks = json.loads(run(app, ["doctor", "--json"]).output)["checks"]
    assert {"key", "title", "outcome", "found", "cause", "remedy"} == set(checks[0])
    assert {check["outcome"] for check in checks} <= {"ok", "warning", "problem", "skipped"}


def test_doctor_fails_when_something_can_t_work(tmp_path):
    path = tmp_path / "altro.xlsm"
    path.write_text("ciao", encoding="utf-8")
    result = run(app, ["doctor", str(path)])
    assert result.exit_code == Exit.FINDINGS
    assert "Rimedio: " in result.output
