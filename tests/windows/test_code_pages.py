"""Accents under the consoles that Italian PCs have: through a pipe, and on the screen."""

from __future__ import annotations

import codecs
import json
import shutil
from pathlib import Path

import pytest

from tests.windows.pc import PYTHON_FOLDER

HERE = Path(__file__).parent
FOLDER = r"C:\Città e più"
REFUSED = (rf"{PYTHON_FOLDER}\Scripts\cst-xl.exe", "check", "così «è».xlsm")
UTF_8_ALWAYS = (
    *(rf"{PYTHON_FOLDER}\python.exe", "-c"),
    "import sys; from cst_xl.cli import app; sys.stderr.reconfigure(encoding='utf-8'); app()",
    *REFUSED[1:],
)
"""The same program as it was before it minded the code page."""


@pytest.fixture(scope="module")
def wanted(pc):
    """The sentence as it must be read, without any console."""
    pc.folder(FOLDER)
    told = pc.run(*REFUSED, seconds=60, cwd=FOLDER)
    assert told.code == 3
    assert "così «è».xlsm" in told.text
    return told.text.strip()


@pytest.fixture(scope="module")
def under(pc, wanted):
    """Run a program under a console of some code page."""
    shutil.copy(HERE / "inside" / "consoles.py", pc.here(FOLDER))

    def run(page: int, command: tuple[str, ...]) -> dict[str, object]:
        told = pc.run_python("consoles.py", str(page), *command, seconds=120, cwd=FOLDER)
        assert told.code == 0, told.text
        return json.loads(told.text)

    return run


def read(told, page):
    """What a reader of the pipe sees who takes the bytes for the console's code page."""
    codec = codecs.lookup(f"cp{page}").name
    return bytes.fromhex(told["pipe"]).decode(codec).replace("\r\n", "\n").strip()


def as_in(page, text):
    """A text as far as a code page has its characters."""
    codec = codecs.lookup(f"cp{page}").name
    return text.encode(codec, "replace").decode(codec)


@pytest.mark.parametrize("page", [850, 1252, 65001])
def test_accents_are_right_through_a_pipe_and_on_the_screen(under, wanted, page):
    told = under(page, REFUSED)
    assert told["page"] == page
    assert read(told, page) == as_in(page, wanted)
    assert " ".join(str(told["screen"]).split()) == " ".join(wanted.split())


def test_a_program_that_minds_no_code_page_would_be_noticed(under, wanted):
    told = under(850, UTF_8_ALWAYS)
    assert bytes.fromhex(told["pipe"]).decode("utf-8").replace("\r\n", "\n").strip() == wanted
    assert read(told, 850) != as_in(850, wanted)
