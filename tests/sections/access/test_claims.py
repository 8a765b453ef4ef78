"""«principalmente» is said of more than half, and only when rounding can't turn it."""

from __future__ import annotations

import pytest

from cst_xl.sections.access import SECTION


@pytest.mark.parametrize(
    ("night", "day", "word"),
    [
        ("50", "77", "in minoranza"),
        ("77", "50", "principalmente"),
        ("5000", "5000", "per metà"),
        ("5001", "5000", "principalmente"),
    ],
)
def test_the_word_follows_the_share(bands, night, day, word):
    assert (
        SECTION.run(bands(("18-8", night), ("8-18", day))).figures["accessi.frase.fuori_orario"].value == word
    )


@pytest.mark.parametrize(("night", "day"), [("50", "50"), ("51", "50"), ("50", "51")])
def test_a_share_that_rounding_may_carry_over_one_half_is_no_claim(bands, night, day):
    result = SECTION.run(bands(("18-8", night), ("8-18", day)))
    assert result.figures["accessi.frase.fuori_orario"].value is None
    assert any("arrotondamento" in finding.message for finding in result.findings)


def test_the_week_is_better_ground_than_the_hours_alone(week):
    """Few accesses at night, many at weekends: out of hours in the minority, at a closed counter in the majority."""
    rows = [[str(hour), *(["10" if 8 <= hour < 18 else "1"] * 5), "50", "50"] for hour in range(24)]
    figures = SECTION.run(week(*rows)).figures
    assert figures["accessi.frase.fuori_orario"].value == "principalmente"


def test_nothing_is_claimed_of_nothing(inputs):
    assert SECTION.run(inputs(SECTION, {})).figures["accessi.frase.fuori_orario"].value is None
