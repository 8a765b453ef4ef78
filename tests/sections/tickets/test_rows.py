"""Ticket rows are counted as a patient person would count them, and fast."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cst_xl.sections.tickets import SECTION
from cst_xl.sections.tickets.rows import code_rows, count_rows
from tests.sections.tickets.conftest import TICKET_HEADERS

MONTH_OF = {4: 0, 5: 1, 6: 2}
STATE_COLUMN = {
    "aperto": "aperti",
    "nuovo": "nuovi",
    "risolto": "risolti",
    "chiuso non di competenza": "non_competenza",
}


def test_the_otrs_export_gives_the_counts_of_the_printed_months(inputs, otrs_rows):
    counts = count_rows(inputs(SECTION, {"ticket": otrs_rows})).counts
    keys = ("gestiti", "aperti", "non_competenza", "nuovi", "risolti", "telefono_1")
    printed = [(393, 1, 29, 0, 363, 76), (647, 0, 21, 0, 626, 140), (451, 1, 52, 0, 398, 140)]
    assert counts == {
        (month, key): number
        for month, numbers in enumerate(printed)
        for key, number in zip(keys, numbers, strict=True)
    }


def test_the_states_of_phone_tickets_are_counted_over_the_quarter(inputs, otrs_rows):
    phone = count_rows(inputs(SECTION, {"ticket": otrs_rows})).phone
    assert phone == {"gestiti": 356, "aperti": 0, "non_competenza": 0, "nuovi": 0, "risolti": 356}


def test_no_rows_say_nothing(inputs):
    assert not count_rows(inputs(SECTION, {})).counts


def test_a_ticket_belongs_to_the_month_of_its_opening_to_the_second(tickets):
    given_rows = [("mail", "risolto", "2016-04-30 23:59:59"), ("mail", "risolto", "2016-05-01 00:00:00")]
    counts = count_rows(tickets(*given_rows)).counts
    assert (counts[0, "gestiti"], counts[1, "gestiti"]) == (1, 1)


def test_tickets_of_other_quarters_are_left_out(tickets):
    rows = tickets(
        ("mail", "risolto", "2016-03-31 23:59:59"),
        ("mail", "risolto", "2016-07-01 00:00:00"),
        ("mail", "risolto", "2015-05-10 10:00:00"),
        ("mail", "risolto", "2016-06-30 23:59:59"),
    )
    assert count_rows(rows).counts[2, "gestiti"] == 1
    assert list(code_rows(rows).month) == [-2, -2, -2, 2]


def test_the_second_level_is_unknown_while_no_row_has_a_level(tickets):
    counts = count_rows(tickets(("telefono", "risolto", "2016-04-04 10:00:00"))).counts
    assert counts == {(0, "telefono_1"): 1}


def test_once_a_row_has_a_level_the_second_is_known_in_every_month_with_phone_rows(tickets):
    counts = count_rows(
        tickets(
            ("telefono", "risolto", "2016-04-04 10:00:00", "2°"),
            ("telefono", "risolto", "2016-04-05 10:00:00"),
            ("telefono", "risolto", "2016-05-05 10:00:00", "1"),
        )
    ).counts
    assert counts == {(0, "telefono_1"): 1, (0, "telefono_2"): 1, (1, "telefono_1"): 1, (1, "telefono_2"): 0}


@pytest.mark.parametrize(
    ("channel", "queue", "column"),
    [
        ("mail", "", "gestiti"),
        ("E-Mail", "", "gestiti"),
        ("Telefono", "Help Desk mail", "telefono_1"),
        ("Unclassified", "Servizi CST::Help Desk::Telefono", "telefono_1"),
        ("", "Help Desk > mail", "gestiti"),
        ("Nagios", "", "alert"),
    ],
)
def test_the_channel_is_read_from_the_type_and_else_from_the_queue(tickets, channel, queue, column):
    rows = tickets((channel, "risolto", "2016-04-04 10:00:00", "", "", queue))
    assert count_rows(rows).counts[0, column] == 1


@pytest.mark.parametrize("channel", ["", "sportello", "mail o telefono"])
def test_a_ticket_of_no_known_channel_leaves_its_month_uncounted(tickets, channel):
    """It may be a phone ticket or a mail: a guess would make one of two numbers wrong."""
    rows = tickets(
        (channel, "risolto", "2016-04-04 10:00:00"),
        ("mail", "risolto", "2016-04-04 10:00:00"),
        ("mail", "risolto", "2016-05-04 10:00:00"),
    )
    found = count_rows(rows)
    assert {month for month, _ in found.counts} == {1}
    assert {"gestiti", "risolti", "telefono_1", "alert"} <= {key for month, key in found.unsure if month == 0}


@pytest.mark.parametrize("opened", ["", "31/04/2016 10:00"])
def test_a_ticket_without_a_readable_date_leaves_its_channel_uncounted(tickets, opened):
    rows = tickets(
        ("mail", "risolto", opened),
        ("mail", "risolto", "2016-04-04 10:00:00"),
        ("telefono", "risolto", "2016-04-04 10:00:00"),
    )
    found = count_rows(rows)
    assert found.counts == {(0, "telefono_1"): 1}
    assert {(month, "gestiti") for month in (0, 1, 2)} <= found.unsure


def test_days_and_months_that_were_swapped_leave_nothing_counted(tickets):
    rows = tickets(("mail", "risolto", "2016-01-04 10:00:00"), ("mail", "risolto", "2016-05-04 10:00:00"))
    assert not count_rows(rows).counts


def test_a_level_that_cannot_be_read_is_not_taken_for_the_first(tickets):
    found = count_rows(tickets(("telefono", "risolto", "2016-04-04 10:00:00", "terzo")))
    assert not found.counts
    assert not found.phone
    assert (0, "telefono_1") in found.unsure


def test_a_repeated_ticket_counts_once(inputs):
    row = ["2016000001", "mail", "", "risolto", "2016-04-04 10:00:00", "", ""]
    rows = inputs(SECTION, {"ticket": [TICKET_HEADERS, row, row]})
    assert count_rows(rows).counts[0, "gestiti"] == 1


def test_rows_without_a_number_are_not_taken_for_one_ticket(inputs):
    row = ["", "mail", "", "risolto", "2016-04-04 10:00:00", "", ""]
    rows = inputs(SECTION, {"ticket": [TICKET_HEADERS, row, row]})
    assert count_rows(rows).counts[0, "gestiti"] == 2


def test_an_unlisted_state_counts_among_the_handled_and_leaves_the_states_of_its_month_unknown(tickets):
    rows = tickets(
        ("mail", "unito", "2016-04-04 10:00:00"),
        ("mail", "risolto", "2016-04-04 10:00:00"),
        ("mail", "risolto", "2016-05-04 10:00:00"),
    )
    found = count_rows(rows)
    assert {key: number for (month, key), number in found.counts.items() if month == 0} == {"gestiti": 2}
    assert found.counts[1, "risolti"] == 1
    assert found.unsure == {(0, key) for key in STATE_COLUMN.values()}


def test_a_phone_ticket_of_an_unlisted_state_leaves_the_solved_share_unsaid(tickets):
    rows = tickets(
        ("telefono", "unito", "2016-04-04 10:00:00"), ("telefono", "risolto", "2016-04-04 10:00:00")
    )
    found = count_rows(rows)
    assert found.counts == {(0, "telefono_1"): 2}
    assert not found.phone


def test_states_are_compared_whatever_their_case_and_accents(tickets):
    counts = count_rows(tickets(("mail", " In Attesa di Promemòria ", "2016-04-04 10:00:00"))).counts
    assert counts[0, "aperti"] == 1


def test_the_sheet_of_states_replaces_the_default_meanings(tickets):
    rows = tickets(
        ("mail", "chiuso", "2016-04-04 10:00:00"),
        ("mail", "risolto", "2016-05-04 10:00:00"),
        states=[["Chiuso", "chiuso non di competenza"]],
    )
    found = count_rows(rows)
    assert (found.counts[0, "non_competenza"], found.counts[0, "risolti"]) == (1, 0)
    assert found.counts[1, "gestiti"] == 1
    assert (1, "risolti") in found.unsure


def _never_swapped(moment):
    """Whether a moment outside the quarter stays outside when its day and month change places."""
    return moment.month in MONTH_OF or moment.day not in MONTH_OF


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["mail", "telefono", "monitoraggio"]),
            st.sampled_from([*STATE_COLUMN, "unito"]),
            st.datetimes(datetime(2016, 3, 1), datetime(2016, 7, 31)).filter(_never_swapped),
            st.sampled_from(["1", "2"]),
        ),
        min_size=1,
    )
)
def test_counts_are_those_of_a_plain_loop(tickets, rows):
    expected = Counter()
    unlisted = set()
    for channel, state, opened, level in rows:
        month = MONTH_OF.get(opened.month)
        if month is None:
            continue
        if channel == "mail":
            expected[month, "gestiti"] += 1
            if state in STATE_COLUMN:
                expected[month, STATE_COLUMN[state]] += 1
            else:
                unlisted.add(month)
        else:
            expected[month, "alert" if channel == "monitoraggio" else f"telefono_{level}"] += 1
    found = count_rows(tickets(*((c, s, f"{o:%Y-%m-%d %H:%M:%S}", level) for c, s, o, level in rows)))
    assert found.unsure == {(month, key) for month in unlisted for key in STATE_COLUMN.values()}
    sure = {place: number for place, number in expected.items() if place not in found.unsure}
    assert {place: number for place, number in found.counts.items() if number} == sure


@pytest.mark.slow
def test_a_hundred_thousand_tickets_are_no_wait(inputs):
    """About 0.15 s on a small machine; a loop over the rows takes many times the limit."""
    first = datetime(2016, 4, 1)
    rows = [
        [
            f"2016{n:010}",
            ("mail", "telefono")[n % 5 == 0],
            "",
            "risolto",
            str(first + timedelta(minutes=n)),
            "",
            "Help Desk",
        ]
        for n in range(100_000)
    ]
    read = inputs(SECTION, {"ticket": [TICKET_HEADERS, *rows]})
    start = perf_counter()
    result = SECTION.run(read)
    assert perf_counter() - start < 1
    assert result.figures["ticket.totale.gestiti"].value == 80_000
