"""`import`: put the rows of an export into a workbook file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cst_xl.cli.application import Workbook, guarded


def import_(
    workbook: Workbook,
    files: Annotated[list[Path], typer.Argument(help="Exports: CSV, XLSX, ODS, logs.", show_default=False)],
    reader: Annotated[str, typer.Option("--as", help="Name of the reader, where recognition is wrong.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Let the file win where it contradicts rows that are there.")
    ] = False,
) -> None:
    """Put the rows of an export into a workbook file; it is recognised by what is in it.

    Give several files only when they belong together, as the monthly archives of one log do.

    Rows that are there already are left out, so importing twice changes nothing.
    """

    def run() -> None:
        from cst_xl.actions import exports

        done = exports.import_into_file(workbook, files, reader=reader, replace=replace)
        typer.echo(done.plan.told())
        typer.echo(done.outcome)

    guarded(run)
