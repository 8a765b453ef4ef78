"""`doctor`: examine this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cst_xl.cli.application import Exit, Json, guarded, print_json


def doctor(
    workbook: Annotated[
        Path | None, typer.Argument(help="The .xlsx or .xlsm workbook.", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what is missing on this computer for Excel to work with the workbook, and how to mend it.

    Each trouble comes with one cause and one remedy; exit code 1 when there is one that keeps things from working.
    """

    def run() -> None:
        from cst_xl.hosts import doctor as examiner

        checks = examiner.examine(examiner.ThisMachine(), workbook.absolute() if workbook else None)
        if as_json:
            print_json({"checks": [check.as_json() for check in checks]})
        else:
            for check in checks:
                typer.echo(check.told())
        if any(check.outcome is examiner.Outcome.PROBLEM for check in checks):
            raise typer.Exit(Exit.FINDINGS)

    guarded(run)
