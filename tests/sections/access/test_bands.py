"""Accesses by band of the day, and the share outside the counter's hours."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.figures import Total
from cst_xl.core.published import Verdict, compare, reach
from cst_xl.sections.access import SECTION
from tests.seed import audited

SEED = (("00:00-08:00", "17"), ("08:00-18:00", "77"), ("18:00-24:00", "33"))
OURS = [one for one in audited() if one.id.startswith("accessi.")]


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_a_figure_agrees_with_the_bulletin_exactly_where_the_audit_says_so(example, one):
    figures = SECTION.run(example(SECTION)).figures
    expected = Verdict.DIFFERENT if one.verdict == "disagrees" else Verdict.EQUAL
    assert compare(one.published, figures[one.id], figures) is expected


def test_the_share_out_of_hours_is_exact_and_knows_how_far_rounding_moves_it(bands):
    figures = SECTION.run(bands(*SEED)).figures
    share = figures["accessi.fuori_orario"]
    assert share.value == Decimal(100) * 50 / 127
    lowest, highest = reach(share, figures)
    assert (round(lowest, 1), round(highest, 1)) == (Decimal("38.7"), Decimal("40.0"))


def test_hours_are_summed_into_the_parts_of_the_day(bands):
    figures = SECTION.run(bands(*((f"{hour}h", str(1000 + hour)) for hour in range(24)))).figures
    evening = figures["accessi.fascia.18-24"]
    assert evening.value == 6 * 1000 + 18 + 19 + 20 + 21 + 22 + 23
    assert evening.basis == Total(tuple(f"accessi.fascia.{h}-{h + 1}" for h in range(18, 24)))
    assert figures["accessi.totale"].value == sum(1000 + hour for hour in range(24))


def test_hours_of_the_day_follow_the_counter_s_own_hours(bands):
    rows = [(f"{hour}h", "2000") for hour in range(24)]
    figures = SECTION.run(bands(*rows, parameters={"orario_sportello": "lun-ven 9-13"})).figures
    assert figures["accessi.fascia.09-13"].value == 8000
    assert figures["accessi.fuori_orario"].value == Decimal(100) * 20 / 24


def test_an_unbroken_opening_leaves_nothing_out_of_hours(bands):
    figures = SECTION.run(bands(*SEED, parameters={"orario_sportello": "h24"})).figures
    assert figures["accessi.fuori_orario"].value == 0


def test_a_night_in_one_piece_is_out_of_hours(bands):
    figures = SECTION.run(bands(("18-8", "5000"), ("8-18", "7700"))).figures
    assert figures["accessi.fuori_orario"].value == Decimal(100) * 5000 / 12700


@pytest.mark.parametrize(
    ("units", "name", "rounding"),
    [
        (("", "", ""), "accessi, unità non indicata", "0.5"),
        (("migliaia", "", ""), "migliaia di accessi", "0.5"),
        (("accessi", "accessi", "accessi"), "accessi", "0"),
    ],
)
def test_the_unit_decides_the_rounding_of_the_inputs(bands, units, name, rounding):
    rows = [(*row, unit) for row, unit in zip(SEED, units, strict=True)]
    figure = SECTION.run(bands(*rows)).figures["accessi.fascia.08-18"]
    assert (figure.unit.name, figure.rounding) == (name, Decimal(rounding))


def test_large_numbers_without_a_unit_are_accesses(bands):
    figure = SECTION.run(bands(*((band, value + "021") for band, value in SEED))).figures[
        "accessi.fascia.08-18"
    ]
    assert (figure.value, figure.unit.name, figure.rounding) == (77021, "accessi", 0)


def test_thousands_beside_single_accesses_are_multiplied(bands):
    rows = [("00-08", "17", "migliaia"), ("08-18", "77000", "accessi"), ("18-24", "33000", "accessi")]
    figures = SECTION.run(bands(*rows)).figures
    assert figures["accessi.fascia.00-08"].value == 17000
    assert figures["accessi.fascia.00-08"].rounding == 500
    assert figures["accessi.fascia.08-18"].rounding == 0


@pytest.mark.parametrize(
    "rows",
    [
        SEED[:2],
        (*SEED, ("07-09", "3")),
        (("00-09", "17"), ("09-18", "77"), ("18-24", "33")),
        (*SEED[:2], ("18-24", "n.d.")),
    ],
)
def test_a_day_that_is_not_whole_has_no_share(bands, rows):
    assert SECTION.run(bands(*rows)).figures["accessi.fuori_orario"].value is None


@pytest.mark.parametrize("rows", [SEED[:2], (*SEED, ("07-09", "3")), (*SEED[:2], ("sera", "33"))])
def test_a_day_that_is_not_whole_has_no_total(bands, rows):
    assert SECTION.run(bands(*rows)).figures["accessi.totale"].value is None


def test_hours_of_the_counter_that_cannot_be_read_leave_the_share_out_of_them_unknown(bands):
    """The usual hours stand in for them elsewhere, but a number that rests on a guess isn't printed."""
    figures = SECTION.run(bands(*SEED, parameters={"orario_sportello": "8-18 circa"})).figures
    assert figures["accessi.fuori_orario"].value is None
    assert figures["accessi.fascia.08-18.quota"].text == "60,6%"


def test_the_table_by_weekday_stands_in_for_missing_bands(week):
    figures = SECTION.run(week()).figures
    assert figures["accessi.fascia.08-18"].value == 10 * 120
    assert figures["accessi.fascia.08-18"].rounding == 0


def test_the_table_by_weekday_does_not_stand_in_while_one_of_its_cells_is_unread(week):
    rows = [
        [f"{hour}h", "10", "10", "10", "10", "10", "30", "x" if hour == 9 else "40"] for hour in range(24)
    ]
    assert SECTION.run(week(*rows)).figures["accessi.totale"].value is None


def test_an_empty_section_has_every_figure_of_the_bulletin_but_the_bands(inputs):
    result = SECTION.run(inputs(SECTION, {}))
    assert not result.filled
    assert {one.id for one in OURS if ".fascia." not in one.id} <= {figure.id for figure in result.figures}


def test_every_figure_has_an_italian_label_of_its_own(week):
    labels = [figure.label for figure in SECTION.run(week()).figures]
    assert all(labels)
    assert len(set(labels)) == len(labels)
