"""The only door to the terminal: commands for whoever maintains the workbook.

Nothing heavy is imported before a command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import sys
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from cst_xl.core.section import Edition

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
Json = Annotated[bool, typer.Option("--json", help="Print JSON for another program instead of text.")]


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"cst-xl {installed('cst-xl')}")
        raise typer.Exit


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for the workbook.")] = Path("out"),
) -> None:
    """Build the example: the real 2nd quarter of 2016, computed and checked.

    The workbook shows every table and chart of the bulletin; the sheet Controlli lists what the printed bulletin
    says and no table bears out.
    """

    def run() -> None:
        from cst_xl import actions

        made = actions.demo(out / "Focus_2016-T2.xlsm")
        typer.echo(f"{made.path}: {actions.summary(made.edition)}")

    _guarded(run)


@app.command()
def template(
    period: Annotated[str, typer.Argument(help="The quarter: 2016-T3, or «3° trimestre 2016».")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where to write it [Focus_<period>.xlsm]; .xlsx has no macros."),
    ] = None,
) -> None:
    """Make an empty workbook for a quarter: catalogues filled in, paste areas ready."""

    def run() -> None:
        from cst_xl import actions
        from cst_xl.core.parameters import QUARTER

        quarter = QUARTER.parse(period)
        path = out or Path(f"Focus_{quarter}.xlsm")
        if path.exists():
            _fail(f"Il file «{path}» esiste già: non viene sovrascritto. Indicare un altro nome con --out.")
        typer.echo(f"{actions.new_template(quarter, path).path}")  # type: ignore[arg-type]

    _guarded(run)


@app.command()
def compute(workbook: Workbook, as_json: Json = False) -> None:
    """Compute a workbook file without Excel, store the results in it, print the figures.

    Only computed cells change; everything else in the file stays as it is, byte for byte.
    """

    def run() -> None:
        from cst_xl import actions

        edition = actions.compute_file(workbook).edition
        if as_json:
            figures = [figure.as_json() for figure in edition.figures]
            _print_json({"period": str(edition.period) if edition.period else None, "figures": figures})
            return
        width = max((len(figure.id) for figure in edition.figures), default=0)
        for figure in edition.figures:
            typer.echo(f"{figure.id:<{width}}  {figure.text:>14}  {figure.label}".rstrip())
        typer.echo(actions.summary(edition))

    _guarded(run)


@app.command()
def check(workbook: Workbook, as_json: Json = False) -> None:
    """List what doesn't add up, is missing or is stale; exit code 1 when any of it is an error."""

    def run() -> None:
        from cst_xl import actions

        edition = actions.check_file(workbook)
        if as_json:
            _print_json({"findings": [finding.as_json() for finding in edition.findings]})
        else:
            for finding in edition.findings:
                typer.echo(f"{finding.severity.mark} {finding.severity.label}: {finding.message}")
            typer.echo(actions.summary(edition))
        if _has_errors(edition):
            raise typer.Exit(Exit.FINDINGS)

    _guarded(run)


@app.command("import")
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
        from cst_xl import actions

        done = actions.import_into_file(workbook, files, reader=reader, replace=replace)
        typer.echo(done.plan.told())
        typer.echo(done.outcome)

    _guarded(run)


@app.command()
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

        from cst_xl import actions

        made = actions.report_file(workbook, out, date.today(), draft=draft)  # noqa: DTZ011 - the office's own day
        for path in made.files:
            typer.echo(path)

    _guarded(run)


@app.command()
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
            _print_json({"checks": [check.as_json() for check in checks]})
        else:
            for check in checks:
                typer.echo(check.told())
        if any(check.outcome is examiner.Outcome.PROBLEM for check in checks):
            raise typer.Exit(Exit.FINDINGS)

    _guarded(run)


def _has_errors(edition: Edition) -> bool:
    from cst_xl.core.findings import Severity

    return any(finding.severity is Severity.ERROR for finding in edition.findings)


def _print_json(content: object) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))


def _guarded(run: Callable[[], None]) -> None:
    """Run a command; what goes wrong on purpose ends as one Italian sentence."""
    from cst_xl.core.errors import CstError

    try:
        run()
    except CstError as failure:
        _fail(str(failure))


def _fail(message: str) -> NoReturn:
    typer.echo(f"✖ {message}", err=True)
    raise typer.Exit(Exit.FAILED)


def main() -> None:
    """Entry point; output is UTF-8 whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
