"""`compute`, `check`: read a workbook file without Excel."""

from __future__ import annotations

import typer

from cst_xl.cli.application import BACKUPS, Backups, Exit, Json, Workbook, guarded, print_json


def compute(workbook: Workbook, backups: Backups = BACKUPS, as_json: Json = False) -> None:
    """Compute a workbook file without Excel, store the results in it, print the figures.

    Only computed cells change; everything else in the file stays as it is, byte for byte. The file before is kept
    beside it under a dated name.
    """

    def run() -> None:
        from cst_xl.actions import checking, telling

        edition = checking.compute_file(workbook, backups=backups).edition
        if as_json:
            figures = [figure.as_json() for figure in edition.figures]
            print_json({"period": str(edition.period) if edition.period else None, "figures": figures})
            return
        width = max((len(figure.id) for figure in edition.figures), default=0)
        for figure in edition.figures:
            typer.echo(f"{figure.id:<{width}}  {figure.text:>14}  {figure.label}".rstrip())
        typer.echo(telling.summary(edition))

    guarded(run)


def check(workbook: Workbook, as_json: Json = False) -> None:
    """List what doesn't add up, is missing or is stale; exit code 1 when any of it is an error."""

    def run() -> None:
        from cst_xl.actions import checking, telling
        from cst_xl.core.findings import Severity

        edition = checking.check_file(workbook)
        if as_json:
            print_json({"findings": [finding.as_json() for finding in edition.findings]})
        else:
            for finding in edition.findings:
                typer.echo(f"{finding.severity.mark} {finding.severity.label}: {finding.message}")
            typer.echo(telling.summary(edition))
        if edition.count(Severity.ERROR):
            raise typer.Exit(Exit.FINDINGS)

    guarded(run)
