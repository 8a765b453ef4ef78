"""Tables as text: cells, alignment, and widths that make a table low."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.table_text import Align, TextTable, cell_text
from cst_xl.bulletin.typeface import REGULAR, SEMIBOLD, face
from cst_xl.core.blocks import OutColumn, Row, Table
from cst_xl.core.figures import Figure
from cst_xl.core.units import POINTS, RATE, SYMBOL, TEXT
from tests import strategies  # noqa: F401 - its profile
from tests.bulletin.making import table, text_table

WORDS = st.lists(st.text("abcdefghilmnopq", min_size=1, max_size=9), min_size=1, max_size=8).map(" ".join)


def test_cells_are_printed_as_the_figures_print_themselves():
    assert cell_text(Figure("x", Decimal("99.75"), RATE)) == "99,8%"
    assert [cell_text(one) for one in ("Aprile", None)] == ["Aprile", ""]


def test_numbers_stand_on_the_right_and_texts_on_the_left():
    assert [column.align for column in TextTable.of(table(["a"], [1])).columns] == [Align.LEFT, Align.RIGHT]


def test_printed_texts_stand_on_the_right_if_all_of_them_are_numbers():
    gap = Figure("x", Decimal("0.485"), POINTS)
    assert TextTable.of(text_table([["a", gap], ["b", None]])).columns[1].align is Align.RIGHT
    assert TextTable.of(text_table([["a", gap], ["b", "nessuno"]])).columns[1].align is Align.LEFT


def test_a_column_of_nothing_stands_on_the_left():
    assert TextTable.of(text_table([["a", None]])).columns[1].align is Align.LEFT


def test_signs_stand_in_the_middle_under_a_name_that_can_be_read_out():
    column = TextTable.of(text_table([["↑", "x"]], headers=("", "B"), units=(SYMBOL, TEXT))).columns[0]
    assert (column.align, column.symbol, column.header, column.name) == (Align.CENTER, True, "", "Segno")


def test_headers_over_several_columns_are_counted(focus):
    tickets = TextTable.of(focus.chapters[1].tables[0])
    assert tickets.groups == (("", 1), ("Da Nagios", 2), ("Ticket telefonici", 2), ("Ticket da mail", 6))


def test_a_table_without_groups_has_none():
    assert TextTable.of(table(["a"], [1])).groups == ()


def test_a_table_that_fits_is_as_wide_as_its_texts():
    text = TextTable.of(text_table([["aaa", "bbbb cccc"]]))
    wanted = [face(REGULAR).width(one, 10) + 6 for one in ("aaa", "bbbb cccc")]
    assert text.widths(500, 10, 6) == wanted


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=8), st.floats(120, 500))
def test_widths_fill_the_room_and_keep_words_whole(rows, room):
    columns = tuple(OutColumn(f"c{at}", f"Colonna {at}") for at in range(3))
    text = TextTable.of(Table("t", "T", columns, tuple(Row(row) for row in rows)))
    widths = text.widths(room, 8, 6)
    assert sum(widths) <= room + 1e-6
    least = [
        max(
            [face(REGULAR).width(word, 8) for row in rows for word in row[at].split()]
            + [face(SEMIBOLD).width("Colonna", 8)]
        )
        + 6
        for at in range(3)
    ]
    if sum(least) <= room:
        assert all(width >= one - 1e-6 for width, one in zip(widths, least, strict=True))


def test_room_goes_where_it_saves_lines():
    """A column of long texts beside one of short ones: the long one gets what the short one doesn't need."""
    text = TextTable.of(
        text_table([["una frase molto più lunga delle altre, che si spezza su più righe", "due parole"]] * 5)
    )
    long, short = text.widths(200, 8, 6)
    assert short >= face(REGULAR).width("due parole", 8) + 6
    assert long > 2 * short
