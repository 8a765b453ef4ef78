"""Columns by their headers: in either language, wherever the header row stands."""

from __future__ import annotations

from cst_xl.intake.columns import Field, likeness, locate
from cst_xl.intake.source import Sheet

FIELDS = (
    Field("a", ("Uno", "One"), required=True),
    Field("b", ("Due",)),
    Field("n", ("Number",), signed=("#",)),
)


def test_headers_are_found_in_any_language_below_titles():
    located = locate(Sheet("x", [["Titolo"], [], ["one ", "Altro", "DUE"], [1, 2, 3], [None], [4]]), FIELDS)
    assert located is not None
    assert (located.row, dict(located.places)) == (2, {"a": 0, "b": 2})
    assert list(
        located.rows(Sheet("x", [["Titolo"], [], ["one", "Altro", "DUE"], [1, 2, 3], [None], [4]]))
    ) == [
        (4, {"a": 1, "b": 3}),
        (6, {"a": 4, "b": None}),
    ]


def test_a_sign_is_compared_as_it_is():
    located = locate(Sheet("x", [["#", "Number", "Uno"]]), FIELDS)
    assert located is not None
    assert located.places["n"] == 0


def test_what_a_reader_would_need_is_said():
    found = likeness(Sheet("x", [["Due"]]), FIELDS)
    assert found.missing == ("Uno",)
    assert found.score == 0


def test_a_sheet_without_rows_names_nothing():
    assert locate(Sheet("x", []), FIELDS) is None
