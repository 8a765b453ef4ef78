"""The palette: what is drawn can be seen, what is written on it can be read."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from cst_xl.bulletin.imprint import contrast
from cst_xl.bulletin.palette import SEQUENCE, Colour, role_paint

ROLES = [
    "corrente",
    "precedente",
    "rilevato",
    "atteso",
    "accessi",
    "risolti",
    "non_competenza",
    "aperti",
    "nuovi",
    "cns",
]
PAINTS = [*SEQUENCE, *map(role_paint, ROLES)]


@pytest.mark.parametrize("paint", PAINTS)
def test_a_mark_shows_on_white_by_its_fill_or_its_outline(paint):
    """WCAG 2.1, 1.4.11."""
    assert contrast(paint.edge.value, Colour.WHITE.value) >= 3


@pytest.mark.parametrize("paint", PAINTS)
def test_a_number_on_a_mark_can_be_read(paint):
    """WCAG 2.1, 1.4.3."""
    assert contrast(paint.ink.value, paint.fill.value) >= 4.5


@pytest.mark.parametrize(
    "colour", [Colour.TEXT, Colour.MUTED, Colour.SECONDARY, Colour.EMPHASIS, Colour.PRIMARY_DARK]
)
def test_text_colours_can_be_read_on_white(colour):
    assert contrast(colour.value, Colour.WHITE.value) >= 4.5


def test_the_stacked_ticket_states_have_four_different_fills():
    assert len({role_paint(role).fill for role in ("risolti", "non_competenza", "aperti", "nuovi")}) == 4


def test_an_unknown_role_has_always_the_same_paint():
    assert role_paint("nuovo-ruolo") is role_paint("nuovo-ruolo")
    assert role_paint("nuovo-ruolo") in SEQUENCE


OTHER_TOKENS = {"#f2f7fc", "#992639"}
"""blue-97 and red-37 of the same package, used by the page alone."""


def test_the_page_has_no_colour_of_its_own():
    sheet = (files("cst_xl.bulletin") / "assets" / "page.css").read_text(encoding="utf-8")
    used = set(re.findall(r"#[0-9a-f]{6}", sheet.lower()))
    assert used <= {colour.value for colour in Colour} | OTHER_TOKENS
