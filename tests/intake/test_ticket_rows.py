"""What ticket exports share, over made-up exports: any program with these columns reads alike."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from cst_xl.intake import otrs
from cst_xl.intake.columns import Field
from cst_xl.intake.source import Sheet
from cst_xl.intake.ticket_rows import Export, read_export
from tests.intake.samples import context

MADE_UP = Export(
    "Prova",
    (
        Field("numero_ticket", ("N",), required=True),
        Field("aperto", ("Quando",)),
        Field("attesa", ("Attesa",)),
    ),
)


def waited(value):
    found = read_export(
        MADE_UP, Sheet("a", [["N", "Quando", "Attesa"], ["1", "01/04/2016 08:30", value]]), context()
    )
    return found.rows("ticket")[0][10]


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("45", "45"),
        (45, "45"),
        (45.0, "45"),
        ("1 ora 5 minuti", "65"),
        ("2h 10m", "130"),
        ("1 day, 1 hour", "1500"),
        ("90 seconds", "0"),
        (timedelta(hours=2), "120"),
        (time(1, 30), "90"),
        ("non so", "non so"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_duration_comes_out_in_minutes_or_as_it_was(value, minutes):
    assert waited(value) == minutes


def test_a_moment_comes_out_in_one_spelling():
    found = read_export(MADE_UP, Sheet("a", [["N", "Quando"], ["1", "01/04/2016 08:30"]]), context())
    assert found.rows("ticket")[0][4] == "2016-04-01 08:30:00"
    assert found.span == "1/4/2016"


def test_columns_that_aren_t_read_are_named():
    sheet = Sheet(
        "lista", [["Ticket#", "Creato", "Stato", "Umore"], ["1", "2016-04-01 08:00:00", "aperto", "buono"]]
    )
    assert any("«Umore»" in one.message for one in otrs.read(sheet, context()).findings)
