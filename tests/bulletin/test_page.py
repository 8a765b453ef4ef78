"""The page as text: complete, self-contained, and every class it uses known to a style sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from cst_xl.bulletin import page
from cst_xl.bulletin.imprint import Logo
from cst_xl.bulletin.page import Link
from tests.bulletin.test_imprint import SVG

ISSUES = (Link("1° trimestre 2016", "../Focus_2016-T1/Focus_2016-T1.html"),)
DOWNLOADS = (
    Link("Focus in PDF", "Focus_2016-T2.pdf", "(PDF, 160 kB)"),
    Link("Dati", "dati/Focus_2016-T2.json"),
)


class Reading(HTMLParser):
    """The start tags of a page with their attributes, in order, and whether all of them are closed."""

    VOID = frozenset({"meta", "br", "img", "hr", "col", "link"})

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def of(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def html(focus):
    return page.render(focus, ISSUES, DOWNLOADS)


@pytest.fixture(scope="module")
def reading(html):
    return Reading(html)


def words(html):
    """What can be read, without tags, blanks as one."""
    body = html.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_every_element_is_closed_in_its_place(reading):
    assert reading.open == []


def test_the_language_is_italian_and_the_title_that_of_the_bulletin(html, reading, focus):
    assert reading.of("html") == [{"lang": "it"}]
    assert f"<title>{focus.title}</title>" in html


def test_it_asks_for_nothing(html):
    """No address but those of name spaces and of what is inside; the policy forbids the rest."""
    loads = re.findall(r"""(?:src|srcset|data|poster)=["']([^"']+)|url\(([^)]+)\)|@import""", html)
    assert loads
    assert all((one or other).strip("'\"").startswith("data:") for one, other in loads)
    assert "<script" not in html
    assert "<link" not in html
    assert "default-src 'none'" in html


def test_ids_are_unique_and_every_link_inside_leads_somewhere(reading):
    ids = [attributes["id"] for _, attributes in reading.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [attributes["href"] for attributes in reading.of("a") if attributes["href"].startswith("#")]
    assert inside
    assert {href.removeprefix("#") for href in inside} <= set(ids)


def test_every_reference_of_a_label_exists(reading):
    ids = {attributes["id"] for _, attributes in reading.tags if "id" in attributes}
    for _, attributes in reading.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert attributes.get(name) is None or attributes[name] in ids


def test_every_class_is_known_to_a_style_sheet(reading):
    """Else the extract of Bootstrap Italia has fallen behind the page."""
    assets = files("cst_xl.bulletin") / "assets"
    styles = "".join(
        (assets / name).read_text(encoding="utf-8") for name in ("bootstrap-italia.css", "page.css")
    )
    known = set(re.findall(r"\.([A-Za-z][\w-]*)", styles))
    used = {one for _, attributes in reading.tags for one in (attributes.get("class") or "").split()}
    assert used <= known


def test_every_sentence_is_there_in_order(html, focus):
    text = words(html)
    at = text.index(focus.headline.text)
    for chapter in focus.chapters:
        for sentence in chapter.sentences:
            at = text.index(" ".join(sentence.text.split()), at)


def test_every_cell_of_every_table_is_there(html, focus):
    text = words(html)
    for chapter in focus.chapters:
        for table in chapter.sources.values():
            shown = table in chapter.tables or any(chart.table == table.key for chart in chapter.charts)
            for row in table.rows if shown else ():
                for cell in row.cells:
                    printed = cell if isinstance(cell, str) or cell is None else cell.text
                    assert " ".join((printed or "").split()) in text


def test_it_opens_with_the_number_that_stands_for_each_chapter_but_the_one_of_the_headline(html, focus):
    opening = words(html.partition('<dl class="focus-key">')[2].partition("</dl>")[0])
    assert all(one.figure for one in focus.chapters[1:])
    for one in focus.chapters[1:]:
        assert words(one.figure.text) in opening
        assert words(one.figure.label) in opening
        assert f'<a href="#{one.key}">' in html
    assert html.partition("</dl>")[0].count("<dt>") == len(focus.chapters) - 1


def test_headings_go_down_one_level_at_a_time(reading, focus):
    levels = [tag for tag, _ in reading.tags if re.fullmatch(r"h\d", tag)]
    assert levels.count("h1") == 1
    assert set(levels) == {"h1", "h2"}
    assert levels.count("h2") == len(focus.chapters) + 3  # contents, method, data


def test_the_whole_method_is_there(html, focus):
    text = words(html)
    assert all(" ".join(note.text.split()) in text for note in focus.method)


def test_other_quarters_can_be_reached_and_this_one_is_marked(html, focus):
    assert '<a href="../Focus_2016-T1/Focus_2016-T1.html">1° trimestre 2016</a>' in html
    assert '<span aria-current="page">2° trimestre 2016</span>' in html
    assert "aria-current" not in page.render(focus)


def test_downloads_are_listed_with_what_they_are(html, focus):
    assert '<a href="Focus_2016-T2.pdf">Focus in PDF</a> (PDF, 160 kB)' in html
    assert "dati-aperti" not in page.render(focus).partition("<body>")[2]


def test_a_draft_says_so_to_everybody(draft, html):
    made = page.render(draft)
    assert page.DRAFT_NOTE in words(made)
    assert "<title>BOZZA - " in made
    assert 'class="focus-watermark"' in made
    assert "BOZZA" not in words(html)


def test_the_institution_s_colour_and_logo_are_used(focus):
    imprint = replace(focus.imprint, institution="Comune di Prova", colour="#7a1f2e", logo=Logo(SVG, "svg"))
    made = page.render(replace(focus, imprint=imprint))
    assert ":root{--focus-accent:#7a1f2e}" in made
    assert '<img alt="Logo di Comune di Prova" src="data:image/svg+xml;base64,' in made
    assert "Comune di Prova" in words(made)


def test_nothing_that_a_person_typed_becomes_markup(focus):
    trap = '"><script>alert(1)</script><b>$title ${x}'
    made = page.render(
        replace(focus, imprint=replace(focus.imprint, institution=trap)), [Link(trap, trap, trap)]
    )
    assert "<script" not in made
    assert trap in unescape(made)
    assert Reading(made).open == []


def test_it_is_small_enough_to_mail(html):
    assert len(html.encode()) < 250_000


def test_the_same_bulletin_gives_the_same_page(focus, html):
    assert page.render(focus, ISSUES, DOWNLOADS) == html
