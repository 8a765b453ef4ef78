"""`compute` and `check`, from the outside."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from cst_xl.cli import Exit, app

run = CliRunner().invoke


def test_compute_prints_every_figure_as_json(workbook):
    result = run(app, ["compute", str(workbook), "--json"])
    assert result.exit_code == Exit.DONE
    found = json.loads(result.output)
    assert found["period"] == "2016-T2"
    by_id = {figure["id"]: figure for figure in found["figures"]}
    assert by_id["ticket.totale.alert"] == {
        "id": "ticket.totale.alert", "value": "2754", "unit": "eventi", "text": "2.754",
    }  # fmt: skip
    assert by_id["sla.SLA.2.scostamento"]["value"] == "0.485"


def test_compute_prints_every_figure_for_people(workbook):
    result = run(app, ["compute", str(workbook)])
    assert "ticket.totale.gestiti" in result.output
    assert "1.491" in result.output


def test_check_lists_findings_and_fails_when_one_is_an_error(workbook):
    result = run(app, ["check", str(workbook), "--json"])
    assert result.exit_code == Exit.FINDINGS
    findings = json.loads(result.output)["findings"]
    assert set(findings[0]) == {"severity", "figure", "cell", "found", "expected", "message"}


def test_check_leaves_the_file_as_it_is(workbook):
    before = workbook.read_bytes()
    run(app, ["check", str(workbook)])
    assert workbook.read_bytes() == before
