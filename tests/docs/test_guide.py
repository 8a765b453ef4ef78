"""The guide for staff, held against the program: every button, sheet, file and message that it quotes exists.

What is *in italics* is a button, **bold** a sheet (or one of the three outputs), «quoted» a text of the program with …
for what varies, `code` a word of Excel, of Windows, or of a cell.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import cst_xl
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.commands import COMMANDS

GUIDE = Path(__file__).parents[2] / "docs" / "guida"
PAGES = sorted(GUIDE.glob("*.md"))
OUTPUTS = {"PDF", "pagina web", "dati aperti", "con la riga delle intestazioni"}
EXCEL = {"Incolla valori", "Abilita contenuto", "Annulla blocco", "NOME?", "pubblicati", "Focus_2016-T3.xlsm"}
ORDINARY = {"Dati", "quasi", "oltre", "circa"}
"""Quoted as words, not as messages."""


def said_by_the_program():
    """Every text in the code, with … for what varies in it."""
    for path in Path(cst_xl.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
                yield "".join(parts)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.fixture(scope="module")
def messages():
    return list(dict.fromkeys(said_by_the_program()))


def is_said(quote, messages):
    """Whether a quote is a message, its … standing for anything."""
    pattern = ".*".join(re.escape(part.strip()) for part in quote.split("…"))
    return any(re.search(pattern, one, re.DOTALL) for one in messages)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_button_exists(page):
    named = set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", page.read_text(encoding="utf-8")))
    assert named <= {command.label for command in COMMANDS}


def test_every_button_is_in_the_guide():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [one.label for one in COMMANDS if f"*{one.label}*" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_sheet_exists(page):
    named = set(re.findall(r"\*\*([^*]+)\*\*", page.read_text(encoding="utf-8")))
    assert named - OUTPUTS <= set(layout.sheet_order(SECTIONS))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_message_exists(page, messages):
    quotes = re.findall(r"«((?:[^«»]|«[^«»]*»)+)»", page.read_text(encoding="utf-8"))
    assert [quote for quote in quotes if quote not in ORDINARY and not is_said(quote, messages)] == []


def test_a_message_that_nobody_says_is_noticed(messages):
    assert not is_said("… è chiuso in un altro programma…", messages)
    assert is_said("… è aperto in un altro programma: chiuderlo e riprovare.", messages)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_other_words_are_those_of_excel(page):
    assert set(re.findall(r"`([^`]+)`", page.read_text(encoding="utf-8"))) <= EXCEL


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_links_and_pictures_are_there_and_pictures_have_words(page):
    text = page.read_text(encoding="utf-8")
    for words, target in re.findall(r"\[([^\]]*)\]\(([^)]+)\)", text):
        assert words
        assert (GUIDE / target).is_file(), target


@pytest.mark.parametrize(
    "page", [one for one in PAGES if one.stem != "importare"], ids=lambda path: path.stem
)
def test_a_page_is_short(page):
    assert len(page.read_text(encoding="utf-8").split()) <= 300
