"""Markup: nothing that a person typed becomes a tag."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.bulletin.markup import Markup, amount, element, joined
from tests import strategies  # noqa: F401 - its profile

PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
)


@given(PRINTABLE, PRINTABLE)
def test_any_text_comes_back_as_text_and_as_attribute(text, value):
    tree = ET.fromstring(element("p", text, title=value or "x"))
    assert "".join(tree.itertext()) == text
    assert tree.get("title") == (value or "x")
    assert len(tree) == 0


def test_markup_stays_markup_inside_markup():
    assert element("ul", element("li", "a & b")) == "<ul><li>a &amp; b</li></ul>"
    assert joined("<", Markup("<br>"), None) == "&lt;<br>"


def test_attribute_names_are_those_of_html():
    made = element("td", class_="x", aria_label="y", hidden="", title=None)
    assert made == '<td class="x" aria-label="y" hidden=""></td>'


def test_an_empty_element_has_no_end():
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


@pytest.mark.parametrize(
    ("value", "text"), [(12, "12"), (12.5, "12.5"), (1 / 3, "0.33"), (-0.001, "0"), (100.0, "100")]
)
def test_lengths_are_short(value, text):
    assert amount(value) == text
