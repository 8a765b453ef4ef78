"""The commands, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_demo_writes_one_workbook_and_counts_the_findings(tmp_path):
    result = run(app, ["demo", "--out", str(tmp_path / "una cartella è nuova")])
    assert result.exit_code == Exit.DONE, result.output
    assert "errori" in result.output
    assert len(list((tmp_path / "una cartella è nuova").iterdir())) == 1


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


def test_report_refuses_to_publish_errors(workbook, tmp_path):
    result = run(app, ["report", str(workbook), "--out", str(tmp_path / "fuori")])
    assert result.exit_code == Exit.FAILED
    assert "--bozza" in result.stderr
    assert not (tmp_path / "fuori").exists()


def test_report_makes_a_draft_when_told(workbook, tmp_path):
    result = run(app, ["report", str(workbook), "--out", str(tmp_path / "fuori"), "--bozza"])
    assert result.exit_code == Exit.DONE, result.output
    names = {path.name for path in (tmp_path / "fuori").rglob("*") if path.is_file()}
    assert {"Focus_2016-T2_BOZZA.pdf", "Focus_2016-T2_BOZZA.html", "datapackage.json"} <= names


def test_import_puts_an_export_in_once(tmp_path):
    path = tmp_path / "Focus.xlsx"
    run(app, ["template", "2016-T2", "--out", str(path)])
    export = str(Path(__file__).parent / "data" / "otrs_ticketlist_2016Q2.csv")
    first = run(app, ["import", str(path), export])
    assert first.exit_code == Exit.DONE, first.output
    assert "OTRS" in first.output
    assert "1847 righe aggiunte" in first.output
    after = path.read_bytes()
    assert "Non è cambiato nulla" in run(app, ["import", str(path), export]).output
    assert path.read_bytes() == after
    figures = json.loads(run(app, ["compute", str(path), "--json"]).output)["figures"]
    assert {one["id"]: one["text"] for one in figures}["ticket.totale.gestiti"] == "1.491"


def test_import_of_an_unknown_file_says_what_was_found(workbook, tmp_path):
    path = tmp_path / "altro.csv"
    path.write_text("pippo;pluto\n1;2\n", encoding="utf-8")
    result = run(app, ["import", str(workbook), str(path)])
    assert result.exit_code == Exit.FAILED
    assert "pippo" in result.stderr
