"""The command line program, and what all of its commands share: exit codes, options, how a failure is told."""

from __future__ import annotations

import json
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Callable


app = typer.Typer(
    name="cst-xl",
    help="The quarterly Focus of a service centre: build the master workbook, compute it, check it.\n\n"
    "Start with `cst-xl demo`, which builds the real 2nd quarter of 2016 in the folder `out`.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Exit(IntEnum):
    """Exit codes, stable."""

    DONE = 0
    FINDINGS = 1
    FAILED = 3


Workbook = Annotated[Path, typer.Argument(help="The .xlsx or .xlsm workbook.", show_default=False)]
Backups = Annotated[
    int,
    typer.Option("--backups", min=0, help="How many dated copies of the workbook before to keep beside it."),
]
BACKUPS = 5
"""Their number when nobody says otherwise: that of `workbook.saving`, which isn't imported for it."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON for another program instead of text.")]


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"cst-xl {installed('cst-xl')}")
        raise typer.Exit


def print_json(content: object) -> None:
    """Print what another program reads; in ASCII, which is the same in every code page."""
    typer.echo(json.dumps(content, indent=1))


def guarded(run: Callable[[], None]) -> None:
    """Run a command; what goes wrong on purpose ends as one Italian sentence."""
    from cst_xl.core.errors import CstError, UnresolvedFindingsError

    try:
        run()
    except UnresolvedFindingsError as refusal:
        fail(str(refusal), Exit.FINDINGS)
    except CstError as failure:
        fail(str(failure))


def fail(message: str, code: Exit = Exit.FAILED) -> NoReturn:
    """End the command with an Italian sentence on standard error."""
    typer.echo(f"✖ {message}", err=True)
    raise typer.Exit(code)
