"""The example on paper: LibreOffice prints it under Italian settings, sheet by sheet, and the pages are read back.

That every figure of the audit is printed somewhere is asked in `test_shown`; here it is where, on how many pages, and
whether a page holds what its sheet shows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.file import FileBook
from tests.seed import with_verdict

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office

ITALIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>it-IT</value></prop></item></oor:items>
"""
"""LibreOffice's own setting for the language of numbers and dates; without it 1.715 is printed as 1,715."""

TROUBLE = (
    "#NAME?",
    "#NOME?",
    "###",
    "Err:",
    "#N/A",
    "#N/D",
    "#VALUE!",
    "#VALORE!",
    "#REF!",
    "#RIF!",
    "#CST!",
    "nan",
    "None",
)
FOOT = 45
"""Points at the foot of a page that only its footer uses."""

FOOTER = re.compile(r"(\S[^\n]*?)\s+Pagina (\d+) di (\d+)\s*$")
ENGLISH_DECIMALS = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])")
PREFIXES = {
    "sla": "SLA",
    "ticket": "Ticket",
    "infrastruttura": "Infrastruttura",
    "servizi": "Servizi",
    "utilizzo": "Utilizzo",
    "accessi": "Accessi",
    "credenziali": "Credenziali",
}
"""First part of a figure's id -> the computed sheet that shows it."""


@dataclass(frozen=True)
class Page:
    """One printed page.

    Attributes:
        sheet: The sheet that it is of, as its footer says.
        number: Which page of how many, as its footer says.
        text: Its text, blanks of every kind as one space.
        words: Every word with its left, top, right and bottom edge, in points.
        width: Of the paper, in points.
        height: The same.
    """

    sheet: str
    number: tuple[int, int]
    text: str
    words: tuple[tuple[str, float, float, float, float], ...]
    width: float
    height: float


@pytest.fixture(scope="module")
def pages(built_example, tmp_path_factory):
    """The whole workbook, printed."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{program} isn't installed")
    folder = tmp_path_factory.mktemp("carta")
    pdf = printed(built_example, folder)
    sheets = FileBook.open(built_example).sheets()
    return [page_of(element, sheets) for element in laid_out(pdf)]


def printed(workbook: Path, folder: Path) -> Path:
    """Print a workbook to PDF in a profile of its own."""
    settings = folder / "profilo" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ITALIAN, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profilo').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(workbook),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{workbook.stem}.pdf"


def laid_out(pdf: Path) -> list[etree._Element]:
    """The pages with the place of every word, as poppler gives them."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    markup = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout
    return list(etree.fromstring(markup, etree.XMLParser(recover=True)).iter("{*}page"))


def page_of(element: etree._Element, sheets: tuple[str, ...]) -> Page:
    """Read one page; the footer names the file, the sheet, the page and how many there are."""
    words = tuple(
        ("".join(word.itertext()), *(float(word.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax")))
        for word in element.iter("{*}word")
    )
    width, height = float(element.get("width")), float(element.get("height"))
    text = " ".join(" ".join(word[0].split()) for word in words)
    line = " ".join(word[0] for word in sorted(words, key=lambda word: word[1]) if word[2] > height - FOOT)
    footer = FOOTER.search(line)
    assert footer, line
    named = [sheet for sheet in sheets if footer[1].endswith(f" {sheet}")]
    return Page(max(named, key=len), (int(footer[2]), int(footer[3])), text, words, width, height)


def of(pages: list[Page], sheet: str) -> str:
    """The text of all pages of a sheet."""
    return " ".join(page.text for page in pages if page.sheet == sheet)


def test_every_visible_sheet_is_printed_and_the_engine_is_not(pages, built_example):
    sheets = FileBook.open(built_example).sheets()
    assert {page.sheet for page in pages} == {sheet for sheet in sheets if sheet != layout.ENGINE}


def test_pages_are_numbered_through_the_whole_workbook(pages):
    assert [page.number for page in pages] == [(at + 1, len(pages)) for at in range(len(pages))]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_a_computed_sheet_is_one_page(section, pages):
    assert sum(page.sheet == section.sheet for page in pages) == 1


@pytest.mark.parametrize(
    ("sheet", "least", "most"),
    [
        (layout.HOME, 1, 1),
        (layout.FOCUS, 2, 4),
        (layout.FINDINGS, 1, 4),
        ("Parametri", 1, 2),
        ("Dati SLA", 1, 1),
    ],
)
def test_a_sheet_takes_as_many_pages_as_one_would_expect(sheet, least, most, pages):
    assert least <= sum(page.sheet == sheet for page in pages) <= most


def test_no_page_shows_an_error_or_a_number_too_wide_for_its_cell(pages):
    for page in pages:
        words = page.text.replace("Nessuno", "").split()
        assert not [word for word in words for trouble in TROUBLE if trouble in word], page.sheet


def test_no_word_runs_over_the_edge_of_the_paper(pages):
    for page in pages:
        outside = [w for w in page.words if w[1] < 0 or w[2] < 0 or w[3] > page.width or w[4] > page.height]
        assert not outside, page.sheet


def test_the_paper_is_a4(pages):
    for page in pages:
        assert sorted((round(page.width), round(page.height))) == [595, 842], page.sheet


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_numbers_are_printed_as_italians_write_them(section, pages):
    assert not ENGLISH_DECIMALS.findall(of(pages, section.sheet))


@pytest.mark.parametrize(
    "one", [one for one in with_verdict("agrees") if one.role in {"input", "derived"}], ids=lambda one: one.id
)
def test_a_figure_that_agrees_is_printed_on_the_sheet_of_its_section(one, pages, built_example):
    sheet = PREFIXES.get(one.id.partition(".")[0], layout.FOCUS)
    shown = FileBook.open(built_example).edition().figure(one.id).text
    assert _holds(of(pages, sheet), shown), shown


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_the_charts_of_a_sheet_are_printed_with_their_titles(section, pages, built_example):
    edition = FileBook.open(built_example).edition()
    for chart in edition.result(section.key).charts:
        assert _squeezed(chart.title) in _squeezed(of(pages, section.sheet)), chart.title


def test_every_page_of_a_focus_with_errors_says_bozza(pages):
    printed = [page.text for page in pages if page.sheet == layout.FOCUS]
    assert len(printed) > 1
    assert all("BOZZA: da non pubblicare" in text for text in printed)


def test_the_focus_prints_every_sentence_that_the_figures_support(pages, built_example):
    focus = _squeezed(of(pages, layout.FOCUS))
    for result in FileBook.open(built_example).edition():
        for sentence in result.sentences:
            assert _squeezed(sentence.text) in focus, sentence.text


def _holds(text: str, shown: str) -> bool:
    """Whether a printed value stands there by itself, not as part of a longer number."""
    value = re.escape(" ".join(shown.split())).replace(r"\ ", " ?")
    return re.search(rf"(?<![\d.,]){value}(?![\d]|[.,]\d)", text) is not None


def _squeezed(text: str) -> str:
    """A text without blanks and hyphens: where a line breaks on paper doesn't matter."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)
