"""Kinds of cells: what people write, what spreadsheets make of it, what is refused and why."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import (
    COUNT,
    DAY,
    MOMENT,
    PERCENT,
    PERIOD,
    TEXT,
    YES_NO,
    CellError,
    Noted,
    Uncomputed,
    plain,
)
from cst_xl.core.periods import Period

# Cells hold wall-clock times without a zone.


@pytest.mark.parametrize("kind", [TEXT, COUNT, kinds.NUMBER, PERCENT, DAY, MOMENT, PERIOD, YES_NO])
@pytest.mark.parametrize("value", [None, "", "   ", "\u00a0", "\t"])
def test_an_empty_cell_is_missing_for_every_kind(kind, value):
    assert kind.read(value) is None


@pytest.mark.parametrize("word", ["n.d.", "-", "N/A", "non disponibile"])
def test_words_for_missing_are_missing_except_in_a_text(word):
    assert COUNT.read(word) is None
    assert DAY.read(word) is None
    assert TEXT.read(word) == word


@pytest.mark.parametrize("value", ["#N/D", "#RIF!", " #DIV/0! ", CellError("#N/A")])
def test_an_error_of_a_formula_is_named_as_such(value):
    with pytest.raises(BadValueError, match="errore di formula") as caught:
        TEXT.read(value)
    assert caught.value.expected == TEXT.expected


def test_a_text_that_only_begins_like_an_error_is_a_text():
    assert TEXT.read("#hashtag") == "#hashtag"


def test_a_formula_without_a_result_asks_to_be_saved():
    with pytest.raises(BadValueError, match="aprire il file e salvarlo") as caught:
        COUNT.read(Uncomputed("SUM(A1:A3)"))
    assert caught.value.found == "=SUM(A1:A3)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  due\u00a0 spazi ", "due spazi"),
        (20160401000123.0, "20160401000123"),
        (12, "12"),
        (0.5, "0,5"),
        (99.7, "99,7"),
        (True, "VERO"),
        (datetime(2016, 4, 1), "01/04/2016"),
        (date(2016, 4, 1), "01/04/2016"),
        (datetime(2016, 4, 1, 8, 30), "01/04/2016 08:30:00"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_any_cell_can_be_a_text(value, text):
    assert TEXT.read(value) == text


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("01/04/2016", datetime(2016, 4, 1)),
        ("1/4/2016 8:30", datetime(2016, 4, 1, 8, 30)),
        ("01-04-2016 08.30.15", datetime(2016, 4, 1, 8, 30, 15)),
        ("01.04.2016", datetime(2016, 4, 1)),
        ("2016-04-01", datetime(2016, 4, 1)),
        ("2016-04-01 08:30:00", datetime(2016, 4, 1, 8, 30)),
        ("2016-04-01T08:30:00.123", datetime(2016, 4, 1, 8, 30)),
        (42461, datetime(2016, 4, 1)),
        (42461.5, datetime(2016, 4, 1, 12)),
        (Decimal("42461.25"), datetime(2016, 4, 1, 6)),
        (datetime(2016, 4, 1, 8, 30, 15, 999), datetime(2016, 4, 1, 8, 30, 15)),
        (datetime(2016, 4, 1, 8, 30, tzinfo=UTC), datetime(2016, 4, 1, 8, 30)),
        (date(2016, 4, 1), datetime(2016, 4, 1)),
    ],
)
def test_moments_are_read_day_before_month(value, moment):
    assert MOMENT.read(value) == moment


@pytest.mark.parametrize(
    "value",
    [
        "04/13/2016",
        "31/02/2016",
        "01/04/2016 25:00",
        "01/04/0216",
        "01/04/16",
        "aprile",
        1.5,
        1e300,
        float("nan"),
        float("inf"),
        datetime(1900, 1, 1),
        True,
    ],
)
def test_what_is_not_a_moment_is_refused(value):
    with pytest.raises(BadValueError, match="serve una data"):
        MOMENT.read(value)


def test_a_day_that_does_not_exist_is_said_to_be_one():
    with pytest.raises(BadValueError, match="non esiste"):
        DAY.read("30/02/2016")


def test_a_date_does_not_lose_its_time_in_silence():
    with pytest.raises(BadValueError, match="senza ora"):
        DAY.read("01/04/2016 08:30")
    assert DAY.read("01/04/2016 00:00") == date(2016, 4, 1)


@given(st.datetimes(kinds.FIRST_MOMENT, kinds.LAST_MOMENT).map(lambda moment: moment.replace(microsecond=0)))
def test_a_moment_survives_every_way_of_writing_it(moment):
    serial = (moment - kinds.EXCEL_EPOCH).total_seconds() / 86400
    written = (f"{moment:%d/%m/%Y %H:%M:%S}", f"{moment:%Y-%m-%d %H:%M:%S}", serial)
    assert [MOMENT.read(one) for one in written] == [moment] * 3


def test_an_english_percentage_is_read_with_a_remark():
    read = PERCENT.read("98.985%")
    assert isinstance(read, Noted)
    assert read.value == Decimal("98.985")
    assert "all'inglese" in read.note


def test_a_plain_percentage_comes_without_a_remark():
    assert PERCENT.read("98,985%") == Decimal("98.985")
    assert PERCENT.read(0.98985) == Decimal("98.985")


def test_a_month_takes_the_year_of_the_edition():
    assert PERIOD.read("aprile", 2016) == Period.month(2016, 4)
    with pytest.raises(BadValueError):
        PERIOD.read("aprile")


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("sì", True),
        ("SI", True),
        ("x", True),
        (True, True),
        (1, True),
        ("no", False),
        ("Falso", False),
        (0, False),
    ],
)
def test_yes_and_no_are_understood(value, answer):
    assert YES_NO.read(value) is answer


def test_maybe_is_refused():
    with pytest.raises(BadValueError, match="«sì» oppure «no»"):
        YES_NO.read("forse")


def test_one_of_a_few_words_is_compared_tolerantly():
    kind = kinds.one_of("95° percentile", "media")
    assert kind.read(" 95 PERCENTILE") == "95° percentile"
    with pytest.raises(BadValueError, match="Forse «media»"):
        kind.read("medía aritm")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Di cui  CNS:", "di cui cns"),
        ("1° LIVELLO*", "1 livello"),
        ("1º livello", "1 livello"),
        ("Perché?", "perche"),
        ("Diff %", "diff %"),
    ],
)
def test_what_people_type_is_compared_without_its_dress(text, bare):
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (COUNT, "1\u00ad016", 1016),
        (COUNT, "\ufeff1.016", 1016),
        (PERIOD, "mag\u00adgio", Period.month(2016, 5)),
        (DAY, "\u200e30/06/2016\u200e", date(2016, 6, 30)),
        (TEXT, "Demo\u200bgrafici", "Demografici"),
    ],
)
def test_characters_that_nobody_sees_are_not_read(kind, written, value):
    assert kind.read(written, 2016) == value


@pytest.mark.parametrize("written", ["\u200b", "\ufeff ", "\u00ad"])
def test_a_cell_of_invisible_characters_is_empty(written):
    assert COUNT.read(written) is None


def test_a_number_whose_direction_was_turned_is_refused_with_the_cause():
    with pytest.raises(BadValueError, match="segni nascosti"):
        COUNT.read("\u202e216")
