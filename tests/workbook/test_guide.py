"""The guide as text: every page of the index, what is a step and what isn't, no marks of Markdown left."""

from __future__ import annotations

import re

from cst_xl.workbook.guide import Kind, pages
from cst_xl.workbook.resources import folder


def page(key):
    return next(one for one in pages() if one.key == key)


def test_the_index_leads_to_every_page_there_is():
    assert pages()[0].key == "index"
    assert {one.key for one in pages()} == {path.stem for path in folder("guida").glob("*.md")}


def test_steps_are_numbered_from_one_on_each_page():
    for one in pages():
        steps = [line.number for line in one.lines if line.kind is Kind.STEP]
        assert steps == list(range(1, len(steps) + 1))


def test_every_task_begins_with_what_to_do():
    for one in pages()[1:-1]:
        kinds = [line.kind for line in one.lines]
        assert Kind.STEP in kinds[:2], one.key


def test_rows_of_tables_keep_their_headers_where_there_are_several_cells():
    trouble = next(line for line in page("quando-qualcosa-non-va").lines if line.kind is Kind.ROW)
    assert trouble.text == "errore NOME? nelle celle calcolate"
    assert trouble.detail.startswith("Di solito è: ")
    assert " Si fa: " in trouble.detail
    sign = next(line for line in page("verificare").lines if line.kind is Kind.ROW)
    assert sign.text == "✖ Errore"
    assert "Che cosa vuol dire" not in sign.detail


def test_no_marks_and_no_words_of_pictures_are_left():
    for one in pages():
        for line in one.lines:
            assert not re.search(r"\*|`|\]\(|\.md|\.png", line.text + line.detail)
            assert line.text


def test_links_are_kept_as_the_pages_they_lead_to():
    keys = {one.key for one in pages()}
    targets = {target for one in pages() for line in one.lines for target in line.targets}
    assert keys - {"index"} <= targets <= keys
