"""Rings: every part named with its number, the whole in the middle."""

from __future__ import annotations

import re
from math import atan2, pi

import pytest

from cst_xl.bulletin.charts_svg.doughnut import doughnut
from cst_xl.bulletin.charts_svg.plot import Plot
from cst_xl.core.blocks import ChartKind
from tests.bulletin.charts_svg.reading import SVG, finished, texts, tree
from tests.bulletin.making import chart, table


def drawn(data, width=340):
    """The finished drawing."""
    return finished(doughnut(Plot.of(chart(ChartKind.DOUGHNUT), data), width))


def turns(drawing):
    """Which part of the turn each slice covers, read from the ends of its outer arc."""
    centre = None
    found = []
    for path in tree(drawing).iter(f"{SVG}path"):
        numbers = [float(one) for one in re.findall(r"-?\d+\.?\d*", path.get("d"))]
        start, end = (numbers[0], numbers[1]), (numbers[7], numbers[8])
        large = numbers[5]
        if centre is None:
            centre = (start[0], start[1] + 74)
        angles = [atan2(x - centre[0], centre[1] - y) % (2 * pi) for x, y in (start, end)]
        found.append(((angles[1] - angles[0]) % (2 * pi) / (2 * pi), large))
    return found


def test_slices_are_as_wide_as_their_shares():
    (first, large), (second, small) = turns(drawn(table(["a", "b"], [75, 25])))
    assert first == pytest.approx(0.75, abs=0.02)
    assert second == pytest.approx(0.25, abs=0.02)
    assert (large, small) == (1, 0)


def test_every_part_is_named_with_its_number_and_the_whole_stands_inside():
    written = texts(drawn(table(["Di produzione", "Altre"], [75, 29], total=104)))
    assert {"75", "29", "104", "totale", "Di produzione", "Altre"} <= set(written)


def test_without_a_row_of_totals_the_middle_is_empty():
    assert "totale" not in texts(drawn(table(["a", "b"], [78, 22])))


def test_a_part_of_nothing_is_left_out():
    assert "b" not in texts(drawn(table(["a", "b"], [100, 0])))


def test_one_part_is_a_whole_ring():
    (slice_,) = turns(drawn(table(["a"], [100])))
    assert slice_[0] > 0.99


@pytest.mark.parametrize("width", [218, 720])
def test_entries_stay_on_the_paper_beside_or_below(width):
    drawing = drawn(table(["Smartphone e tablet", "Desktop"], [22, 78]), width)
    for one in tree(drawing).iter(f"{SVG}text"):
        assert 0 <= float(one.get("x")) < width
        assert float(one.get("y")) < drawing.height
