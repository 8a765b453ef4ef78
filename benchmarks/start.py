"""How long `cst-xl --help` takes, beside importing the library that every command line of ours needs."""

from __future__ import annotations

from benchmarks.timing import process, ratio, report


def main() -> None:
    """Print the ratio."""
    ours = process("-c", "import sys; sys.argv[1:] = ['--help']; from cst_xl.cli import main; main()")
    report("cst-xl --help", "import typer", ratio(ours, process("-c", "import typer"), 9), "under 1.5x")
