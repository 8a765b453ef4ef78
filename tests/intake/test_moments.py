"""Moments in one spelling, whatever program wrote them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.intake.moments import Order, day_of, moments, normal


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2016-04-01 08:30:00", "2016-04-01 08:30:00"),
        ("01/04/2016 08:30", "2016-04-01 08:30:00"),
        ("01-04-2016 08:30", "2016-04-01 08:30:00"),
        ("2016-04-01T08:30", "2016-04-01 08:30:00"),
        (datetime(2016, 4, 1, 8, 30), "2016-04-01 08:30:00"),
        (datetime(2016, 4, 1, 6, 30, tzinfo=UTC), "2016-04-01 08:30:00"),
        (date(2016, 4, 1), "2016-04-01 00:00:00"),
        (42461.354166666664, "2016-04-01 08:30:00"),
        ("2016-04-01T06:30:00Z", "2016-04-01 08:30:00"),
        ("2016-04-01T08:30:00+02:00", "2016-04-01 08:30:00"),
        ("2016-03-27 01:30:00 UTC", "2016-03-27 03:30:00"),
        ("", ""),
        (None, ""),
        ("ieri", "ieri"),
        ("31/02/2016", "31/02/2016"),
    ],
)
def test_a_moment_is_spelled_in_one_way(value, text):
    assert normal(value) == text


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
)
def test_italian_iso_and_typed_moments_agree(moment):
    expected = f"{moment:%Y-%m-%d %H:%M:%S}"
    assert normal(moment) == normal(f"{moment:%d/%m/%Y %H:%M:%S}") == normal(expected) == expected
    assert normal(f"{moment:%m/%d/%Y %H:%M:%S}", Order(month_first=True)) == expected


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["01/04/2016", "13/04/2016"], Order(certain=True)),
        (["04/01/2016", "04/13/2016"], Order(month_first=True, certain=True)),
        (["13/04/2016", "04/13/2016"], Order(certain=True, clashing=True)),
        (["01/04/2016", None, 3], Order()),
        (["2016-04-13"], Order()),
    ],
)
def test_the_order_of_day_and_month_is_told_by_numbers_above_twelve(values, order):
    assert Order.of(values) == order


def test_the_day_of_a_moment_is_known_in_the_one_spelling_only():
    assert day_of("2016-04-01 08:30:00") == date(2016, 4, 1)
    assert day_of("01/04/2016") is None
    assert day_of("2016-02-31 08:30:00") is None


SPELLINGS = [
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%Y-%m-%dT%H:%M:%SZ",
]


@given(
    st.lists(st.datetimes(datetime(2015, 1, 1), datetime(2031, 1, 1)), min_size=1, max_size=20),
    st.lists(st.sampled_from(["", "mai", "31/02/2016 10:00", "2016-13-01 10:00:00", "24:00"]), max_size=5),
    st.sampled_from(SPELLINGS),
)
def test_a_whole_column_is_read_as_its_cells_are(found, odd, spelling):
    texts = [*(f"{one:{spelling}}" for one in found), *odd]
    whole = moments(pd.Series(texts, dtype="str"))
    for text, read in zip(texts, whole, strict=True):
        spelled = normal(text)
        expected = (
            np.datetime64(spelled, "s") if day_of(spelled) and text not in odd else np.datetime64("NaT")
        )
        assert read == expected or (np.isnat(read) and np.isnat(expected))
