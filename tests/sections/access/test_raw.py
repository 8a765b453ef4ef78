"""The raw tables understand what people and web statistics write in them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.errors import BadValueError
from cst_xl.core.tables import read
from cst_xl.sections.access import SECTION
from cst_xl.sections.access.raw import AMOUNT, BANDS, DEVICES, HOURS_BY_DAY, Percentage


@pytest.mark.parametrize("value", ["78%", "78,0%", 0.78, "78 %", "\u00a078%"])
def test_a_share_is_told_from_a_count_by_its_sign_or_by_being_a_fraction(value):
    assert AMOUNT.read(value) == Percentage(Decimal(78))


@pytest.mark.parametrize("value", ["99.060", 99060, 99060.0, "99\u00a0060"])
def test_a_count_is_a_count(value):
    assert AMOUNT.read(value) == 99060


@pytest.mark.parametrize("value", ["78,5", 99.06, "-3", "molti", "120%"])
def test_what_is_neither_is_refused(value):
    with pytest.raises(BadValueError):
        AMOUNT.read(value)


def test_matomo_reports_are_read_by_their_headers():
    bands = read(BANDS, [["label", "nb_visits", "nb_actions"], ["0h", "3365", "13460"]])
    assert (str(bands.frame["fascia"].iloc[0]), bands.frame["accessi"].iloc[0]) == ("00:00-01:00", 3365)


def test_tables_stand_side_by_side_with_one_empty_column_between():
    for left, right in zip(SECTION.raw, SECTION.raw[1:], strict=False):
        assert right.first_column == left.last_column + 2
        assert left.neighbours
        assert right.neighbours
    assert {table.sheet for table in SECTION.raw} == {"Dati Accessi"}


def test_weekdays_are_read_from_full_and_short_names_in_both_languages():
    for headers in (
        ["Ora", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
        ["Ora", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ):
        rows = [[None] * 4 + headers, [None] * 4 + ["8", 1, 2, 3, 4, 5, 6, 7]]
        typed = read(HOURS_BY_DAY, rows)
        assert list(typed.frame.iloc[0])[1:] == [1, 2, 3, 4, 5, 6, 7]


def test_help_texts_fit_a_spreadsheet_prompt():
    for table in (BANDS, HOURS_BY_DAY, DEVICES):
        assert all(len(column.help) <= 200 for column in table.columns)
