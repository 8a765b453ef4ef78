"""Groups of equal tickets to monthly numbers; what nobody can place makes unsure what it might belong to."""

from __future__ import annotations

import pytest

from cst_xl.intake.monthly_counts import MonthlyCounts
from cst_xl.intake.ticket_rows import Meaning, Seen
from cst_xl.sections.tickets import MONTHLY
from tests.intake.samples import Q2, context

KEYS = [column.key for column in MONTHLY.columns]


def counted(*groups):
    """Rows of groups, each (day, channel, state, level, number)."""
    counts = MonthlyCounts(Meaning(context(), Seen()), Q2)
    for day, channel, state, level, number in groups:
        counts.take((day, channel, "", state, level, ""), number, f"{day} 00:00:00" if day else "")
    rows = [{key: text for key, text in zip(KEYS, row, strict=True) if text} for row in counts.rows()]
    return rows, " ".join(one.message for one in counts.findings())


MAIL = ("2016-04-01", "mail", "risolto", "", 5)


def test_groups_add_up_by_month_channel_and_state():
    rows, _ = counted(MAIL, ("2016-04-02", "mail", "aperto", "", 2), ("2016-05-01", "nagios", "", "", 7))
    assert rows == [
        {
            "mese": "aprile 2016",
            "gestiti": "7",
            "aperti": "2",
            "non_competenza": "0",
            "nuovi": "0",
            "risolti": "5",
        },
        {"mese": "maggio 2016", "alert": "7"},
    ]


def test_the_second_level_is_known_once_any_level_is():
    assert counted(("2016-04-01", "telefono", "risolto", "", 5))[0] == [
        {"mese": "aprile 2016", "telefono_1": "5"}
    ]
    rows, _ = counted(
        ("2016-04-01", "telefono", "risolto", "", 5), ("2016-05-01", "telefono", "risolto", "2° livello", 1)
    )
    assert rows == [
        {"mese": "aprile 2016", "telefono_1": "5", "telefono_2": "0"},
        {"mese": "maggio 2016", "telefono_1": "0", "telefono_2": "1"},
    ]


@pytest.mark.parametrize(
    ("stray", "left"),
    [
        (("2016-04-01", "mail", "boh", "", 1), {"mese": "aprile 2016", "gestiti": "6"}),
        (("2016-05-01", "piccione", "risolto", "", 1), None),
        (("", "telefono", "risolto", "", 1), None),
    ],
    ids=["a state", "another month's channel", "another channel's date"],
)
def test_only_what_a_stray_ticket_may_belong_to_is_left_out(stray, left):
    whole = {
        "mese": "aprile 2016",
        "gestiti": "5",
        "aperti": "0",
        "non_competenza": "0",
        "nuovi": "0",
        "risolti": "5",
    }
    assert counted(MAIL, stray)[0] == [left or whole]


@pytest.mark.parametrize(
    "stray", [("2016-04-01", "piccione", "risolto", "", 1), ("", "mail", "risolto", "", 1)]
)
def test_a_stray_ticket_that_may_belong_everywhere_leaves_nothing(stray):
    rows, messages = counted(MAIL, stray)
    assert not rows
    assert "Non sono riportati" in messages


def test_a_level_that_can_t_be_read_makes_the_levels_unsure():
    assert not counted(("2016-04-01", "telefono", "risolto", "alto", 1))[0]


def test_days_and_months_that_look_swapped_make_everything_unsure():
    assert counted(MAIL, ("2016-07-04", "mail", "risolto", "", 3))[0] == []
    assert counted(MAIL, ("2016-07-14", "mail", "risolto", "", 3))[0]
