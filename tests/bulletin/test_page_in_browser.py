"""The page in a real browser: nothing asked for, nothing out of sight, nothing out of reach, no barrier that axe knows.

They need Debian's ``chromium``, driven by Playwright; the axe-core that they run comes in the wheel of
``axe-playwright-python``.
"""

from __future__ import annotations

import os
import shutil
from importlib.resources import files

import pytest

from cst_xl.bulletin import page
from cst_xl.bulletin.page import Link

pytestmark = pytest.mark.browser

DESK, PHONE, SMALL = (1280, 900), (360, 740), (320, 640)
LINKS = [Link("1° trimestre 2016", "../Focus_2016-T1/Focus_2016-T1.html")]
FILES = [Link("Focus in PDF", "Focus_2016-T2.pdf", "(PDF, 160 kB)")]


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium; that it is missing is a failure in continuous integration."""
    found = shutil.which("chromium")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium isn't installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(focus, tmp_path_factory):
    """Where the page is."""
    path = tmp_path_factory.mktemp("pagina") / "Focus_2016-T2.html"
    path.write_text(page.render(focus, LINKS, FILES), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser, address):
    """Open the page, or another, at a size; what the console says and what is asked for is kept on it."""
    contexts = []

    def go(size=DESK, url=address):
        context = browser.new_context(
            viewport=dict(zip(("width", "height"), size, strict=True)), locale="it-IT"
        )
        contexts.append(context)
        tab = context.new_page()
        tab.said, tab.asked = [], []
        tab.on("console", lambda message: tab.said.append(message.text))
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto(url)
        tab.evaluate("document.fonts.ready")
        return tab

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_it_loads_itself_and_nothing_else_without_a_word(opened, address, size):
    tab = opened(size)
    assert tab.said == []
    assert [url for url in tab.asked if not url.startswith("data:")] == [address]


def test_its_typeface_is_the_one_inside(opened):
    loaded = "Array.from(document.fonts).filter(f => f.status == 'loaded').map(f => f.family.replaceAll('\"', '') + f.weight)"
    assert set(opened().evaluate(loaded)) >= {"Titillium Web400", "Titillium Web600"}


@pytest.mark.parametrize("size", [SMALL, PHONE, (768, 1024), DESK])
def test_nothing_makes_the_page_scroll_sideways(opened, size):
    tab = opened(size)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize("size", [SMALL, DESK])
def test_every_chart_shows_at_a_size_at_which_it_can_be_read(opened, size):
    """One drawing of each is seen, its letters no smaller than 11 pixels, its right edge in sight."""
    seen = opened(size).evaluate(
        """Array.from(document.querySelectorAll('figure')).map(figure =>
             Array.from(figure.querySelectorAll('svg')).filter(svg => svg.getBoundingClientRect().width > 0)
               .map(svg => [svg.getBoundingClientRect().right,
                            14 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width]))"""
    )
    assert len(seen) == 8
    for drawings in seen:
        ((right, letters),) = drawings
        assert right <= size[0]
        assert letters >= 11


def test_the_keyboard_reaches_everything_that_can_be_used(opened):
    tab = opened()
    usable = "Array.from(document.querySelectorAll('a[href], summary, [tabindex=\"0\"]'))"
    count = tab.evaluate(f"{usable}.filter(one => one.checkVisibility() || one.closest('.skiplinks')).length")
    assert count > 20
    reached = []
    for _ in range(count):
        tab.keyboard.press("Tab")
        reached.append(
            tab.evaluate(
                """(() => { const one = document.activeElement, box = one.getBoundingClientRect();
                   window.steps = window.steps || new Map(); if (!steps.has(one)) steps.set(one, steps.size);
                   return [one.tagName, steps.get(one), box.width > 0 && box.height > 0]; })()"""
            )
        )
    assert all(seen for _, _, seen in reached)
    assert [at for _, at, _ in reached] == list(range(count))
    assert {tag for tag, _, _ in reached} == {"A", "SUMMARY", "DIV"}


def test_the_first_step_leads_past_the_head(opened):
    tab = opened()
    tab.keyboard.press("Tab")
    link = "document.activeElement.textContent"
    assert tab.evaluate(link) == "Vai al contenuto principale"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "contenuto"


def test_enter_unfolds_the_words_of_a_chart(opened):
    tab = opened()
    summary = tab.locator("figure summary").first
    summary.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("figure details").first.get_attribute("open") is not None


def test_focus_can_be_seen(opened):
    tab = opened()
    for selector in (".focus-contents a", "figure summary", "[tabindex='0']", ".focus-downloads a"):
        tab.locator(selector).first.focus()
        tab.keyboard.press("Shift+Tab")
        tab.keyboard.press("Tab")
        style = "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.boxShadow]; })()"
        assert tab.evaluate(style) != ["none", "none"], selector


def barriers(tab):
    """What axe-core finds with everything unfolded: (rule, where)."""
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    tab.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    report = tab.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
    assert len(report["passes"]) > 30
    return [(one["id"], node["html"][:200]) for one in report["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("size", [SMALL, DESK])
def test_axe_finds_no_violation(opened, size):
    assert barriers(opened(size)) == []


@pytest.mark.parametrize("size", [SMALL, DESK])
def test_axe_finds_no_violation_in_a_draft(opened, draft, tmp_path, size):
    path = tmp_path / "bozza.html"
    path.write_text(page.render(draft), encoding="utf-8")
    assert barriers(opened(size, path.as_uri())) == []


def test_axe_would_find_one(opened):
    """The check can fail: a picture without words is reported."""
    tab = opened()
    tab.evaluate("document.querySelector('main').append(new Image())")
    assert ("image-alt", "<img>") in barriers(tab)


def test_on_paper_every_chart_and_sentence_is_there_and_what_is_for_the_screen_isn_t(opened, focus, tmp_path):
    import io

    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(opened().pdf(prefer_css_page_size=True)))
    text = "".join("".join(one.extract_text().split()) for one in reader.pages)
    assert all("".join(s.text.split()) in text for chapter in focus.chapters for s in chapter.sentences)
    assert "Inquestonumero" not in text
    assert "Descrizioneedatidelgrafico" not in text
    assert 4 <= len(reader.pages) <= 8
    assert {round(one.mediabox.width) for one in reader.pages} <= {594, 595, 596}


def test_a_draft_is_marked_on_every_printed_page(opened, draft, tmp_path):
    import io

    from pypdf import PdfReader

    path = tmp_path / "bozza.html"
    path.write_text(page.render(draft), encoding="utf-8")
    reader = PdfReader(io.BytesIO(opened(url=path.as_uri()).pdf(prefer_css_page_size=True)))
    assert all("BOZZA" in one.extract_text() for one in reader.pages)


@pytest.fixture
def history_address(focus_with_history, tmp_path):
    """Where the page of a quarter with a history is."""
    path = tmp_path / "con_storico.html"
    path.write_text(page.render(focus_with_history, LINKS, FILES), encoding="utf-8")
    return path.as_uri()


SHOWN_QUARTERS = (
    "Array.from(document.querySelectorAll('.focus-quarter')).filter(one => one.checkVisibility())"
    ".map(one => one.querySelector('caption').textContent)"
)


def test_the_arrow_keys_switch_between_quarters(opened, history_address):
    tab = opened(url=history_address)
    assert tab.evaluate(SHOWN_QUARTERS) == ["1° trimestre 2016 e 2° trimestre 2016"]
    tab.locator("[name=trimestre]").first.focus()
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(SHOWN_QUARTERS) == ["4° trimestre 2015 e 2° trimestre 2016"]
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(SHOWN_QUARTERS) == ["1° trimestre 2016 e 2° trimestre 2016"]
    assert tab.said == []


def test_a_click_on_its_name_shows_a_quarter(opened, history_address):
    tab = opened(PHONE, history_address)
    tab.locator("label", has_text="3° trimestre 2015").click()
    assert tab.evaluate(SHOWN_QUARTERS) == ["3° trimestre 2015 e 2° trimestre 2016"]


def test_the_chosen_quarter_can_be_seen_to_have_the_focus(opened, history_address):
    tab = opened(url=history_address)
    tab.locator("[name=trimestre]").first.focus()
    tab.keyboard.press("ArrowRight")
    style = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert tab.evaluate(style) == "solid"


@pytest.mark.parametrize("size", [SMALL, DESK])
def test_a_page_with_a_history_has_no_barrier_and_doesn_t_scroll_sideways(opened, history_address, size):
    tab = opened(size, history_address)
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == size[0]


def test_everything_is_there_without_scripts(browser, history_address, focus_with_history):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(history_address)
    text = "".join(tab.locator("body").inner_text().split())
    context.close()
    for chapter in focus_with_history.chapters:
        for sentence in chapter.sentences:
            assert "".join(sentence.text.split()) in text
    assert "1°trimestre2016e2°trimestre2016" in text


def test_on_paper_the_chosen_quarter_shows_and_the_choice_doesn_t(opened, history_address):
    import io

    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(opened(url=history_address).pdf(prefer_css_page_size=True)))
    text = "".join("".join(one.extract_text().split()) for one in reader.pages)
    assert "1°trimestre2016e2°trimestre2016" in text
    assert "Il2°trimestre2016accantoal" not in text
    assert "3°trimestre2015e" not in text
