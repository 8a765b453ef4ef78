"""Each cell has one source, and it is the right one."""

from __future__ import annotations

from cst_xl.core.periods import Period
from cst_xl.sections.tickets import SECTION
from cst_xl.sections.tickets.sources import gather

APRIL, MAY, JUNE = Period.quarter(2016, 2).months
QUARTER = Period.quarter(2016, 2)


def test_typed_months_speak_where_there_are_no_rows(monthly):
    sources = gather(monthly())
    assert [sources.value(month, "gestiti") for month in (APRIL, MAY, JUNE)] == [393, 647, 451]
    assert sources.cells[MAY, "gestiti"] == "Dati Ticket Mensili!F7"


def test_rows_speak_for_their_month_and_channel_only(tickets, seed_months):
    sources = gather(tickets(("mail", "risolto", "2016-04-04 10:00:00"), monthly=seed_months))
    assert sources.value(APRIL, "gestiti") == 1
    assert sources.value(APRIL, "telefono_1") == 76
    assert sources.value(MAY, "gestiti") == 647


def test_a_value_of_the_quarter_belongs_to_no_month(monthly):
    sources = gather(monthly())
    assert sources.known("telefono_2") == ()
    assert sources.whole("telefono_2") == 300


def test_other_periods_are_set_aside(monthly, seed_months):
    sources = gather(
        monthly(*seed_months, ["Marzo", "1"], ["Aprile 2015", "2"], ["1° trimestre 2016", "3"], ["2016", "4"])
    )
    assert [str(record["mese"]) for record in sources.strangers] == ["2016-03", "2015-04", "2016-T1", "2016"]
    assert sources.value(APRIL, "alert") == 1016


def test_of_a_month_typed_twice_the_first_row_speaks(monthly, seed_months):
    sources = gather(monthly(*seed_months, ["apr-16", "1"]))
    assert sources.value(APRIL, "alert") == 1016


def test_nothing_known_is_nothing(inputs):
    sources = gather(inputs(SECTION, {}))
    assert not any(sources.has(month) for month in (APRIL, MAY, JUNE))
    assert sources.missing("gestiti") == (APRIL, MAY, JUNE)
