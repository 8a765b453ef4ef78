"""From files and pasted cells to what readers made of them: each alone, logs together, the longest summed up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import pieces, reading, source
from cst_xl.intake.dialect import Dialect
from tests.intake.samples import HOSTS, NAGIOS, OTRS, TABLES, as_paste, as_workbook, context

LOGS = sorted(NAGIOS.glob("*.log"))


def read(*given, **how):
    return reading.Reader(TABLES, context(), **how).read(given)


def test_files_of_different_programs_are_read_apart_and_logs_together():
    found = read(LOGS[0], HOSTS, *LOGS[1:])
    assert [one.imported.reader for one in found.origins] == ["Nagios avail.cgi", "log di Nagios"]
    assert found.origins[1].name == ", ".join(path.name for path in LOGS)
    assert found.origins[1].sheet.name == f"{LOGS[0].name} e 3 altri"
    assert found.origins[1].sha256.count("+") == 3


def test_the_order_in_which_archives_are_given_doesn_t_matter():
    assert read(*LOGS).origins[0].imported.blocks == read(*reversed(LOGS)).origins[0].imported.blocks
    assert read(*LOGS).origins[0].sha256 == read(*reversed(LOGS)).origins[0].sha256


def test_pasted_cells_are_read_like_a_file():
    (sheet,) = source.read(OTRS.name, OTRS.read_bytes()).sheets
    pasted = source.pasted(as_paste(sheet.grid))
    assert read(pasted).origins[0].imported.blocks == read(OTRS).origins[0].imported.blocks


def test_what_was_recognised_is_told_with_how_it_is_written():
    assert read(OTRS).origins[0].told == (
        "esportazione OTRS/Znuny, 1.847 ticket, 1/4–30/6/2016; codifica UTF-8, separatore «;»"
    )


@pytest.fixture
def long_list(monkeypatch):
    """The sample list, in a world where a sheet holds 1.000 tickets and files of its size are looked into."""
    monkeypatch.setattr(reading, "TICKETS", replace(reading.TICKETS, capacity=1000))
    monkeypatch.setattr(pieces, "_WORTH_A_LOOK", 1000)
    return OTRS


def test_a_list_longer_than_the_sheet_is_summed_up_without_being_loaded(long_list, monkeypatch):
    monkeypatch.setattr(reading.files, "read", None)
    (origin,) = read(long_list).origins
    assert {block.table.key for block in origin.imported.blocks} == {"ticket_mensili"}
    assert origin.told.endswith("codifica UTF-8, separatore «;»")


def test_a_list_that_fits_to_the_row_is_not_summed_up(long_list, monkeypatch):
    monkeypatch.setattr(reading, "TICKETS", replace(reading.TICKETS, capacity=1847))
    assert len(read(long_list).origins[0].imported.rows("ticket")) == 1847


def test_whoever_names_the_ticket_system_gets_its_reader_for_long_lists_too(long_list):
    assert read(long_list, name="otrs").origins[0].imported.reader == "OTRS/Znuny"
    with pytest.raises(CstError, match="non è un'esportazione di ticket"):
        read(long_list, name="zammad")


def test_the_dialect_given_is_used(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(OTRS.read_text(encoding="utf-8").replace(";", "~").encode("utf-8"))
    with pytest.raises(CstError, match="non è riconosciuto"):
        read(path)
    assert len(read(path, dialect=Dialect(separator="~")).origins[0].imported.rows("ticket")) == 1847


def test_a_workbook_with_more_tickets_than_ours_holds_is_summed_up_too(long_list, tmp_path):
    (sheet,) = source.read(OTRS.name, OTRS.read_bytes()).sheets
    path = tmp_path / "ticket.xlsx"
    path.write_bytes(as_workbook(sheet.grid))
    (origin,) = read(path).origins
    assert origin.imported.blocks == read(long_list).origins[0].imported.blocks
    assert any("«ticket.xlsx» ha 1.847 ticket" in one.message for one in origin.imported.findings)
