"""Response times: three statistics, units never guessed, other quarters left out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.errors import CstError
from cst_xl.intake.latency import Statistics
from tests.intake.samples import context, of_text

HEADER = "Data;Servizio;Tempo (ms)\n"


def rows(*values, header=HEADER, day="01/04/2016 08:00"):
    return header + "".join(f"{day};PORTALE WGET;{value}\n" for value in values)


def measured(text, **parameters):
    found = of_text(text, context(("servizio", "*WGET*", "SLA.3"), **parameters))
    return {row[0]: row[1] for row in found.rows("sla")}, found


@pytest.mark.parametrize(
    ("statistic", "value"), [("massimo", "20 ms"), ("media", "10,5 ms"), ("95° percentile", "19 ms")]
)
def test_the_parameter_chooses_the_statistic(statistic, value):
    assert measured(rows(*range(1, 21)), sla3_statistica=statistic)[0] == {"SLA.3": value}


def test_all_three_stand_in_the_note():
    _, found = measured(rows(5, 7))
    assert "2 misure, massimo 7 ms, media 6 ms, 95° percentile 7 ms" in found.rows("sla")[0][5]
    assert found.said == "tempi di risposta, 2 misure, 1/4/2016"


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("Data;Servizio;Tempo di risposta\n", "0,007 s", "7 ms"),
        ("Data;Servizio;Tempo di risposta\n", "7 ms", "7 ms"),
        ("Data;Servizio;Tempo (s)\n", "0.007", "7 ms"),
    ],
)
def test_the_unit_is_that_of_the_cell_or_of_the_header(header, value, expected):
    assert measured(rows(value, header=header))[0] == {"SLA.3": expected}


def test_without_a_unit_nothing_is_guessed():
    with pytest.raises(CstError, match="con la sua unità"):
        measured(rows("0,007", header="Data;Servizio;Tempo\n"))


@pytest.mark.parametrize(
    ("values", "highest"),
    [
        (("1.234", "6.5"), "6,5 ms"),
        (("1.234", "6,5"), "1.234 ms"),
        (("1,234", "6,5"), "6,5 ms"),
        (("1,234", "6.5"), "1.234 ms"),
    ],
)
def test_the_mark_of_the_decimals_is_that_of_the_other_cells(values, highest):
    assert measured(rows(*values))[0] == {"SLA.3": highest}


def test_a_mark_that_may_be_of_thousands_or_of_decimals_is_not_guessed():
    values, found = measured(rows("1.234", "7"))
    assert values == {"SLA.3": "7 ms"}
    assert any("1 riga non si legge" in one.message for one in found.findings)


def test_samples_of_another_quarter_don_t_count_and_are_said():
    text = rows(5) + "01/07/2016 08:00;PORTALE WGET;99\n"
    values, found = measured(text)
    assert values == {"SLA.3": "5 ms"}
    assert any("1 misura di altri periodi" in one.message for one in found.findings)


def test_what_isn_t_a_time_is_told():
    _, found = measured(rows(5, "lento"))
    assert any("1 riga non si legge" in one.message for one in found.findings)


def test_a_service_that_nothing_maps_is_listed_with_its_number():
    found = of_text(rows(5, 7), context(("host", "x", "SLA.1")))
    assert not found.rows("sla")
    assert any("«PORTALE WGET» (2 misure" in one.message for one in found.findings)


def test_a_service_mapped_to_an_availability_isn_t_measured_in_milliseconds():
    found = of_text(rows(5), context(("servizio", "*WGET*", "SLA.4")))
    assert not found.rows("sla")


@given(st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=200))
def test_the_percentile_is_a_sample_that_95_percent_don_t_exceed(samples):
    found = Statistics.of(samples)
    assert found.percentile in samples
    assert sum(one <= found.percentile for one in samples) * 100 >= 95 * len(samples)
    assert sum(one < found.percentile for one in samples) * 100 < 95 * len(samples)
    assert found.highest == max(samples)
    assert found.mean * len(samples) == pytest.approx(sum(samples))


def test_a_service_may_be_mapped_with_its_host():
    text = "Timestamp,Host,Service,rtt_ms\n2016-04-01 08:00:00,PORTALE,WGET,6.9\n2016-04-01 08:00:00,ALTRO,WGET,99\n"
    (row,) = of_text(text, context(("servizio", "PORTALE;WGET", "SLA.3"))).rows("sla")
    assert row[1] == "6,9 ms"
