"""`template --batch`: a list of workbooks, with a bar that moves, a table of what became of each, and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cst_xl.cli.application import Exit, print_json

if TYPE_CHECKING:
    from pathlib import Path

    from cst_xl.actions.batch import Report, Result
    from cst_xl.actions.batch_list import Entry


def run(listed: Path, report: Path | None, workers: int | None, *, as_json: bool) -> None:
    """Make every workbook of a list; exit code 1 when any of them failed.

    Raises:
        CstError: The list can't be read, or the report not written.
    """
    from cst_xl.actions import batch, batch_list

    entries = batch_list.read(listed)
    kept = report or batch.report_path(listed)
    made = _with_bar(entries, kept, workers)
    if as_json:
        print_json(made.as_json())
    else:
        _print_table(made, listed.absolute().parent)
        typer.echo(f"{_counted(made)} Esito: {kept}")
    if made.count(batch.Outcome.FAILED):
        raise typer.Exit(Exit.FINDINGS)


def _with_bar(entries: tuple[Entry, ...], kept: Path, workers: int | None) -> Report:
    """Run, with a bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from cst_xl.actions import batch

    columns = (TextColumn("Cartelle"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=len(entries))
        return batch.run(entries, kept, workers=workers, told=lambda _: bar.advance(task))


def _print_table(report: Report, folder: Path) -> None:
    """A line an entry; what is to be said of it stands below, where there is room."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Ente", "Periodo", "Cartella", "Esito", "Errori")
    for one in report.results:
        errors = str(one.errors) if one.errors else ""
        cells = (one.institution, one.period, _shown(one, folder), one.outcome.label, errors)
        table.add_row(*map(Text, cells))
    Console().print(table)
    for one in report.results:
        if one.message:
            typer.echo(f"{_shown(one, folder)}: {one.message}")


def _shown(result: Result, folder: Path) -> str:
    """The path as a person would write it in the list."""
    return result.output.removeprefix(str(folder)).lstrip("/\\")


def _counted(report: Report) -> str:
    from cst_xl.actions.batch import Outcome
    from cst_xl.core.grammar import plural

    done, skipped, failed = (
        report.count(outcome) for outcome in (Outcome.DONE, Outcome.SKIPPED, Outcome.FAILED)
    )
    return (
        f"{done} {plural(done, 'cartella preparata', 'cartelle preparate')}, "
        f"{skipped} già {plural(skipped, 'pronta', 'pronte')}, {failed} non {plural(failed, 'riuscita', 'riuscite')}."
    )
