"""`report`: publish the bulletin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cst_xl.cli.application import BACKUPS, Backups, Workbook, guarded

_MOST_LINES = 20


def report(
    workbook: Workbook,
    out: Annotated[Path, typer.Option("--out", help="Folder that holds the bulletins.")] = Path("pubblicati"),
    draft: Annotated[
        bool, typer.Option("--bozza", help="Publish in spite of errors, marked BOZZA on every page.")
    ] = False,
    signer: Annotated[
        str, typer.Option("--firma", help="Who releases it [the name in the sheet Parametri].")
    ] = "",
    backups: Backups = BACKUPS,
) -> None:
    """Publish the bulletin: PDF, accessible web page and open data, in a folder of the quarter.

    Lists what has changed since the last bulletin, and records the release in the workbook, with the SHA-256 of each
    file; a draft isn't recorded. A bulletin that is replaced is kept in the folder `sostituiti`.

    Refuses while `check` finds errors (exit code 1), unless told to make a draft.
    """

    def run() -> None:
        from datetime import datetime

        from cst_xl.actions import publishing

        done = publishing.report_file(
            workbook, out, datetime.now, draft=draft, signer=signer, backups=backups
        )
        summary, *notes = done.notes
        typer.echo(summary)
        items = done.published.changes.items
        for change in items[:_MOST_LINES]:
            typer.echo(f"  {change.told()}")
        if len(items) > _MOST_LINES:
            typer.echo(f"  … e altre {len(items) - _MOST_LINES}.")
        for path in done.published.files:
            typer.echo(path)
        for note in notes:
            typer.echo(note)

    guarded(run)
