"""The sheet of breaches: written by the program, understood when it is read again."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from cst_xl.core.breaches import BREACHES
from cst_xl.core.tables import read

ROW = ["SLA.6", "2016040001", "04/04/2016 09:00:00", "04/04/2016 10:00:00", "", "120:00:20"]


def test_a_breach_is_read_as_it_was_written():
    rows = [[] for _ in range(4)] + [[column.header for column in BREACHES.columns], ROW]
    table = read(BREACHES, rows)
    (record,) = table.records()
    assert not table.findings
    assert record["scadenza"] == datetime(2016, 4, 4, 10)
    assert round(record["ritardo"] * 60) == 120 * 3600 + 20
    assert isinstance(record["ritardo"], Decimal)


def test_a_ticket_breaks_a_level_once():
    rows = [[] for _ in range(4)] + [[column.header for column in BREACHES.columns], ROW, ROW]
    assert any("ripetut" in finding.message for finding in read(BREACHES, rows).findings)
