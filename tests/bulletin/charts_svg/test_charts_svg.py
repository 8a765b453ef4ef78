"""Drawing any chart: the right kind at the right width, from real sections and made-up numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.charts_svg import HALF, WIDE, draw, has_data
from cst_xl.core.blocks import ChartKind
from tests import strategies  # noqa: F401 - its profile
from tests.bulletin.charts_svg.reading import texts, tree
from tests.bulletin.making import chart, table

NUMBERS = st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 1e6).map(lambda one: round(one, 2)))


@given(
    st.sampled_from(ChartKind),
    st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8),
    st.integers(240, 900),
)
def test_any_numbers_can_be_drawn_at_any_width(kind, pairs, width):
    first, second = zip(*pairs, strict=True)
    series = (first,) if kind is ChartKind.DOUGHNUT else (first, second)
    data = table([f"nome {at}" for at in range(len(pairs))], *series)
    made = chart(kind, len(series))
    drawing = draw(made, data, width)
    assert tree(drawing).get("viewBox") == f"0 0 {width} {drawing.height}"


def test_columns_lie_down_where_they_don_t_fit():
    data = table([f"Categoria numero {at}" for at in range(9)], list(range(1, 10)))
    assert draw(chart(), data, HALF).height > draw(chart(), data, WIDE).height


def test_ids_differ_by_prefix_so_that_a_page_can_hold_both():
    data = table(["a"], [1])
    ids = [
        {one.get("id") for one in tree(draw(chart(), data, prefix=p)).iter() if one.get("id")}
        for p in ("", "m-")
    ]
    assert ids[0].isdisjoint(ids[1])


def test_nothing_known_is_nothing_to_draw():
    assert not has_data(chart(), table(["a", "b"], [None, None]))
    assert has_data(chart(), table(["a", "b"], [None, 0]))


def test_a_name_can_t_become_markup():
    written = texts(draw(chart(), table(["<script>alert(1)</script>"], [1])))
    assert "<script>alert(1)</script>" in " ".join(written)


def test_every_chart_of_the_example_shows_every_number_of_its_table(focus):
    for chapter in focus.chapters:
        for made in chapter.charts:
            source = chapter.sources[made.table]
            shown = [
                at
                for at, column in enumerate(source.columns)
                if column.key in {s.column for s in made.series}
            ]
            written = texts(draw(made, source, WIDE))
            for row in source.rows:
                if not row.total:
                    numbers = [row.cells[at] for at in shown if row.cells[at].number]
                    assert all(one.text in written for one in numbers), (made.key, row)


@pytest.mark.parametrize("width", [HALF, WIDE])
def test_every_chart_of_the_example_says_its_title_and_its_words(focus, width):
    for chapter in focus.chapters:
        for made in chapter.charts:
            root = tree(draw(made, chapter.sources[made.table], width))
            assert [root[0].text, root[1].text] == [made.title, made.alternative]
