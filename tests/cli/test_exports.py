"""`import`, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from cst_xl.cli import Exit, app

run = CliRunner().invoke


def test_import_puts_an_export_in_once(tmp_path):
    path = tmp_path / "Focus.xlsx"
    run(app, ["template", "2016-T2", "--out", str(path)])
    export = str(Path(__file__).parents[1] / "data" / "otrs_ticketlist_2016Q2.csv")
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
