"""`import`: put the rows of exports into a workbook file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cst_xl.cli.application import BACKUPS, Backups, Json, Workbook, guarded, print_json

if TYPE_CHECKING:
    from cst_xl.actions.exports import ImportedInto


def import_(
    workbook: Workbook,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Exports: CSV, XLSX, ODS, logs; - for pasted text on standard input; none for the sheet Incolla.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - typer wants a list, and nobody changes it
    reader: Annotated[str, typer.Option("--as", help="Name of the reader, where recognition is wrong.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Let the file win where it contradicts rows that are there.")
    ] = False,
    encoding: Annotated[
        str, typer.Option(help="Encoding of text files, where detection is wrong: cp1252.")
    ] = "",
    separator: Annotated[
        str, typer.Option(help="Separator of text files, where detection is wrong; tab for the tabulator.")
    ] = "",
    decimal: Annotated[str, typer.Option(help="Decimal mark of text files: , or .")] = "",
    scheduler: Annotated[
        str, typer.Option(help="Address of a Dask scheduler, for ticket exports that no sheet holds.")
    ] = "",
    backups: Backups = BACKUPS,
    as_json: Json = False,
) -> None:
    """Put the rows of an export into a workbook file; it is recognised by what is in it.

    Give several files only when they belong together, as the monthly archives of one log do.

    Rows that are there already are left out, so importing twice changes nothing. A ticket export with more rows than
    the sheet holds is summed up by month, piece by piece, in this process or on a Dask cluster.
    """

    def run() -> None:
        from cst_xl.actions import exports

        how = exports.How(reader, exports.dialect(encoding, separator, decimal), scheduler)
        given = [
            exports.copied(typer.get_text_stream("stdin").read()) if str(one) == "-" else one for one in files
        ]
        done = exports.import_into_file(workbook, given, how=how, replace=replace, backups=backups)
        if as_json:
            print_json(done.as_json())
        else:
            _tell(done)

    guarded(run)


def _tell(done: ImportedInto) -> None:
    typer.echo(done.plan.told(every=True))
    typer.echo(done.outcome)
