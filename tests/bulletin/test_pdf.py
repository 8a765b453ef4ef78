"""The PDF: accessible, archivable, complete, the same every time, and never a traceback."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from pdfua import validate
from pypdf import PdfReader

from cst_xl.bulletin import pdf
from cst_xl.bulletin.focus import compose
from cst_xl.bulletin.imprint import Logo
from cst_xl.core.errors import CstError
from tests.bulletin.conftest import ISSUED
from tests.bulletin.test_imprint import SVG


@pytest.fixture(scope="module")
def made(focus):
    """The example's PDF."""
    return pdf.render(focus)


@pytest.fixture(scope="module")
def reader(made):
    return PdfReader(io.BytesIO(made))


def squeezed(text):
    """A text without blanks: where lines break, and at which hyphens, is the typesetter's business."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def text(reader):
    """All text in the order of the content, without blanks."""
    return squeezed("".join(page.extract_text() for page in reader.pages))


def elements(made):
    """The structure tree in reading order: (kind, dictionary)."""
    document = pikepdf.open(io.BytesIO(made))

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S), node
            if "/K" in node:
                yield from walk(node.K)

    # Objects live as long as their document.
    return document, list(walk(document.Root.StructTreeRoot.K))


def test_it_is_a4_throughout(reader):
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {
        (595, 842)
    }


def test_title_author_language_and_marks_are_set(made, reader):
    assert reader.metadata.title == "Focus 2° trimestre 2016 - Centro Servizi"
    assert reader.metadata.author == "Centro Servizi"
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.Root.Lang).startswith("it")
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_it_declares_both_standards(made):
    with pikepdf.open(io.BytesIO(made)) as document, document.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


def test_the_pdf_ua_checker_finds_nothing(made, tmp_path):
    path = tmp_path / "focus.pdf"
    path.write_bytes(made)
    assert [finding.message for finding in validate(path).findings] == []


def test_headings_are_one_title_and_a_level_below_for_each_chapter(made, focus):
    _document, found = elements(made)
    headings = [kind for kind, _ in found if kind.startswith("/H") and kind[2:].isdigit()]
    assert headings == ["/H1"] + ["/H2"] * (len(focus.chapters) + 1)


def test_every_picture_has_its_words(made, focus):
    _document, found = elements(made)
    told = [str(node.Alt) for kind, node in found if kind == "/Figure"]
    assert sorted(told) == sorted(chart.alternative for chapter in focus.chapters for chart in chapter.charts)


def test_every_table_has_header_cells_and_all_its_rows(made, focus):
    document, found = elements(made)
    del document
    rows = sum(kind == "/TR" for kind, _ in found)
    tables = [table for chapter in focus.chapters for table in chapter.tables]
    headers = sum(2 if any(column.group for column in table.columns) else 1 for table in tables)
    assert rows == headers + sum(len(table.rows) for table in tables)
    heads = sum(kind == "/TH" for kind, _ in found)
    assert heads >= sum(len(table.columns) for table in tables)


def test_bookmarks_lead_to_every_chapter(reader, focus):
    title, chapters = reader.outline
    assert title.title == "Focus 2° trimestre 2016"
    assert [one.title for one in chapters] == [
        *(chapter.title for chapter in focus.chapters),
        "Nota metodologica",
    ]


def test_every_typeface_is_embedded(made, tmp_path):
    path = tmp_path / "focus.pdf"
    path.write_bytes(made)
    listed = subprocess.run(
        ["pdffonts", path], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert len(listed) >= 3
    assert any("TitilliumWeb" in line for line in listed)
    for line in listed:
        embedded, _subset, unicode_map = line.split()[-5:-2]
        assert (embedded, unicode_map) == ("yes", "yes"), line


def test_every_sentence_can_be_copied_in_reading_order(text, focus):
    at = text.index(squeezed(focus.headline.text))
    for chapter in focus.chapters:
        at = text.index(squeezed(chapter.title), at)
        for sentence in chapter.sentences:
            found = text.find(squeezed(sentence.text), at)
            assert found >= 0, sentence.text
            at = found


def test_every_number_of_every_printed_table_is_there(text, focus):
    for chapter in focus.chapters:
        for table in chapter.tables:
            for row in table.rows:
                for cell in row.cells:
                    words = cell if isinstance(cell, str) or cell is None else cell.text
                    assert squeezed(words or "") in text, (table.key, words)


def test_the_whole_method_is_there(text, focus):
    for note in focus.method:
        assert squeezed(f"{note.title}. {note.text}") in text


def test_pages_are_numbered(reader):
    last = len(reader.pages)
    for at, page in enumerate(reader.pages, 1):
        assert f"{at} / {last}" in page.extract_text()


def test_charts_are_drawn_not_photographed(reader):
    assert [image.name for page in reader.pages for image in page.images] == []


def test_the_contents_lead_to_every_chapter(made, focus):
    """A link of the first page for each chapter, to the page on which its heading stands."""
    with pikepdf.open(io.BytesIO(made)) as document:
        links = [one for one in document.pages[0].Annots if one.Subtype == "/Link"]
        numbers = {page.objgen: at for at, page in enumerate(document.pages)}
        targets = list(dict.fromkeys(numbers[_page_of(document, link).objgen] for link in links))
        assert all("/Contents" in link for link in links)
    assert len(links) >= len(focus.chapters)
    texts = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(made)).pages]
    headed = [at for at, text in enumerate(texts) if any(squeezed(c.title) in text for c in focus.chapters)]
    assert set(targets) <= set(headed)
    assert targets == sorted(targets)


def _page_of(document, link):
    """The page that a link leads to, straight or by the name of a place."""
    place = link.Dest if "/Dest" in link else link.A.D
    if isinstance(place, pikepdf.String | pikepdf.Name):
        place = dict(pikepdf.NameTree(document.Root.Names.Dests).items())[str(place)]
    return (place.D if isinstance(place, pikepdf.Dictionary) else place)[0]


def test_reading_order_puts_words_before_tables_before_charts(made, focus):
    """Within a chapter the tags come as a person reads: heading, sentences, table, picture."""
    document, found = elements(made)
    order = [kind for kind, _ in found if kind in {"/H2", "/Table", "/Figure"}]
    del document
    chapters = "".join(order).split("/H2")[1:-1]
    assert len(chapters) == len(focus.chapters)
    for one, chapter in zip(chapters, focus.chapters, strict=True):
        assert one == "/Table" * len(chapter.tables) + "/Figure" * len(chapter.charts)


def test_five_pages_are_enough_for_the_example(reader):
    assert len(reader.pages) == 5


def test_the_same_bulletin_gives_the_same_bytes(made, focus):
    assert pdf.render(focus) == made


def test_a_draft_is_marked_on_every_page_and_in_its_title(draft, tmp_path):
    made = pdf.render(draft)
    reader = PdfReader(io.BytesIO(made))
    assert reader.metadata.title.startswith("BOZZA")
    for page in reader.pages:
        assert "BOZZA: documento di lavoro, da non pubblicare" in page.extract_text()
    path = tmp_path / "bozza.pdf"
    path.write_bytes(made)
    assert validate(path).findings == ()


def test_what_is_published_says_nothing_of_drafts(text):
    assert "BOZZA" not in text


def test_texts_are_never_commands_of_the_typesetter(edition):
    focus = compose(edition, ISSUED)
    trap = '#panic("no") $x$ *b* _i_ `c` <l> @r \\ // /* [x] = Titolo'
    made = pdf.render(replace(focus, imprint=replace(focus.imprint, institution=trap)))
    text = " ".join(PdfReader(io.BytesIO(made)).pages[1].extract_text().split())
    assert " ".join(trap.split()) in text


def test_other_alphabets_are_set_with_the_typefaces_at_hand(focus):
    made = pdf.render(replace(focus, imprint=replace(focus.imprint, institution="Ελλάδα, Привет")))
    assert "Ελλάδα, Привет" in PdfReader(io.BytesIO(made)).pages[0].extract_text()


@pytest.mark.parametrize(
    ("name", "shown"), [("Ente 🎉", "«🎉» (U+1F389)"), ("日本", "(U+65E5)"), ("ab\x07", "(U+0007)")]
)
def test_a_character_that_can_t_be_set_is_named_with_its_text(focus, name, shown):
    with pytest.raises(CstError, match="che il PDF non può stampare: toglierlo o sostituirlo") as raised:
        pdf.render(replace(focus, imprint=replace(focus.imprint, institution=name)))
    assert shown in str(raised.value)
    assert f"Nel testo «{name[:2].strip()}" in str(raised.value).replace("\x07", "")


def test_a_logo_is_drawn_with_words_for_who_doesn_t_see_it(focus):
    imprint = replace(focus.imprint, institution="Comune di Prova", logo=Logo(SVG, "svg"))
    _document, found = elements(pdf.render(replace(focus, imprint=imprint)))
    figures = [element for kind, element in found if kind == "/Figure"]
    assert len(figures) == 1 + sum(len(chapter.charts) for chapter in focus.chapters)
    assert str(figures[0]["/Alt"]) == "Logo di Comune di Prova"


def test_every_page_of_a_draft_says_so(draft):
    pages = PdfReader(io.BytesIO(pdf.render(draft))).pages
    assert len(pages) > 1
    assert all("BOZZA" in page.extract_text() for page in pages)


def test_a_broken_logo_is_an_italian_error(focus):
    with pytest.raises(CstError, match="Il logo non si può disegnare"):
        pdf.render(replace(focus, imprint=replace(focus.imprint, logo=Logo(b"<svg", "svg"))))


def test_a_quarter_without_data_can_still_be_set(edition):
    empty = compose(replace(edition, results=()), ISSUED)
    assert PdfReader(io.BytesIO(pdf.render(empty))).metadata.title


def test_a_long_table_breaks_over_pages_and_repeats_its_header(focus):
    credentials = focus.chapters[-1]
    long = replace(credentials.tables[0], rows=credentials.tables[0].rows[:-1] * 12)
    chapter = replace(credentials, blocks=(long,), sources={long.key: long})
    made = pdf.render(replace(focus, chapters=(chapter,)))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert sum("Credenziali attive" in page.replace("\n", " ") for page in pages) >= 3
