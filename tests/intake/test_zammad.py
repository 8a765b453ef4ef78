"""Zammad reports: headers below a title, tags, moments with a zone, the limit of a query."""

from __future__ import annotations

from cst_xl.intake import recognise, source, zammad
from tests.intake.samples import TABLES, as_workbook, context

HEADERS = [
    "#",
    "Title",
    "State",
    "Priority",
    "Group",
    "Create Channel",
    "Tags",
    "Created At",
    "Closed At",
    "First Response At",
    "First Response In Min",
]


def report(*rows, ctx=None):
    content = as_workbook([["Tickets: 2016-04"], [], HEADERS, *rows])
    (found,) = recognise.read(source.read("report.xlsx", content), TABLES, ctx or context())
    return found


def row(
    number="10001",
    state="closed",
    channel="email",
    tags="",
    opened="2016-04-01 08:00:00",
    closed="2016-04-01 12:00:00",
):
    return [
        number,
        "x",
        state,
        "2 normal",
        "Help Desk",
        channel,
        tags,
        opened,
        closed,
        "2016-04-01 09:00:00",
        60,
    ]


def test_a_report_is_read_below_its_title():
    found = report(row())
    assert found.reader == "Zammad"
    assert found.rows("ticket") == (
        (
            "10001",
            "email",
            "",
            "closed",
            "2016-04-01 08:00:00",
            "",
            "2016-04-01 09:00:00",
            "2016-04-01 12:00:00",
            "Help Desk",
            "x",
            "",
            "",
            "60",
        ),
    )


def test_a_tag_tells_what_a_closed_ticket_counts_as():
    found = report(
        row(tags="urgente, non-competenza"),
        ctx=context(("etichetta", "non-competenza", "chiuso non di competenza")),
    )
    assert found.rows("ticket")[0][3] == "chiuso non di competenza"


def test_a_channel_of_the_web_form_is_mapped():
    found = report(row(channel="web"), ctx=context(("canale", "web", "mail")))
    assert found.rows("ticket")[0][1] == "mail"


def test_moments_in_utc_are_brought_to_the_wall_of_rome():
    found = report(row(opened="2016-04-01T06:00:00.000Z", closed="2016-01-01 06:00:00 UTC"))
    assert found.rows("ticket")[0][4] == "2016-04-01 08:00:00"
    assert found.rows("ticket")[0][7] == "2016-01-01 07:00:00"


def test_a_report_as_long_as_a_query_can_be_is_probably_cut():
    grid = [HEADERS, *(row(str(number)) for number in range(zammad.MOST_TICKETS))]
    found = zammad.read(source.Sheet("report", grid), context())
    assert any("probabilmente è tagliato" in one.message for one in found.findings)
    assert len(found.rows("ticket")) == zammad.MOST_TICKETS
