"""Real child processes in place of the worker: ours, and those that do something else.

A stand-in is a program that can be named as the interpreter in the settings; it ignores what it is asked to run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cst_xl.hosts.libreoffice.component.settings import Settings

ROOT = str(Path(__file__).parents[3])
_HEAD = """import os, sys, time
from cst_xl.hosts.libreoffice.component import frames
def say(message): frames.write(sys.stdout.buffer, frames.to_office(message))
def hear(): return frames.in_worker(frames.read(sys.stdin.buffer))
"""


def ours(**limits):
    """Settings for the real worker of this environment."""
    return Settings(sys.executable, ROOT, **limits)


def child(folder, behaviour, **limits):
    """Settings for a worker that behaves like a piece of Python, in which it can ``say`` and ``hear``."""
    source = folder / "comportamento.py"
    source.write_text(_HEAD + behaviour, encoding="utf-8")
    program = folder / "python"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{source}'\n", encoding="utf-8")
    program.chmod(0o755)
    return Settings(str(program), ROOT, **limits)


def behave_from_now_on(folder, behaviour):
    """What the next child does."""
    (folder / "comportamento.py").write_text(_HEAD + behaviour, encoding="utf-8")
