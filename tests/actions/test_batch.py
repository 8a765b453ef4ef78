"""Many workbooks at once: what is made, what is left alone, what doesn't stop the others."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cst_xl.actions import batch, quarters
from cst_xl.actions.batch import Outcome
from cst_xl.actions.batch_list import Entry
from cst_xl.core.periods import Period
from cst_xl.workbook.file import FileBook

ROOT = Path(__file__).parents[2]
QUARTER = Period.quarter(2016, 3)


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "elenco.csv.esito.json"


@pytest.fixture
def source(tmp_path, built_example):
    path = tmp_path / "Focus_2016-T2.xlsx"
    path.write_bytes(built_example.read_bytes())
    return path


def blank(folder, name, institution=""):
    return Entry(f"elenco.csv, {name}", institution, QUARTER, None, folder / name)


def outcomes(report):
    return [result.outcome for result in report.results]


def test_each_entry_makes_the_workbook_that_a_single_command_makes(tmp_path, kept, source):
    entries = [blank(tmp_path, "uno.xlsx"), Entry("due", "", QUARTER, source, tmp_path / "due.xlsx")]
    report = batch.run(entries, kept)
    assert outcomes(report) == [Outcome.DONE, Outcome.DONE]
    alone = quarters.new_template(QUARTER, tmp_path / "da solo.xlsx").path
    assert (tmp_path / "uno.xlsx").read_bytes() == alone.read_bytes()
    following = quarters.from_previous(source, QUARTER, tmp_path / "dopo.xlsx").path
    assert (tmp_path / "due.xlsx").read_bytes() == following.read_bytes()


def test_the_institution_of_the_list_is_that_of_the_workbook(tmp_path, kept, source):
    entries = [
        blank(tmp_path, "uno.xlsx", "Comune di Prova"),
        Entry("due", "Comune di Prova", QUARTER, source, tmp_path / "due.xlsx"),
    ]
    batch.run(entries, kept, workers=1)
    for entry in entries:
        assert FileBook.open(entry.output).edition().parameters["ente"] == "Comune di Prova"


def test_another_institution_s_source_is_refused(tmp_path, kept):
    first = blank(tmp_path, "uno.xlsx", "Comune di Prova")
    second = Entry("due", "Altro comune", Period.quarter(2016, 4), first.output, tmp_path / "due.xlsx")
    batch.run([first], kept)
    report = batch.run([second], kept)
    assert outcomes(report) == [Outcome.FAILED]
    assert "è di «Comune di Prova», non di «Altro comune»" in report.results[0].message


def test_a_failing_entry_does_not_stop_the_others(tmp_path, kept):
    missing = Entry("uno", "", QUARTER, tmp_path / "manca.xlsx", tmp_path / "uno.xlsx")
    unreadable = replace(blank(tmp_path, "due.xlsx"), period=None, problem="«boh» non va bene.")
    report = batch.run([missing, unreadable, blank(tmp_path, "tre.xlsx")], kept)
    assert outcomes(report) == [Outcome.FAILED, Outcome.FAILED, Outcome.DONE]
    assert "manca.xlsx" in report.results[0].message
    assert report.results[1].message == "«boh» non va bene."


def test_a_second_run_makes_nothing_again(tmp_path, kept):
    entry = blank(tmp_path, "uno.xlsx")
    batch.run([entry], kept)
    before = entry.output.stat().st_mtime_ns
    assert outcomes(batch.run([entry], kept)) == [Outcome.SKIPPED]
    assert outcomes(batch.run([entry], kept)) == [Outcome.SKIPPED]
    assert entry.output.stat().st_mtime_ns == before


def test_a_workbook_is_made_again_when_its_source_has_changed(tmp_path, kept, source):
    entry = Entry("uno", "", QUARTER, source, tmp_path / "uno.xlsx")
    batch.run([entry], kept)
    before = entry.output.read_bytes()
    book = FileBook.open(source)
    book.write("Parametri", "B7", [["Centro di prova"]])
    book.save()
    assert outcomes(batch.run([entry], kept)) == [Outcome.DONE]
    assert entry.output.read_bytes() != before


def test_a_workbook_that_somebody_worked_in_is_never_replaced(tmp_path, kept):
    entry = blank(tmp_path, "uno.xlsx")
    batch.run([entry], kept)
    book = FileBook.open(entry.output)
    book.write("Parametri", "B7", [["Centro di prova"]])
    book.save()
    mine = entry.output.read_bytes()
    for wanted in (entry, replace(entry, institution="Altro")):
        report = batch.run([wanted], kept)
        assert "modificato dopo essere stato creato" in report.results[0].message
    assert entry.output.read_bytes() == mine


def test_a_file_that_the_batch_did_not_make_is_never_replaced(tmp_path, kept):
    entry = blank(tmp_path, "uno.xlsx")
    entry.output.write_bytes(b"mio")
    report = batch.run([entry], kept)
    assert "esiste già" in report.results[0].message
    assert entry.output.read_bytes() == b"mio"


def test_two_entries_can_t_have_the_same_output(tmp_path, kept):
    first = blank(tmp_path, "uno.xlsx")
    second = replace(first, place="elenco.csv, riga 9", output=tmp_path / "qui" / ".." / "uno.xlsx")
    (tmp_path / "qui").mkdir()
    report = batch.run([first, second], kept)
    assert outcomes(report) == [Outcome.DONE, Outcome.FAILED]
    assert "elenco.csv, uno.xlsx" in report.results[1].message


def test_the_report_says_what_was_written(tmp_path, kept):
    entry = blank(tmp_path, "uno.xlsx", "Comune di Prova")
    told = []
    batch.run([entry], kept, told=told.append)
    (record,) = json.loads(kept.read_text(encoding="utf-8"))["entries"]
    assert record["sha256"] == hashlib.sha256(entry.output.read_bytes()).hexdigest()
    assert record["outcome"] == "done"
    assert record["period"] == "2016-T3"
    assert [result.output for result in told] == [str(entry.output)]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"version": 99, "entries": []}', '{"version": 1, "entries": [{}]}']
)
def test_a_report_that_can_t_be_read_counts_as_none(tmp_path, kept, content):
    kept.write_text(content, encoding="utf-8")
    assert outcomes(batch.run([blank(tmp_path, "uno.xlsx")], kept)) == [Outcome.DONE]


@pytest.mark.skipif(os.name != "posix", reason="kills a group of processes by signal")
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path, kept):
    listed = tmp_path / "elenco.csv"
    lines = [f"2016-T3;fatta-{at}.xlsx" for at in range(4)]
    listed.write_text("\n".join(["Periodo;Uscita", *lines]), encoding="utf-8")
    command = [sys.executable, "-m", "cst_xl", "template", "--batch", str(listed), "--workers", "1"]
    running = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while not kept.exists() and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    made = json.loads(kept.read_text(encoding="utf-8"))["entries"]
    assert 1 <= len(made) < 4
    again = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=False)
    # a workbook that was written in the very moment between its writing and its note is refused, not replaced
    ends = [one["outcome"] for one in json.loads(again.stdout)["entries"]]
    assert ends.count("skipped") == len(made)
    assert ends.count("done") >= 4 - len(made) - 1


def test_a_process_that_dies_is_told_and_the_others_are_made(tmp_path, kept):
    fatal = _Fatal("elenco.csv, riga 2", "", QUARTER, None, tmp_path / "uno.xlsx")
    report = batch.run([fatal, blank(tmp_path, "due.xlsx"), blank(tmp_path, "tre.xlsx")], kept)
    assert outcomes(report) == [Outcome.FAILED, Outcome.DONE, Outcome.DONE]
    assert "terminato all'improvviso" in report.results[0].message


class _Fatal(Entry):
    """An entry that takes down the process that it is sent to, as a lack of memory does."""

    def __reduce__(self):
        return (os._exit, (9,))
