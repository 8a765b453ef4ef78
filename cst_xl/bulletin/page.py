"""The Focus as one HTML file: for a phone, a desk and paper, in the style of Italian public sites, asking for nothing.

Style sheet and fonts are Bootstrap Italia's, cut to what the page uses and put inside (docs/decisions/0008-page.md).
There is no script: switches are links or radio buttons, what folds is ``details``. Every table is a real one, every chart has its words
and its numbers beside it.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.focus import DRAFT, METHOD_TITLE
from cst_xl.bulletin.markup import Markup, element, joined
from cst_xl.bulletin.page_blocks import blocks
from cst_xl.bulletin.page_quarters import quarters_block
from cst_xl.bulletin.typeface import BOLD, FAMILY, REGULAR, SEMIBOLD, font_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cst_xl.bulletin.focus import Focus
    from cst_xl.bulletin.imprint import Imprint

DRAFT_NOTE: Final = f"{DRAFT}: documento di lavoro, da non pubblicare."
_METHOD: Final = "nota-metodologica"
_DATA: Final = "dati-aperti"
_QUARTERS: Final = "trimestri-precedenti"
_QUARTERS_TITLE: Final = "Trimestri precedenti"


@dataclass(frozen=True)
class Link:
    """Something beside the page.

    Attributes:
        text: What it is.
        href: Where it is, seen from the page.
        note: A few words more; may be empty.
    """

    text: str
    href: str
    note: str = ""


def render(focus: Focus, issues: Sequence[Link] = (), downloads: Sequence[Link] = ()) -> str:
    """Render the page.

    Args:
        focus: The bulletin.
        issues: The pages of other quarters, in their order.
        downloads: The same bulletin in other formats.
    """
    template = Template(_asset("page.html"))
    return template.substitute(
        title=joined(focus.title),
        description=_quoted(focus.headline.text if focus.headline else focus.name),
        accent=focus.imprint.colour,
        styles=_styles(focus),
        brand=_brand(focus.imprint),
        name=joined(focus.name),
        headline=element("p", focus.headline.text, class_="focus-headline") if focus.headline else "",
        key=_key_figures(focus),
        draft=element("p", DRAFT_NOTE, class_="focus-draft") if focus.draft else "",
        watermark=_watermark() if focus.draft else "",
        issues=_issues(focus, issues),
        contents=joined(*_contents(focus, downloads)),
        chapters=joined(*_chapters(focus, downloads)),
        colophon=joined(*(element("p", line) for line in focus.colophon)),
    )


def _asset(name: str) -> str:
    return files("cst_xl.bulletin").joinpath(f"assets/{name}").read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    return joined(text).replace('"', "&quot;")


def _styles(focus: Focus) -> str:
    faces = "".join(map(_font_face, (REGULAR, SEMIBOLD, BOLD)))
    accent = f":root{{--focus-accent:{focus.imprint.colour}}}"
    return "\n".join([faces, _asset("bootstrap-italia.css"), _asset("page.css"), accent])


def _font_face(weight: int) -> str:
    font = b64encode(font_file(weight, "woff2")).decode("ascii")
    source = f"url(data:font/woff2;base64,{font}) format('woff2')"
    return f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-display:swap;src:{source}}}"


def _brand(imprint: Imprint) -> Markup:
    first, *others = imprint.names
    lines = [element("div", first, class_="it-brand-title")]
    lines += [element("div", other, class_="it-brand-tagline") for other in others]
    logo = None
    if imprint.logo is not None:
        source = f"data:{imprint.logo.mediatype};base64,{b64encode(imprint.logo.content).decode('ascii')}"
        logo = element("img", alt=imprint.logo_text, src=source)
    return joined(logo, element("div", *lines, class_="it-brand-text"))


def _key_figures(focus: Focus) -> Markup:
    """A number for each chapter, with the way to it; the headline has said what the first one's is."""
    chapters = focus.chapters[1:] if focus.headline else focus.chapters
    tiles = (
        element(
            "div",
            element("dt", element("a", one.figure.label, href=f"#{one.key}")),
            element("dd", one.figure.text),
        )
        for one in chapters
        if one.figure
    )
    return element("dl", *tiles, class_="focus-key") if any(one.figure for one in chapters) else Markup()


def _watermark() -> Markup:
    """The word across every screen and every printed page; the note in the page's head says it to everybody."""
    word = element("text", DRAFT, x=200, y=72, text_anchor="middle")
    return element(
        "svg", word, class_="focus-watermark", viewBox="0 0 400 90", aria_hidden="true", focusable="false"
    )


def _issues(focus: Focus, issues: Sequence[Link]) -> Markup:
    if not issues:
        return Markup()
    here = element("li", element("span", focus.period.label, aria_current="page"))
    links = [element("li", element("a", issue.text, href=issue.href)) for issue in issues]
    return element("nav", element("ul", here, *links), class_="focus-issues", aria_label="Numeri del Focus")


def _contents(focus: Focus, downloads: Sequence[Link]) -> Iterator[Markup]:
    entries = [(chapter.key, chapter.title) for chapter in focus.chapters]
    entries += [(_QUARTERS, _QUARTERS_TITLE)] if focus.earlier else []
    entries += [(_METHOD, METHOD_TITLE)] + ([(_DATA, "Dati aperti")] if downloads else [])
    for key, title in entries:
        yield element("li", element("a", element("span", title), class_="list-item", href=f"#{key}"))


def _chapters(focus: Focus, downloads: Sequence[Link]) -> Iterator[Markup]:
    for chapter in focus.chapters:
        yield _section(chapter.key, chapter.title, *blocks(chapter))
    if focus.earlier:
        yield _section(_QUARTERS, _QUARTERS_TITLE, quarters_block(focus.earlier, focus.period))
    yield _section(_METHOD, METHOD_TITLE, _method(focus))
    if downloads:
        entries = (
            element("li", element("a", one.text, href=one.href), f" {one.note}" if one.note else None)
            for one in downloads
        )
        yield _section(_DATA, "Dati aperti", element("ul", *entries, class_="focus-downloads"))


def _method(focus: Focus) -> Markup:
    notes = (element("div", element("dt", note.title), element("dd", note.text)) for note in focus.method)
    return element("dl", *notes, class_="focus-notes")


def _section(key: str, title: str, *content: Markup) -> Markup:
    heading = element("h2", title, id=f"{key}-titolo")
    return element(
        "section", heading, *content, class_="focus-chapter", id=key, aria_labelledby=f"{key}-titolo"
    )
