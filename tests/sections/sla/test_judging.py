"""The judging of cases, whatever log they come from: what a missing moment means depends on the run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pandas as pd
import pytest

from cst_xl.core.durations import Deadline
from cst_xl.core.parameters import PARAMETERS_TABLE, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.section import Inputs
from cst_xl.core.sla_kinds import Cases
from cst_xl.core.tables import read
from cst_xl.sections.sla.interventions import EVENTS, LOG
from cst_xl.sections.sla.judging import Run, judge_cases, moments, seconds
from cst_xl.sections.sla.raw_interventions import INTERVENTIONS

DONE = next(event for event in EVENTS if event.column == "avvio")
RUN = Run("comunicazione", "la comunicazione")
HOUR = Deadline(60)


def frame(*rows):
    """Cases: number, hours of 5 April at which time began and something was done, minutes of pause, hour of the end."""
    made = pd.DataFrame(
        {
            "intervento": [row[0] for row in rows],
            "comunicazione": pd.Series([_at(row[1]) for row in rows], dtype="datetime64[s]"),
            "avvio": pd.Series([_at(row[2]) for row in rows], dtype="datetime64[s]"),
            "sospeso": pd.Series([None if row[3] is None else Decimal(row[3]) for row in rows], dtype=object),
            "fine": pd.Series([_at(row[4]) for row in rows], dtype="datetime64[s]"),
            "tempo": pd.Series([None] * len(rows), dtype=object),
        }
    )
    made.index = range(6, 6 + len(rows))
    return made


def _at(hour):
    return pd.NaT if hour is None else datetime(2016, 4, 5, hour)


def judged(*rows, log=LOG, run=RUN, **parameters):
    settings = [["Voce", "Valore"], ["periodo", "2016-T2"], *map(list, parameters.items())]
    given = read_parameters(read(PARAMETERS_TABLE, [*([[]] * 4), *settings]))
    inputs = Inputs(Period.quarter(2016, 2), given, {INTERVENTIONS.key: read(INTERVENTIONS, [])})
    return judge_cases(inputs, frame(*rows), HOUR, log, DONE, run)


def test_no_cases_at_all_are_none_late_out_of_none():
    assert judged().cases == Cases(0, 0)


def test_one_without_its_moment_is_late_where_it_is_waited_for_and_unknown_where_it_isn_t():
    rows = ("A", 9, 10, None, None), ("B", 7, None, None, None)
    assert judged(*rows).cases == Cases(1, 2, Decimal(120))
    notice = judged(*rows, run=replace(RUN, waits=False))
    assert (notice.cases, notice.unknown, notice.pending) == (Cases(0, 1), (7,), 0)


def test_one_that_ended_in_time_can_t_have_been_late():
    log = replace(LOG, closed="fine")
    found = judged(("A", 9, 10, None, 12), ("B", 9, None, None, 10), ("C", 9, None, None, 12), log=log)
    assert (found.cases, found.unknown) == (Cases(0, 2), (8,))


def test_pauses_count_only_where_the_run_and_the_parameters_let_them():
    row = ("A", 9, 11, 60, None)
    assert judged(row).cases.late == 0
    assert judged(row, run=replace(RUN, pauses=False)).cases.late == 1
    assert judged(row, attesa_utente="non conta").cases.late == 1


def test_a_case_whose_time_never_began_is_unknown():
    assert judged(("A", 9, 10, None, None), ("B", None, 10, None, None)).unknown == (7,)


@pytest.mark.parametrize("minutes", [None, Decimal(0), Decimal("1.5"), Decimal(10**12)])
def test_minutes_become_seconds_and_never_overflow(minutes):
    column = pd.DataFrame({"sospeso": pd.Series([minutes], dtype=object)})
    assert 0 <= seconds(column, "sospeso")[0] <= 366 * 86_400
    assert seconds(column, "altro").tolist() == [0]


def test_moments_are_whole_seconds_and_missing_ones_stay_missing():
    column = pd.Series([datetime(2016, 4, 5, 9), pd.NaT], dtype="datetime64[s]")
    assert moments(column).dtype == "datetime64[s]"
    assert pd.isna(moments(column)[1])
