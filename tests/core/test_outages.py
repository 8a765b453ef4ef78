"""What stops come to: minutes by kind, and the two availabilities that a contract may mean."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cst_xl.core.outages import Downtime
from cst_xl.core.periods import Period

Q2_2016 = Period.quarter(2016, 2)


def test_the_two_readings_of_a_contract_are_those_that_the_tools_give():
    """The outages of ICMSCMF in domain.md: Nagios says 98,985, an excluded window gives 99,422."""
    icms = Downtime(planned=Decimal(34560) / 60, unplanned=Decimal(79803 - 34560) / 60)
    included = icms.availability(Q2_2016.minutes, planned_counts=True)
    excluded = icms.availability(Q2_2016.minutes, planned_counts=False)
    assert (round(included, 3), round(excluded, 3)) == (Decimal("98.985"), Decimal("99.422"))


def test_a_quarter_that_was_one_planned_stop_has_no_availability_without_it():
    whole = Downtime(planned=Decimal(Q2_2016.minutes), unplanned=Decimal(0))
    assert whole.availability(Q2_2016.minutes, planned_counts=True) == 0
    assert whole.availability(Q2_2016.minutes, planned_counts=False) is None


@given(st.decimals(0, 60000, places=2), st.decimals(0, 60000, places=2))
def test_leaving_planned_stops_out_never_lowers_an_availability(planned, unplanned):
    one = Downtime(planned, unplanned)
    with_them, without = (
        one.availability(Q2_2016.minutes, planned_counts=counts) for counts in (True, False)
    )
    assert 0 <= with_them <= without <= 100
