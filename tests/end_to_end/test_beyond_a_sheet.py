"""A list of tickets that no sheet holds, from the command line: the figures of the sheet, and a note that says so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app
from cst_xl.intake import pieces, reading
from cst_xl.workbook.file import FileBook

run = CliRunner().invoke
OTRS = str(Path(__file__).parents[1] / "data" / "otrs_ticketlist_2016Q2.csv")


def imported(path):
    """A new workbook with the sample list; what was said, and its figures."""
    run(app, ["template", "2016-T2", "--out", str(path)])
    result = run(app, ["import", str(path), OTRS])
    assert result.exit_code == Exit.DONE, result.output
    figures = json.loads(run(app, ["compute", str(path), "--json"]).output)["figures"]
    return result.output, {one["id"]: one["text"] for one in figures}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """The list in a sheet that holds it."""
    return imported(tmp_path_factory.mktemp("entra") / "Focus.xlsx")


@pytest.fixture(scope="module")
def beyond(tmp_path_factory):
    """The list in a world where a sheet holds a thousand tickets."""
    path = tmp_path_factory.mktemp("supera") / "Focus.xlsx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "TICKETS", replace(reading.TICKETS, capacity=1000))
        patch.setattr(pieces, "_WORTH_A_LOOK", 1000)
        return path, *imported(path)


def test_the_figures_are_those_of_the_rows(held, beyond):
    """What months don't tell (the states of phone calls) is left empty, and never another number."""
    figures, expected = beyond[2], held[1]
    shared = {name for name in expected if name.startswith("ticket.") and figures.get(name)}
    assert {"ticket.totale.gestiti", "ticket.totale.risolti", "ticket.2016-04.gestiti"} <= shared
    assert len(shared) > 30
    assert {name: figures[name] for name in shared} == {name: expected[name] for name in shared}


@pytest.mark.parametrize("code", ["SLA.6", "SLA.7"])
@pytest.mark.parametrize("what", ["casi", "fuori_termine", "scostamento"])
def test_deadlines_are_those_of_the_rows(held, beyond, code, what):
    assert beyond[2][f"sla.{code}.{what}"] == held[1][f"sla.{code}.{what}"]


def test_the_workbook_holds_totals_and_a_note_that_says_so(beyond):
    path, said, _ = beyond
    book = FileBook.open(path)
    assert not [row for row in book.values("Dati Ticket")[5:] if any(row)]
    (source, *_) = book.values("Importazioni")[5:]
    assert source[0] == Path(OTRS).name
    assert "se ne riportano solo i totali mensili" in source[7]
    assert "se ne riportano solo i totali mensili" in said
    assert "1.847 ticket riassunti per mese" in said


def test_importing_it_again_changes_nothing(beyond):
    path, _, _ = beyond
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "TICKETS", replace(reading.TICKETS, capacity=1000))
        patch.setattr(pieces, "_WORTH_A_LOOK", 1000)
        assert "Non è cambiato nulla" in run(app, ["import", str(path), OTRS]).output


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_of_two_processes_gives_the_same_workbook(beyond, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="the extra «cluster» isn't installed")
    monkeypatch.setattr(reading, "TICKETS", replace(reading.TICKETS, capacity=1000))
    monkeypatch.setattr(pieces, "_WORTH_A_LOOK", 1000)
    path = tmp_path / "Focus.xlsx"
    run(app, ["template", "2016-T2", "--out", str(path)])
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        result = run(app, ["import", str(path), OTRS, "--scheduler", cluster.scheduler_address])
    assert result.exit_code == Exit.DONE, result.output
    ours, theirs = FileBook.open(path), FileBook.open(beyond[0])
    for sheet in ("Dati Ticket Mensili", "Dati SLA", "Fuori termine"):
        assert list(ours.values(sheet)) == list(theirs.values(sheet))
