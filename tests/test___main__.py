"""``python -m cst_xl`` is the command line."""

from __future__ import annotations

import subprocess
import sys


def test_it_answers_as_the_script_does():
    done = subprocess.run(
        [sys.executable, "-m", "cst_xl", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("cst-xl ")
