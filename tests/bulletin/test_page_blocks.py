"""Blocks as HTML: tables that can be walked, charts with words and numbers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from cst_xl.bulletin.focus import Chapter
from cst_xl.bulletin.markup import element
from cst_xl.bulletin.page_blocks import blocks, chart_block, table_block
from cst_xl.core.blocks import ChartKind, Sentence
from cst_xl.core.units import SYMBOL, TEXT
from tests.bulletin.making import chart, table, text_table

SVG = "{http://www.w3.org/2000/svg}"


def tree(markup):
    """The elements; ``col`` is closed for the XML parser."""
    return ET.fromstring(markup.replace('%">', '%" />') if "<col " in markup else markup)


def chapter(*said):
    """A chapter with these blocks and one table."""
    source = table(["Aprile", "Maggio"], [393, 647], total=1040)
    return Chapter("prova", "Prova", tuple(said), {"t": source})


def test_headers_have_scopes_and_a_caption_names_the_table():
    root = tree(table_block(table(["Aprile"], [393]), "x"))
    (caption,) = root.iter("caption")
    assert caption.text == "Tabella di prova"
    assert [one.get("scope") for one in root.iter("th")] == ["col", "col", "row"]
    assert [one.text for one in root.iter("td")] == ["393"]


def test_headers_over_several_columns_say_how_many(focus):
    root = tree(table_block(focus.chapters[1].tables[0], "x"))
    groups = [(one.text, one.get("colspan")) for one in root.iter("th") if one.get("scope") == "colgroup"]
    assert groups == [("Da Nagios", "2"), ("Ticket telefonici", "2"), ("Ticket da mail", "6")]


def test_a_row_is_named_by_its_first_cell_that_isn_t_a_sign():
    root = tree(table_block(text_table([["↑", "SLA.1"]], headers=("", "COD"), units=(SYMBOL, TEXT)), "x"))
    (head,) = [one for one in root.iter("th") if one.get("scope") == "row"]
    assert head.text == "SLA.1"
    (sign,) = root.iter("td")
    assert sign.get("class") == "focus-sign focus-up"


def test_a_column_without_a_header_has_one_for_screen_readers():
    root = tree(table_block(text_table([["↑", "SLA.1"]], headers=("", "COD"), units=(SYMBOL, TEXT)), "x"))
    hidden = next(root.iter("th")).find("span")
    assert (hidden.text, hidden.get("class")) == ("Segno", "visually-hidden")


def test_totals_are_set_apart():
    root = tree(table_block(table(["a"], [1], total=1), "x"))
    assert [one.get("class") for one in root.iter("tr")][-2:] == [None, "focus-total"]


def test_a_table_of_texts_becomes_a_list_on_a_phone_and_every_cell_has_its_header():
    root = tree(
        table_block(text_table([["SLA.1", "Una descrizione che è più lunga di quaranta caratteri"]]), "x")
    )
    box = root.find("div")
    assert "focus-stack" in box.get("class")
    assert box.get("tabindex") is None
    assert [one.get("data-label") for one in root.iter("td")] == ["B"]


def test_roles_are_those_of_a_table_even_where_css_shows_another_shape():
    root = tree(table_block(table(["a"], [1]), "x"))
    roles = [one.get("role") for one in root.iter() if one.get("role")]
    assert {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"} <= set(roles)


def test_a_wide_table_of_numbers_scrolls_in_a_box_that_the_keyboard_reaches(focus):
    box = tree(table_block(focus.chapters[1].tables[0], "x")).find("div")
    assert (box.get("role"), box.get("tabindex"), box.get("aria-labelledby")) == ("region", "0", "x-titolo")


def test_a_note_stands_under_its_table(focus):
    root = tree(table_block(focus.chapters[1].tables[0], "x"))
    assert root[-1].text == focus.chapters[1].tables[0].note


def test_a_chart_has_its_words_and_leads_to_its_numbers_beside_it():
    made, source = chart(), chapter(table(["Aprile", "Maggio"], [393, 647]))
    root = tree(chart_block(made, source, small=True))
    folded = root.find("details")
    assert folded.find("p").text == made.alternative
    assert folded.find("p/a").get("href") == "#tabella-t"


def test_a_chart_whose_numbers_stand_nowhere_else_has_them_folded_below():
    root = tree(chart_block(chart(), chapter(), small=True))
    assert [one.text for one in root.find("details").iter("td")] == ["393", "647", "1.040"]


def test_a_chart_is_drawn_for_a_desk_and_for_a_phone():
    root = tree(chart_block(chart(), chapter(), small=False))
    widths = [one.get("width") for one in root.iter(f"{SVG}svg")]
    assert widths == ["720", "340"]
    assert len({one.get("aria-labelledby") for one in root.iter(f"{SVG}svg")}) == 2


def test_a_ring_is_small_anyway():
    root = tree(chart_block(chart(ChartKind.DOUGHNUT), chapter(), small=False))
    assert len(list(root.iter(f"{SVG}svg"))) == 1


def test_one_sentence_is_a_paragraph_several_are_a_list():
    lead, one, two = Sentence("a", "Apre.", headline=True), Sentence("b", "Dice."), Sentence("c", "Aggiunge.")
    single = tree(element("div", *blocks(chapter(lead, one))))
    assert [(child.tag, child.get("class")) for child in single] == [("p", "focus-lead"), ("p", "focus-said")]
    several = tree(element("div", *blocks(chapter(lead, one, two))))
    assert [li.text for li in several.iter("li")] == ["Dice.", "Aggiunge."]


def test_a_narrow_table_stands_beside_its_only_chart():
    both = list(
        blocks(chapter(table(["Aprile", "Maggio", "Giugno", "Luglio", "Agosto"], [1, 2, 3, 4, 5]), chart()))
    )
    assert len(both) == 1
    assert both[0].startswith('<div class="focus-pair">')


def test_two_charts_stand_side_by_side(focus):
    access = next(one for one in focus.chapters if one.key == "accessi")
    assert list(blocks(access))[-1].startswith('<div class="focus-charts">')
