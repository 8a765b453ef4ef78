"""Accents arrive in whatever reads them: a pipe in the console's code page, a file in UTF-8."""

from __future__ import annotations

import os
import sys
from io import StringIO

import pytest

from cst_xl.cli import console
from cst_xl.cli.console import prepare

TEXT = "è già «così» ✖"


def through_pipe(page):
    """What comes out of a pipe's other end."""
    read, write = os.pipe()
    with os.fdopen(write, "w", encoding="ascii") as stream:
        prepare([stream], lambda: page)
        stream.write(TEXT)
    with os.fdopen(read, "rb") as pipe:
        return pipe.read()


@pytest.mark.parametrize(
    ("page", "codec"), [(850, "cp850"), (1252, "cp1252"), (437, "cp437"), (65001, "utf-8")]
)
def test_a_pipe_gets_the_consoles_code_page(page, codec):
    assert through_pipe(page) == TEXT.encode(codec, "replace")


def test_without_a_console_a_pipe_gets_utf_8():
    assert through_pipe(0).decode("utf-8") == TEXT


def test_a_code_page_that_python_doesn_t_know_is_no_failure():
    assert through_pipe(99_999).decode("utf-8") == TEXT


def test_a_file_gets_utf_8_whatever_the_console(tmp_path):
    path = tmp_path / "esito.txt"
    with path.open("w", encoding="ascii") as stream:
        prepare([stream], lambda: 850)
        stream.write(TEXT)
    assert path.read_text(encoding="utf-8") == TEXT


def test_a_stream_that_isn_t_a_file_is_left_alone():
    stream = StringIO()
    prepare([stream], lambda: 850)
    assert stream.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is one there")
def test_elsewhere_there_is_no_code_page():
    assert console.console_code_page() == 0
