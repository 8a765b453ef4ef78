"""`demo`, `template`, `migrate`: make a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cst_xl.cli import batch
from cst_xl.cli.application import BACKUPS, Backups, Json, Workbook, fail, guarded


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for the workbook.")] = Path("out"),
) -> None:
    """Build the example: the real 2nd quarter of 2016, computed and checked.

    The workbook shows every table and chart of the bulletin; the sheet Controlli lists what the printed bulletin
    says and no table bears out.
    """

    def run() -> None:
        from cst_xl.actions import quarters, telling

        made = quarters.demo(out / "Focus_2016-T2.xlsm")
        typer.echo(f"{made.path}: {telling.summary(made.edition)}")

    guarded(run)


def migrate(
    workbook: Workbook,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it [in the place of the workbook].")
    ] = None,
    backups: Backups = BACKUPS,
) -> None:
    """Bring a workbook of an earlier layout to the current one: same quarter, same data, what staff added.

    The workbook before is kept beside it under a dated name; what couldn't be carried over is listed.
    """

    def run() -> None:
        from cst_xl.actions import migrating

        if out is not None and out.exists():
            fail(f"Il file «{out}» esiste già: non viene sovrascritto. Indicare un altro nome con --out.")
        made = migrating.migrate(workbook, out, backups=backups)
        typer.echo(f"{made.path}: dal modello {made.version} al modello attuale. {made.kept.told()}".rstrip())

    guarded(run)


def template(
    period: Annotated[str, typer.Argument(help="The quarter: 2016-T3, or «3° trimestre 2016».")] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where to write it [Focus_<period>.xlsm]; .xlsx has no macros."),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--from", help="An earlier quarter's workbook: its settings and history are carried over."
        ),
    ] = None,
    listed: Annotated[
        Path | None,
        typer.Option(
            "--batch", help="A list of workbooks to make (CSV, XLSX, TOML): ente, periodo, origine, uscita."
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="With --batch: the report [<list>.esito.json].")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="With --batch: processes [as many as cores].")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make an empty workbook for a quarter: catalogues filled in, paste areas ready.

    With --from it is the button «Nuovo trimestre»: what staff set and typed comes along, what can't is listed.

    With --batch it makes a whole list of them, several at once. A second run leaves alone what is made and unchanged,
    and never replaces a workbook that somebody has worked in. Exit code 1 when an entry failed.
    """

    def run() -> None:
        if (listed is None) == (not period) or (listed and (out or previous)):
            fail("Serve un trimestre, oppure --batch con un elenco (senza --out e senza --from).")
        if listed is not None:
            batch.run(listed, report, workers, as_json=as_json)
            return
        from cst_xl.actions import quarters
        from cst_xl.core.parameters import QUARTER

        quarter = QUARTER.parse(period)
        folder, suffix = (previous.parent, previous.suffix) if previous else (Path(), ".xlsm")
        path = out or folder / f"Focus_{quarter}{suffix}"
        if path.exists():
            fail(f"Il file «{path}» esiste già: non viene sovrascritto. Indicare un altro nome con --out.")
        if previous is None:
            typer.echo(f"{quarters.new_template(quarter, path).path}")  # type: ignore[arg-type]
            return
        made = quarters.from_previous(previous, quarter, path)  # type: ignore[arg-type]
        typer.echo("\n".join((str(made.path), *made.remarks)))

    guarded(run)
