"""The replay of a log: every TIME_ cell of avail.cgi's report, and stretches of time against counting seconds."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.intake.availability import bounds
from cst_xl.intake.nagios_replay import Log, Replay, cut, is_log, merged, overlap
from tests.intake.samples import HOSTS, Q2, SERVICES, archives


@pytest.fixture(scope="module")
def replay():
    return Replay(Log.of(archives()), *bounds(Q2))


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, skipinitialspace=True))


def seconds(row, *states, part="TOTAL_TIME_{}"):
    return sum(int(row[part.format(state)]) for state in states)


@pytest.mark.parametrize(
    "row",
    [*rows(HOSTS), *rows(SERVICES)],
    ids=lambda row: f"{row['HOST_NAME']};{row.get('SERVICE_DESCRIPTION', '')}",
)
def test_every_time_of_the_report_is_reproduced(row, replay):
    service = row.get("SERVICE_DESCRIPTION", "")
    good, warning, bad = (
        (("OK",), ("WARNING",), ("UNKNOWN", "CRITICAL"))
        if service
        else (("UP",), (), ("DOWN", "UNREACHABLE"))
    )
    states = replay.subject((row["HOST_NAME"], service)).states
    assert states.good == seconds(row, *good)
    assert states.warning == seconds(row, *warning)
    assert states.bad == seconds(row, *bad)
    assert states.good_scheduled == seconds(row, *good, part="TIME_{}_SCHEDULED")
    assert states.warning_scheduled == seconds(row, *warning, part="TIME_{}_SCHEDULED")
    assert states.bad_scheduled == seconds(row, *bad, part="TIME_{}_SCHEDULED")
    assert states.undetermined == int(row["TOTAL_TIME_UNDETERMINED"])


def test_every_name_of_the_report_is_in_the_log(replay):
    assert set(replay.names) == {
        (row["HOST_NAME"], row.get("SERVICE_DESCRIPTION", "")) for row in (*rows(HOSTS), *rows(SERVICES))
    }


def test_time_before_the_first_state_is_undetermined():
    log = Log.of(["[1459461660] CURRENT HOST STATE: A;UP;HARD;1;ok"])
    assert Replay(log, 1459461600, 1459461700).subject(("A", "")).states.undetermined == 60


def test_soft_states_don_t_count():
    log = Log.of(
        ["[1459461600] CURRENT HOST STATE: A;UP;HARD;1;ok", "[1459461650] HOST ALERT: A;DOWN;SOFT;1;x"]
    )
    assert Replay(log, 1459461600, 1459461700).subject(("A", "")).states.bad == 0


def test_a_downtime_that_began_before_the_first_line_is_known_by_its_end():
    log = Log.of(
        [
            "[1459461600] CURRENT HOST STATE: A;DOWN;HARD;1;x",
            "[1459461650] HOST DOWNTIME ALERT: A;STOPPED; over",
        ]
    )
    assert Replay(log, 1459461600, 1459461700).subject(("A", "")).states.bad_scheduled == 50


def test_a_service_is_planned_down_with_its_host_and_by_itself():
    log = Log.of(
        [
            "[1459461600] CURRENT SERVICE STATE: A;web;CRITICAL;HARD;3;x",
            "[1459461610] HOST DOWNTIME ALERT: A;STARTED; x",
            "[1459461620] SERVICE DOWNTIME ALERT: A;web;STARTED; x",
            "[1459461630] HOST DOWNTIME ALERT: A;STOPPED; x",
            "[1459461640] SERVICE DOWNTIME ALERT: A;web;CANCELLED; x",
        ]
    )
    assert Replay(log, 1459461600, 1459461700).subject(("A", "web")).states.bad_scheduled == 30


def test_output_with_semicolons_belongs_to_the_text():
    log = Log.of(["[1459461600] SERVICE ALERT: A;web;CRITICAL;HARD;3;a;b;c"])
    assert log.events[0].text == "a;b;c"


def test_a_log_is_known_by_its_first_lines():
    assert is_log(archives())
    assert not is_log(["HOST_NAME, TIME_UP", '"A", 1'])


STRETCHES = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 60)).map(lambda one: (one[0], one[0] + one[1])), max_size=8
)


@given(STRETCHES, st.integers(0, 200), st.integers(0, 100))
def test_stretches_agree_with_counting_seconds(stretches, start, length):
    apart = merged(one for one in stretches if one[0] < one[1])
    inside = {second for low, high in stretches for second in range(low, high)}
    assert sum(high - low for low, high in apart) == len(inside)
    whole = range(start, start + length)
    assert overlap((start, start + length), apart) == len(inside.intersection(whole))
    pieces = list(cut((start, start + length), apart)) if length else []
    assert [second for (low, high), _ in pieces for second in range(low, high)] == list(whole)
    assert sum(high - low for (low, high), planned in pieces if planned) == len(inside.intersection(whole))
