"""`import`, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app
from cst_xl.intake import cluster
from cst_xl.workbook.file import FileBook

run = CliRunner().invoke
DATA = Path(__file__).parents[1] / "data"
EXPORTS = DATA / "exports"
OTRS = str(DATA / "otrs_ticketlist_2016Q2.csv")


def test_import_puts_an_export_in_once(tmp_path):
    path = tmp_path / "Focus.xlsx"
    run(app, ["template", "2016-T2", "--out", str(path)])
    export = OTRS
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


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "Focus.xlsx"
    assert run(app, ["template", "2016-T2", "--out", str(path)]).exit_code == Exit.DONE
    return str(path)


def test_what_was_recognised_is_said_in_one_sentence_with_how_the_file_is_written(template):
    output = run(app, ["import", template, str(EXPORTS / "nagios" / "avail_services_2016Q2.csv")]).output
    assert output.startswith(
        "Riconosciuto: Nagios avail.cgi CSV, 3 servizi, 1/4–30/6/2016; codifica UTF-8, separatore «,», decimali con il punto."
    )


def test_encoding_separator_and_decimal_mark_can_be_overridden(template, tmp_path):
    """Read as Windows-1252 the name would be another; read with the semicolon there would be one column."""
    path = tmp_path / "tempi.csv"
    text = "Data\tServizio\tTempo (ms)\n01/04/2016 08:00\tPortale è\t1.234\n"
    path.write_bytes(text.replace("\t", "~").encode("cp850"))
    given = ["--encoding", "cp850", "--separator", "~", "--decimal", "."]
    result = run(app, ["import", template, str(path), *given])
    assert result.exit_code == Exit.DONE, result.output
    assert "codifica CP850, separatore «~», decimali con il punto" in result.output
    assert "«Portale è» (1 misura, massimo 1,234 ms" in result.output


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--encoding", "klingon", "una codifica"),
        ("--separator", "::", "un separatore di un carattere"),
        ("--decimal", "'", "«,» oppure «.»"),
        ("--as", "excel", "Il lettore «excel» non esiste"),
        ("--scheduler", "tcp://127.0.0.1:9", "non risponde"),
    ],
)
@pytest.mark.filterwarnings("default")
def test_an_option_that_can_t_be_is_refused_in_italian(template, monkeypatch, option, value, expected):
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    result = run(app, ["import", template, OTRS, option, value])
    assert result.exit_code == Exit.FAILED
    assert expected in result.stderr


def test_another_program_gets_what_was_recognised_as_json(template):
    done = json.loads(run(app, ["import", template, OTRS, "--json"]).output)
    assert done["sources"][0]["reader"] == "OTRS/Znuny"
    assert len(done["sources"][0]["sha256"]) == 64
    assert done["tables"] == [
        {"table": "ticket", "sheet": "Dati Ticket", "new": 1847, "equal": 0, "completed": 0, "conflicts": []}
    ]
    assert done["outcome"] == "1847 righe aggiunte."


def test_pasted_text_comes_through_standard_input(template):
    text = Path(OTRS).read_text(encoding="utf-8").replace('"', "").replace(";", "\t")
    first = run(app, ["import", template, "-"], input=text)
    assert "1847 righe aggiunte" in first.output
    assert "Non è cambiato nulla" in run(app, ["import", template, OTRS]).output


def test_without_a_file_what_is_pasted_in_the_workbook_is_imported(template):
    import openpyxl

    empty = run(app, ["import", template])
    assert empty.exit_code == Exit.FAILED
    assert "incollare le celle nel foglio Incolla" in empty.stderr
    book = openpyxl.load_workbook(template)
    for at, line in enumerate(Path(OTRS).read_text(encoding="utf-8").splitlines(), 5):
        book["Incolla"].cell(at, 1, line)
    book.save(template)
    assert "1847 righe aggiunte" in run(app, ["import", template]).output


def test_what_was_remarked_stays_in_the_workbook(template):
    run(app, ["import", template, str(EXPORTS / "nagios" / "avail_hosts_2016Q2.csv")])
    rows = FileBook.open(Path(template)).values("Importazioni")[5:]
    assert "1 nome senza uno SLA nel foglio Mappature: «PORTALE»" in rows[0][7]
