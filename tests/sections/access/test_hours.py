"""Bands of the day are read from any label in use and never guessed at."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.errors import BadValueError
from cst_xl.core.working_time import ServiceHours
from cst_xl.sections.access.hours import DAY, Band, clock, gaps, opening, overlaps, state_of

HOUR = 60
QUARTERS = DAY // 15
some_bands = st.builds(
    lambda start, length: Band(start * 15, length * 15),
    st.integers(0, QUARTERS - 1),
    st.integers(1, QUARTERS - 1),
)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("00:00-08:00", "00:00-08:00"),
        ("8-18", "08:00-18:00"),
        ("18:00 – 24:00", "18:00-24:00"),
        ("18-0", "18:00-24:00"),
        ("dalle 18 alle 8", "18:00-08:00"),
        ("dalle ore 8 alle ore 18", "08:00-18:00"),
        ("00:00-07:59", "00:00-08:00"),
        ("18:00-23:59", "18:00-24:00"),
        ("8.30-13.00", "08:30-13:00"),
        ("0h", "00:00-01:00"),
        ("00", "00:00-01:00"),
        ("23h", "23:00-24:00"),
        ("8", "08:00-09:00"),
        (8, "08:00-09:00"),
        (8.0, "08:00-09:00"),
        ("ore 8", "08:00-09:00"),
        ("08:00", "08:00-09:00"),
        (time(8), "08:00-09:00"),
        ("0-24", "00:00-24:00"),
    ],
)
def test_a_band_is_read_however_it_is_written(written, label):
    assert Band.parse(written).label == label


@pytest.mark.parametrize(
    "written", ["24", "25h", "8:30", "8-8", "8-25", "08:70-10", "mattina", "", "-3", "8-12-18", 0.5]
)
def test_what_names_no_band_is_refused(written):
    with pytest.raises(BadValueError, match="una fascia"):
        Band.parse(written)


@pytest.mark.parametrize(
    ("band", "code"),
    [("00-08", "00-08"), ("10-20", "10-20"), ("18-24", "18-24"), ("8:30-13", "0830-1300"), ("18-8", "18-08")],
)
def test_ids_name_whole_hours_shortly(band, code):
    assert Band.parse(band).code == code


@given(some_bands)
def test_a_printed_band_is_read_back(band):
    assert Band.parse(band.label) == band


@given(st.lists(some_bands, min_size=1, max_size=4))
def test_gaps_and_overlaps_are_those_of_counting_minutes(bands):
    covered = [set(band.minutes()) for band in bands]
    count = [sum(minute in minutes for minutes in covered) for minute in range(DAY)]
    assert {m for gap in gaps(bands) for m in gap.minutes()} == {m for m in range(DAY) if count[m] == 0}
    assert {m for twice in overlaps(bands) for m in twice.minutes()} == {
        m for m in range(DAY) if count[m] > 1
    }


def test_a_day_of_hours_has_no_gap_and_no_overlap():
    hours = [Band(hour * HOUR, HOUR) for hour in range(24)]
    assert gaps(hours) == overlaps(hours) == ()


def test_without_a_weekday_the_counter_is_open_when_it_is_on_any_day():
    hours = ServiceHours.parse("lun 8-13; mar 14-17")
    assert state_of(Band.parse("8-13"), opening(hours)) is True
    assert state_of(Band.parse("14-17"), opening(hours)) is True
    assert state_of(Band.parse("14-17"), opening(hours, day=0)) is False


def test_a_band_that_straddles_the_opening_has_no_state():
    assert state_of(Band.parse("7-9"), opening(ServiceHours.parse("lun-ven 8-18"))) is None


def test_the_night_is_shut_throughout():
    assert state_of(Band.parse("18-8"), opening(ServiceHours.parse("lun-ven 8-18"))) is False


def test_midnight_ends_a_band_as_24():
    assert (clock(0), clock(DAY), clock(DAY + 8 * HOUR)) == ("00:00", "24:00", "08:00")
