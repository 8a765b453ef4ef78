"""The list of columns agrees with the raw tables that it stands between."""

from __future__ import annotations

from cst_xl.sections.tickets.columns import BY_KEY, COUNTS, DONE_KEYS, STATE_KEYS, STATE_OF
from cst_xl.sections.tickets.raw import MEANINGS, MONTHLY


def test_every_column_is_a_column_of_the_monthly_sheet():
    assert set(BY_KEY) <= {column.key for column in MONTHLY.columns}


def test_states_and_their_columns_are_in_the_same_order():
    """The codes of states are places in both."""
    assert tuple(STATE_OF) == MEANINGS
    assert tuple(count.key for count in COUNTS if count.key in STATE_KEYS) == STATE_KEYS


def test_what_counts_as_solved_are_states():
    assert set(DONE_KEYS) < set(STATE_KEYS)
