"""Working time in cells: one call for a range gives what a call for each of its cells would give."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core.kinds import EXCEL_EPOCH, CellError
from cst_xl.functions import BY_NAME, invoke

HOURS = BY_NAME["cst_ore_lavorative"]
DUE = BY_NAME["cst_scadenza"]

MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2030, 12, 30)).map(
    lambda one: one.replace(microsecond=0)
)
CELLS = st.one_of(
    MOMENTS,
    MOMENTS.map(lambda one: f"{one:%d/%m/%Y %H:%M:%S}"),
    MOMENTS.map(lambda one: (one - EXCEL_EPOCH).total_seconds() / 86_400),
    MOMENTS.map(lambda one: one.replace(tzinfo=UTC)),
    st.sampled_from(
        [
            None,
            "",
            " ",
            "ieri",
            "31/02/2016",
            True,
            -1,
            0.0,
            1e300,
            float("nan"),
            float("inf"),
            CellError("#N/A"),
            42461,
        ]
    ),
    st.sampled_from(
        ["01/01/1990", "31/12/2100 23:59", "01/04/0216", datetime(2099, 12, 31), datetime(1990, 1, 2)]
    ),
)
DEADLINES = st.sampled_from(
    [
        "entro 1h lavorativa",
        "entro 6h lavorative",
        "entro 2h dalla comunicazione",
        "entro 30'",
        "presto",
        None,
        "entro 3 giorni",
        "entro 90000h lavorative",
        "entro 99999999999999h",
    ]
)
OPENING = st.sampled_from([None, "24x7", "lun-ven 8:30-13:00, 14:00-17:30; sab 8-13", "sempre aperto?"])


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=12), OPENING, st.sampled_from([None, "FI", "XX"])
)
@settings(deadline=None)
def test_hours_of_a_range_are_those_of_each_of_its_cells(pairs, opening, province):
    result = invoke(HOURS, [[[a] for a, _ in pairs], [[b] for _, b in pairs], opening, province])
    alone = [invoke(HOURS, [a, b, opening, province]) for a, b in pairs]
    assert [row[0] for row in result] == alone


@given(st.lists(st.tuples(CELLS, DEADLINES), min_size=2, max_size=12), OPENING)
@settings(deadline=None)
def test_deadlines_of_a_range_are_those_of_each_of_its_cells(pairs, opening):
    result = invoke(DUE, [[[a] for a, _ in pairs], [[b] for _, b in pairs], opening])
    alone = [invoke(DUE, [a, b, opening]) for a, b in pairs]
    assert [row[0] for row in result] == [
        one.replace(fold=0) if isinstance(one, datetime) else one for one in alone
    ]


def test_a_bad_element_tells_its_own_message_and_the_others_go_on():
    result = invoke(HOURS, [[["04/04/2016 09:00"], ["ieri"], [""]], [["04/04/2016 10:00"]] * 3])
    assert result[0] == [Decimal(1)]
    assert result[1][0].startswith("#CST! «ieri»: serve una data")
    assert result[2] == [""]


def test_the_result_has_the_shape_of_the_range():
    row = [["04/04/2016 09:00", "04/04/2016 10:00", "04/04/2016 17:30"]]
    assert invoke(HOURS, [row, "04/04/2016 18:00"]) == [[Decimal(9), Decimal(8), Decimal("0.5")]]
    block = [["04/04/2016 09:00"] * 2, ["04/04/2016 10:00"] * 2]
    assert invoke(DUE, [block, "entro 1h lavorativa"]) == [
        [datetime(2016, 4, 4, 10)] * 2,
        [datetime(2016, 4, 4, 11)] * 2,
    ]


def test_one_start_may_have_many_deadlines():
    result = invoke(DUE, ["08/04/2016 17:30", [["entro 1h lavorativa"], ["entro 2h"]]])
    assert result == [[datetime(2016, 4, 11, 8, 30)], [datetime(2016, 4, 8, 19, 30)]]


def test_a_year_mistyped_by_decades_spoils_only_its_own_cell():
    starts = [["04/04/2016 09:00"]] * 3 + [["04/04/2061 09:00"]]
    result = invoke(HOURS, [starts, "04/04/2016 10:00"])
    assert [row[0] for row in result[:3]] == [Decimal(1)] * 3
    assert result[3][0].startswith("#CST!")


def test_ranges_of_different_shapes_are_refused_with_both():
    message = invoke(HOURS, [[["04/04/2016"]] * 3, [["04/04/2016"]] * 2])
    assert message.startswith("#CST! «3×1 celle e 2×1 celle»")


def test_closures_and_patron_hold_for_every_element():
    starts, ends = [["23/06/2016 17:00"]] * 2, [["27/06/2016 09:00"]] * 2
    assert invoke(HOURS, [starts, ends, None, "FI"]) == [[Decimal(2)]] * 2
    closed = [["Chiusura"], ["24/06/2016"]]
    assert invoke(HOURS, [starts, ends, None, None, closed]) == [[Decimal(2)]] * 2


@pytest.mark.parametrize("deadline", ["entro 99999999999999h", "entro 999999999 giorni"])
def test_a_deadline_of_ages_is_a_message(deadline):
    assert "30 anni" in invoke(DUE, ["04/04/2016 09:00", deadline])
