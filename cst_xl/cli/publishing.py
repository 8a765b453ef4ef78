"""`report`: publish the bulletin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cst_xl.cli.application import Workbook, guarded


def report(
    workbook: Workbook,
    out: Annotated[Path, typer.Option("--out", help="Folder that holds the bulletins.")] = Path("pubblicati"),
    draft: Annotated[
        bool, typer.Option("--bozza", help="Publish in spite of errors, marked BOZZA on every page.")
    ] = False,
) -> None:
    """Publish the bulletin: PDF, accessible web page and open data, in a folder of the quarter.

    Refuses while `check` finds errors, unless told to make a draft.
    """

    def run() -> None:
        from datetime import date

        from cst_xl.actions import publishing

        made = publishing.report_file(workbook, out, date.today(), draft=draft)  # noqa: DTZ011 - the office's own day
        for path in made.files:
            typer.echo(path)

    guarded(run)
