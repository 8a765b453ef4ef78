"""`template --batch`, from the outside."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app

run = CliRunner().invoke


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "elenco.csv"
    path.write_text(
        "Ente;Periodo;Origine;Uscita\nComune di Prova;2016-T3;;uno.xlsx\n;2016-T3;manca.xlsx;due.xlsx\n",
        encoding="utf-8",
    )
    return path


def test_a_table_says_what_became_of_each_entry(listed):
    result = run(app, ["template", "--batch", str(listed)])
    assert result.exit_code == Exit.FINDINGS
    assert "Comune di Prova" in result.output
    assert "due.xlsx: Il file" in result.output
    assert "1 cartella preparata, 0 già pronte, 1 non riuscita." in result.output
    assert (listed.parent / "uno.xlsx").exists()


def test_the_report_can_be_printed_and_kept_elsewhere(listed, tmp_path):
    kept = tmp_path / "esito.json"
    result = run(app, ["template", "--batch", str(listed), "--report", str(kept), "--json"])
    assert json.loads(result.output) == json.loads(kept.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "arguments", [[], ["2016-T3", "--batch", "a.csv"], ["--batch", "a.csv", "--out", "b.xlsx"]]
)
def test_a_quarter_or_a_list_is_needed_and_not_both(arguments):
    result = run(app, ["template", *arguments])
    assert result.exit_code == Exit.FAILED
    assert "--batch" in result.stderr
