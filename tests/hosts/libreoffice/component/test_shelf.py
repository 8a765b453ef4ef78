"""Two shelves that are filled in the same order hold the same things: so both ends of the pipe agree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cst_xl.hosts.libreoffice.component.shelf import Shelf, digest


def test_what_was_used_longest_ago_goes_first():
    shelf = Shelf(room=2)
    shelf.put("a", 1)
    shelf.put("b", 2)
    assert shelf.get("a") == 1
    shelf.put("c", 3)
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == (1, None, 3)


def test_putting_gives_back_what_was_put_and_replaces_what_was_there():
    shelf = Shelf()
    assert shelf.put("a", [1]) == [1]
    assert shelf.put("a", [2]) == [2]
    assert shelf.get("a") == [2]


@given(st.lists(st.integers(0, 8)), st.integers(1, 5))
def test_office_and_worker_always_agree_on_what_is_there(asked, room):
    """The office decides by its own shelf whether a table must be sent; the worker must then have it, or get it."""
    sent, kept = Shelf(room), Shelf(room)
    for table in asked:
        if sent.get(table):
            assert kept.get(table) == f"content of {table}"
        else:
            assert kept.get(table) is None
            sent.put(table, item=True)
            kept.put(table, f"content of {table}")


def test_different_contents_have_different_names():
    names = {digest(bytes([a, b])) for a in range(50) for b in range(50)}
    assert len(names) == 2_500
    assert digest(b"x") == digest(b"x")
